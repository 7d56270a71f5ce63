"""Substance or wording: what a module's new version means to those who finished it.

The editor says it in the form, so that the answer travels with the draft through its
review. It counts once that draft is published, however that comes about. Substance
makes a new edition; wording makes none. Whoever finished an edition before keeps it,
and reads on the module's page what has changed since.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from learning.models import Edition, ModulePage
from pages import shared

# The same words again within this time are one press too many, not another edition.
PRESSED_TWICE = timedelta(minutes=10)


@transaction.atomic
def published(module, at=None):
    """A version of the module was published: count it as a new edition, where its
    editor said that the substance has changed. Gives the number of the edition.

    The answer is used up by that: the next version is asked for its own.
    """
    moment = at or timezone.now()
    # Rows are changed below without being saved, which nobody would hear.
    shared.changed()
    rows = ModulePage.objects.filter(pk=module.pk)
    number = rows.select_for_update().values_list("edition", flat=True).get()
    if module.change == ModulePage.Change.SUBSTANCE:
        number = _next(module, number, moment)
    rows.update(edition=number, change="", what_changed="")
    return number


def _next(module, number, moment):
    repeated = Edition.objects.filter(
        module=module,
        number=number,
        what_changed=module.what_changed,
        published_at__gt=moment - PRESSED_TWICE,
    )
    if repeated.exists():
        return number
    Edition.objects.create(
        module=module,
        number=number + 1,
        what_changed=module.what_changed,
        published_at=moment,
    )
    return number + 1


def since(completion):
    """The editions that came out after the one that was finished, in order."""
    return Edition.objects.filter(
        module=completion.enrolment.module_id, number__gt=completion.edition
    )
