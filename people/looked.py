"""Who has looked: what looking.py noted, as sentences for the one it is about."""

from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pages import words
from people.models import Look

LOOKS_ON_A_PAGE = 20
What = Look.What

# What was done, for "%(who)s": first where it is a page about many, then their own.
OPENED = {
    What.TEAM: gettext_lazy(
        "%(who)s opened the team page of %(where)s, in which you are,"
    ),
    What.PERSON: gettext_lazy("%(who)s opened your page in My team"),
    What.SESSION: gettext_lazy("%(who)s opened the list of %(of)s, with you in it,"),
    What.ADMIN: gettext_lazy("%(who)s opened your details in the site administration"),
    What.ACCESS: gettext_lazy(
        "%(who)s opened the list of roles and rights, with you in it,"
    ),
}
TAKEN_AWAY = {
    What.TEAM: gettext_lazy(
        "%(who)s took away the list of %(where)s as a file, with you in it,"
    ),
    What.PERSON: gettext_lazy("%(who)s took away your record as a file"),
    What.SESSION: gettext_lazy(
        "%(who)s took away the list of %(of)s as a file, with you in it,"
    ),
    What.ADMIN: gettext_lazy("%(who)s took away your details as a file"),
    What.ACCESS: gettext_lazy(
        "%(who)s took away the list of roles and rights as a file, with you in it,"
    ),
}


class WhoLooked:
    """The looks at a person, newest first, a page at a time; those that are alike stand
    together. Takes the person, and the number of the page as it stood in the address.
    """

    def __init__(self, person, page=None, today=None):
        self.today = today
        looks = Look.objects.at_person(person).order_by()
        alike = looks.values(
            "viewer__name", "viewer", "what", "took_away", "of", "service__name"
        ).annotate(days=Count("day", distinct=True), last=Max("day"))
        ordered = alike.order_by("-last", "viewer__name", "what", "service__name", "of")
        self.paginator = Paginator(ordered, LOOKS_ON_A_PAGE)
        self.page = self.paginator.get_page(page)

    @property
    def sentences(self):
        """What each colleague did, on one day or on several."""
        return [self._sentence(row) for row in self.page]

    @property
    def numbers(self):
        """The numbers of the pages, with gaps."""
        return self.paginator.get_elided_page_range(self.page.number, on_ends=1)

    def _sentence(self, row):
        done = (TAKEN_AWAY if row["took_away"] else OPENED)[row["what"]] % {
            "who": row["viewer__name"] or _("Somebody who has left"),
            "where": row["service__name"],
            "of": row["of"],
        }
        last = words.lately(row["last"], self.today)
        if row["days"] == 1:
            return _("%(done)s %(day)s.") % {
                "done": done,
                "day": last,
            }
        said = ngettext(
            "%(done)s on %(number)s day, last %(day)s.",
            "%(done)s on %(number)s days, last %(day)s.",
            row["days"],
        )
        number = words.in_words(row["days"])
        return said % {"done": done, "number": number, "day": last}
