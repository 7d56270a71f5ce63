"""The ways in besides a password: a work account, and the second step; of allauth only
what is named here."""

from django.urls import path
from django.views.decorators.cache import never_cache

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp

from people import work_account_views

urlpatterns = [
    path(
        "sign-in/with/<slug:slug>/",
        work_account_views.start,
        name="work_account_start",
    ),
    path(
        "sign-in/with/<slug:slug>/back/",
        work_account_views.back,
        name="work_account_back",
    ),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("me/two-steps/", mfa.index, name="mfa_index"),
    path("me/two-steps/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("me/two-steps/end/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "me/two-steps/codes/",
        never_cache(codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "me/two-steps/codes/new/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
