"""Messages that can wait go together, once, each as sent as the mail it was in."""

from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from zoneinfo import ZoneInfo

import pytest

from pages import choices, gathering, outbox, sending
from pages.models import Message, MessageChoice
from tests.people.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]

LONDON = ZoneInfo("Europe/London")
Rhythm = MessageChoice.Rhythm
Status = Message.Status


@pytest.fixture
def sam():
    return PersonFactory(name="Sam Okonkwo-Whitfield")


@pytest.fixture
def daily(sam):
    choices.keep(sam, Rhythm.DAILY, set())
    return sam


def post(person, kind="test.week", key="1", **about):
    return outbox.post(kind, person, key=key, **about)


def three(person):
    return [
        post(person, words=words, key=words) for words in ("parks", "bins", "books")
    ]


def digest_of(person):
    return Message.objects.get(kind=gathering.DIGEST, recipient=person)


def statuses(messages):
    return list(
        Message.objects.filter(pk__in=[m.pk for m in messages])
        .order_by("pk")
        .values_list("status", flat=True)
    )


def at_its_hour(person):
    sending.sweep(digest_of(person).due_at)


def read(letter):
    """Its subject, and the words of its text part."""
    part = next(p for p in letter.walk() if p.get_content_type() == "text/plain")
    subject = str(make_header(decode_header(letter["Subject"])))
    return subject, part.get_payload(decode=True).decode()


class TestTheHour:
    @pytest.mark.parametrize(
        ("moment", "rhythm", "hour"),
        [
            (datetime(2026, 11, 24, 8, 59), Rhythm.DAILY, datetime(2026, 11, 24, 9)),
            (datetime(2026, 11, 24, 9, 0), Rhythm.DAILY, datetime(2026, 11, 24, 9)),
            (datetime(2026, 11, 24, 9, 1), Rhythm.DAILY, datetime(2026, 11, 25, 9)),
            (datetime(2026, 11, 24, 9, 1), Rhythm.WEEKLY, datetime(2026, 11, 30, 9)),
            (datetime(2026, 11, 30, 8, 0), Rhythm.WEEKLY, datetime(2026, 11, 30, 9)),
            (datetime(2026, 11, 30, 9, 1), Rhythm.WEEKLY, datetime(2026, 12, 7, 9)),
        ],
    )
    def test_it_is_the_next_nine_o_clock(self, moment, rhythm, hour):
        found = gathering.hour_from(moment.replace(tzinfo=LONDON), rhythm)
        assert found == hour.replace(tzinfo=LONDON)

    @pytest.mark.parametrize(
        ("day", "utc"), [((3, 28), 9), ((3, 29), 8), ((10, 24), 8), ((10, 25), 9)]
    )
    def test_nine_is_nine_across_both_clock_changes(self, day, utc):
        night = datetime(2026, *day, 0, 5, tzinfo=LONDON)
        found = gathering.hour_from(night, Rhythm.DAILY)
        assert found.astimezone(UTC) == datetime(2026, *day, utc, tzinfo=UTC)


