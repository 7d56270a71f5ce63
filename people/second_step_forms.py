"""allauth's forms of the second step, in our words and look."""

from django.utils.translation import gettext_lazy as _

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base import forms as base
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm

from people.sign_in_forms import OurForm


class CodeForm(OurForm, base.AuthenticateForm):
    words = {"code": _("Code")}
    hints = {
        "code": _(
            "The six digits that your app shows now, or one of your recovery codes."
        )
    }
    missing = {"code": _("Write the code from your app")}
    button = _("Sign in")


class CodeAgainForm(OurForm, base.ReauthenticateForm):
    words, hints, missing = CodeForm.words, CodeForm.hints, CodeForm.missing
    button = _("Go on")


class PasswordAgainForm(OurForm, ReauthenticateForm):
    words = {"password": _("Your password")}
    missing = {"password": _("Write your password")}
    button = _("Go on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class SetUpForm(OurForm, ActivateTOTPForm):
    words = {"code": _("The code that it shows")}
    hints = {"code": _("Six digits. There is a new one every half minute.")}
    missing = {"code": _("Write the code from your app")}
    button = _("Set up two steps")


class TakeAwayForm(OurForm, DeactivateTOTPForm):
    button = _("Sign in with one step again")


class NewCodesForm(OurForm, GenerateRecoveryCodesForm):
    button = _("Give me new codes")
