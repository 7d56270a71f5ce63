"""What "my page" shows one person: what waits for them, where to go on, what comes
after, their plans, their record, who helps them and their cafés. A fixed number of
queries."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from cafes.components import Standing, standing
from cafes.models import CafePage, Session
from champions.components import YourHelper
from champions.conversation import RequestRow
from champions.models import HelpAnswer, HelpRequest
from home import review
from home.record import Finished, finished_by
from learning import progress
from learning.library import modules_for
from learning.models import Plan
from learning.outline import outline_of
from learning.state import ModuleState
from pages import words
from people.visibility import Audience

# How many modules not begun are offered before "see them all".
OFFERED = 3
# How many of the cafés that the person hosts are shown.
HOSTED = 3
# How many things that wait are shown before "see them all".
WAITING = 4


class MyPage:
    """All that one person's own page says, at that moment."""

    def __init__(self, person, at=None):
        self.person = person
        self.at = at or timezone.now()
        self.day = timezone.localdate(self.at)
        self.audience = Audience(person, self.day)
        self.yours = YourHelper(person, self.day, self.audience)

    @property
    def greeting(self):
        """By the time of day, on nights too; on the first day, come in."""
        name = self.person.called
        if self.is_first_day:
            return _("Hello, %(name)s. Come in") % {"name": name}
        hour = timezone.localtime(self.at).hour
        if 5 <= hour < 12:
            return _("Good morning, %(name)s") % {"name": name}
        if 12 <= hour < 18:
            return _("Good afternoon, %(name)s") % {"name": name}
        if hour >= 18:
            return _("Good evening, %(name)s") % {"name": name}
        return _("Hello, %(name)s") % {"name": name}

    @property
    def is_first_day(self):
        """Whether nothing was begun and no café booked yet."""
        return not (self.begun or self.finished or self.record or self.sessions)

    # What waits for an answer, or to be read -----------------------------------

    @cached_property
    def answers(self):
        """The person's questions with an answer not read as yet, the latest first."""
        unread = HelpRequest.objects.unread_by(self.person)
        said = HelpAnswer.objects.exclude(writer=self.person).select_related("writer")
        unread = unread.prefetch_related(Prefetch("answers", said, to_attr="said"))
        return [Answered(request) for request in unread]

    @cached_property
    def to_answer(self) -> list[RequestRow]:
        """Questions that wait for this person, the longest waiting first."""
        if not self.person.may_hold_roles:
            return []  # it takes a role to answer
        requests = HelpRequest.objects.for_list().to_answer_by(self.person, self.day)
        waiting = requests.open().on_hand(self.person)
        return [RequestRow(request, self.person) for request in waiting]

    @cached_property
    def to_review(self):
        """Reviews that wait for this person, the longest waiting first."""
        return list(review.waiting_for(self.person))

    @property
    def reviews_shown(self):
        """The first of them; the others are in the Wagtail admin."""
        return self.to_review[:WAITING]

    @property
    def waiting(self):
        """What is shown of the questions: first what one can read, then what one can
        answer."""
        return self.answers[:WAITING], self.to_answer[:WAITING]

    @property
    def waits_more(self):
        """How many of them are not shown."""
        return sum(
            max(len(each) - WAITING, 0) for each in (self.answers, self.to_answer)
        )

    # Learning ------------------------------------------------------------------

    @cached_property
    def states(self) -> list[ModuleState]:
        """How the person stands in every module that they may read, in order."""
        modules = modules_for(self.person)
        states = progress.states_of([self.person], modules, but_steps_of_finished=True)
        return [states[self.person.pk, module.pk] for module in modules]

    @cached_property
    def begun(self):
        """Modules begun and not finished, the latest seen first."""
        begun = [state for state in self.states if state.state == "now"]
        return sorted(begun, key=lambda state: state.seen_at, reverse=True)

    @property
    def finished(self):
        return [state for state in self.states if state.state == "done"]

    @property
    def resume(self):
        """The module in which to go on, or None."""
        return self.begun[0] if self.begun else None

    @property
    def not_begun(self):
        return [state for state in self.states if state.state == "todo"]

    @property
    def first(self):
        """Without a module to go on with: one to begin, or None when all are done."""
        return self.not_begun[0] if self.not_begun and not self.resume else None

    @property
    def after(self):
        """Modules to go on with or to begin after the one at the head of the page: the
        begun ones, those of a café that is booked, then the library in its order."""
        fresh = [state for state in self.not_begun if state is not self.first]
        fresh.sort(key=lambda state: state.module.pk not in self._booked_after)
        rest = (self.begun[1:] + fresh)[:OFFERED]
        in_order = next((s for s in rest if not s.enrolment), None)
        return [Offer(state, self._why(state, state is in_order)) for state in rest]

    @cached_property
    def _booked_after(self):
        """The first session booked that goes with each module, by the module's id."""
        return {
            module.pk: session
            for session in reversed(self.sessions)
            for module in CafePage.modules_before(session.cafe_id)
        }

    def _why(self, state, is_next):
        """Why a module is offered, in words; or nothing."""
        if state.enrolment:
            return _("You were last in it %(day)s.") % {
                "day": words.lately(state.seen_at, self.day)
            }
        session = self._booked_after.get(state.module.pk)
        if session:
            return _("It goes with “%(cafe)s”, for which you booked on %(day)s.") % {
                "cafe": session.cafe.title,
                "day": words.day(session.starts_at, self.day),
            }
        return _("It comes next in the library.") if is_next else ""

    # Cafés ---------------------------------------------------------------------

    @cached_property
    def sessions(self):
        """The sessions not over yet in which the person has or awaits a place."""
        booked = Session.objects.booked_by(self.person, self.at)
        return list(booked.for_list(self.person))

    @cached_property
    def hosted(self):
        """The next sessions that the person hosts."""
        hosted = Session.objects.planned().not_over(self.at).filter(hosts=self.person)
        return list(hosted.select_related("cafe")[:HOSTED])

    @cached_property
    def following(self):
        """The next session of a café that follows the module at the head of the page,
        or the one finished last: with how it stands; or None."""
        state = self.resume or self._finished_last
        cafes = CafePage.keys_following(state.module) if state else []
        if not cafes:
            return None
        sessions = Session.objects.upcoming(self.at).filter(cafe__in=cafes)
        session = sessions.for_list(self.person).first()
        if session is None:
            return None
        return Following(session, standing(session, self.at), state)

    @property
    def _finished_last(self):
        return max(self.finished, key=lambda state: state.finished_at, default=None)

    # My record -----------------------------------------------------------------

    @cached_property
    def record(self) -> list[Finished]:
        """Modules finished and cafés attended, in the order of the days."""
        return finished_by(self.person)

    # My plans ------------------------------------------------------------------

    @cached_property
    def _plans(self):
        return list(Plan.objects.of(self.person).settled_last())

    @property
    def plans(self):
        """What the person still wants to try, by its day."""
        return [PlanRow(plan, self.day) for plan in self._plans if plan.is_open]

    @property
    def plans_settled(self):
        """What they tried or let go, the latest first."""
        return [PlanRow(plan, self.day) for plan in self._plans if not plan.is_open]


