"""What a handover will bring about, in words, before any of it is done."""

from datetime import timedelta
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cafes.models import Booking
from champions.handover import Kind
from champions.permissions import may_name_follower
from pages import words
from people.looking_after import who_stands_in
from people.models import Appointment


class Arrangement:
    """What comes of a Handover that `by` has chosen, as facts: what, and how it will
    be with it."""

    def __init__(self, handover, by):
        self.handover = handover
        self.holding = handover.holding
        self.by = by

    @property
    def is_own(self):
        return self.by == self.handover.person

    @property
    def asks_who(self):
        """Whether there is anything that somebody else could take on."""
        return bool(self.holding.roles or self.holding.sessions)

    @cached_property
    def facts(self):
        """Each as (what it is about, how it will be), in the order of reading."""
        return [
            self._days(),
            *(self._role(held) for held in self.holding.roles),
            *(self._session(session) for session in self.holding.sessions),
            *self._questions(),
            *self._leaving(),
        ]

    def _days(self):
        first = words.day(self.handover.first)
        if self.handover.kind == Kind.AWAY:
            last = words.day(self.handover.last)
            return _("Away"), _("From %(first)s until %(last)s, that day included.") % {
                "first": first,
                "last": last,
            }
        return self.handover.kind.label, _("From %(first)s on.") % {"first": first}

    def _role(self, held):
        what = f"{held.get_role_display()}, {held.service.name}"
        if held.pk in self.handover.kept:
            return what, _("Stays as it is.")
        follower = self.handover.followers.get(held.pk)
        if follower and may_name_follower(self.by, held, follower):
            return what, self._followed(held, follower)
        if self.holding.is_for_a_while:
            return what, self._no_deputy(follower)
        ends = _("Ends on %(day)s.") % {
            "day": words.day(self.handover.first - timedelta(days=1))
        }
        return what, f"{ends} {self._nobody_yet(held, follower)}".strip()

    def _followed(self, held, follower):
        if self.holding.is_for_a_while:
            return _("%(name)s is deputy in that time, and answers.") % {
                "name": follower.name
            }
        said = _("%(name)s, from %(day)s on.") % {
            "name": follower.name,
            "day": words.day(self.handover.first),
        }
        if held.role == Appointment.Role.CHAMPION and self._is_deputy(follower, held):
            said = f"{said} {_('Nobody is deputy then, until somebody is found.')}"
        return said

    def _is_deputy(self, follower, held):
        deputyships = follower.appointments.current(self.handover.first)
        deputyships = deputyships.in_role(Appointment.Role.DEPUTY)
        return deputyships.filter(service=held.service_id).exists()

    def _no_deputy(self, suggested):
        """With nobody named deputy, who answers, and what the access team hears."""
        names = self._who_answers()
        answers = (
            _("Nobody is deputy. Questions go to %(names)s.") % {"names": names}
            if names
            else _("Nobody is deputy, and nobody above answers.")
        )
        if suggested:
            return f"{answers} {self._suggested(suggested)}"
        told = _("The digital access team is told that a deputy is needed.")
        return f"{answers} {told}"

    def _nobody_yet(self, held, suggested):
        if suggested:
            return self._suggested(suggested)
        if held.role not in Appointment.LOOKING_AFTER:
            return ""
        return _("Nobody follows as yet; the digital access team is told.")

    def _suggested(self, person):
        return _("%(name)s is suggested to the digital access team.") % {
            "name": person.name
        }

    def _session(self, session):
        what = _("“%(cafe)s”, %(day)s") % {
            "cafe": session.cafe.title,
            "day": words.day(session.starts_at),
        }
        host = self.handover.hosts.get(session.pk)
        if host:
            return what, _("%(name)s hosts it.") % {"name": host.name}
        others = [one for one in session.hosts.all() if one != self.handover.person]
        if others and self.handover.kind == Kind.LEAVES:
            names = words.join_names([one.name for one in others])
            return what, _("%(names)s hosts it alone.") % {"names": names}
        if self.handover.kind == Kind.LEAVES:
            return what, _("Nobody hosts it then; the organisers are told.")
        if self.is_own:
            return what, _("You stay its host.")
        return what, _("%(name)s stays its host.") % {"name": self.handover.person.name}

    def _questions(self):
        number = self.holding.questions
        if self.handover.kind == Kind.AWAY:
            names = self._who_answers()
            if names and not self.holding.roles:
                yield (
                    _("Questions"),
                    _("Go to %(names)s in that time.") % {"names": names},
                )
        if number:
            said = ngettext(
                "%(number)s is open. If it is on that day, it goes along, with all "
                "that was said.",
                "%(number)s are open. Those that are on that day go along, with all "
                "that was said.",
                number,
            )
            yield (
                _("Open questions"),
                capfirst(said % {"number": words.in_words(number)}),
            )

    def _who_answers(self):
        people = who_stands_in(self.handover.person, self.handover.first)
        return words.join_names([person.name for person in people])

    def _leaving(self):
        if self.handover.kind != Kind.LEAVES:
            return
        yield _("Signing in"), _("Not possible any more from that day on.")
        held = Booking.objects.held_from(self.handover.first)
        if held.filter(person=self.handover.person).exists():
            yield _("Places at cafés"), _("Go to whoever waits for one.")