class TestWhichGoTogether:
    def test_as_they_come_each_goes_by_itself(self, sam, server):
        three(sam)
        sending.sweep()
        assert len(server.taken) == 3

    def test_once_a_day_they_go_as_one_and_not_before(self, daily, server):
        messages = three(daily)
        sending.sweep(digest_of(daily).due_at - timedelta(minutes=1))
        assert server.taken == []
        at_its_hour(daily)
        (letter,) = server.taken
        subject, words = read(letter)
        assert subject == "Three things for you"
        for told in ("News of parks", "bins happened.", "books happened."):
            assert told in words
        assert statuses(messages) == [Status.SENT] * 3
        assert digest_of(daily).status == Status.SENT
        messages[0].refresh_from_db()
        assert messages[0].message_id == letter["Message-ID"]

    def test_what_cannot_wait_goes_at_once(self, daily, server):
        post(daily, "test.now")
        sending.sweep()
        assert len(server.taken) == 1

    def test_once_a_week_what_may_wait_a_day_waits_no_longer(self, sam):
        choices.keep(sam, Rhythm.WEEKLY, set())
        for_a_day, for_a_week = post(sam, "test.day"), post(sam, "test.week")
        assert for_a_day.gathered_in.due_at <= for_a_week.gathered_in.due_at
        assert for_a_week.gathered_in.due_at.astimezone(LONDON).weekday() == 0
        waits = for_a_day.gathered_in.due_at - for_a_day.written_at
        assert waits <= timedelta(days=1, hours=1)

    def test_one_alone_goes_as_itself(self, daily, server):
        post(daily, words="parks")
        at_its_hour(daily)
        assert read(server.taken[0])[0] == "News of parks"

    def test_what_is_no_longer_true_is_left_out(self, daily, server):
        messages = three(daily)
        Message.objects.filter(pk=messages[1].pk).update(about={"over": True})
        at_its_hour(daily)
        subject, words = read(server.taken[0])
        assert subject == "Two things for you"
        assert "bins" not in words
        assert statuses(messages) == [Status.SENT, Status.NOT_NEEDED, Status.SENT]

    def test_an_empty_one_is_not_sent(self, daily, server):
        messages = [post(daily, key=str(n), over=True) for n in range(2)]
        at_its_hour(daily)
        assert server.taken == []
        assert digest_of(daily).status == Status.NOT_NEEDED
        assert statuses(messages) == [Status.NOT_NEEDED] * 2

    def test_one_that_cannot_be_composed_holds_up_none_of_the_others(
        self, daily, server
    ):
        broken = post(daily, key="broken", broken=True)
        three(daily)
        at_its_hour(daily)
        assert read(server.taken[0])[0] == "Three things for you"
        hour = digest_of(daily).due_at
        for day in range(1, 4):
            sending.sweep(hour + timedelta(days=day, minutes=1))
        assert statuses([broken]) == [Status.NOT_SENT]
        assert len(server.taken) == 1

    def test_nobody_who_has_left_gets_one(self, daily, server):
        three(daily)
        daily.is_active = False
        daily.save()
        at_its_hour(daily)
        assert server.taken == []


class TestAChoiceHoldsForWhatWaits:
    def test_as_they_come_again_lets_them_go_now(self, daily, server):
        messages = three(daily)
        choices.keep(daily, Rhythm.AS_THEY_COME, set())
        sending.sweep()
        assert len(server.taken) == 3
        at_its_hour(daily)
        assert len(server.taken) == 3
        assert statuses(messages) == [Status.SENT] * 3

    def test_together_from_now_on_takes_in_what_was_not_sent_yet(self, sam, server):
        messages = three(sam)
        choices.keep(sam, Rhythm.DAILY, set())
        sending.sweep()
        assert server.taken == []
        assert statuses(messages) == [Status.TOGETHER] * 3

    def test_a_kind_turned_off_is_left_out_and_the_rest_comes(self, daily, server):
        off, on = post(daily), post(daily, "test.day")
        choices.turn_off(daily, ["test.week"])
        at_its_hour(daily)
        assert len(server.taken) == 1
        assert statuses([off, on]) == [Status.NOT_NEEDED, Status.SENT]

    def test_alone_too_a_kind_turned_off_is_not_sent(self, sam, server):
        message = post(sam)
        choices.turn_off(sam, ["test.week"])
        sending.sweep()
        assert statuses([message]) == [Status.NOT_NEEDED]

    def test_what_may_not_be_off_cannot_be(self, sam, server):
        choices.keep(sam, Rhythm.AS_THEY_COME, {"test.day", "test.now", "test.week"})
        assert choices.chosen_by(sam).off == {"test.week"}


