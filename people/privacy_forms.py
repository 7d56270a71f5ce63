"""What is asked before everything about a person leaves the site."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout


class TakeAwayForm(forms.Form):
    """The password, of somebody who has one: an open screen is not enough to take all
    of it away. Takes the person, and whether there were too many tries already."""

    password = forms.CharField(
        label=_("Your password"),
        help_text=_("So that nobody takes it from a computer that you left open."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Write your password.")},
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        if not person.has_usable_password():
            del self.fields["password"]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *([Field.text("password")] if "password" in self.fields else []),
            Button.primary("", _("Take everything away")),
        )

    def clean_password(self):
        password = self.cleaned_data["password"]
        if not self.person.check_password(password):
            raise ValidationError(_("That is not your password."))
        return password

    def refuse(self):
        """Say that there were too many tries."""
        self.add_error(
            "password",
            _("That was too many tries in a short time. Wait a minute and try again."),
        )
