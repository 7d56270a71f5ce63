"""Before anything else: two steps, for those who need them."""

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from people import two_step, unsent_views

# Signing in and out, setting it up, the face in the header, and what machines ask.
OPEN = ("account_", "work_account_", "mfa_", "sign_out")
OPEN_NAMES = {"photograph", "media", "healthz", "readyz"}


class TwoStepMiddleware:
    """Leads whoever needs two steps, and took one, to the second. Stands above what
    takes forms in, so that none is taken and its words are kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Django asks this before the view; an answer stands in its stead."""
        name = request.resolver_match.url_name or ""
        if name.startswith(OPEN) or name in OPEN_NAMES:
            return None
        if not request.user.is_authenticated or two_step.is_done(request):
            return None
        if not two_step.is_needed(request.user):
            return None
        kept = request.method == "POST" and unsent_views.refuse(request, is_stale=True)
        return kept or redirect(_second_step(request))


def _second_step(request):
    """The page for the code, or for setting it up; one goes on from there."""
    name = (
        "mfa_reauthenticate"
        if two_step.is_set_up(request.user)
        else "mfa_activate_totp"
    )
    to = request.get_full_path() if request.method == "GET" else reverse("my_page")
    return f"{reverse(name)}?{urlencode({REDIRECT_FIELD_NAME: to})}"
