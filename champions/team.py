"""One team, whatever its size, in a fixed number of queries: who has done what, in
words; their open requests; the cafés that they come to. Never a ranking of people."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cafes.models import Booking, Session
from champions import narrowing
from champions.five import FivePeople
from champions.matrix import Matrix
from champions.models import HelpRequest
from champions.narrowing import Show
from champions.standing_in import own_absence
from champions.taking_back import asked_together
from learning.asked import Asked
from learning.models import Assignment, ModulePage
from pages import words
from people.looking_after import appointed_above, team_of
from people.models import Appointment, Service, User

PEOPLE_ON_A_PAGE = 50
CAFES_SHOWN = 3


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
class Below:
    """A service that lies directly below, and how many people it has, all told."""

    service: Service
    people: str


class TeamPage:
    """The team of a service for one who looks after it.

    `page_number` says which fifty people, `show` whom of them, and `marked` which mark
    was just made, as they stood in the address; a wrong one is as good as none.
    """

    def __init__(
        self, viewer, service, page_number=None, show="", marked=None, at=None
    ):
        self.viewer = viewer
        self.service = service
        self.page_number = page_number
        self.show = Show.of(show)
        self.marked = marked
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

    @property
    def own_absence(self):
        """That the viewer is away, and who answers; or nothing."""
        return own_absence(self.viewer, self.day)

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
            return self._nobody_looks_after()
        # "You" begins a sentence only where it comes first.
        said = words.join_names([held[0], *[_uncapped(part) for part in held[1:]]])
        if team.inherited:
            return _("It has none of its own, so %(who)s, for %(service)s.") % {
                "who": _uncapped(said),
                "service": team.service.name,
            }
        if team.champion is None:
            return _("It has no champion. %(sentence)s.") % {"sentence": said}
        return _("%(sentence)s.") % {"sentence": said}

    def _nobody_looks_after(self):
        """Say that there is nobody, and who of the digital access team answers."""
        team = appointed_above(self.service, self.day, Appointment.Role.ACCESS_TEAM)
        names = [held.person.name for held in team if held.person != self.viewer]
        if len(names) < len(team):
            names = [_("you"), *names]
        if not names:
            return _("Nobody is appointed to look after it yet.")
        return _(
            "It has no champion. Until it has, questions go to %(names)s, of the "
            "digital access team."
        ) % {"names": words.join_names(list(dict.fromkeys(names)))}

    # Whom to speak to ----------------------------------------------------------

    @cached_property
    def five(self):
        return FivePeople(self.viewer, self.service, self.marked, self.at)

    # Who has done what ---------------------------------------------------------

    @property
    def _people(self):
        return User.objects.here(self.day).within(self.service)

    @cached_property
    def ways(self):
        """The ways to narrow the team down: (Show, how many, whether it is chosen)."""
        numbers = narrowing.counts(self._people, self.at)
        return [(show, numbers[show], show == self.show) for show in Show]

    @cached_property
    def page(self):
        """The fifty people shown, in name order."""
        shown = narrowing.narrowed(self._people, self.show, self.at)
        paginator = Paginator(shown.order_by("name", "pk"), PEOPLE_ON_A_PAGE)
        paginator.count = next(number for _show, number, is_on in self.ways if is_on)
        return paginator.get_page(self.page_number)

    @property
    def page_numbers(self):
        """The numbers of the pages, with a gap where they are too many."""
        return self.page.paginator.get_elided_page_range(self.page.number)

    @property
    def address(self):
        """What an address of this page says of whom to show; empty for everybody."""
        return f"?show={self.show.value}" if self.show else ""

    @cached_property
    def modules(self):
        return list(ModulePage.objects.readable_by(self.viewer))

    @cached_property
    def rows(self):
        """Each person shown, with how they stand in every module."""
        asked_in = {(request.person_id, request.module_id) for request in self.requests}
        people = list(self.page)
        return Matrix(self.viewer, people, self.modules, asked_in, self.at).rows

    @cached_property
    def asked(self):
        """What the people shown were asked to do and have not finished, in name
        order: what there is to take back."""
        open_ones = (
            Assignment.objects.open()
            .seen_by(self.viewer, self.day)
            .filter(person__in=list(self.page), module__live=True)
            .select_related("person", "module", "asked_by")
            .order_by("person__name", "person", "asked_at")
        )
        return [Asked(one, self.day) for one in open_ones]

    @cached_property
    def asked_together(self):
        """What several of the team were asked at once and have not finished."""
        open_ones = (
            Assignment.objects.open()
            .seen_by(self.viewer, self.day)
            .filter(person__service__path__startswith=self.service.path)
            .filter(module__live=True)
        )
        return asked_together(open_ones, self.day)

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


def _uncapped(sentence):
    """A sentence as part of another: "You are …" does not begin it any more."""
    you = _("You are")
    if sentence.startswith(you):
        return you[:1].lower() + sentence[1:]
    return sentence
