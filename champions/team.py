"""One team, whatever its size, in a fixed number of queries: who has done what, in
words; their open requests; the cafés that they come to. Never a ranking of people."""

from collections import Counter
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cafes.models import Booking, Session
from champions.choice import Choice
from champions.five import FivePeople
from champions.matrix import Matrix
from champions.models import HelpRequest
from champions.people_of_team import PeopleOfTeam
from champions.standing_in import own_absence
from champions.taking_back import asked_together
from champions.whose_team import WhoseTeam
from learning.asked import Asked
from learning.models import Assignment
from pages import words
from people.models import Service

PEOPLE_ON_A_PAGE = 20
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


class TeamPage(WhoseTeam):
    """The team of a service for one who looks after it.

    `choice` is whom of it to show, and `marked` which mark was just made, as they stood
    in the address; a wrong one is as good as none.
    """

    def __init__(self, viewer, service, choice=None, marked=None, at=None):
        self.at = at or timezone.now()
        super().__init__(viewer, service, timezone.localdate(self.at))
        self.choice = choice or Choice()
        self.marked = marked

    @property
    def own_absence(self):
        """That the viewer is away, and who answers; or nothing."""
        return own_absence(self.viewer, self.day)

    # Whom to speak to ----------------------------------------------------------

    @cached_property
    def five(self):
        return FivePeople(self.viewer, self.service, self.marked, self.at)

    # Who has done what ---------------------------------------------------------

    @cached_property
    def people(self):
        """Those of the team whom the choice shows, and how many each way shows."""
        return PeopleOfTeam(self)

    @cached_property
    def questions(self):
        """Open questions of the team that the viewer may answer (a queryset)."""
        return (
            HelpRequest.objects.to_answer_by(self.viewer, self.day)
            .from_service(self.service)
            .open()
        )

    @cached_property
    def page(self):
        """Those shown, so many at once."""
        paginator = Paginator(self.people.in_order, PEOPLE_ON_A_PAGE)
        paginator.count = self.people.number
        return paginator.get_page(self.choice.page)

    @property
    def page_numbers(self):
        """The numbers of the pages, with a gap where they are too many."""
        return self.page.paginator.get_elided_page_range(self.page.number)

    @property
    def kept(self):
        """What an address says of the choice, to go behind any other."""
        return self.choice.kept

    @cached_property
    def matrix(self):
        """Each person shown, with how they stand in the modules."""
        asked_in = {(request.person_id, request.module_id) for request in self.requests}
        return Matrix(
            self.viewer,
            list(self.page),
            self.people.modules,
            asked_in,
            self.at,
            self.choice.modules,
        )

    @property
    def rows(self):
        return self.matrix.rows

    @property
    def shows_finding(self):
        """Whether they are so many that finding somebody comes first."""
        return self.size > PEOPLE_ON_A_PAGE

    @property
    def files(self):
        """The list to take away, as it is chosen: (address, name) each."""
        kept = self.choice.list_address
        return [
            (reverse(name, args=[self.service.slug]) + kept, label)
            for name, label in (("team_csv", _("CSV")), ("team_xlsx", _("Excel")))
        ]

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
        return list(self.questions.for_list())

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
