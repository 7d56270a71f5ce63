"""What is there twice when two records of one person are merged: how it is settled, and
that it comes back; and what a file of staff says afterwards."""

from datetime import timedelta

from django.utils import timezone

import pytest

from cafes import booking
from cafes.models import Booking
from champions.models import TeamMark
from learning import progress
from learning.models import Assignment, Certificate, Completion, Enrolment
from people import merging
from people.models import Appointment, Look, StaffEntry, WorkAccount
from tests.cafes.factories import BookingFactory, SessionFactory
from tests.champions.factories import TeamMarkFactory
from tests.learning.factories import (
    AssignmentFactory,
    CompletionFactory,
    EnrolmentFactory,
    ModulePageFactory,
    do_all,
)
from tests.people.factories import AppointmentFactory, PersonFactory
from tests.people.test_importing import Council, kinds, row
from tests.people.test_merging import tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_skeleton")]

Status = Booking.Status


def days_ago(number):
    return timezone.now() - timedelta(days=number)


@pytest.fixture
def sam():
    return PersonFactory(name="Sam Smith")


@pytest.fixture
def old_sam():
    return PersonFactory(name="Sam Jones")


@pytest.fixture
def merge_and_back(sam, old_sam):
    """Merges the two, asks what holds then, and undoes it: all is as it was before."""

    def merge_and_back(holds):
        before = tables()
        done = merging.merge(sam, old_sam, by=None)
        holds()
        merging.undo(done, by=None)
        after = tables()
        assert [name for name in before if before[name] != after[name]] == []

    return merge_and_back


class TestProgress:
    def test_the_further_one_is_kept_with_all_that_was_done_in_either(
        self, sam, old_sam, merge_and_back
    ):
        module = ModulePageFactory()
        own = progress.begin(sam, module, days_ago(5))
        state = progress.state_of(module, own)
        last = state.steps[2].step
        progress.go_on(own, last, days_ago(5))
        theirs = progress.begin(old_sam, module, days_ago(9))
        do_all(theirs, steps=2, at=days_ago(9))

        def holds():
            kept = Enrolment.objects.get(person=sam)
            assert kept.pk == theirs.pk
            assert kept.step_records.count() == 3
            assert kept.began_at.date() == days_ago(9).date()
            assert Enrolment.objects.get(person=old_sam).pk == own.pk

        merge_and_back(holds)

    def test_of_two_finished_the_first_counts_and_no_certificate_is_lost(
        self, sam, old_sam, merge_and_back
    ):
        module = ModulePageFactory()
        CompletionFactory(person=sam, module=module, at=days_ago(3))
        first = CompletionFactory(person=old_sam, module=module, at=days_ago(30))
        codes = set(Certificate.objects.values_list("code", flat=True))

        def holds():
            assert Completion.objects.get(enrolment__person=sam) == first
            mine = Certificate.objects.get(completion__enrolment__person=sam)
            assert mine == first.certificate
            assert set(Certificate.objects.values_list("code", flat=True)) == codes

        merge_and_back(holds)

    def test_one_that_is_finished_counts_before_one_that_is_begun(
        self, sam, old_sam, merge_and_back
    ):
        done = CompletionFactory(person=sam)
        EnrolmentFactory(person=old_sam, module=done.enrolment.module)
        merge_and_back(
            lambda: Completion.objects.get(enrolment__person=sam, pk=done.pk)
        )

    def test_what_is_asked_of_both_is_asked_once_and_what_is_finished_no_more(
        self, sam, old_sam, merge_and_back
    ):
        module = ModulePageFactory()
        own = AssignmentFactory(person=sam, module=module)
        AssignmentFactory(person=old_sam, module=module)
        finished = CompletionFactory(person=old_sam, at=days_ago(2))
        other = AssignmentFactory(person=sam, module=finished.enrolment.module)

        def holds():
            open_ones = Assignment.objects.open()
            assert list(open_ones) == [own]
            other.refresh_from_db()
            assert other.finished_at

        merge_and_back(holds)


