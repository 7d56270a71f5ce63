"""Adding a person, and changing what an administrator keeps about them."""

from django.db import transaction

from people import leaving, passwords


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
def change(person, left_on_before, link=False):
    """Save what was changed about a person; a new day of leaving ends their roles,
    one that was taken back lets them in again."""
    left_on = person.left_on
    person.left_on = left_on_before
    person.save()
    if left_on and left_on != left_on_before:
        leaving.leave(person, left_on)
    elif left_on_before and not left_on:
        leaving.come_back(person)
    elif link:
        passwords.start_anew(person)
    return person
