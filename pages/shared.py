"""What everybody reads (pages, the site and its settings), remembered between requests.

It changes a few times a day and is read at each request. So a process remembers what it
found, under a token that stands in the database. Whatever changes any of it writes a
new token, in its own transaction: receivers.py, docs/adr/0019-what-is-remembered.md.

Nothing about a person belongs here.
"""

import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from wagtail.models import Site
from wagtail.views import serve

from pages.models import SharedContent

# A process that remembers more than this, or for longer, begins anew.
MOST_THINGS = 2_000
LASTS = 10 * 60  # seconds: for what was changed without a signal, by hand

_of_request = ContextVar("the token as this request knows it", default=None)


@dataclass
class _Memory:
    """What was found while one token stood."""

    token: UUID | None = None
    things: dict = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def serves(self, token):
        is_young = time.monotonic() < self.began + LASTS
        return self.token == token and is_young and len(self.things) < MOST_THINGS


_memory = _Memory()


class SharedContentMiddleware:
    """Lets each request remember; it asks for the token at most once. Stands around all
    that reads what is shared: without it, everything is asked for each time."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        mark = _of_request.set(_Token())
        try:
            return self.get_response(request)
        finally:
            _of_request.reset(mark)

    def process_view(self, request, view, args, kwargs):
        """Wagtail looks for the site itself, unless it is known by then."""
        if view is serve:
            site_of(request)


def remembered(key, find):
    """Give what `find()` gives, or gave to an earlier request.

    It may depend on the key and on what is shared, and on nothing else. Others are
    given the same object, so nobody may change it. Outside of a request, `find` is
    always asked.
    """
    asked = _of_request.get()
    if asked is None:
        return find()
    things = _things(asked)
    if key not in things:
        things[key] = find()
    return things[key]


def changed():
    """Say that something shared has changed, or is about to in this transaction."""
    SharedContent.objects.bulk_create(
        [SharedContent(pk=SharedContent.ONLY, token=uuid4())],
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["token"],
    )
    if asked := _of_request.get():
        asked.forget()


def site_of(request):
    """The site that answers this request, or None; as Wagtail's, but remembered."""
    # Here Wagtail keeps it for the rest of the request.
    if not hasattr(request, "_wagtail_site"):
        key = ("site", request.get_host(), request.get_port())
        request._wagtail_site = remembered(key, lambda: Site._find_for_request(request))
    return request._wagtail_site


def _things(asked):
    """What is remembered under the token; by this request alone, where nothing shared
    was ever saved and so there is none."""
    global _memory
    if asked.value is None:
        return asked.things
    # Threads replace the memory under each other; each goes on with the one it has.
    memory = _memory
    if not memory.serves(asked.value):
        memory = _memory = _Memory(asked.value)
    return memory.things


class _Token:
    """The token, asked for once; None where none was ever written."""

    def __init__(self):
        self.forget()

    def forget(self):
        self._is_known, self._value, self.things = False, None, {}

    @property
    def value(self):
        if not self._is_known:
            self._value = SharedContent.objects.values_list("token", flat=True).first()
            self._is_known = True
        return self._value