class TestNothingGoesTwice:
    def test_a_worker_that_dies_while_it_prepares_leaves_all_to_the_next(
        self, daily, server
    ):
        messages = three(daily)
        digest = digest_of(daily)
        hour = digest.due_at
        Message.objects.filter(pk=digest.pk).update(
            status=Status.PREPARING, claimed_at=hour
        )
        sending.sweep(hour + sending.CLAIM_LASTS + timedelta(seconds=1))
        assert len(server.taken) == 1
        assert statuses(messages) == [Status.SENT] * 3

    def test_a_worker_that_dies_while_it_hands_over_leaves_each_unsure(
        self, daily, server, monkeypatch
    ):
        messages = three(daily)

        class Killed(BaseException):
            pass

        def die(*args):
            raise Killed

        hour = digest_of(daily).due_at
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(sending, "_settle", die)
            sending.deliver(digest_of(daily).pk, hour)
        assert len(server.taken) == 1
        assert statuses(messages) == [Status.HANDING_OVER] * 3
        sending.sweep(hour + sending.CLAIM_LASTS + timedelta(seconds=1))
        sending.sweep(hour + timedelta(days=2))
        assert len(server.taken) == 1
        assert statuses([*messages, digest_of(daily)]) == [Status.UNSURE] * 4

    def test_two_sweeps_at_once_send_one(self, daily, server):
        three(daily)
        digest = digest_of(daily)
        assert sending.deliver(digest.pk, digest.due_at) == Status.SENT
        assert sending.deliver(digest.pk, digest.due_at) is None
        assert len(server.taken) == 1

    def test_what_comes_while_it_is_being_sent_goes_in_the_next(self, daily, server):
        three(daily)
        digest = digest_of(daily)
        Message.objects.filter(pk=digest.pk).update(status=Status.PREPARING)
        late = post(daily, key="late")
        assert late.gathered_in.due_at == gathering.hour_from(
            digest.due_at + timedelta(minutes=1), Rhythm.DAILY
        )

    def test_what_was_left_behind_goes_in_the_next(self, daily, server):
        three(daily)
        digest = digest_of(daily)
        at_its_hour(daily)
        late = post(daily, key="late")
        Message.objects.filter(pk=late.pk).update(gathered_in=digest)
        sending.sweep(digest.due_at + timedelta(minutes=1))
        late.refresh_from_db()
        assert late.gathered_in.due_at > digest.due_at
        sending.sweep(late.gathered_in.due_at)
        assert statuses([late]) == [Status.SENT]
        assert len(server.taken) == 2

    def test_one_taken_out_while_it_is_prepared_is_not_in_the_mail(
        self, daily, server, monkeypatch
    ):
        messages = three(daily)
        digest = digest_of(daily)
        begin = sending._begin_handing_over

        def meanwhile(*args):
            choices.keep(daily, Rhythm.AS_THEY_COME, set())
            return begin(*args)

        with monkeypatch.context() as patch:
            patch.setattr(sending, "_begin_handing_over", meanwhile)
            assert sending.deliver(digest.pk, digest.due_at) is None
        assert server.taken == []
        sending.sweep(digest.due_at)
        assert len(server.taken) == 3
        assert statuses(messages) == [Status.SENT] * 3


class TestWhenItCannotBeSent:
    def test_a_refusal_for_now_keeps_them_together(self, daily, server):
        messages = three(daily)
        server.reply = "451 Busy"
        at_its_hour(daily)
        assert statuses(messages) == [Status.TOGETHER] * 3
        server.reply = "250 Taken"
        sending.sweep(digest_of(daily).due_at + timedelta(hours=1))
        assert statuses(messages) == [Status.SENT] * 3
        assert len(server.taken) == 1

    def test_a_refusal_for_good_is_in_sight_on_each_and_can_be_sent_again(
        self, daily, server
    ):
        messages = three(daily)
        server.reply = "550 No such person"
        at_its_hour(daily)
        assert statuses(messages) == [Status.NOT_SENT] * 3
        server.reply = "250 Taken"
        assert not sending.send_again(messages[0])
        assert sending.send_again(digest_of(daily))
        sending.deliver(digest_of(daily).pk)
        assert statuses(messages) == [Status.SENT] * 3
        assert read(server.taken[0])[0] == "Three things for you"

    def test_one_that_kills_its_worker_each_time_takes_the_others_with_it_in_sight(
        self, daily, server
    ):
        messages = three(daily)
        digest = digest_of(daily)
        Message.objects.filter(pk=digest.pk).update(
            status=Status.PREPARING,
            claimed_at=digest.due_at,
            attempts=sending.MOST_ATTEMPTS,
        )
        sending.sweep(digest.due_at + sending.CLAIM_LASTS + timedelta(seconds=1))
        assert statuses(messages) == [Status.NOT_SENT] * 3
