"""What somebody had written in a form that could not be sent, kept for an hour.

Each form says who opened its page, in a hidden field that only we can write. When it
comes and somebody else or nobody is signed in, it is not sent: what it holds is kept
for whoever opened it, and shown to nobody else, whoever signs in next on that computer.
"""

import re

from django.core import signing
from django.db import transaction
from django.http import QueryDict

from people.models import UnsentForm, User

# More than this is no form of ours, and more forms than these nobody has open.
MOST_CHARACTERS = 100_000
MOST_FORMS = 10

OPENED_BY = "opened_by"
# The number of the kept form that a page was filled in from.
UNSENT = "unsent"
NOT_TYPED = (OPENED_BY, UNSENT, "csrfmiddlewaretoken")

# What stands in a form for a choice or a row: "rather-not", "12", "10:30", a uuid.
NO_WORDS = re.compile(r"[a-z0-9_:.-]*")

_signer = signing.Signer(salt="people.unsent.opened_by")


class TooLong(Exception):
    """More than can be kept."""


def opened_by(person):
    """Give what a form carries to say that this person opened its page."""
    return _signer.sign(person.pk)


def opener_of(sent):
    """The id of whoever opened the page of a form, or None if it does not say.

    Takes what was sent, a QueryDict.
    """
    try:
        return int(_signer.unsign(sent.get(OPENED_BY, "")))
    except (signing.BadSignature, ValueError):
        return None


def typed_in(sent):
    """What of a form may be kept, as {name: [values]}: no password is."""
    return {
        name: values
        for name, values in sent.lists()
        if name not in NOT_TYPED and "password" not in name.lower()
    }


def as_sent(typed):
    """What was kept of a form, as a QueryDict, as if it came again."""
    sent = QueryDict(mutable=True)
    for name, values in typed.items():
        sent.setlist(name, values)
    return sent


@transaction.atomic
def keep(opener_id, address, page, sent, *, had_files=False):
    """Keep what was sent to an address from a page, for whoever opened that page.

    Gives the UnsentForm. A second press keeps it once. Passwords and files are never
    kept. Raises TooLong, and User.DoesNotExist for somebody who is not here any more.
    """
    person = User.objects.here().select_for_update().get(pk=opener_id)
    typed = typed_in(sent)
    if sum(len(value) for values in typed.values() for value in values) > (
        MOST_CHARACTERS
    ):
        raise TooLong
    forms = person.unsent_forms
    for same in forms.filter(address=address):
        if same.typed == typed:
            same.delete()
    kept = forms.create(address=address, page=page, typed=typed, had_files=had_files)
    beyond = forms.order_by("-pk").values_list("pk", flat=True)[MOST_FORMS:]
    forms.filter(pk__in=list(beyond)).delete()
    return kept


def words_in(typed):
    """What of a kept form a person wrote, as far as a form that is gone can tell:
    everything that is not plainly the sign of a choice."""
    return [
        value.strip()
        for values in typed.values()
        for value in values
        if not NO_WORDS.fullmatch(value.strip())
    ]


def has_been_sent(person, number):
    """Let go of a kept form, now that it was sent by its person from a page that it
    filled in. What is wrong in it, that page says itself, with what was typed."""
    if person.is_authenticated:
        person.unsent_forms.numbered(number).delete()


def throw_away_old(at=None):
    """Let go of what is older than an hour."""
    UnsentForm.objects.too_old(at).delete()
