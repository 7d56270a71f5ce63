"""Five people to speak to: what the reasons are, and who is left in peace.

Everybody's week is every week here, save where the test is about that; over the weeks:
test_fairness.py.
"""

from datetime import datetime, timedelta

from django.utils import timezone

import pytest

from champions import asking, marking, turns
from champions.choosing import Reason, Why, choose
from champions.five import FivePeople
from champions.models import TeamMark
from champions.speaking import Reasons
from learning import progress
from people.models import User
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.learning.factories import (
    AssignmentFactory,
    CompletionFactory,
    ModulePageFactory,
)
from tests.people.factories import AbsenceFactory, AppointmentFactory, PersonFactory

# Noon, so that no day is nearer than it seems.
NOW = timezone.make_aware(datetime(2026, 11, 23, 12))
Kind = TeamMark.Kind


def ago(**span):
    return NOW - timedelta(**span)


def named(viewer, service, at=NOW):
    """{id of a person: why} of those who are named."""
    return {r.person_id: r.why for r in Reasons(viewer, service, at).chosen}


def why_of(person, viewer, service):
    """Why this person is named; None without a reason of their own."""
    why = named(viewer, service).get(person.pk)
    return None if why == Why.IN_TURN else why


@pytest.fixture(autouse=True)
def every_week_is_theirs(monkeypatch):
    monkeypatch.setattr(turns, "WHICH_WEEK", turns.PLACE * 0)
    monkeypatch.setattr(turns, "WEEKS_APART", 1)


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory(title="Answering people well")


@pytest.fixture
def team(libraries, module):
    """Libraries, where everybody has been for long; the why of somebody in it."""

    def why(person=libraries.sam, viewer=libraries.priya):
        return why_of(person, viewer, libraries.service)

    libraries.why = why
    return libraries


class TestChoosing:
    """The rule itself, on facts alone."""

    def test_reasons_of_this_week_take_turns(self):
        new = [Reason(Why.IS_NEW, number) for number in range(10, 20)]
        done = [Reason(Why.FINISHED, 1)]
        assert [r.person_id for r in choose([*done, *new])][:4] == [10, 11, 12, 13]
        assert 1 in [r.person_id for r in choose([*done, *new])]

    def test_the_order_is_that_of_the_reasons(self):
        reasons = [Reason(why, number) for number, why in enumerate(reversed(Why))]
        assert [r.why for r in choose(reasons)] == list(Why)[:5]

    def test_nobody_is_named_twice(self):
        reasons = [
            Reason(Why.WAITS_FOR_HELP, 1),
            Reason(Why.WAITS_FOR_HELP, 1),
            Reason(Why.STOPPED, 1, can_wait=True),
            Reason(Why.STOPPED, 2, can_wait=True),
        ]
        assert [(r.why, r.person_id) for r in choose(reasons, [1, 2], turns=2)] == [
            (Why.WAITS_FOR_HELP, 1),
            (Why.STOPPED, 2),
        ]

    def test_each_counts_under_the_first_that_fits(self):
        """Whoever waits for an answer is not named for a lesser reason, though another
        has waited longer."""
        reasons = [
            Reason(Why.WAITS_FOR_HELP, 1),
            Reason(Why.WAITS_FOR_HELP, 2),
            Reason(Why.DAY_IS_NEAR, 2),
        ]
        assert [(r.why, r.person_id) for r in choose(reasons)] == [
            (Why.WAITS_FOR_HELP, 1),
            (Why.WAITS_FOR_HELP, 2),
        ]

    def test_who_waits_for_an_answer_comes_first_and_leaves_two_places(self):
        waiting = [Reason(Why.WAITS_FOR_HELP, number) for number in range(9)]
        new = [Reason(Why.IS_NEW, 10)]
        chosen = choose([*new, *waiting], [20, 21], turns=2)
        assert [r.person_id for r in chosen] == [0, 1, 2, 20, 21]

    def test_two_places_go_to_those_whose_turn_it_is(self):
        new = [Reason(Why.IS_NEW, number) for number in range(9)]
        stopped = [Reason(Why.STOPPED, 22, can_wait=True)]
        chosen = choose([*new, *stopped], [20, 21, 22], turns=2)
        assert [r.person_id for r in chosen] == [0, 1, 2, 20, 21]
        assert chosen[-1].why == Why.IN_TURN

    def test_what_can_wait_is_for_those_whose_week_it_is_and_goes_before_no_reason(
        self,
    ):
        stopped = [Reason(Why.STOPPED, n, can_wait=True) for n in (23, 99)]
        chosen = choose(stopped, [20, 21, 22, 23, 24, 25, 26], turns=2)
        assert [r.person_id for r in chosen] == [23, 20, 21, 22, 24]

    def test_there_are_five_at_most_and_fewer_where_there_are_fewer(self):
        many = [Reason(Why.IS_NEW, number) for number in range(9)]
        assert len(choose(many)) == 5
        assert len(choose(many, range(20), turns=2)) == 5
        assert len(choose(many[:2])) == 2
        assert choose([]) == []

    def test_the_same_facts_give_the_same_five(self):
        reasons = [Reason(why, n) for why in Why for n in range(int(why), 9)]
        assert choose(reasons) == choose(list(reasons))