@dataclass(frozen=True)
class Answered:
    """A question of the person's own to which there is an answer. Its request has what
    others `said` to it."""

    request: HelpRequest

    @property
    def words(self):
        """Who has answered."""
        writer = self.request.said[-1].writer if self.request.said else None
        if writer is None:
            return _("There is an answer to your question")
        return _("%(name)s has answered you") % {"name": writer.called}


@dataclass(frozen=True)
class PlanRow:
    """A plan on a line of its own: when, and what became of it, in words."""

    plan: Plan
    today: date

    @property
    def kind(self):
        """As the state tag draws it."""
        if self.plan.is_tried:
            return "done"
        is_due = (
            self.plan.is_open and self.plan.try_on and self.plan.try_on <= self.today
        )
        return "now" if is_due else "todo"

    @property
    def words(self):
        plan = self.plan
        if not plan.is_open:
            happened = _("Tried %(day)s") if plan.is_tried else _("Let go %(day)s")
            return happened % {"day": words.lately(plan.settled_at, self.today)}
        if plan.try_on is None:
            return _("For no day in particular")
        if plan.try_on == self.today:
            return _("For today")
        if plan.try_on < self.today:
            return _("Was for %(day)s") % {"day": words.day(plan.try_on, self.today)}
        return _("For %(day)s") % {"day": words.day(plan.try_on, self.today)}


@dataclass(frozen=True)
class Offer:
    """A module to go on with or to begin, on a line of its own, and why."""

    state: ModuleState
    why: str = ""

    @property
    def minutes(self):
        """How long it takes, or what is left of it."""
        if self.state.enrolment:
            return words.minutes_left(self.state.minutes_left)
        return words.minutes(outline_of(self.state.module).minutes)


@dataclass(frozen=True)
class Following:
    """The café that follows a module: its session, how it stands, and which module."""

    session: Session
    standing: Standing
    state: ModuleState

    @property
    def sentence(self):
        """Why it is shown."""
        if self.state.finished_at:
            return _("It follows “%(module)s”, which you have finished.") % {
                "module": self.state.module.title
            }
        return _("It follows the module that you are doing.")
