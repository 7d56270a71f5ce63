"""Who may come in, and what is counted of their tries."""

from datetime import timedelta

from django.urls import reverse_lazy

from config.settings import work_accounts
from config.settings.environment import env

LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("my_page")
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.backends.StaffBackend"]
# Organisations whose work accounts are taken; none unless they are named.
OIDC_PROVIDERS = work_accounts.read(env("OIDC_PROVIDERS", default=""))
WORK_ACCOUNT_SESSION = timedelta(hours=12)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
# Two cookies in all: the session and the one against forged forms.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "home.errors.csrf_failure"
ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "people.sign_in_forms.SignInForm",
    "reset_password": "people.sign_in_forms.ForgottenPasswordForm",
    "reset_password_from_key": "people.sign_in_forms.NewPasswordForm",
    "change_password": "people.sign_in_forms.ChangePasswordForm",
    "user_token": "people.sign_in_forms.LinkForm",
    "reauthenticate": "people.second_step_forms.PasswordAgainForm",
}
# Whether those who change other people's accounts need two steps; a real site says so.
TWO_STEP_REQUIRED = False
MFA_ADAPTER = "people.second_step.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "people.second_step_forms.CodeForm",
    "reauthenticate": "people.second_step_forms.CodeAgainForm",
    "activate_totp": "people.second_step_forms.SetUpForm",
    "deactivate_totp": "people.second_step_forms.TakeAwayForm",
    "generate_recovery_codes": "people.second_step_forms.NewCodesForm",
}
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Clocks of phones are a little off: the code before and the one after count too.
MFA_TOTP_TOLERANCE = 1
# Django's own: allauth's keeps a second list of e-mails, which we do not.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a class)
)
# Counted in the cache that all processes share. A whole town hall may sit behind one
# address ("ip"), so what guards an account is the limit on its e-mail ("key").
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/5m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
}
# How many proxies of ours stand before the application, each adding to
# X-Forwarded-For; without this everybody would seem to come from the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