class TestReasons:
    def test_without_one_it_is_their_turn(self, team):
        assert team.why() is None
        assert named(team.priya, team.service)[team.sam.pk] == Why.IN_TURN

    def test_who_waits_for_an_answer_since_before_today(self, team):
        asking.ask(team.sam, "Is a poster allowed?", at=ago(days=1))
        assert team.why() == Why.WAITS_FOR_HELP

    def test_not_who_asked_today(self, team):
        asking.ask(team.sam, "Is a poster allowed?", at=ago(hours=2))
        assert team.why() is None

    def test_not_to_one_whom_the_question_did_not_reach(self, team):
        asking.ask(team.sam, "Is a poster allowed?", at=ago(days=1))
        assert team.why(viewer=team.tom) is None

    @pytest.mark.parametrize(("days", "is_new"), [(0, True), (27, True), (28, False)])
    def test_who_is_new(self, team, days, is_new):
        User.objects.filter(pk=team.sam.pk).update(joined_on=ago(days=days).date())
        assert (team.why() == Why.IS_NEW) is is_new

    def test_not_as_new_whom_a_colleague_has_turned_to(self, team, module):
        new = PersonFactory(service=team.service, joined_on=ago(days=9).date())
        asker = PersonFactory(service=team.service, joined_on=ago(days=9).date())
        assert team.why(new) == team.why(asker) == Why.IS_NEW
        AssignmentFactory(person=new, module=module, asked_by=team.priya)
        question = asking.ask(asker, "Is a poster allowed?", at=ago(days=2))
        asking.answer(question, team.priya, "It is.", at=ago(days=1))
        assert team.why(new) is None
        assert team.why(asker) is None

    @pytest.mark.parametrize(
        ("days", "is_near"), [(-30, True), (0, True), (7, True), (8, False)]
    )
    def test_whose_day_is_near_or_over(self, team, module, days, is_near):
        AssignmentFactory(
            person=team.sam, module=module, by_day=(NOW + timedelta(days=days)).date()
        )
        assert (team.why() == Why.DAY_IS_NEAR) is is_near

    @pytest.mark.parametrize(
        ("weeks", "has_stopped"), [(2, False), (4, True), (25, True), (27, False)]
    )
    def test_who_stopped_part_way(self, team, module, weeks, has_stopped):
        progress.begin(team.sam, module, ago(weeks=weeks))
        assert (team.why() == Why.STOPPED) is has_stopped

    def test_of_several_the_one_in_which_somebody_was_last_counts(self, team, module):
        progress.begin(team.sam, module, ago(weeks=20))
        latest = ModulePageFactory()
        progress.begin(team.sam, latest, ago(weeks=9))
        (reason,) = [
            r for r in Reasons(team.priya, team.service, NOW).chosen if r.module_id
        ]
        assert (reason.person_id, reason.module_id) == (team.sam.pk, latest.pk)

    def test_who_finished_is_told_well_done(self, team, module):
        CompletionFactory(person=team.sam, module=module, at=ago(days=3))
        assert team.why() == Why.FINISHED

    def test_or_invited_to_the_cafe_that_follows(self, team, module):
        session = SessionFactory(starts_at=NOW + timedelta(days=9))
        session.cafe.follows.add(module)
        session.cafe.save()
        CompletionFactory(person=team.sam, module=module, at=ago(days=3))
        assert team.why() == Why.CAFE_FOLLOWS
        BookingFactory(session=session, person=team.sam)
        assert team.why() == Why.FINISHED

    def test_not_to_one_that_is_full(self, team, module):
        session = SessionFactory(starts_at=NOW + timedelta(days=9), capacity=1)
        session.cafe.follows.add(module)
        session.cafe.save()
        BookingFactory(session=session)
        CompletionFactory(person=team.sam, module=module, at=ago(days=3))
        assert team.why() == Why.FINISHED

    def test_who_finished_and_might_like_another(self, team, module):
        CompletionFactory(person=team.sam, module=module, at=ago(weeks=5))
        assert team.why() is None  # there is no other
        other = ModulePageFactory()
        assert team.why() == Why.READY
        asked = AssignmentFactory(person=team.sam, module=other)
        assert team.why() is None
        asked.delete()
        progress.begin(team.sam, other, ago(days=1))
        assert team.why() is None


