"""Brings the words of a page or session up to date once it was saved or deleted.

Saving is heard, not publishing: a page is made, published, unpublished, copied and
moved by saving it, a session planned, moved and cancelled. Where nothing of its words
has changed, nothing is written.
"""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from wagtail.models import Page

from cafes.models import CafePage, Session, Venue
from home.search import index
from home.search.kinds import KINDS

FINDABLE = {kind.model for kind in KINDS}


@receiver([post_save, post_delete])
def keep_up(sender, instance, raw=False, **kwargs):
    """Look at what was saved or deleted again, after commit."""
    if raw:
        return
    if isinstance(instance, CafePage | Venue):
        # Their words stand beside those of their sessions.
        _look_again(Session, list(instance.sessions.values_list("pk", flat=True)))
    model = instance.specific_class if isinstance(instance, Page) else sender
    if model in FINDABLE:
        _look_again(model, [instance.pk])


def _look_again(model, keys):
    # What was saved stays saved, whatever becomes of its words.
    transaction.on_commit(lambda: index.refresh_some(model, keys), robust=True)
