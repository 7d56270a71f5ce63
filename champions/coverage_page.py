"""The coverage board: how the services stand that one looks after, gaps first.

Services are told by what they lack; no people are compared. The picture and the table
say the same.
"""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Min
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cafes.models import Booking
from champions import ahead, begun_and_finished
from champions.coverage import Coverage, Lack, Standing, State
from champions.coverage_picture import Block
from champions.gaps import Gap
from champions.permissions import TO_APPOINT, coverage_seen_by
from pages import words
from people.models import Appointment

Role = Appointment.Role

# How many of each are on the board itself, and on a page of all of them.
GAPS_FIRST, COVERED_FIRST, WAITING_FIRST, ON_A_PAGE = 6, 10, 4, 50
SHOWN = {
    "gaps": State.GAP,
    "covered": State.COVERED,
    "not-yet": State.NOT_YET,
    "nobody": State.NOBODY,
}


@dataclass(frozen=True)
class Row:
    """One service with all that a card or a line of the table says of it."""

    standing: Standing
    gap: Gap | None
    next_cafe: object

    @property
    def place(self):
        """What lies above it: "Communities, Aireford City Council"."""
        return ", ".join(above.name for above in _above(self.standing))

    @property
    def holders(self):
        """Each role and who holds it, in words; "" where nobody does."""
        return [
            (LABELS[role], who_in_words(self.standing, role), role.value)
            for role in Appointment.LOOKING_AFTER
        ]

    @property
    def people(self):
        return self.standing.people

    @property
    def began(self):
        return _("%(some)s of %(all)s") % {
            "some": self.standing.began,
            "all": self.standing.people,
        }

    @property
    def finished(self):
        return _("%(some)s of %(all)s") % {
            "some": self.standing.finished,
            "all": self.standing.people,
        }


LABELS = {
    Role.CHAMPION: gettext_lazy("Champion"),
    Role.DEPUTY: gettext_lazy("Deputy"),
    Role.COMMUNICATIONS: gettext_lazy("Communications"),
}