class TestWhoIsLeftInPeace:
    """Not named at all: not for their reason, and not in their turn."""

    @pytest.fixture(autouse=True)
    def sam_stopped(self, team, module):
        progress.begin(team.sam, module, ago(weeks=4))
        team.why = lambda person=team.sam, viewer=team.priya: named(
            viewer, team.service
        ).get(person.pk)

    def test_who_is_away(self, team):
        assert team.why() == Why.STOPPED
        AbsenceFactory(person=team.sam, starts_on=NOW.date(), ends_on=NOW.date())
        assert team.why() is None

    def test_who_was_away_on_monday_until_the_next(self, team):
        AbsenceFactory(person=team.sam, starts_on=NOW.date(), ends_on=NOW.date())
        tuesday, next_monday = (NOW + timedelta(days=days) for days in (1, 7))
        assert team.sam.pk not in named(team.priya, team.service, tuesday)
        assert team.sam.pk in named(team.priya, team.service, next_monday)

    def test_oneself(self, team, module):
        progress.begin(team.priya, module, ago(weeks=4))
        assert team.why(team.priya) is None
        assert team.why(team.priya, viewer=team.tom) == Why.STOPPED

    def test_who_has_left_or_moved_away(self, team):
        User.objects.filter(pk=team.sam.pk).update(service=PersonFactory().service)
        assert team.why() is None

    @pytest.mark.parametrize(
        ("kind", "weeks"), [(Kind.SPOKEN_TO, 4), (Kind.NOT_NOW, 2)]
    )
    def test_who_was_marked_until_its_time_is_over(self, team, kind, weeks):
        marking.mark(team.priya, team.sam, kind, team.service, at=ago(weeks=weeks))
        assert team.why() == Why.STOPPED
        at = ago(weeks=weeks) + timedelta(days=1)
        marking.mark(team.priya, team.sam, kind, team.service, at=at)
        assert team.why() is None

    @pytest.mark.parametrize("kind", Kind.values)
    def test_by_all_who_look_after_the_team(self, team, kind):
        marking.mark(team.priya, team.sam, kind, team.service, at=NOW)
        assert team.why(viewer=team.tom) is None
        assert team.why(viewer=team.bernadette) is None

    def test_the_access_team_sets_aside_for_itself_alone(self, team):
        marking.mark(team.marcus, team.sam, Kind.NOT_NOW, team.service, at=NOW)
        assert team.why(viewer=team.marcus) is None
        assert team.why() == Why.STOPPED

    def test_whom_the_access_team_spoke_to_is_left_by_all(self, team):
        marking.mark(team.marcus, team.sam, Kind.SPOKEN_TO, team.service, at=NOW)
        assert team.why() is None

    def test_the_side_is_that_of_the_page(self, team):
        """Marcus is a deputy of Libraries too, but looks at the whole council."""
        AppointmentFactory(person=team.marcus, service=team.service, deputy=True)
        marking.mark(team.marcus, team.sam, Kind.NOT_NOW, team.council, at=NOW)
        assert team.sam.pk not in named(team.marcus, team.council)
        assert team.why() == Why.STOPPED


