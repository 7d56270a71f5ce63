"""What a file of staff does: exactly what was shown, or nothing at all."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest

from pages.models import Message
from people import importing, joining, leaving, staff_done, staff_list
from people.models import Service, StaffEntry, StaffImport, StaffRow, User
from people.staff_file import NotReadable
from tests.people.factories import (
    HEADS,
    AppointmentFactory,
    PersonFactory,
    ServiceFactory,
    StaffSourceFactory,
    access_team,
    reading_of,
    staff_csv,
)

pytestmark = pytest.mark.django_db
Kind, State = StaffRow.Kind, StaffImport.State
TODAY = timezone.localdate


class Council:
    """A council with two services, whose HR system brings files."""

    def __init__(self):
        self.top = ServiceFactory(name="Aireford Council", slug="council")
        self.libraries = ServiceFactory(
            name="Libraries", slug="libraries", parent=self.top
        )
        self.parks = ServiceFactory(name="Parks", slug="parks", parent=self.top)
        self.editor = access_team(
            self.top, name="Edith Editor", email="edith@x.example"
        )
        self.source = StaffSourceFactory(service=self.top)

    def read_as(self, heads=HEADS, **more):
        """Let the files of the source be read like this."""
        self.source.reading = reading_of(heads, **more).to_keep()
        self.source.save()

    def bring(self, *rows, heads=HEADS):
        """Bring a file and have it checked."""
        content = staff_csv(*rows, heads=heads)
        brought = importing.receive(self.source, self.editor, "staff.csv", content)
        importing.work_on(brought.pk)
        brought.refresh_from_db()
        return brought

    def apply(self, brought, leavers=None):
        importing.ask_to_apply(brought, self.editor, brought.plan_digest, leavers)
        importing.work_on(brought.pk)
        brought.refresh_from_db()
        return brought

    def bring_in(self, *rows, heads=HEADS, leavers=None):
        return self.apply(self.bring(*rows, heads=heads), leavers)


@pytest.fixture
def council():
    cache.clear()
    return Council()


def row(name, service="Libraries", number="", job="Officer"):
    return [f"{name.split()[0].lower()}@x.example", name, job, service, number]


def kinds(brought):
    return [(r.number, r.kind) for r in brought.rows.order_by("pk")]


def everything():
    """All that is known of people and services, to be compared."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (User, Service, StaffEntry, Message)
    ]


# Dry run and doing ------------------------------------------------------------------


def test_checking_shows_everything_and_does_nothing(council):
    cat = PersonFactory(name="Cat Moves", email="CAT@x.example", service=council.parks)
    User.objects.filter(pk=cat.pk).update(email="Cat@X.example", job_title="Officer")
    dan = PersonFactory(
        name="Dan Old", email="dan@x.example", service=council.libraries
    )
    before = everything()
    brought = council.bring(
        row("Ann New"),
        row("Cat Moves"),
        row("Dan New", job="Lead"),
        row("Eve Nowhere", service="Harbours"),
    )
    assert kinds(brought) == [(2, "new"), (3, "moves"), (4, "changes"), (5, "problem")]
    assert everything() == before
    assert brought.state == State.READY

    council.apply(brought)
    ann = User.objects.get(email="ann@x.example")
    cat.refresh_from_db()
    dan.refresh_from_db()
    assert (ann.name, ann.job_title, ann.service) == (
        "Ann New",
        "Officer",
        council.libraries,
    )
    assert cat.service == council.libraries
    assert (dan.name, dan.job_title) == ("Dan New", "Lead")
    assert not User.objects.filter(name="Eve Nowhere").exists()
    assert not ann.has_usable_password()
    assert not Message.objects.exists()
    # The report is what was shown, and the file is gone.
    assert kinds(brought) == [(2, "new"), (3, "moves"), (4, "changes"), (5, "problem")]
    assert (brought.state, brought.file.name) == (State.APPLIED, "")


