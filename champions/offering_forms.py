"""The shape of "I can help with …"."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size

from champions.topics import Topic


class OfferHelpForm(forms.Form):
    """With which topics somebody is ready to help, and a line in their own words."""

    topics = forms.MultipleChoiceField(
        label=_("I can help with"),
        help_text=_("Tick what you know well enough to show a colleague."),
        choices=Topic.to_offer(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one, or take your offer back"),
            "invalid_choice": _("Choose from the list"),
        },
    )
    words = forms.CharField(
        label=_("In your own words, if you like"),
        help_text=_(
            "One line for whoever looks for somebody. For example: I run the market’s "
            "Instagram, and Tuesday afternoons are quiet."
        ),
        max_length=200,
        required=False,
        error_messages={
            "max_length": _("That is too long for one line: up to 200 characters")
        },
    )

    def __init__(self, *args, offer=None, **kwargs):
        if offer:
            kwargs["initial"] = {
                "topics": [row.topic for row in offer.topics.all()],
                "words": offer.words,
            }
        super().__init__(*args, **kwargs)
        # The browser would cut it off without a word.
        self.fields["words"].widget.attrs.pop("maxlength", None)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Field.checkboxes("topics", legend_size=Size.SMALL, small=True),
            Field.text("words", label_size=Size.SMALL),
            Button.primary("", _("Keep this") if offer else _("I can help with this")),
        )