class TestWords:
    def five(self, team, **more):
        return FivePeople(team.priya, team.service, at=NOW, **more)

    def test_nobody_is_said_so(self, team):
        User.objects.exclude(pk=team.priya.pk).update(left_on=ago(days=9).date())
        assert self.five(team).heading == "Nobody to speak to just now"

    def test_each_has_a_sentence_and_an_act(self, team, module):
        progress.begin(team.sam, module, ago(days=30))
        five = self.five(team)
        (one, *others) = five.people
        assert five.heading == "Four people to speak to this week"
        assert {other.act.label for other in others} == {"Say hello"}
        assert one.sentence == (
            "Began “Answering people well” and stopped at step 1 on 24 October."
        )
        assert one.act.label == "Write to Sam"
        assert one.act.url == f"/team/{team.service.slug}/{team.sam.pk}/write/"

    def test_every_reason_can_be_said(self, team, module):
        session = SessionFactory(starts_at=NOW + timedelta(days=9))
        session.cafe.follows.add(module)
        session.cafe.save()
        other = ModulePageFactory()
        people = [PersonFactory(service=team.service) for _why in Why]
        helped, new, due, invited, done, stopped, ready, _in_turn = people
        asking.ask(helped, "Help", at=ago(days=3))
        User.objects.filter(pk=new.pk).update(joined_on=ago(days=3).date())
        AssignmentFactory(person=due, module=module, by_day=ago(days=3).date())
        progress.begin(stopped, module, ago(days=30))
        CompletionFactory(person=invited, module=module, at=ago(days=3))
        CompletionFactory(person=done, module=other, at=ago(days=3))
        CompletionFactory(person=ready, module=other, at=ago(days=30))
        reasons = {reason.why for reason in Reasons(team.priya, team.service, NOW).all}
        assert reasons == set(Why) - {Why.IN_TURN}
        five = self.five(team)
        five.chosen = choose(five.reasons.all, [p.pk for p in people], 8, most=8)
        assert [one.person for one in five.people] == people
        said = [one.sentence for one in five.people]
        assert all(sentence.endswith(".") for sentence in said)
        assert "which has passed. Not started." in said[2]
        acts = [one.act for one in five.people]
        assert acts[0].url.startswith("/help/")
        assert acts[3].label.startswith("Invite")
        assert acts[3].url.endswith("/write/")
        assert acts[6].asks

    def test_a_question_of_today_is_said_beside_and_can_be_opened(self, team, module):
        progress.begin(team.sam, module, ago(days=30))
        question = asking.ask(team.sam, "Is a poster allowed?", at=ago(hours=2))
        one, *_others = self.five(team).people
        assert one.sentence.startswith("Began “Answering people well”")
        assert one.sentence.endswith(" Asked for help today, too.")
        assert one.act.url == f"/help/{question.pk}/"

    def test_marks_say_who_and_until_when(self, team):
        marking.mark(team.tom, team.sam, Kind.NOT_NOW, team.service, at=NOW)
        (marked,) = self.five(team).marks
        assert marked.words == (
            "Tom noted “not now” for Sam Okonkwo-Whitfield today. Not named again "
            "before Monday 7 December."
        )
        assert marked.is_ours

    def test_the_rule_on_the_page_is_the_rule(self, team):
        five = self.five(team)
        assert five.rule == [why.label for why in Why]
        assert "for four weeks, whoever was written to here for two, and" in five.rests
