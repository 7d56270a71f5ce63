"""The way to the sign-in of somebody's organisation, and back from there."""

import logging

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from allauth.account.utils import get_next_redirect_url, perform_login

from people import issuers, work_accounts
from people.work_accounts import RefusedError

logger = logging.getLogger(__name__)


@require_GET
@never_cache
def start(request, slug):
    """Go to the issuer. A link and no form, since a form may lead nowhere but to us;
    nothing comes of it that was not begun in this browser."""
    issuer = _issuer(slug)
    try:
        there = issuers.Client(issuer).begin(request, get_next_redirect_url(request))
    except issuers.IssuerAwayError as problem:
        return _away(request, issuer, problem)
    return redirect(there)


@require_GET
@never_cache
def back(request, slug):
    """Come back from the issuer, and be signed in, or be told why not."""
    issuer = _issuer(slug)
    client = issuers.Client(issuer)
    if request.GET.get("error") == "access_denied":
        messages.info(request, _("You are not signed in: you turned back on the way."))
        return redirect("account_login")
    try:
        claims, wanted = client.finish(request)
        person = work_accounts.person_of(issuer, claims)
    except issuers.IssuerAwayError as problem:
        return _away(request, issuer, problem)
    except issuers.NotProvedError as problem:
        logger.warning("Sign-in by %s is not proved: %s", issuer.slug, problem)
        return _refused(request, issuer, "not_proved")
    except RefusedError as refused:
        return _refused(request, issuer, refused.why.name.lower())
    if request.user.is_authenticated and request.user != person:
        logout(request)
    return perform_login(
        request,
        person,
        redirect_url=wanted,
        signal_kwargs={
            "work_account": issuer.slug,
            "is_two_step": issuer.was_two_step(claims),
        },
    )


def _issuer(slug):
    issuer = issuers.by_slug(slug)
    if issuer is None:
        raise Http404
    return issuer


def _away(request, issuer, problem):
    logger.warning("The issuer %s does not answer: %s", issuer.slug, problem)
    return _refused(request, issuer, "away", status=503)


def _refused(request, issuer, why, status=403):
    """Say why, and what to do. What the issuer said is kept nowhere."""
    context = {"issuer": issuer, "why": why, "sign_in": reverse("account_login")}
    return render(request, "account/work_account_refused.html", context, status=status)
