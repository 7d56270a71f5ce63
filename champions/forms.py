"""The shape of a question, and of an answer to one."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout

from champions.models import Place
from learning.models import ModulePage


class AskForm(forms.Form):
    """A question, and perhaps where in which module it came up.

    A module or step that is gone, or that the person may not read, is left out: the
    question is what matters.
    """

    words = forms.CharField(
        label=_("Your question"),
        max_length=2000,
        error_messages={
            "required": _("Write your question; a few words are enough"),
            "max_length": _("That is too long: up to 2,000 characters, please"),
        },
    )
    module = forms.ModelChoiceField(
        ModulePage.objects.none(), required=False, widget=forms.HiddenInput
    )
    step = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, person, button, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = ModulePage.objects.readable_by(person)
        self.fields["words"].widget = forms.Textarea(attrs={"rows": 6})
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field.textarea("words"),
            "module",
            "step",
            Button.primary("", button),
        )

    def clean(self):
        cleaned = super().clean()
        for name in {"module", "step"} & set(self.errors):
            del self.errors[name]
        return cleaned

    @property
    def place(self):
        """Where it came up, as far as that is known: a Place, or None."""
        field = self.fields["module"]
        if self.is_bound:
            module, step = self["module"].data, self["step"].data
        else:
            module, step = self.initial.get("module"), self.initial.get("step")
        try:
            page = field.clean(module)
            return Place.of(page, UUID(step) if step else None) if page else None
        except (forms.ValidationError, ValueError):
            return None


class AnswerForm(forms.Form):
    """What somebody says in a conversation about a request."""

    words = forms.CharField(
        max_length=4000,
        error_messages={
            "required": _("Write something first; a few words are enough"),
            "max_length": _("That is too long: up to 4,000 characters, please"),
        },
    )

    def __init__(self, *args, label, button, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].widget = forms.Textarea(attrs={"rows": 5})
        self.helper = FormHelper()
        self.helper.layout = Layout(Field.textarea("words"), Button.primary("", button))