def test_the_same_file_again_changes_nothing(council):
    rows = [row("Ann One", number="1"), row("Bob Two", "Parks", "2")]
    council.bring_in(*rows)
    before = everything()
    again = council.bring(*rows)
    assert kinds(again) == [(2, "nothing"), (3, "nothing")]
    assert not again.changes_something
    council.apply(again)
    assert everything() == before


def test_what_changed_meanwhile_stops_it_and_is_shown_anew(council):
    ann = PersonFactory(name="Ann", email="ann@x.example", service=council.parks)
    brought = council.bring(row("Ann"), row("Bob New"))
    shown = brought.plan_digest
    ann.job_title = "Something else"
    ann.service = council.libraries
    ann.save()
    council.apply(brought)
    assert brought.state == State.READY
    assert brought.said
    assert brought.plan_digest != shown
    assert not User.objects.filter(name="Bob New").exists()
    with pytest.raises(importing.NotDone):
        importing.ask_to_apply(brought, council.editor, shown)
    council.apply(brought)
    assert User.objects.filter(name="Bob New").exists()


def test_a_worker_that_dies_half_way_leaves_nothing_and_the_next_does_it_all(
    council, monkeypatch
):
    rows = [row(f"Person{n} Example") for n in range(5)]
    PersonFactory(name="Old", email="person4@x.example", service=council.parks)
    brought = council.bring(*rows)
    before = everything()
    importing.ask_to_apply(brought, council.editor, brought.plan_digest)

    with monkeypatch.context() as broken:
        broken.setattr(staff_done._Steps, "keep_entries", dies)
        with pytest.raises(SystemExit):
            importing.work_on(brought.pk)
    assert everything() == before

    later = timezone.now() + timedelta(minutes=2)
    assert brought in StaffImport.objects.not_come_to(later)
    importing.work_on(brought.pk)
    importing.work_on(brought.pk)
    assert User.objects.filter(name__startswith="Person").count() >= 5
    assert StaffEntry.objects.count() == 5


def dies(*_args, **_more):
    raise SystemExit


def test_one_that_breaks_off_again_and_again_is_given_up(council, monkeypatch):
    brought = council.bring(row("Ann New"))
    importing.ask_to_apply(brought, council.editor, brought.plan_digest)
    with monkeypatch.context() as broken:
        broken.setattr(joining, "join_many", dies)
        for _try in range(StaffImport.MOST_TRIES):
            with pytest.raises(SystemExit):
                importing.work_on(brought.pk)
        importing.work_on(brought.pk)
    brought.refresh_from_db()
    assert brought.state == State.STOPPED
    assert "nothing is done" in brought.said


def test_pressing_twice_is_once(council):
    brought = council.bring(row("Ann New"))
    for _press in range(2):
        importing.ask_to_apply(brought, council.editor, brought.plan_digest)
    importing.work_on(brought.pk)
    importing.ask_to_apply(brought, council.editor, brought.plan_digest)
    importing.work_on(brought.pk)
    assert User.objects.filter(email="ann@x.example").count() == 1


def test_whoever_lost_the_role_meanwhile_does_nothing_more(council):
    brought = council.bring(row("Ann New"))
    importing.ask_to_apply(brought, council.editor, brought.plan_digest)
    council.editor.appointments.update(ends_on=TODAY() - timedelta(days=1))
    importing.work_on(brought.pk)
    brought.refresh_from_db()
    assert brought.state == State.STOPPED
    assert not User.objects.filter(name="Ann New").exists()


# Who is meant -----------------------------------------------------------------------


