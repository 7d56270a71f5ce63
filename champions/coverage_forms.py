"""The shape of an appointment made from the board, and of saying not yet."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size

from people.forms import DayField

FURTHEST = timedelta(days=366 * 2)
LONG_AGO = timedelta(days=31)
NO_DAY = _("Write the day, the month and the year, or none of them")
TOO_FAR = _("Choose a day within the next two years")


class AppointForm(forms.Form):
    """From which day until which day; who it is and in which role says the address."""

    starts_on = DayField(
        label=_("From"),
        help_text=_("The first day. It may be one of the last month."),
        missing=_("Write the first day"),
    )
    ends_on = DayField(
        label=_("Until, if that is known"),
        help_text=_("The last day. You may leave it empty."),
        required=False,
        missing=NO_DAY,
    )
    # Who held the role when the page was opened (ready.fingerprint).
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, button, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            "starts_on", "ends_on", "seen", Button.primary("", button)
        )

    def clean_starts_on(self):
        day, today = self.cleaned_data["starts_on"], timezone.localdate()
        if day < today - LONG_AGO:
            raise forms.ValidationError(
                _(
                    "That is more than a month ago. Write a nearer day, or write the "
                    "appointment down under Site administration"
                )
            )
        if day > today + FURTHEST:
            raise forms.ValidationError(TOO_FAR)
        return day

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        elif last and last > timezone.localdate() + FURTHEST:
            self.add_error("ends_on", TOO_FAR)
        return cleaned


class NotYetForm(forms.Form):
    """Why a service is not to begin yet, perhaps until when, and whether that holds for
    what lies below it."""

    because = forms.CharField(
        label=_("Why not yet"),
        help_text=_(
            "One sentence, for your colleagues. For example: they move house in "
            "spring, and begin after that. Leave out who is ill or away."
        ),
        max_length=300,
        widget=forms.Textarea,
        error_messages={
            "required": _("Write why; one sentence is enough"),
            "max_length": _("That is too long: up to 300 characters, please"),
        },
    )
    until = DayField(
        label=_("Until, if that is known"),
        help_text=_("After that day it is a gap again. You may leave it empty."),
        required=False,
        missing=NO_DAY,
    )
    with_below = forms.BooleanField(
        label=_("And all that lies below it, but for what has a champion"),
        required=False,
    )

    def __init__(self, *args, has_below, **kwargs):
        super().__init__(*args, **kwargs)
        # The browser would cut it off without a word.
        self.fields["because"].widget.attrs.pop("maxlength", None)
        if not has_below:
            del self.fields["with_below"]
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Field.textarea("because", label_size=Size.SMALL, rows=3),
            "until",
            *(["with_below"] if has_below else []),
            Button.primary("", _("Say not yet")),
        )

    def clean_until(self):
        until, today = self.cleaned_data["until"], timezone.localdate()
        if until and until < today:
            raise forms.ValidationError(
                _("That day is over. Write one to come, or leave it empty")
            )
        if until and until > today + FURTHEST:
            raise forms.ValidationError(TOO_FAR)
        return until
