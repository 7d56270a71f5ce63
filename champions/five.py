"""Five people to speak to, as the team page shows them: a sentence and one act each."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from champions.marking import LASTS
from champions.models import TeamMark
from champions.speaking import Reasons, Why, choose
from learning import progress
from learning.models import ModulePage
from pages import words
from people.models import User

# How many marks are listed, of a team that is large.
MARKS_SHOWN = 20


@dataclass(frozen=True)
class Act:
    """The one thing to do: an address to follow, or (`asks`) the form that suggests a
    module to this person."""

    label: str
    url: str = ""
    asks: bool = False


@dataclass(frozen=True)
class ToSpeakTo:
    """Somebody to speak to, why, and what to do about it."""

    person: User
    sentence: str
    act: Act


@dataclass(frozen=True)
class Marked:
    """A mark that counts on this page, in words; one that `is_ours` can be undone."""

    mark: TeamMark
    words: str
    is_ours: bool


class FivePeople:
    """The five of one team, for one who looks after it; and who is left out for now.

    `marked` is the id of a mark that was just made, as it stood in the address.
    """

    def __init__(self, viewer, service, marked=None, at=None):
        self.reasons = Reasons(viewer, service, at)
        self.viewer = viewer
        self.service = service
        self.day = self.reasons.day
        self.marked = marked

    # Whom to speak to ----------------------------------------------------------

    @cached_property
    def chosen(self):
        """At most five Reasons, one for each person."""
        return choose(self.reasons.all)

    @cached_property
    def people(self):
        """Each of them, with the reason in a sentence."""
        return [
            ToSpeakTo(
                person := self._people[reason.person_id],
                self._sentence(reason),
                self._act(reason, person),
            )
            for reason in self.chosen
        ]

    @property
    def heading(self):
        """By how many there are: "Five people to speak to this week"."""
        if len(self.people) == 1:
            return _("One person to speak to this week")
        if not self.people:
            return _("Nobody to speak to just now")
        return _("%(number)s people to speak to this week") % {
            "number": capfirst(words.in_words(len(self.people)))
        }

    @cached_property
    def _people(self):
        return User.objects.in_bulk([reason.person_id for reason in self.chosen])

    @cached_property
    def _modules(self):
        ids = {reason.module_id for reason in self.chosen if reason.module_id}
        return ModulePage.objects.in_bulk(ids)

    @cached_property
    def _states(self):
        return progress.states_of(self._people.values(), self._modules.values())

    def _sentence(self, reason):
        module = self._modules.get(reason.module_id)
        say = {
            Why.WAITS_FOR_HELP: self._waits,
            Why.IS_NEW: self._is_new,
            Why.DAY_IS_NEAR: self._day_is_near,
            Why.STOPPED: self._stopped,
            Why.CAFE_FOLLOWS: self._cafe_follows,
            Why.FINISHED: self._finished,
            Why.READY: self._ready,
        }
        return say[reason.why](reason, module)

    def _waits(self, reason, _module):
        asked = _("Asked for help %(day)s and has not had an answer.") % {
            "day": words.lately(reason.on, self.day)
        }
        holder = reason.about.with_person
        if holder is None or holder == self.viewer:
            return asked
        return f"{asked} {_('%(name)s has it.') % {'name': holder.called}}"

    def _is_new(self, reason, _module):
        return _("Joined %(day)s. Nobody has said hello yet, as far as we know.") % {
            "day": words.lately(reason.on, self.day)
        }

    def _day_is_near(self, reason, module):
        asker = reason.about.asked_by
        state = self._states[reason.person_id, module.pk]
        named = {
            "name": asker.called if asker else _("A colleague"),
            "module": module.title,
            "day": words.day(reason.on, self.day),
            "state": state.words,
        }
        if reason.on < self.day:
            return (
                _(
                    "%(name)s suggested “%(module)s” by %(day)s, and that day is over. "
                    "%(state)s."
                )
                % named
            )
        return _("%(name)s suggested “%(module)s” by %(day)s. %(state)s.") % named

    def _stopped(self, reason, module):
        step = self._states[reason.person_id, module.pk].next_step
        named = {
            "module": module.title,
            "day": words.lately(reason.on, self.day),
            "number": step.number if step else 0,
        }
        if step is None:
            return _("Did every step of “%(module)s” %(day)s, and not the end.") % named
        return _("Began “%(module)s” and stopped at step %(number)s %(day)s.") % named

    def _cafe_follows(self, reason, module):
        session = reason.about
        return _(
            "%(finished)s The café after it, “%(cafe)s”, is on %(day)s and has places."
        ) % {
            "finished": self._finished(reason, module),
            "cafe": session.cafe.title,
            "day": words.day(session.starts_at, self.day),
        }

    def _finished(self, reason, module):
        return _("Finished “%(module)s” %(day)s.") % {
            "module": module.title,
            "day": words.lately(reason.on, self.day),
        }

    def _ready(self, reason, _module):
        return _(
            "Finished a module %(day)s and has begun nothing since. Might like another."
        ) % {"day": words.lately(reason.on, self.day)}

    # What to do ----------------------------------------------------------------

    def _act(self, reason, person):
        name = {"name": person.called}
        if reason.why == Why.WAITS_FOR_HELP:
            url = reverse("help_request", args=[reason.about.pk])
            return Act(_("Answer %(name)s") % name, url)
        if reason.why == Why.READY:
            return Act(_("Suggest a module"), asks=True)
        if reason.why == Why.CAFE_FOLLOWS:
            return Act(
                _("Invite %(name)s") % name, _invitation(person, reason.about, self.day)
            )
        labels = {
            Why.IS_NEW: _("Say hello"),
            Why.FINISHED: _("Say well done"),
        }
        label = labels.get(reason.why, _("Write to %(name)s") % name)
        return Act(label, mail_to(person))

    # Who is left out for now ---------------------------------------------------

    @cached_property
    def marks(self):
        """The marks that count here, the latest first."""
        side = self.reasons.by_access_team
        found = (
            TeamMark.objects.in_force(self.day)
            .counting_for(side)
            .seen_by(self.viewer, self.day)
            .filter(person__service__path__startswith=self.service.path)
            .select_related("person", "made_by")[:MARKS_SHOWN]
        )
        return [
            Marked(
                mark,
                mark_in_words(mark, self.viewer, self.day),
                mark.by_access_team == side,
            )
            for mark in found
        ]

    @property
    def just_made(self):
        """The mark that the viewer has just made, to be undone at once; or None."""
        return next(
            (
                one
                for one in self.marks
                if str(one.mark.pk) == self.marked and one.mark.made_by == self.viewer
            ),
            None,
        )

    # The rule ------------------------------------------------------------------

    @property
    def rule(self):
        """The reasons in their order, in the words of the page."""
        return [why.label for why in Why]

    @property
    def rests(self):
        """How long nobody is named again, in a sentence."""
        return _(
            "Whoever was spoken to is not named again for %(spoken)s weeks, whoever "
            "was set aside for %(aside)s."
        ) % {
            "spoken": words.in_words(LASTS[TeamMark.Kind.SPOKEN_TO].days // 7),
            "aside": words.in_words(LASTS[TeamMark.Kind.NOT_NOW].days // 7),
        }


def mark_in_words(mark, viewer, day):
    """Who spoke to whom or set them aside, when, and until when it counts."""
    said = {
        TeamMark.Kind.SPOKEN_TO: _("%(name)s spoke to %(person)s %(day)s."),
        TeamMark.Kind.NOT_NOW: _("%(name)s set %(person)s aside %(day)s."),
    }[mark.kind] % {
        "name": _who(mark, viewer),
        "person": mark.person.name,
        "day": words.lately(mark.made_at, day),
    }
    again = _("Not named again before %(day)s.") % {"day": words.day(mark.until, day)}
    return f"{said} {again}"


def noted_about(person, on=None):
    """The marks on a person that count now, as they themselves read them."""
    day = on or timezone.localdate()
    said = {
        TeamMark.Kind.SPOKEN_TO: _("%(name)s noted a word with you %(day)s."),
        TeamMark.Kind.NOT_NOW: _("%(name)s put off a word with you %(day)s."),
    }
    kept = _("It goes on %(day)s.")
    return [
        " ".join(
            [
                said[mark.kind]
                % {
                    "name": _who(mark, person),
                    "day": words.lately(mark.made_at, day),
                },
                kept % {"day": words.day(mark.until, day)},
            ]
        )
        for mark in TeamMark.objects.in_force(day)
        .filter(person=person)
        .select_related("made_by")
    ]


def _who(mark, viewer):
    if mark.made_by is None:
        return _("Somebody")
    return _("You") if mark.made_by == viewer else mark.made_by.called


def mail_to(person, subject="", body=""):
    """An address that opens a letter to this person in one's own mail program."""
    words_of_it = [("subject", subject), ("body", body)]
    query = "&".join(f"{name}={quote(said)}" for name, said in words_of_it if said)
    return f"mailto:{quote(person.email, safe='@')}{'?' if query else ''}{query}"


def _invitation(person, session, day):
    """A letter that invites somebody to a session, to be sent in one's own name."""
    said = _("Hello %(name)s, would you like to come? %(day)s, %(time)s. %(url)s") % {
        "name": person.called,
        "day": words.day(session.starts_at, day),
        "time": words.clock(session.starts_at),
        "url": settings.SITE_URL + reverse("session", args=[session.pk]),
    }
    return mail_to(person, session.cafe.title, said)
