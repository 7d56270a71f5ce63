"""What is kept goes when its time is over, not before; and the notice says the time."""

from datetime import timedelta

from django.utils import timezone

import pytest

from cafes.models import Booking, Session
from champions import marking
from champions.models import HelpRequest, Nudge, SupportNote
from home.statements import kept_about_people
from pages.models import Message
from people import erasing, retention
from people.models import Absence, LetGo, Look, StaffRow, User
from people.retention import RULES, how_long
from people.tasks import let_go_of_old
from people.who_sees_what import TABLE
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.champions.factories import (
    HelpAnswerFactory,
    HelpRequestFactory,
    NudgeFactory,
    SupportNoteFactory,
)
from tests.people.factories import AbsenceFactory, PersonFactory, StaffImportFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_skeleton")]
NOW = timezone.now()
A_MOMENT = timedelta(hours=25)


@pytest.fixture(autouse=True)
def log(settings, tmp_path):
    settings.ERASURE_LOG = tmp_path / "erasures.jsonl"


def follow(name, at=NOW):
    (noted,) = [n for n in retention.let_go_of_all(at) if n.rule == name]
    assert noted.trouble == ""
    return noted.rows


def message(settled_at):
    return Message.objects.create(
        kind="people.welcome",
        recipient=PersonFactory(),
        key=f"{settled_at}",
        settled_at=settled_at,
    )


def question(answered_at):
    asked = HelpRequestFactory(answered_at=answered_at)
    if answered_at:
        HelpAnswerFactory(request=asked, written_at=answered_at)
    return asked


def needs(ends_at):
    start = ends_at - timedelta(hours=1)
    session = SessionFactory(starts_at=start, ends_at=ends_at)
    return BookingFactory(session=session, access_needs="A loop", phone="0113 496 0000")


# How a row of that age is made for each rule, and how many are left.
ROWS = {
    "people.looks": (
        lambda at: Look.objects.create(
            what="person", person=PersonFactory(), day=timezone.localdate(at)
        ),
        Look.objects.count,
    ),
    "people.absences": (
        lambda at: AbsenceFactory(
            starts_on=timezone.localdate(at) - timedelta(days=5),
            ends_on=timezone.localdate(at),
        ),
        Absence.objects.count,
    ),
    "pages.messages": (message, Message.objects.count),
    "champions.help": (question, HelpRequest.objects.count),
    "cafes.needs": (
        needs,
        lambda: Booking.objects.exclude(access_needs="", phone="").count(),
    ),
    "champions.letters": (
        lambda at: NudgeFactory(written_at=at),
        Nudge.objects.count,
    ),
    "champions.notes": (
        lambda at: SupportNoteFactory(written_at=at),
        SupportNote.objects.count,
    ),
    "cafes.one-to-ones": (
        lambda at: BookingFactory(
            session__is_private=True,
            session__format="one-to-one",
            session__capacity=1,
            session__starts_at=at - timedelta(minutes=30),
            session__ends_at=at,
        ),
        lambda: Session.objects.filter(is_private=True).count(),
    ),
    "people.staff-rows": (
        lambda at: StaffImportFactory(brought_at=at).rows.create(
            kind="new", name="Ann New"
        ),
        lambda: StaffRow.objects.exclude(name="").count(),
    ),
    "people.leavers": (
        lambda at: PersonFactory(left_on=timezone.localdate(at)),
        lambda: User.objects.filter(erased_at=None, left_on__isnull=False).count(),
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_goes_when_its_time_is_over_and_not_before(name):
    make, left = ROWS[name]
    make(NOW - RULES[name].after - A_MOMENT)
    make(NOW - RULES[name].after + A_MOMENT)
    assert follow(name) == 1
    assert left() == 1
    assert follow(name) == 0
    assert left() == 1


def test_what_is_not_settled_stays_however_old():
    message(None)
    question(None)
    assert follow("pages.messages", NOW + timedelta(days=5000)) == 0
    assert Message.objects.count() == HelpRequest.objects.count() == 1


def test_a_conversation_that_goes_on_stays():
    asked = question(NOW - timedelta(days=400))
    HelpAnswerFactory(request=asked, written_at=NOW - timedelta(days=3))
    assert follow("champions.help") == 0


def test_a_rule_that_fails_is_written_down_and_the_others_go_on(monkeypatch):
    def fails(before):
        raise ValueError("no such thing")

    monkeypatch.setitem(
        RULES,
        "people.looks",
        retention.Rule("people.looks", (), retention.A_YEAR, "", fails),
    )
    ROWS["people.absences"][0](NOW - timedelta(days=300))
    let_go_of_old()
    noted = {n.rule: n for n in LetGo.objects.all()}
    assert set(noted) == set(RULES)
    assert noted["people.looks"].trouble == "ValueError: no such thing"
    assert noted["people.absences"].rows == 1


def test_one_leaver_who_cannot_be_erased_does_not_keep_the_others(monkeypatch):
    from django.db import DatabaseError

    people = [PersonFactory(left_on="2020-01-01") for _time in range(2)]
    erase = erasing.erase

    def fails_for_one(person, **more):
        if person == people[0]:
            raise DatabaseError
        return erase(person, **more)

    monkeypatch.setattr(erasing, "erase", fails_for_one)
    assert follow("people.leavers") == 1
    erased = User.objects.exclude(erased_at=None)
    assert list(erased) == [people[1]]


def test_the_notice_says_the_times_of_the_rules():
    told = {thing.what: thing.how_long for thing in kept_about_people()}
    assert all(told.values())
    assert told[TABLE["looks"].what] == "a year"
    assert told[TABLE["help"].what] == "a year after it was last answered"
    assert "one day after the session" in told[TABLE["access_needs"].what]
    # Said in words, beside marking.py.
    assert sorted(lasts.days for lasts in marking.LASTS.values()) == [14, 28]
    assert how_long("marks").startswith("four weeks after a word with you, two")


def test_every_kind_of_thing_has_a_time_but_for_stories():
    """A story stays until its teller no longer wants it, or is erased."""
    assert {kind for kind in TABLE if not how_long(kind)} == {"story"}


def test_the_beat_follows_the_rules_each_night():
    from config.celery import app

    beats = app.conf.beat_schedule.values()
    assert let_go_of_old.name in {beat["task"] for beat in beats}
