"""allauth's forms in our words and look."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from allauth.account import forms as allauth_forms
from allauth.account.utils import url_str_to_user_pk
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout

from people import issuers
from people.models import User

PASSWORD_ADVICE = _("Eight characters or more. Three words you can remember are good.")


class OurForm:
    """Labels and hints of ours on a form of allauth's, and one filled button."""

    words = {}
    hints = {}
    missing = {}
    button = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.words[name]
            field.help_text = self.hints.get(name, "")
            field.error_messages["required"] = self.missing[name]
            field.widget.attrs.pop("placeholder", None)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *(Field.text(name) for name in self.fields),
            Button.primary("", self.button),
        )


class SignInForm(OurForm, allauth_forms.LoginForm):
    words = {"login": _("Your work e-mail"), "password": _("Password")}
    missing = {
        "login": _("Write your work e-mail"),
        "password": _("Write your password"),
    }
    button = _("Sign in")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].error_messages["invalid"] = _(
            "Write an e-mail in full, like name@aireford.example"
        )

    def clean(self):
        """Say at the first field what is wrong with the two together."""
        issuer = issuers.for_email(self.cleaned_data.get("login") or "")
        if issuer and not issuer.passwords:
            said = _("With this e-mail you sign in by your work account: %(name)s.")
            self.add_error("login", said % {"name": issuer.name})
            return self.cleaned_data
        try:
            return super().clean()
        except ValidationError as error:
            self.add_error("login", error)
            return self.cleaned_data


class ForgottenPasswordForm(OurForm, allauth_forms.ResetPasswordForm):
    words = {"email": _("Your work e-mail")}
    missing = {"email": _("Write your work e-mail")}
    button = _("Send me a link")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages["invalid"] = _(
            "Write an e-mail in full, like name@aireford.example"
        )


class NewPasswordForm(OurForm, allauth_forms.ResetPasswordKeyForm):
    words = {
        "password1": _("New password"),
        "password2": _("The same again"),
    }
    hints = {"password1": PASSWORD_ADVICE}
    missing = {
        "password1": _("Choose a new password"),
        "password2": _("Write the new password once more"),
    }
    button = _("Keep this password")


class ChangePasswordForm(OurForm, allauth_forms.ChangePasswordForm):
    words = {"oldpassword": _("The password you have now"), **NewPasswordForm.words}
    hints = NewPasswordForm.hints
    missing = {
        "oldpassword": _("Write the password you have now"),
        **NewPasswordForm.missing,
    }
    button = _("Change my password")


class LinkForm(allauth_forms.UserTokenForm):
    """A link to choose a password; none opens for somebody who is not here."""

    def _get_user(self, uidb36):
        try:
            return User.objects.here().get(pk=url_str_to_user_pk(uidb36))
        except (ValueError, OverflowError, User.DoesNotExist):
            return None
