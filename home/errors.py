"""Pages for when something went wrong; they ask nothing of what may be broken."""

import sys
from contextlib import suppress
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import patch_cache_control

from people import unsent
from people.unsent_views import refuse


def server_error(request):
    """Say what happened: 503 when the database is away, 500 for all else.

    Called while the error is being handled, so it is still there to be asked.
    """
    context = {"sent": _sent(request)}
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = HttpResponse(get_template("away.html").render(context), status=503)
        response["Retry-After"] = "60"
    else:
        response = HttpResponse(get_template("500.html").render(context), status=500)
    if context["sent"]:
        patch_cache_control(response, private=True, no_store=True)
    return response


@dataclass(frozen=True)
class Sent:
    """A form that met an error, as the page about it gives it back to its sender."""

    address: str
    fields: list[tuple[str, str]]
    words: list[str]
    had_files: bool


def _sent(request):
    """What to send again, or None. It carries the token that it came with, so that a
    forged form stays one. A browser that goes back may have forgotten what was typed,
    for pages of a person are not stored."""
    if request.method != "POST":
        return None
    with suppress(Exception):  # whatever cannot be read is what broke
        typed = unsent.typed_in(request.POST)
        if len(typed) < len(set(request.POST) - {*unsent.NOT_TYPED}):
            return None  # a form with a password is written again
        return Sent(
            request.path,
            [(name, v) for name, values in request.POST.lists() for v in values],
            unsent.words_in(typed),
            any(request.FILES.values()),
        )
    return None


def csrf_failure(request, reason=""):
    """Keep what was written in a form from before signing in again; say what to do
    about any other that came without its cookie."""
    return refuse(request, is_stale=True) or render(
        request, "csrf_failure.html", status=403
    )
