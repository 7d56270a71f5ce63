"""Where allauth meets this house."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from allauth.account.adapter import DefaultAccountAdapter

from people import issuers, passwords, two_step


class AccountAdapter(DefaultAccountAdapter):
    """People are added by administrators, never by signing up; mail leaves by our
    outbox; and what goes wrong is said in our words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "That e-mail and password do not belong together. Check both, or choose a "
            "new password below."
        ),
        "too_many_login_attempts": _(
            "That was too many tries in a short time. Wait five minutes and try again, "
            "or choose a new password below."
        ),
        "enter_current_password": _("That is not the password you have now."),
        "invalid_password_reset": _("This link has been used, or is too old."),
        "incorrect_password": _("That is not your password."),
    }

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        """Let nobody in who has left: allauth asks only whether the account is open."""
        if user.has_left():
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request, user, *, signal_kwargs, **kwargs):
        """Let whoever came by their work account come that way again each day: the
        account may have been closed over there without a word to us."""
        response = super().post_login(
            request, user, signal_kwargs=signal_kwargs, **kwargs
        )
        if signal_kwargs and signal_kwargs.get("work_account"):
            until = timezone.now() + settings.WORK_ACCOUNT_SESSION
            request.session.set_expiry(until)
        if signal_kwargs and signal_kwargs.get("is_two_step"):
            two_step.remember(request, user)
        return response

    def get_login_stages(self):
        """allauth's, with our second step in place of its own."""
        theirs = "allauth.mfa.stages.AuthenticateStage"
        ours = "people.second_step.SecondStep"
        return [
            ours if stage == theirs else stage for stage in super().get_login_stages()
        ]

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not of somebody who signed in a moment ago."""
        is_required = super().is_reauthentication_required(app=app, **kwargs)
        return is_required and not two_step.signed_in_lately(self.request)

    def get_login_redirect_url(self, request):
        """To a form that could not be sent, where somebody came to sign in for no
        other page: they may have gone for a new password on the way."""
        if request.user.unsent_forms.kept().exists():
            return reverse("unsent_open")
        return super().get_login_redirect_url(request)

    def send_password_reset_mail(self, user, email, context):
        """Note that a link is to be sent; the one in `context` is not used, since
        none may be stored."""
        if not user.has_left() and issuers.takes_passwords(user.email):
            passwords.send_reset(user)

    def send_mail(self, template_prefix, email, context):
        """Nothing of allauth's own is sent: each kind of mail goes by the outbox."""
        raise NotImplementedError(template_prefix)

    def get_password_change_redirect_url(self, request):
        return reverse("my_details")
