"""Finding a colleague from what somebody typed: their e-mail or their name."""

import re

from django.db.models import Q

from people.models import User

# More than one cares to choose from.
MOST = 8
# A part of a name in so few letters is that of too many.
LETTERS = 3


def called(text, among=None):
    """The people here whom this e-mail or name can mean, in name order; `among` are
    those who come into question, if not everybody.

    A whole e-mail or a whole name means just those who have it; else each word must
    be one of the name, and one of them long enough: this finds whom one knows, and
    lists nobody else. At most MOST; none for an empty text.
    """
    text = " ".join(text.split())
    if not text:
        return []
    people = User.objects.all() if among is None else among
    here = people.here().select_related("service").order_by("name", "pk")
    exactly = here.filter(Q(email__iexact=text) | Q(name__iexact=text))
    return list(exactly[:MOST] or _with_each_word(here, text)[:MOST])


def _with_each_word(people, text):
    wanted = _words(text)
    if not any(len(word) >= LETTERS for word in wanted):
        return []
    for word in wanted:
        people = people.filter(Q(name__icontains=word) | Q(known_as__icontains=word))
    return [p for p in people if wanted <= _words(f"{p.name} {p.known_as}")]


def _words(text):
    """The words of a name; both halves of "Okonkwo-Whitfield" are some."""
    return set(re.findall(r"[^\W_]+", text.casefold()))
