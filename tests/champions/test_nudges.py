"""Writing to somebody of a team in one's own words, and leaving them in peace."""

from datetime import timedelta
from threading import Barrier, Thread

from django.core import mail
from django.db import connection, connections
from django.utils import timezone

import pytest

from champions import nudges
from champions.models import Nudge
from champions.nudges import NotToBeWrittenTo, Why
from champions.speaking import Reasons
from pages import sending
from pages.models import Message
from tests.learning.factories import (
    CompletionFactory,
    EnrolmentFactory,
    ModulePageFactory,
)
from tests.people.factories import AbsenceFactory, PersonFactory

WORDS = "Hello Sam, shall we look at it over a cup of tea?"


@pytest.fixture(autouse=True)
def into_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory(title="Answering people well")


def send_mail():
    return sending.deliver(Message.objects.get(kind="champions.nudge").pk)


def refused(writer, person, **more):
    with pytest.raises(NotToBeWrittenTo) as not_now:
        nudges.write(writer, person, "Hello again", **more)
    return not_now.value.refusal


class TestTheRule:
    def test_it_goes_as_a_mail_that_is_answered_to_the_writer(self, libraries):
        nudges.write(libraries.priya, libraries.sam, WORDS)
        assert send_mail() == Message.Status.SENT
        letter = mail.outbox[0]
        assert letter.to == [libraries.sam.email]
        assert letter.reply_to == [libraries.priya.email]
        assert letter.subject == "Priya Raman writes to you"
        assert WORDS in letter.body

    def test_the_same_words_sent_again_are_the_same_letter(self, libraries):
        first = nudges.write(libraries.priya, libraries.sam, WORDS)
        again = nudges.write(libraries.priya, libraries.sam, WORDS)
        assert (first.is_new, again.is_new) == (True, False)
        assert first.nudge == again.nudge
        assert Message.objects.filter(kind="champions.nudge").count() == 1

    def test_nobody_writes_again_within_two_weeks_whoever_it_is(self, libraries):
        at = timezone.now()
        nudges.write(libraries.priya, libraries.sam, WORDS, at=at)
        for writer in (libraries.priya, libraries.tom, libraries.marcus):
            refusal = refused(writer, libraries.sam, at=at + timedelta(days=13))
            assert refusal.why == Why.LATELY
            assert refusal.again_on == timezone.localdate(at) + timedelta(days=14)
        later = at + timedelta(days=14)
        assert nudges.write(libraries.tom, libraries.sam, WORDS, at=later).is_new

    def test_one_that_was_held_back_does_not_count(self, libraries):
        held = nudges.write(libraries.priya, libraries.sam, WORDS).nudge
        Nudge.objects.filter(pk=held.pk).update(held_back="away")
        assert nudges.write(libraries.tom, libraries.sam, WORDS).is_new

    def test_nobody_is_written_to_while_they_are_away(self, libraries):
        day = timezone.localdate()
        last = day + timedelta(days=3)
        AbsenceFactory(person=libraries.sam, starts_on=day, ends_on=last)
        refusal = refused(libraries.priya, libraries.sam)
        assert refusal.why == Why.AWAY
        assert refusal.again_on == last + timedelta(days=1)

    def test_nor_about_what_they_have_finished(self, libraries, module):
        CompletionFactory(person=libraries.sam, module=module)
        refusal = refused(libraries.priya, libraries.sam, module=module)
        assert refusal.why == Why.FINISHED
        other = EnrolmentFactory(
            person=libraries.sam, module=ModulePageFactory()
        ).module
        assert nudges.write(libraries.priya, libraries.sam, WORDS, other).is_new

    def test_nor_by_one_who_does_not_look_after_them(self, libraries):
        left = timezone.localdate() - timedelta(days=1)
        gone = PersonFactory(service=libraries.service, left_on=left)
        stranger = PersonFactory()
        pairs = [(stranger, libraries.sam), (libraries.priya, gone)]
        for writer, person in [*pairs, (libraries.priya, libraries.priya)]:
            assert refused(writer, person).why == Why.NOT_YOURS

    def test_nor_when_they_would_rather_be_spoken_to(self, libraries):
        nudges.rather_be_spoken_to(libraries.sam)
        nudges.rather_be_spoken_to(libraries.sam)
        assert refused(libraries.priya, libraries.sam).why == Why.RATHER_SPOKEN_TO
        nudges.be_written_to_again(libraries.sam)
        assert nudges.write(libraries.priya, libraries.sam, WORDS).is_new

    def test_whoever_was_written_to_is_not_named_for_two_weeks(self, libraries):
        monday = timezone.now() - timedelta(days=timezone.localdate().weekday())
        nudges.write(libraries.priya, libraries.sam, WORDS, at=monday)

        def named(weeks):
            at = monday + timedelta(weeks=weeks)
            return libraries.sam in Reasons(libraries.tom, libraries.service, at).people

        assert [named(weeks) for weeks in (0, 1, 2)] == [False, False, True]


class TestWhenTheMailLeaves:
    """What has changed since it was written holds it back, and that is kept."""

    def held_back(self, libraries, module=None, change=lambda: None):
        nudge = nudges.write(libraries.priya, libraries.sam, WORDS, module).nudge
        change()
        assert send_mail() == Message.Status.NOT_NEEDED
        assert not mail.outbox
        nudge.refresh_from_db()
        return nudge.held_back

    def test_by_the_module_being_finished(self, libraries, module):
        def finish():
            CompletionFactory(person=libraries.sam, module=module)

        assert self.held_back(libraries, module, finish) == "finished"

    def test_by_being_away(self, libraries):
        day = timezone.localdate()

        def go():
            AbsenceFactory(person=libraries.sam, starts_on=day, ends_on=day)

        assert self.held_back(libraries, change=go) == "away"

    def test_by_rather_being_spoken_to(self, libraries):
        def say():
            nudges.rather_be_spoken_to(libraries.sam)

        assert self.held_back(libraries, change=say) == "spoken-to"

    def test_by_the_end_of_the_role(self, libraries):
        def end():
            libraries.priya.appointments.all().delete()

        assert self.held_back(libraries, change=end) == "not-yours"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="needs two writers at once")
def test_of_two_who_write_at_once_one_is_refused(libraries):
    start, told = Barrier(2), []

    def write(writer):
        try:
            start.wait(timeout=10)
            told.append(nudges.write(writer, libraries.sam, WORDS).is_new)
        except NotToBeWrittenTo as not_now:
            told.append(not_now.refusal.why)
        finally:
            connections.close_all()

    threads = [Thread(target=write, args=[w]) for w in (libraries.priya, libraries.tom)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(told) == {True, Why.LATELY}
    assert Nudge.objects.count() == 1
