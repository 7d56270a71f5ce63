"""Whom a person may turn to, as it stands on their pages: in words, with absences."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from champions.promising import answer_by
from pages import words
from people.looking_after import (
    Helper,
    away_until_each,
    helped_again_on,
    team_of,
    who_helps,
)
from people.models import Absence, Appointment

Role = Appointment.Role

# How far ahead a coming absence of one's champion is told.
TOLD_AHEAD = timedelta(days=14)


class YourHelper:
    """Who helps this person today; what the panels say of them. On a page that says who
    sees what, `audience` knows who is appointed above them."""

    def __init__(self, person, on=None, audience=None):
        self.person = person
        self.day = on or timezone.localdate()
        self.audience = audience

    @cached_property
    def helper(self) -> Helper | None:
        above = self.audience.above if self.audience else None
        return who_helps(self.person, self.day, above)

    @property
    def is_champion(self):
        return self.helper is not None and self.helper.role == Role.CHAMPION

    @property
    def no_champion(self):
        """Whether the digital access team answers because there is no champion."""
        return (
            self.helper is not None
            and self.person.service is not None
            and self.helper.role == Role.ACCESS_TEAM
            and self.helper.stands_in_for is None
        )

    @cached_property
    def nobody_until(self):
        """With everybody who could help away: the last day of that; or None."""
        if self.helper is not None:
            return None
        back_on = helped_again_on(self.person, self.day)
        return back_on and back_on - timedelta(days=1)

    @property
    def heading(self):
        """Above a panel on a step: "Ask Priya, your champion"."""
        helper = self.helper
        if helper is None:
            return _("Ask a question")
        if helper.stands_in_for:
            return _("Ask %(name)s, while %(champion)s is away") % {
                "name": helper.person.called,
                "champion": helper.stands_in_for.called,
            }
        named = {
            Role.CHAMPION: _("Ask %(name)s, your champion"),
            Role.DEPUTY: _("Ask %(name)s, the deputy"),
            Role.ACCESS_TEAM: _("Ask %(name)s, of the digital access team"),
        }
        return named[helper.role] % {"name": helper.person.called}

    @property
    def title(self):
        """Above a panel on one's own page: "Your champion"."""
        if self.nobody_until:
            return _("Who helps you")
        if self.no_champion or (self.helper is None and self.person.service):
            return _("Your service has no champion yet")
        if self.is_champion or (self.helper and self.helper.stands_in_for):
            return _("Your champion")
        return _("Who helps you")

    @property
    def link(self):
        """What the way to a question says: "Ask Priya a question"."""
        if self.helper is None:
            return _("Ask a question")
        return _("Ask %(name)s") % {"name": self.helper.person.called}

    @property
    def role(self):
        """What the helper is: "Digital champion, Libraries and community hubs"."""
        helper = self.helper
        label = Role(helper.role).label
        if helper.role == Role.ACCESS_TEAM:
            return label
        return _("%(role)s, %(service)s") % {"role": label, "service": helper.service}

    @property
    def button(self):
        """What a button that sends the question says."""
        if self.helper is None:
            return _("Send your question")
        return _("Send to %(name)s") % {"name": self.helper.person.called}

    @property
    def by_when(self):
        """By when the helper answers what is asked now; nothing with nobody there."""
        if self.helper is None:
            return ""
        day = answer_by(self.helper.person)
        return _("%(name)s answers by %(day)s.") % {
            "name": self.helper.person.called,
            "day": words.day(day, self.day),
        }

    @cached_property
    def coming_absence(self):
        """When the champion who helps today will be away soon, and who answers then:
        two or three sentences, or nothing."""
        if not self.is_champion or self.helper.stands_in_for:
            return ""
        absence = (
            Absence.objects.filter(
                person=self.helper.person,
                starts_on__gt=self.day,
                starts_on__lte=self.day + TOLD_AHEAD,
            )
            .order_by("starts_on")
            .first()
        )
        return self._told(absence) if absence else ""

    def _told(self, absence):
        called = self.helper.person.called
        if absence.starts_on == absence.ends_on:
            away = _("%(name)s is away on %(first)s.")
        else:
            away = _("%(name)s is away from %(first)s to %(last)s.")
        away %= {
            "name": called,
            "first": words.day(absence.starts_on, self.day),
            "last": words.day(absence.ends_on, self.day),
        }
        then = who_helps(self.person, absence.starts_on)
        if then is None or then.person == self.helper.person:
            return away
        answers = _("%(name)s, %(place)s, will answer you then.") % {
            "name": then.person.name,
            "place": then.place,
        }
        return f"{away} {answers}"


@dataclass(frozen=True)
class Colleague:
    """One of those who can help, with what to ask them or when they are away."""

    person: object
    role: str


def who_can_help(person, on=None):
    """Champion, deputy and communications colleague of the person, as Colleagues.

    When nobody holds any of these roles, whoever helps instead, or nobody at all.
    """
    day = on or timezone.localdate()
    team = team_of(person.service, day) if person.service else None
    trio = _trio(team, day) if team else []
    colleagues = [colleague for colleague in trio if colleague.person != person]
    if not colleagues and (helper := who_helps(person, day)):
        colleagues = [Colleague(helper.person, Role(helper.role).label)]
    return colleagues


def _trio(team, day):
    people = [team.champion, team.deputy, team.communications]
    away = away_until_each([person.pk for person in people if person], day)

    def told(person, otherwise):
        if person.pk not in away:
            return otherwise
        return _("%(otherwise)s. Away until %(day)s") % {
            "otherwise": otherwise,
            "day": words.day(away[person.pk], day),
        }

    roles = [
        (team.champion, _("Your digital champion")),
        (team.deputy, _deputy_does(team)),
        (
            team.communications,
            _("Communications colleague. Ask about tone, and anything in the news"),
        ),
    ]
    seen, colleagues = set(), []
    for person, role in roles:
        if person and person.pk not in seen:
            seen.add(person.pk)
            colleagues.append(Colleague(person, told(person, role)))
    return colleagues


def _deputy_does(team):
    if team.champion is None:
        return _("Deputy, and answers you until there is a champion")
    return _("Deputy. Answers when %(champion)s is away") % {
        "champion": team.champion.called
    }
