"""Writing to somebody of a team through the pages, and what each of them reads."""

from datetime import timedelta

from django.utils import timezone

import pytest

from champions import nudges
from champions.models import Nudge
from tests.cafes.factories import SessionFactory
from tests.learning.factories import (
    CompletionFactory,
    EnrolmentFactory,
    ModulePageFactory,
)
from tests.people.factories import AbsenceFactory

WORDS = "Hello Sam, shall we look at it over a cup of tea?"


@pytest.fixture
def form(client, libraries, site_skeleton, sign_in):
    """As Priya: the address of the form to Sam, and sending something to it."""
    sign_in(client, libraries.priya)

    class Form:
        url = f"/team/libraries/{libraries.sam.pk}/write/"

        def open(self):
            return text(client.get(self.url))

        def send(self, act, **more):
            data = {"act": act, "words": WORDS} | more
            return client.post(self.url, data, follow=True)

    return Form()


def text(response):
    return " ".join(response.content.decode().split())


def stopped(person, **more):
    module = ModulePageFactory(title="Answering people well")
    seen = timezone.now() - timedelta(weeks=6)
    return EnrolmentFactory(person=person, module=module, seen_at=seen, **more).module


def test_it_begins_with_words_that_fit_and_reproach_nobody(form, libraries):
    module = stopped(libraries.sam)
    page = form.open()
    assert "I thought of you and “Answering people well”. It keeps your place." in page
    assert f'name="module" value="{module.pk}"' in page


def test_whoever_finished_is_invited_to_the_café_that_follows(form, libraries):
    module = ModulePageFactory(title="Answering people well")
    session = SessionFactory(starts_at=timezone.now() + timedelta(days=9))
    session.cafe.follows.add(module)
    session.cafe.save()
    at = timezone.now() - timedelta(days=8)
    CompletionFactory(person=libraries.sam, module=module, at=at)
    page = form.open()
    assert f"/cafes/sessions/{session.pk}/" in page
    assert f'name="module" value="{module.pk}"' not in page


def test_it_is_seen_once_more_and_then_sent(form, libraries):
    response = form.send("check")
    assert response.redirect_chain[-1][0] == f"{form.url}check/"
    assert "Priya wrote to you today." in text(response)
    assert WORDS in text(response)
    assert not Nudge.objects.exists()

    assert WORDS in text(form.send("change"))
    response = form.send("send")
    assert "Your letter to Sam is on its way" in text(response)
    assert "You wrote to Sam today." in text(response)
    nudge = Nudge.objects.get()
    assert (nudge.person, nudge.writer) == (libraries.sam, libraries.priya)
    assert nudge.words == WORDS

    assert "It was not sent twice" in text(form.send("send"))
    assert Nudge.objects.count() == 1


@pytest.mark.parametrize(
    ("written", "sentence"),
    [("  ", "Write something; a line is enough"), ("x" * 2001, "up to 2,000 char")],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(form, written, sentence):
    page = text(form.send("check", words=written))
    assert sentence in page
    assert written.strip() in page
    assert not Nudge.objects.exists()


class TestRefused:
    def test_where_a_colleague_wrote_it_says_who_and_until_when(self, form, libraries):
        at = timezone.now() - timedelta(days=1)
        nudges.write(libraries.tom, libraries.sam, "Hello", at=at)
        page = form.open()
        assert "Tom wrote to Sam yesterday. Nobody is written to twice" in page
        assert "<textarea" not in page

    def test_away_it_says_until_when_and_keeps_what_was_written(self, form, libraries):
        form.send("check")
        day = timezone.localdate()
        AbsenceFactory(person=libraries.sam, starts_on=day, ends_on=day)
        page = text(form.send("send"))
        assert "Sam is away. You can write again from" in page
        assert WORDS in page
        assert not Nudge.objects.exists()

    def test_when_the_module_is_finished_by_then_the_words_can_be_changed(
        self, form, libraries
    ):
        module = stopped(libraries.sam)
        form.send("check", module=module.pk)
        CompletionFactory(person=libraries.sam, module=module)
        page = text(form.send("send", module=module.pk))
        assert "Sam has finished “Answering people well” in the meantime" in page
        assert WORDS in page
        assert not Nudge.objects.exists()
        form.send("send", module="")
        assert Nudge.objects.exists()

    def test_somebody_who_would_rather_be_spoken_to(self, client, form, libraries):
        nudges.rather_be_spoken_to(libraries.sam)
        said = "Sam would rather be spoken to than written to"
        assert said in form.open()
        person = text(client.get(f"/team/libraries/{libraries.sam.pk}/"))
        assert said in person
        assert form.url not in person


class TestWhatIsSeen:
    def test_the_person_reads_it_on_their_record_and_may_want_no_more(
        self, client, form, libraries, sign_in
    ):
        nudges.write(libraries.priya, libraries.sam, WORDS)
        sign_in(client, libraries.sam)
        page = text(client.get("/me/record/"))
        assert "Priya wrote to you today." in page
        assert WORDS in page
        page = text(client.post("/letters/", follow=True))
        assert "You said that you would rather be spoken to." in page
        assert nudges.why_not(libraries.tom, libraries.sam).why.name == (
            "RATHER_SPOKEN_TO"
        )
        page = text(client.post("/letters/", {"wanted": "yes"}, follow=True))
        assert "No more of these for now" in page

    def test_one_held_back_is_shown_to_those_who_look_after_them_alone(
        self, client, form, libraries, sign_in
    ):
        nudges.write(libraries.priya, libraries.sam, WORDS)
        Nudge.objects.update(held_back="finished")
        page = text(client.get(f"/team/libraries/{libraries.sam.pk}/"))
        assert "It was held back: they had finished the module by then." in page
        sign_in(client, libraries.sam)
        assert WORDS not in text(client.get("/me/record/"))

    def test_a_colleague_reads_that_somebody_wrote_and_not_what(
        self, client, form, libraries, sign_in
    ):
        nudges.write(libraries.priya, libraries.sam, WORDS)
        sign_in(client, libraries.tom)
        page = text(client.get(f"/team/libraries/{libraries.sam.pk}/"))
        assert "Priya wrote to Sam today." in page
        assert WORDS not in page
