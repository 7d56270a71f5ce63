"""One team, whatever its size, in a fixed number of queries: who has done what, in
words; their open requests; the cafés that they come to. Never a ranking of people."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cafes.models import Booking, Session
from champions.models import HelpRequest
from learning import progress
from learning.models import ModulePage
from pages import words
from people.looking_after import team_of
from people.models import Service, User

PEOPLE_ON_A_PAGE = 50
CAFES_SHOWN = 3
# Somebody who was last in a module this long ago has stopped part way.
STOPPED_AFTER = timedelta(days=21)


def services_looked_after(viewer, on=None):
    """The services to which the viewer is appointed to look after people, as a list.

    Those below another of them are left out: they are reached from it.
    """
    appointed = Service.objects.filter(
        pk__in=viewer.appointments.opening_teams(on).values("service")
    )
    top = []
    for service in appointed.order_by("path"):
        if not any(service.is_within(other) for other in top):
            top.append(service)
    return top


@dataclass(frozen=True)
class Cell:
    """How one person stands in one module; `is_quiet` when there is nothing to say."""

    module: ModulePage
    kind: str
    words: str
    is_quiet: bool


@dataclass(frozen=True)
class Row:
    """One person and how they stand in each module."""

    person: User
    summary: str
    cells: list[Cell]


@dataclass(frozen=True)
class Below:
    """A service that lies directly below, and how many people it has, all told."""

    service: Service
    people: str


class TeamPage:
    """The team of a service for one who looks after it.

    `page_number` says which fifty people, as it stood in the address; a wrong one is
    as good as the nearest.
    """

    def __init__(self, viewer, service, page_number=None, at=None):
        self.viewer = viewer
        self.service = service
        self.page_number = page_number
        self.at = at or timezone.now()
        self.day = timezone.localdate(self.at)

    # Whose team it is ----------------------------------------------------------

    @cached_property
    def _people_by_path(self):
        """How many people there are at each place in the tree."""
        rows = (
            User.objects.here(self.day)
            .within(self.service)
            .order_by()
            .values_list("service__path")
            .annotate(people=Count("pk"))
        )
        return Counter(dict(rows))

    @cached_property
    def size(self):
        return sum(self._people_by_path.values())

    @cached_property
    def below(self):
        """The services directly below, in the order of the tree."""
        return [
            Below(service, people_in_words(self._count_within(service)))
            for service in self.service.get_children()
        ]

    def _count_within(self, service):
        return sum(
            people
            for path, people in self._people_by_path.items()
            if path.startswith(service.path)
        )

    @cached_property
    def above(self):
        """The service directly above, if the viewer looks after that one too."""
        if self.service.is_root():
            return None
        return (
            Service.objects.looked_after_by(self.viewer, self.day)
            .filter(path=self.service.path[: -self.service.steplen])
            .first()
        )

    @cached_property
    def lede(self):
        """How many people, and who looks after them, in two sentences."""
        how_many = _("%(service)s: %(people)s.") % {
            "service": self.service.name,
            "people": people_in_words(self.size),
        }
        return f"{how_many} {self._who_looks_after()}"

    def _who_looks_after(self):
        team = team_of(self.service, self.day)
        holders = [
            (team.champion, _("You are champion"), _("%(name)s is champion")),
            (team.deputy, _("You are deputy"), _("%(name)s is deputy")),
            (
                team.communications,
                _("You are the communications colleague"),
                _("%(name)s is the communications colleague"),
            ),
        ]
        held = [
            yours if person == self.viewer else theirs % {"name": person.name}
            for person, yours, theirs in holders
            if person
        ]
        if not held:
            return _("Nobody is appointed to look after it yet.")
        # "You" begins a sentence only where it comes first.
        said = words.join_names([held[0], *[_uncapped(part) for part in held[1:]]])
        if team.inherited:
            return _("It has none of its own, so %(who)s, for %(service)s.") % {
                "who": _uncapped(said),
                "service": team.service.name,
            }
        return _("%(sentence)s.") % {"sentence": said}

    # Who has done what ---------------------------------------------------------

    @cached_property
    def page(self):
        """The fifty people shown, in name order."""
        people = User.objects.here(self.day).within(self.service)
        paginator = Paginator(people.order_by("name", "pk"), PEOPLE_ON_A_PAGE)
        paginator.count = self.size
        return paginator.get_page(self.page_number)

    @property
    def page_numbers(self):
        """The numbers of the pages, with a gap where they are too many."""
        return self.page.paginator.get_elided_page_range(self.page.number)

    @cached_property
    def modules(self):
        return list(ModulePage.objects.readable_by(self.viewer))

    @cached_property
    def rows(self):
        """Each person shown, with how they stand in every module."""
        people = list(self.page)
        states = progress.states_of(people, self.modules)
        return [self._row(person, states) for person in people]

    def _row(self, person, states):
        own = [states[person.pk, module.pk] for module in self.modules]
        finished = sum(state.state == "done" for state in own)
        return Row(
            person=person,
            summary=_summary(finished, len(own)),
            cells=[self._cell(person, state) for state in own],
        )

    def _cell(self, person, state):
        kind, said = state.state, state.words
        if kind != "done" and (person.pk, state.module.pk) in self._asked_in:
            kind, said = "info", _("Asked for help")
        elif kind == "now" and state.seen_at < self.at - STOPPED_AFTER:
            said = _("%(words)s, since %(day)s") % {
                "words": said,
                "day": words.short_day(state.seen_at, self.day),
            }
        return Cell(state.module, kind, said, is_quiet=kind == "todo")

    @cached_property
    def _asked_in(self):
        return {(request.person_id, request.module_id) for request in self.requests}

    # What waits ----------------------------------------------------------------

    @cached_property
    def requests(self):
        """Open requests from this team that the viewer may answer, oldest first."""
        return list(
            HelpRequest.objects.for_list()
            .to_answer_by(self.viewer, self.day)
            .from_service(self.service)
            .open()
        )

    @property
    def requests_heading(self):
        count = len(self.requests)
        return capfirst(
            ngettext(
                "%(number)s request for help", "%(number)s requests for help", count
            )
            % {"number": words.in_words(count)}
        )

    @cached_property
    def cafes(self):
        """The next sessions that the viewer hosts or that the team comes to."""
        ours = Q(
            bookings__person__service__path__startswith=self.service.path,
            bookings__status__in=Booking.Status.holding_a_place(),
        )
        sessions = (
            Session.objects.upcoming(self.at)
            .filter(
                Q(hosts=self.viewer)
                | Q(pk__in=Session.objects.filter(ours).values("pk"))
            )
            .distinct()
            .with_places()
            .select_related("cafe", "venue")
            .prefetch_related("hosts")[:CAFES_SHOWN]
        )
        coming = Counter(
            dict(
                Session.objects.filter(
                    ours, pk__in=[session.pk for session in sessions]
                )
                .order_by()
                .values_list("pk")
                .annotate(people=Count("bookings"))
            )
        )
        return [(session, self._coming(session, coming)) for session in sessions]

    def _coming(self, session, coming):
        """Who comes, as counts: "You are hosting. Eight coming, two from your team"."""
        sentence = _("%(all)s coming, %(ours)s from your team.") % {
            "all": capfirst(words.in_words(session.places_taken)),
            "ours": words.in_words(coming[session.pk])
            if coming[session.pk]
            else _("none"),
        }
        if self.viewer in session.hosts.all():
            return _("You are hosting. %(coming)s") % {"coming": sentence}
        return sentence


def people_in_words(count):
    """How many people: "one person", "23 people", "nobody"."""
    if not count:
        return _("nobody yet")
    return ngettext("%(number)s person", "%(number)s people", count) % {
        "number": words.in_words(count)
    }


def _summary(finished, total):
    if not finished:
        return _("None of %(total)s yet") % {"total": total}
    return _("%(done)s of %(total)s finished") % {"done": finished, "total": total}


def _uncapped(sentence):
    """A sentence as part of another: "You are …" does not begin it any more."""
    you = _("You are")
    if sentence.startswith(you):
        return you[:1].lower() + sentence[1:]
    return sentence