class TestPlaces:
    @pytest.mark.parametrize(
        ("own", "theirs", "kept"),
        [
            (Status.CONFIRMED, Status.WAITING, "own"),
            (Status.WAITING, Status.CONFIRMED, "theirs"),
            (Status.ABSENT, Status.ATTENDED, "theirs"),
            (Status.GIVEN_BACK, Status.CONFIRMED, "theirs"),
        ],
    )
    def test_the_better_place_of_two_is_kept(
        self, sam, old_sam, merge_and_back, own, theirs, kept
    ):
        session = SessionFactory()
        places = {
            "own": BookingFactory(session=session, person=sam, status=own),
            "theirs": BookingFactory(session=session, person=old_sam, status=theirs),
        }

        def holds():
            assert Booking.objects.live().get() == places[kept]
            assert set(Booking.objects.values_list("person", flat=True)) == {sam.pk}

        merge_and_back(holds)

    def test_a_place_too_many_goes_to_whoever_waits_and_is_not_taken_from_them(
        self, sam, old_sam
    ):
        session = SessionFactory(capacity=2)
        BookingFactory(session=session, person=sam)
        BookingFactory(session=session, person=old_sam)
        waiting = BookingFactory(session=session, waiting=True)
        shown = merging.preview(sam, old_sam)
        assert "The other place goes to whoever waits." in shown.said
        done = merging.merge(sam, old_sam, by=sam)
        waiting.refresh_from_db()
        assert waiting.status == Status.CONFIRMED
        with pytest.raises(merging.ChangedSince) as refused:
            merging.undo(done, by=sam)
        assert refused.value.what == ["Places at cafés"]
        assert session.bookings.holding_a_place().count() == 2
        booking.give_back(waiting)
        merging.undo(done, by=sam)
        assert session.bookings.holding_a_place().count() == 2

    def test_somebody_hosts_once(self, sam, old_sam, merge_and_back):
        session = SessionFactory(hosts=[sam, old_sam])

        def holds():
            assert list(session.hosts.all()) == [sam]

        merge_and_back(holds)


class TestRoles:
    def test_one_role_held_by_both_at_the_same_time_is_one_appointment(
        self, sam, old_sam, merge_and_back
    ):
        today = timezone.localdate()
        week = timedelta(days=7)
        own = AppointmentFactory(deputy=True, person=sam, starts_on=today)
        theirs = {"deputy": True, "person": old_sam, "service": own.service}
        AppointmentFactory(**theirs, starts_on=today - 2 * week, ends_on=today + week)
        before = AppointmentFactory(
            **theirs, starts_on=today - 9 * week, ends_on=today - 5 * week
        )

        def holds():
            roles = Appointment.objects.filter(person=sam).order_by("starts_on")
            assert [(r.pk, r.starts_on, r.ends_on) for r in roles] == [
                (before.pk, before.starts_on, before.ends_on),
                (own.pk, today - 2 * week, None),
            ]
            assert not Appointment.objects.filter(person=old_sam).exists()

        merge_and_back(holds)

    def test_the_work_account_of_the_record_that_is_kept_counts(
        self, sam, old_sam, merge_and_back
    ):
        theirs = WorkAccount.objects.create(person=old_sam, issuer="i", subject="2")
        merge_and_back(lambda: WorkAccount.objects.get(person=sam, pk=theirs.pk))
        own = WorkAccount.objects.create(person=sam, issuer="i", subject="1")

        def holds():
            assert WorkAccount.objects.get(person=sam) == own
            assert WorkAccount.objects.get(person=old_sam) == theirs

        merge_and_back(holds)

    def test_a_mark_on_both_is_one_and_nobody_looked_at_themselves(
        self, sam, old_sam, merge_and_back
    ):
        mark = TeamMarkFactory(person=sam)
        TeamMarkFactory(person=old_sam)
        Look.objects.create(viewer=sam, person=old_sam, what=Look.What.PERSON)

        def holds():
            assert TeamMark.objects.get() == mark
            assert not Look.objects.exists()

        merge_and_back(holds)


class TestFilesOfStaff:
    @pytest.fixture
    def council(self):
        return Council()

    @pytest.fixture
    def pair(self, council):
        """Ann, and the record that she had before; both came with files."""
        council.bring_in(row("Old Ann", number="1"), row("Ann New", number="2"))
        people = council.libraries.people
        ann = people.get(email="ann@x.example")
        old = people.get(email="old@x.example")
        merging.merge(ann, old, by=council.editor)
        return ann, old

    def test_one_that_still_names_the_closed_record_means_the_one_that_is_kept(
        self, council, pair
    ):
        ann, old = pair
        brought = council.bring_in(row("Old Ann", "Parks", number="1", job="Lead"))
        assert kinds(brought) == [(2, "moves")]
        ann.refresh_from_db()
        old.refresh_from_db()
        assert (ann.service, ann.job_title) == (council.parks, "Lead")
        assert ann.email == "ann@x.example"
        assert not old.is_active
        numbers = StaffEntry.objects.order_by("number")
        assert [(e.person, e.number) for e in numbers] == [(old, "1"), (ann, "2")]

    def test_a_name_and_an_e_mail_that_change_change_those_of_the_record_that_is_kept(
        self, council, pair
    ):
        ann, _old = pair
        changed = ["new@x.example", "Ann Newer", "Officer", "Libraries", "2"]
        assert kinds(council.bring_in(changed)) == [(2, "changes")]
        ann.refresh_from_db()
        assert (ann.name, ann.email) == ("Ann Newer", "new@x.example")

    def test_one_that_names_both_takes_the_first_row_and_tells_of_the_second(
        self, council, pair
    ):
        brought = council.bring(row("Ann New", number="2"), row("Old Ann", number="1"))
        assert kinds(brought) == [(2, "nothing"), (3, "problem")]
        assert "is about Ann New already" in brought.rows.get(number=3).said
