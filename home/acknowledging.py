"""Saying "I have read this": kept with the version and the day, once for each.

A version said to be read while the next one came out was read all the same, and is
kept as what it is; the page asks again.
"""

from django.utils import timezone

from home.models import Acknowledgement


class NoSuchVersion(Exception):
    """The page has no version of that number."""


def acknowledge(person, page, version, on=None):
    """Keep that the person has read this version of the page; a second time is once.

    Gives the acknowledgement. Raises NoSuchVersion.
    """
    if not page.has_version(version):
        raise NoSuchVersion(version)
    # By the constraint: of two presses at once the second finds the first.
    said, _is_new = Acknowledgement.objects.get_or_create(
        person=person,
        page=page,
        version=version,
        defaults={"said_on": on or timezone.localdate()},
    )
    return said
