"""Keeping what people tell about themselves."""

from django.db import transaction

# What a person may change; nothing else of the row is written.
THEIR_OWN = (
    "known_as",
    "job_title",
    "phone",
    "about",
    "access_needs",
)


@transaction.atomic
def keep(person, new_photo=None, remove_photo=False):
    """Save the person, with a new photograph or none; the old file goes for good
    once that is certain."""
    old = person.photo.name
    if new_photo:
        person.photo.save(new_photo.name, new_photo, save=False)
    elif remove_photo:
        person.photo = ""
    person.save(update_fields=[*THEIR_OWN, "photo"])
    if old and old != person.photo.name:
        storage = person.photo.storage
        transaction.on_commit(lambda: storage.delete(old))
