"""Pages for when something went wrong; they ask nothing of what may be broken."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from people.unsent_views import refuse


def server_error(request):
    """Say what happened: 503 when the database is away, 500 for all else.

    Called while the error is being handled, so it is still there to be asked.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = HttpResponse(get_template("away.html").render(), status=503)
        response["Retry-After"] = "60"
        return response
    return HttpResponse(get_template("500.html").render(), status=500)


def csrf_failure(request, reason=""):
    """Keep what was written in a form from before signing in again; say what to do
    about any other that came without its cookie."""
    return refuse(request, is_stale=True) or render(
        request, "csrf_failure.html", status=403
    )
