"""Pages that somebody is to look at again: every kind of page with a `review_on`.

A kind joins by having the field; who looks after it stands in its `looked_after_by`,
if it has one.
"""

from datetime import timedelta

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, DateField, F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

# So long before its day a page is told of.
AHEAD = timedelta(weeks=4)


def pages_due(person, on=None):
    """Published pages that the person may edit and whose next look is past or comes
    within four weeks, the longest overdue first: each with `review_on` and `who`."""
    today = on or timezone.localdate()
    mine = page_permission_policy.instances_user_has_permission_for(person, "change")
    return (
        mine.live()
        .annotate(
            review_on=_either("review_on", Value(None, DateField())),
            who=_either("looked_after_by", Value("", CharField())),
        )
        .filter(review_on__lte=today + AHEAD)
        .order_by("review_on", "title")
    )


def _either(name, otherwise):
    """The field of that name, of whichever kind the page is."""
    ways = [
        F("__".join([*_way_down(model), name]))
        for model in get_page_models()
        if _own_field(model, name)
    ]
    return Coalesce(*ways, otherwise, otherwise)


def _own_field(model, name):
    try:
        return model._meta.get_field(name).model is model
    except FieldDoesNotExist:
        return False


def _way_down(model):
    """The names that lead from a page to its row as this kind of page."""
    return [
        parent._meta.model_name
        for parent in [*reversed(model._meta.get_parent_list()), model]
        if parent is not Page
    ]