def test_a_staff_number_knows_somebody_again_by_another_e_mail_and_name(council):
    council.bring_in(row("Ann Maiden", number="7"))
    ann = User.objects.get(name="Ann Maiden")
    brought = council.bring_in(
        ["ann.b@x.example", "Ann Married", "Officer", "Parks", "7"]
    )
    ann.refresh_from_db()
    assert (ann.email, ann.name) == ("ann.b@x.example", "Ann Married")
    assert kinds(brought) == [(2, "moves")]
    # Another e-mail is told to both.
    assert Message.objects.filter(kind="people.email-changed").count() == 2


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        ([row("Ann A"), row("Ann B")], ["stands in two rows", "stands in two rows"]),
        (
            [row("Bo A", number="3"), row("Al B", number="3")],
            ["The staff number 3"] * 2,
        ),
        ([["bob@x.example", "Al", "", "Parks", "1"]], ["and the e-mail that of"]),
        ([["bob@x.example", "Bob", "", "Parks", "9"]], ["another staff number so far"]),
        ([["", "Cy New", "", "Parks", "5"]], ["needs an e-mail"]),
        ([["cy@x.example", "", "", "Parks", "5"]], ["needs a name"]),
        ([row("Cy", "Nowhere")], ["There is no service"]),
        (
            [["mayor@x.example", "Other", "", "Parks", ""]],
            ["administrator of the whole"],
        ),
        ([["trust@x.example", "Tess", "", "Parks", ""]], ["does not tell"]),
        ([["gone@x.example", "Gone", "", "Parks", ""]], ["written by hand"]),
        (
            [
                ["one@x.example", "A", "", "Parks", "1"],
                ["al@x.example", "A", "", "Parks", ""],
            ],
            ["", "Row 2 is about Al One already"],
        ),
    ],
)
def test_a_row_that_cannot_be_is_left_out_with_a_sentence(council, rows, sentences):
    council.bring_in(row("Al One", number="1"), row("Bob Two", number="2"))
    PersonFactory(email="mayor@x.example", service=council.parks, is_superuser=True)
    PersonFactory(email="trust@x.example", service=ServiceFactory(name="Trust"))
    PersonFactory(email="gone@x.example", service=council.parks, left=True)
    brought = council.bring(*rows)
    for planned, sentence in zip(brought.rows.order_by("pk"), sentences, strict=True):
        assert sentence in planned.said
        assert (planned.kind == Kind.PROBLEM) == bool(sentence)


def test_nobody_outside_the_source_is_touched_whoever_brings_it(council):
    trust = ServiceFactory(name="Trust")
    PersonFactory(name="Tess", email="tess@x.example", service=trust)
    before = User.objects.filter(email="tess@x.example").values().get()
    brought = council.bring_in(
        ["tess@x.example", "Other", "Lead", "Parks", ""],
        row("Ann New", "Trust > Wards"),
    )
    assert {kind for _row, kind in kinds(brought)} == {Kind.PROBLEM}
    assert User.objects.filter(email="tess@x.example").values().get() == before


def test_an_e_mail_of_somebody_with_more_rights_is_not_taken_over(council):
    council.bring_in(row("Ann Editor", number="4"))
    ann = User.objects.get(email="ann@x.example")
    ann.groups.add(Group.objects.create(name="Editors in chief"))
    brought = council.bring(
        ["mine@x.example", "Ann Editor", "Officer", "Libraries", "4"]
    )
    assert kinds(brought) == [(2, "problem")]
    assert "more rights than you" in brought.rows.get().said


def test_an_empty_cell_takes_nothing_away_and_ones_own_word_stands(council):
    heads = [*HEADS, "Known as"]
    council.read_as(heads)
    PersonFactory(
        name="Ann",
        email="ann@x.example",
        known_as="Annie",
        job_title="Lead",
        service=council.libraries,
    )
    brought = council.bring(
        ["ann@x.example", "Ann", "", "Libraries", "", "Hannah"], heads=heads
    )
    assert kinds(brought) == [(2, "known")]


# Services ---------------------------------------------------------------------------


def test_services_are_found_by_name_by_way_and_by_way_from_the_top(council):
    rows = [
        row("Ann", "compton"),
        row("Bob", "Libraries > Compton"),
        row("Cy", "aireford council > libraries >  COMPTON"),
    ]
    council.source.service = council.libraries
    council.source.save()
    compton = ServiceFactory(name="Compton", slug="compton", parent=council.libraries)
    council.bring_in(*rows)
    assert set(
        User.objects.filter(
            email__in=["ann@x.example", "bob@x.example", "cy@x.example"]
        ).values_list("service", flat=True)
    ) == {compton.pk}


