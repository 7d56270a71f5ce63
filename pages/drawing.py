"""Drawing from a template that says nothing but what it is given: the same words give
the same piece of a page, so it is drawn once and then remembered by those words."""

from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

# How many pieces a process remembers; those not used for longest are let go of.
MOST_PIECES = 4_000

_HOLE = mark_safe("<!-- what it holds -->")


def drawn(template, **said):
    """Draw a template that depends on what is `said` alone: no request, no model, no
    clock. Takes strings, numbers, moments, and tuples of these."""
    return (_draw if settings.DEBUG else _drawn)(template, **said)


def drawn_around(template, content, **said):
    """The same for a template that stands around its `content`, which is not kept."""
    before, after = drawn(template, content=_HOLE, **said).split(_HOLE)
    return mark_safe(before + conditional_escape(content) + after)  # noqa: S308


def _draw(template, **said):
    return render_to_string(template, said)


# By type too: what is safe as HTML and what is not are equal as strings.
_drawn = lru_cache(MOST_PIECES, typed=True)(_draw)
