"""Which people were erased, outside the database: a line each, without a name.

A backup that is put back brings back everybody who was erased after it was made. This
file lies beside the data and is kept with the backups, but is never put back with one;
`manage.py apply_erasures` erases again whoever stands in it (erasing_again.py).
"""

import json
from datetime import datetime

from django.conf import settings
from django.utils.crypto import salted_hmac

from people.models import Erasure


class NotReadable(Exception):
    """A line of the file is no erasure; its argument is the number of the line."""


def seal_of(person):
    """What tells whether a number still belongs to the same person: made of their
    e-mail with the key of the site, so that nobody can read it back."""
    made = salted_hmac("people.erasure", person.email.lower(), algorithm="sha256")
    return made.hexdigest()


def line_of(erasure):
    """One erasure as a line of the file."""
    told = {
        "person": erasure.person_number,
        "seal": erasure.seal,
        "because": erasure.because,
        "done_at": erasure.done_at.isoformat(),
    }
    return json.dumps(told) + "\n"


def append(erasure):
    """Add an erasure to the file."""
    path = settings.ERASURE_LOG
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as log:
        log.write(line_of(erasure))


def read(path):
    """Give what such a file tells, a dict for each person, by their first line. Raises
    NotReadable."""
    found = {}
    with path.open(encoding="utf-8") as log:
        for number, line in enumerate(log, start=1):
            if not line.strip():
                continue
            try:
                told = json.loads(line)
                erased = {
                    "person": int(told["person"]),
                    "seal": told["seal"],
                    "because": Erasure.Because(told["because"]),
                    "done_at": datetime.fromisoformat(told["done_at"]),
                }
            except (ValueError, KeyError, TypeError) as error:
                raise NotReadable(number) from error
            found.setdefault(erased["person"], erased)
    return list(found.values())