def test_services_are_made_only_where_that_was_asked_for(council):
    rows = [row("Ann", "Libraries > Compton > Desk"), row("Bob", "Parks > Desk")]
    assert {kind for _row, kind in kinds(council.bring(*rows))} == {Kind.PROBLEM}
    council.read_as(makes_services=True)
    brought = council.bring(*rows)
    assert brought.new_services == [
        "Aireford Council › Libraries › Compton",
        "Aireford Council › Parks › Desk",
        "Aireford Council › Libraries › Compton › Desk",
    ]
    assert not Service.objects.filter(name="Desk").exists()
    council.apply(brought)
    assert User.objects.get(name="Ann").service.get_parent().name == "Compton"
    assert sorted(
        Service.objects.filter(name="Desk").values_list("slug", flat=True)
    ) == [
        "compton-desk",
        "desk",
    ]
    assert Service.find_problems() == ([], [], [], [], [])


# Leaving and coming back ------------------------------------------------------------


def test_whoever_is_missing_from_a_complete_file_has_left(council, client):
    council.read_as(is_complete=True)
    here = [row(f"P{n} Example", number=str(n)) for n in range(20)]
    council.bring_in(*here)
    by_hand = PersonFactory(service=council.libraries, name="Never in a file")
    gone = User.objects.get(email="p0@x.example")
    AppointmentFactory(person=gone, service=council.libraries)
    client.force_login(gone)
    brought = council.bring(*here[1:])
    leaver = brought.rows.get(kind=Kind.LEAVES)
    assert (leaver.person, leaver.number) == (gone, None)
    assert "Digital champion of Libraries ends" in leaver.said
    assert client.get("/me/").status_code == 200
    council.apply(brought)
    gone.refresh_from_db()
    by_hand.refresh_from_db()
    assert gone.left_on == TODAY()
    assert by_hand.left_on is None
    assert client.get("/me/").status_code == 302
    assert not gone.appointments.current().exists()
    # Back in the file, they come back: it was the file that let them go.
    council.bring_in(*here)
    gone.refresh_from_db()
    assert gone.left_on is None
    assert Message.objects.filter(kind="people.welcome", recipient=gone).count() == 1


def test_nobody_leaves_by_a_file_that_is_not_complete(council):
    council.bring_in(row("Ann", number="1"), row("Bob", number="2"))
    assert kinds(council.bring(row("Ann", number="1"))) == [(2, "nothing")]


def test_who_may_be_meant_by_a_row_that_is_left_out_stays(council):
    council.read_as(is_complete=True)
    council.bring_in(row("Ann A"), row("Bob B"), row("Cy C"))
    brought = council.bring(
        row("Ann A"),
        ["not an e-mail", "Bob B", "", "Parks", ""],
        row("Cy C", "Nowhere"),
    )
    assert kinds(brought) == [
        (2, "nothing"),
        (3, "problem"),
        (4, "problem"),
        (None, "problem"),
    ]
    assert "They stay until that row is put right" in brought.rows.last().said


def test_more_leavers_than_the_share_are_asked_about_twice(council, settings):
    settings.STAFF_LEAVERS_ASKED_TWICE = 10
    council.read_as(is_complete=True)
    here = [row(f"P{n} Example") for n in range(20)]
    council.bring_in(*here)
    assert not council.bring(*here[2:]).asks_twice
    brought = council.bring(*here[3:])
    assert brought.asks_twice
    for wrong in (None, 2):
        with pytest.raises(importing.Uncounted):
            importing.ask_to_apply(brought, council.editor, brought.plan_digest, wrong)
    council.apply(brought, leavers=3)
    assert User.objects.filter(left_on=TODAY()).count() == 3


def test_nobody_lets_themselves_or_an_administrator_go(council):
    council.read_as(is_complete=True)
    mayor = PersonFactory(email="may@x.example", service=council.top, is_superuser=True)
    for person in (mayor, council.editor):
        StaffEntry.objects.create(source=council.source, person=person)
    brought = council.bring(row("Ann New"))
    assert sorted(kinds(brought)[1:]) == [(None, "problem"), (None, "problem")]


