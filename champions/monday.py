"""What waits on a Monday for those who look after a team: how many, never who.

The numbers are those of the pages: the five of each team (speaking.py), and the
requests that stand under Help. Nothing is kept of it but the message itself.
"""

from datetime import datetime, time
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from champions.five import heading_for
from champions.models import HelpRequest
from champions.speaking import Reasons
from pages import outbox, words
from people.looking_after import is_away
from people.models import Appointment, Service, User

# When it goes, in the site's own zone.
MORNING = time(8)


class Monday:
    """What waits for one who looks after teams, at that moment."""

    def __init__(self, person, at):
        self.person = person
        self.at = at
        self.day = timezone.localdate(at)

    @property
    def is_there(self):
        """Whether there is something to tell, to somebody who is there to read it."""
        something = self.services and (self.people or self.waiting)
        return bool(something) and not is_away(self.person, self.day)

    @cached_property
    def services(self):
        """Those that they look after, without those below another of them."""
        held = self.person.appointments.current(self.day)
        held = held.in_role(*Appointment.LOOKING_AFTER)
        top = []
        for service in Service.objects.filter(pk__in=held.values("service")).order_by(
            "path"
        ):
            if not any(service.is_within(other) for other in top):
                top.append(service)
        return top

    @cached_property
    def people(self):
        """How many people their pages name."""
        return len(
            {
                reason.person_id
                for service in self.services
                for reason in Reasons(self.person, service, self.at).chosen
            }
        )

    @cached_property
    def waiting(self):
        """How many requests for help are with them, or with nobody."""
        requests = HelpRequest.objects.to_answer_by(self.person, self.day)
        return requests.open().on_hand(self.person).count()

    @property
    def sentence(self):
        """ "Five people to speak to this week, one request for help waits"."""
        waits = ngettext(
            "%(number)s request for help waits",
            "%(number)s requests for help wait",
            self.waiting,
        ) % {"number": words.in_words(self.waiting)}
        if not self.people:
            return capfirst(waits)
        if not self.waiting:
            return heading_for(self.people)
        return _("%(people)s, %(requests)s") % {
            "people": heading_for(self.people),
            "requests": waits,
        }

    @property
    def address(self):
        """The page that says who: of the one team, or the list of them; of the
        requests, where there is nobody else."""
        if not self.people:
            return reverse("help_list")
        if len(self.services) > 1:
            return reverse("team_home")
        return reverse("team", args=[self.services[0].slug])


def write(at=None):
    """On a Monday, write to everybody who looks after a team, each once. Whether there
    is something to tell is decided when it is sent (messages.py)."""
    day = timezone.localdate(at)
    if day.weekday() != 0:
        return
    due_at = timezone.make_aware(datetime.combine(day, MORNING))
    held = Appointment.objects.current(day).in_role(*Appointment.LOOKING_AFTER)
    for person in User.objects.here(day).filter(pk__in=held.values("person")):
        outbox.post(
            "champions.monday",
            person,
            key=day.isoformat(),
            due_at=due_at,
            day=day.isoformat(),
        )
