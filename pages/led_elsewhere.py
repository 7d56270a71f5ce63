"""When an answer to htmx leads to another page, the whole page goes there.

htmx would follow by itself, look in the other page for the part that it wanted to
replace, and find nothing: the part would vanish, and what was to be said with it.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import QueryDict
from django.shortcuts import resolve_url

from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh


class LedElsewhereMiddleware:
    """Stands below django_htmx's own, which tells what was sent by htmx."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not (request.htmx and 300 <= response.status_code < 400):
            return response
        to = urlsplit(response["Location"])
        if (to.path, to.query) == (request.path, request.META["QUERY_STRING"]):
            return response
        is_back_here = request.path in QueryDict(to.query).getlist(REDIRECT_FIELD_NAME)
        if to.path == resolve_url(settings.LOGIN_URL) and is_back_here:
            # After signing in somebody wants the page that they were on, not the
            # address to which a part of it was sent.
            return HttpResponseClientRefresh()
        return HttpResponseClientRedirect(response["Location"])