def test_a_day_of_leaving_in_the_file_is_kept_and_taken_back(council):
    heads = [*HEADS, "Left on"]
    council.read_as(heads)
    day = TODAY() + timedelta(days=9)
    ann = row("Ann", number="1")
    council.bring_in([*ann, ""], heads=heads)
    council.bring_in([*ann, day.isoformat()], heads=heads)
    assert User.objects.get(email="ann@x.example").left_on == day
    assert kinds(council.bring([*ann, day.isoformat()], heads=heads)) == [
        (2, "nothing")
    ]
    council.bring_in([*ann, ""], heads=heads)
    person = User.objects.get(email="ann@x.example")
    assert person.left_on is None
    # A day that somebody wrote by hand stands.
    leaving.leave(person, day)
    assert kinds(council.bring([*ann, ""], heads=heads)) == [(2, "nothing")]


# Taking away and keeping ------------------------------------------------------------


def test_the_list_is_safe_and_bringing_it_in_again_changes_nothing(council):
    names = [
        "=1+1",
        "'=quoted",
        "''@twice",
        "+44 | pipe",
        "-5",
        "Zoë; O’Brien",
        '"Al", B',
    ]
    for number, name in enumerate(names):
        PersonFactory(
            name=name,
            job_title=f"@{name}|",
            email=f"{number}@x.example",
            known_as="=x",
            service=council.libraries,
        )
    content = staff_list.as_csv(council.top)
    cells = content.decode("utf-8-sig").replace("\r\n", ",").split(",")
    assert not [c for c in cells if c.lstrip('"')[:1] in ("=", "+", "@", "|", "%")]
    council.source.reading = {}
    council.source.save()
    brought = importing.receive(council.source, council.editor, "list.csv", content)
    importing.choose(brought, importing.Reading.kept(brought.reading))
    importing.work_on(brought.pk)
    assert {kind for _row, kind in kinds(brought)} == {Kind.KNOWN}
    before = list(User.objects.order_by("pk").values())
    brought.refresh_from_db()
    council.apply(brought)
    assert list(User.objects.order_by("pk").values()) == before


def test_links_are_sent_only_where_that_was_asked_for(council):
    council.read_as(sends_links=True)
    council.bring_in(row("Ann New"))
    assert Message.objects.get().kind == "people.welcome"


def test_a_file_nobody_came_back_to_goes_after_a_day(council):
    brought = council.bring(row("Ann New"))
    storage, name = brought.file.storage, brought.file.name
    assert storage.exists(name)
    importing.throw_away_old(timezone.now() + timedelta(hours=23))
    assert storage.exists(name)
    with TestCase.captureOnCommitCallbacks(execute=True):
        importing.throw_away_old(timezone.now() + timedelta(hours=25))
    brought.refresh_from_db()
    assert brought.state == State.THROWN_AWAY
    assert not storage.exists(name)


def test_what_cannot_be_read_is_not_kept(council):
    with pytest.raises(NotReadable):
        importing.receive(council.source, council.editor, "x.csv", b"PK\x03\x04")
    assert not StaffImport.objects.exists()


def test_checking_asks_the_database_as_often_for_many_as_for_few(council):
    def queries(number):
        rows = [row(f"P{n} Example", number=str(n)) for n in range(number)]
        with CaptureQueriesContext(connection) as captured:
            council.bring(*rows)
        return len(captured)

    council.bring_in(*[row(f"P{n} Example") for n in range(20)])
    assert queries(25) == queries(60)


def test_progress_is_seen_while_it_lasts(council, monkeypatch):
    seen = []
    brought = council.bring(*[row(f"P{n} Example") for n in range(450)])
    monkeypatch.setattr(
        importing.cache, "set", lambda _key, value, _for: seen.append(value)
    )
    council.apply(brought)
    assert seen == [(450, 450)]
