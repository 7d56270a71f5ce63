"""Five people to speak to, as the team page shows them: a sentence and one act each."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from champions.choosing import Why
from champions.marked import just_made, marks_on
from champions.marking import LASTS
from champions.models import TeamMark
from champions.querysets import FORTNIGHT
from champions.speaking import Reasons
from learning import progress
from learning.models import ModulePage
from pages import words
from people.models import User

# In weeks.
YEAR = 52


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
        return self.reasons.chosen

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
        return heading_for(len(self.people))

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
            Why.IN_TURN: self._in_turn,
        }
        said = say[reason.why](reason, module)
        if self._question_beside(reason):
            return f"{said} {_('Asked for help today, too.')}"
        return said

    def _question_beside(self, reason):
        """A question of today, of somebody who is named for another reason; or None."""
        if reason.why == Why.WAITS_FOR_HELP:
            return None
        theirs = (q for q in self.reasons.questions if q.person_id == reason.person_id)
        return next(theirs, None)

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
                    "%(name)s suggested “%(module)s” by %(day)s, which has passed. "
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

    def _in_turn(self, _reason, _module):
        return _("No reason but that everybody’s turn comes round. A hello is enough.")

    # What to do ----------------------------------------------------------------

    def _act(self, reason, person):
        name = {"name": person.called}
        question = self._question_beside(reason)
        if reason.why == Why.WAITS_FOR_HELP:
            question = reason.about
        if question:
            url = reverse("help_request", args=[question.pk])
            return Act(_("Answer %(name)s") % name, url)
        if reason.why == Why.READY:
            return Act(_("Suggest a module"), asks=True)
        labels = {
            Why.IS_NEW: _("Say hello"),
            Why.IN_TURN: _("Say hello"),
            Why.FINISHED: _("Say well done"),
            Why.CAFE_FOLLOWS: _("Invite %(name)s") % name,
        }
        label = labels.get(reason.why, _("Write to %(name)s") % name)
        url = reverse("team_write", args=[self.service.slug, person.pk])
        return Act(label, url)

    # Who is left out for now ---------------------------------------------------

    @cached_property
    def marks(self):
        """The marks that count here, the latest first."""
        return marks_on(self.service, self.viewer, self.day)

    @property
    def just_made(self):
        """The mark that the viewer has just made, to be undone at once; or None."""
        return just_made(self.marks, self.marked, self.viewer)

    # The rule ------------------------------------------------------------------

    @property
    def rule(self):
        """The reasons in their order, in the words of the page."""
        return [why.label for why in Why]

    @property
    def turns(self):
        """Within how many weeks everybody's turn comes round, in a sentence."""
        weeks = self.reasons.round.weeks_to_all
        if weeks > YEAR:
            return _(
                "Five a week are 260 in a year: in a team as large as this it takes up "
                "to %(years)s years until everybody’s turn has come. A champion for a "
                "service below it shortens that."
            ) % {"years": words.in_words(-(-weeks // YEAR))}
        return _(
            "In a team of this size everybody’s turn comes within %(weeks)s weeks."
        ) % {"weeks": words.in_words(weeks)}

    @property
    def rests(self):
        """How long nobody is named again, in a sentence."""
        return _(
            "Whoever was spoken to is not named again for %(spoken)s weeks, whoever "
            "was written to here for %(written)s, and whoever was marked “not now” for "
            "%(aside)s."
        ) % {
            "spoken": words.in_words(LASTS[TeamMark.Kind.SPOKEN_TO].days // 7),
            "written": words.in_words(FORTNIGHT.days // 7),
            "aside": words.in_words(LASTS[TeamMark.Kind.NOT_NOW].days // 7),
        }


def heading_for(number):
    """So many people to speak to: "Five people to speak to this week"."""
    if number == 1:
        return _("One person to speak to this week")
    if not number:
        return _("Nobody to speak to just now")
    return _("%(number)s people to speak to this week") % {
        "number": capfirst(words.in_words(number))
    }
