"""Pages on which something hangs are taken off the site, and never deleted.

An app says once which of its pages these are: `keep(CafePage, "sessions", because=…)`.
Whoever tries to delete one, or a page above it, reads why not and is offered, in one
press, what does no harm.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import reverse

from wagtail.models import Page

# As bulk actions name what they act on.
A_PAGE = ("wagtailcore", "page")
_RULES = []


@dataclass(frozen=True)
class Kept:
    """One page that stays, and why."""

    page: Page
    because: str


def keep(model, *while_it_has, because):
    """Keep pages of a model as long as they have rows of one of these names. `because`
    is the rest of a sentence that begins with the page's title."""
    needed = [Q(**{f"{rows}__isnull": False}) for rows in while_it_has]
    _RULES.append((model, reduce(or_, needed), because))


def among(pages):
    """Give a Kept for each page that stays of these and all below them, in order."""
    found = []
    for model, needed, because in _RULES:
        kept = model.objects.none()
        for page in pages:
            kept |= model.objects.descendant_of(page, inclusive=True)
        kept = kept.filter(needed).distinct()
        found += [Kept(page, because) for page in kept]
    return sorted(found, key=lambda each: each.page.path)


def explain(request, pages):
    """Answer an attempt to delete these pages: why not, and what can be done instead;
    None where nothing hangs on them."""
    kept = among(pages)
    if not kept:
        return None
    live = [
        each.page
        for each in kept
        if each.page.live
        and each.page.permissions_for_user(request.user).can_unpublish()
    ]
    back = reverse("wagtailadmin_explore", args=[pages[0].get_parent().pk])
    unpublish = reverse(
        "wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]
    )
    query = urlencode({"id": [page.pk for page in live], "next": back}, doseq=True)
    context = {
        "kept": kept,
        "live": live,
        "unpublish_url": f"{unpublish}?{query}",
        "back_url": back,
        "others": len(pages) > 1,
    }
    return TemplateResponse(request, "pages/admin/kept.html", context)