class CoveragePage:
    """The board for one of the digital access team.

    `within` narrows it to an organisation, `show` to one state, and `page_number` says
    which fifty of that, as they stood in the address; a wrong one is as good as none.
    """

    def __init__(self, viewer, within="", show="", page_number=None, at=None):
        self.viewer = viewer
        self.at = at or timezone.now()
        self.day = timezone.localdate(self.at)
        self.show = show if show in SHOWN else ""
        self.page_number = page_number
        self.paths = coverage_seen_by(viewer, self.day)
        self.chosen = next((o for o in self.parts if o.slug == within), None)

    @cached_property
    def coverage(self):
        coverage = Coverage(self.day)
        coverage.add_up_learning(begun_and_finished.counted_lately())
        return coverage

    @property
    def may_appoint(self):
        return self.viewer.has_perm(TO_APPOINT)

    # Whose services -----------------------------------------------------------------

    @cached_property
    def _seen(self):
        return self.coverage.within(self.paths)

    @cached_property
    def parts(self):
        """The organisations in which one sees services, in the order of the tree."""
        return list({s.organisation.pk: s.organisation for s in self._seen}.values())

    @cached_property
    def standings(self):
        """The services shown, in the order of the tree."""
        if self.chosen is None:
            return self._seen
        return [s for s in self._seen if s.organisation is self.chosen]

    def seen_below(self, paths):
        """Of these places, what of them the viewer sees: places again."""
        return [
            max(path, theirs)
            for path in paths
            for theirs in self.paths
            if path.startswith(theirs) or theirs.startswith(path)
        ]

    def _in_state(self, state):
        return [s for s in self.standings if s.state == state]

    @cached_property
    def gaps(self):
        """Those with a gap: the most pressing first, and of those what concerns most
        people."""
        return sorted(
            self._in_state(State.GAP), key=lambda s: (s.lack, -s.concerned, s.path)
        )

    @cached_property
    def carrying(self):
        """The champions who carry too much, where one sees services."""
        paths = [self.chosen.path] if self.chosen else self.paths
        return ahead.carrying(self.coverage, self.seen_below(paths))

    @cached_property
    def covered(self):
        return sorted(self._in_state(State.COVERED), key=_by_name)

    @cached_property
    def not_yet(self):
        return sorted(self._in_state(State.NOT_YET), key=_by_name)

    @cached_property
    def nobody(self):
        return sorted(self._in_state(State.NOBODY), key=_by_name)

    # What is said --------------------------------------------------------------------

    @property
    def lede(self):
        """How many have a gap, and how many are not to begin yet."""
        if not self.standings:
            return _("There are no services here yet.")
        if not self.gaps:
            said = _("No service has a gap: everybody has somebody to ask.")
        elif len(self.gaps) == len(self.standings):
            said = _("Every service has a gap: the most pressing are first.")
        else:
            said = ngettext(
                "%(some)s of %(all)s services has a gap. The gaps are first; what is "
                "below them is as it should be.",
                "%(some)s of %(all)s services have a gap. The gaps are first; what is "
                "below them is as it should be.",
                len(self.gaps),
            ) % {
                "some": capfirst(words.in_words(len(self.gaps))),
                "all": len(self.standings),
            }
        return f"{said} {self._not_yet_said}".strip()

    @property
    def _not_yet_said(self):
        if not self.not_yet:
            return ""
        said = ngettext(
            "%(number)s is not to begin yet, which is no gap.",
            "%(number)s are not to begin yet, which is no gap.",
            len(self.not_yet),
        )
        return capfirst(said % {"number": words.in_words(len(self.not_yet))})

    @property
    def gaps_heading(self):
        said = ngettext(
            "%(number)s with a gap", "%(number)s with a gap", len(self.gaps)
        )
        return capfirst(said % {"number": words.in_words(len(self.gaps))})

    @property
    def covered_heading(self):
        number = len(self.covered)
        said = ngettext(
            "%(number)s that is covered", "%(number)s that are covered", number
        )
        return capfirst(said % {"number": words.in_words(number)})

    @property
    def not_yet_heading(self):
        number = len(self.not_yet)
        said = ngettext("%(number)s not yet", "%(number)s not yet", number)
        return capfirst(said % {"number": words.in_words(number)})

    @property
    def nobody_said(self):
        number = len(self.nobody)
        said = ngettext(
            "%(number)s more has no people of its own and no champion, so nobody there "
            "has to ask.",
            "%(number)s more have no people of their own and no champion, so nobody "
            "there has to ask.",
            number,
        )
        return capfirst(said % {"number": words.in_words(number)})

    @property
    def ways(self):
        """The organisations to choose from: (address, name, how many, chosen)."""
        if len(self.parts) < 2:
            return []
        everything = [("", _("All"), len(self._seen), self.chosen is None)]
        return everything + [
            (
                part.slug,
                part.name,
                sum(s.organisation is part for s in self._seen),
                part is self.chosen,
            )
            for part in self.parts
        ]

    @property
    def address(self):
        """What an address says of the organisation chosen, to begin others with."""
        return f"?in={self.chosen.slug}" if self.chosen else "?in="

    # What is shown -------------------------------------------------------------------

    @cached_property
    def page(self):
        """Fifty of one state, where only that is shown."""
        shown = {
            "gaps": self.gaps,
            "covered": self.covered,
            "not-yet": self.not_yet,
            "nobody": self.nobody,
        }[self.show]
        return Paginator(shown, ON_A_PAGE).get_page(self.page_number)

    @property
    def page_numbers(self):
        return self.page.paginator.get_elided_page_range(self.page.number)

    @property
    def page_address(self):
        return f"{self.address}&show={self.show}"

    @cached_property
    def gap_rows(self):
        shown = self.page if self.show == "gaps" else self.gaps[:GAPS_FIRST]
        return self._rows(list(shown))

    @cached_property
    def covered_rows(self):
        shown = self.page if self.show == "covered" else self.covered[:COVERED_FIRST]
        return self._rows(list(shown))

    @cached_property
    def not_yet_rows(self):
        shown = self.page if self.show == "not-yet" else self.not_yet[:WAITING_FIRST]
        return self._rows(list(shown))

    @cached_property
    def nobody_rows(self):
        return self._rows(list(self.page))

    @cached_property
    def blocks(self):
        """The picture: a block for each organisation shown."""
        return [
            Block(part.name, [s for s in self.standings if s.organisation is part])
            for part in self.parts
            if self.chosen in (None, part)
        ]

    @cached_property
    def all_rows(self):
        """Every service shown, in the order of the tree: for a file."""
        return self._rows(self.standings)

    def _rows(self, standings):
        if not standings:
            return []
        former = former_champions([s for s in standings if _has_no_champion(s)])
        return [
            Row(
                s,
                Gap(s, self.day, former.get(s.pk)) if s.lacks else None,
                self._next_cafes.get(s.path),
            )
            for s in standings
        ]

    @cached_property
    def _next_cafes(self):
        """When somebody of each service, or below it, next comes to a café: {path:
        moment}."""
        rows = (
            Booking.objects.holding_a_place()
            .filter(
                session__status="planned",
                session__cafe__live=True,
                session__starts_at__gt=self.at,
                person__service__isnull=False,
            )
            .order_by()
            .values_list("person__service__path")
            .annotate(first=Min("session__starts_at"))
        )
        firsts = {}
        for path, at in rows:
            standing = self.coverage.by_path[path]
            for one in (standing, *_above(standing)):
                firsts[one.path] = min(at, firsts.get(one.path, at))
        return firsts


def former_champions(standings):
    """Who was champion last of those that have none: {pk: (name, last day)}."""
    if not standings:
        return {}
    rows = (
        Appointment.objects.in_role(Role.CHAMPION)
        .filter(service__in=[s.pk for s in standings], ends_on__isnull=False)
        .filter(ends_on__lt=timezone.localdate())
        .order_by("ends_on")
        .values_list("service", "person__name", "ends_on")
    )
    return {service: (name, last_day) for service, name, last_day in rows}


def who_in_words(standing, role):
    """Who holds a role: "Priya Raman", with the service where that is one above."""
    holders = standing.near[role]
    names = words.join_names([holder.name for holder in holders])
    if holders and holders[0].service_pk != standing.pk:
        return _("%(names)s, for %(service)s") % {
            "names": names,
            "service": holders[0].service_name,
        }
    return names


def _has_no_champion(standing):
    return bool(standing.lacks) and standing.lack == Lack.NO_CHAMPION


def _by_name(standing):
    return (standing.name.casefold(), standing.path)


def _above(standing):
    while standing.above:
        standing = standing.above
        yield standing


def without_a_champion(viewer, on=None):
    """How many services have none, of their own or above, as a heading says it; None
    for who is not of the digital access team."""
    paths = coverage_seen_by(viewer, on)
    if not paths:
        return None
    number = sum(map(_has_no_champion, Coverage(on).within(paths)))
    if not number:
        return _("No service is without a champion")
    said = ngettext(
        "%(number)s service without a champion",
        "%(number)s services without a champion",
        number,
    )
    return capfirst(said % {"number": words.in_words(number)})
