"""Finding a colleague from what somebody typed: an e-mail, a name or part of one."""

from django.db.models import Q

from people.models import User

# More than one cares to choose from.
MOST = 8


def called(text):
    """The people here whom this e-mail or name can mean, in name order.

    A whole e-mail or a whole name means just those who have it; else each word must
    be in the name. At most MOST; none for an empty text.
    """
    text = " ".join(text.split())
    if not text:
        return []
    here = User.objects.here().select_related("service").order_by("name", "pk")
    exactly = here.filter(Q(email__iexact=text) | Q(name__iexact=text))
    return list(exactly[:MOST] or _with_each_word(here, text)[:MOST])


def _with_each_word(people, text):
    for word in text.split():
        people = people.filter(Q(name__icontains=word) | Q(known_as__iexact=word))
    return people
