"""Adding a person, and changing what an administrator keeps about them."""

from django.db import transaction
from django.utils import timezone

from pages import outbox
from people import leaving, passwords
from people.models import User
from people.querysets import is_here


@transaction.atomic
def join(person, password="", link=False):
    """Save a new person, with a password, a link to choose one, or neither."""
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    person.save()
    if link and not password:
        passwords.start_anew(person)
    return person


@transaction.atomic
def join_many(people, link=False):
    """Save new people, with a link to choose a password or none: many at once. They
    have no keys before, and have them after."""
    for person in people:
        person.set_unusable_password()
    User.objects.bulk_create(people)
    for person in people if link else []:
        passwords.start_anew(person)


@transaction.atomic
def change(person, link=False):
    """Save what was changed about a person, who is as a form left them.

    A new day of leaving ends their roles. Whoever had left, or whose account was
    closed, and may sign in now, starts anew with a link to choose a password, so that
    no session from before opens again. A day to come that is taken back is only that.
    Another e-mail is told to both addresses.
    """
    before = User.objects.select_for_update().get(pk=person.pk)
    person.save()
    if person.left_on and person.left_on != before.left_on:
        leaving.leave(person, person.left_on)
    if person.email != before.email:
        _tell_both_addresses(person, before.email)
    if is_here(person) and (link or not is_here(before)):
        passwords.start_anew(person)
    return person


def _tell_both_addresses(person, old):
    """Write to the address that the person had, and to the one that they have now."""
    key = f"{timezone.now():%Y%m%d%H%M%S.%f}"
    outbox.post("people.email-changed", person, key=key)
    outbox.post("people.email-changed", person, key=f"{key}-old", to_address=old)
