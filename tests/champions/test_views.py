"""Asking, answering and passing on, through the pages."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from wagtail.models import Site

import pytest

from champions import asking
from champions.models import HelpRequest
from home.models import SiteContact
from learning.outline import outline_of
from pages import words
from tests.champions.factories import HelpRequestFactory
from tests.learning.factories import ModulePageFactory
from tests.people.factories import AbsenceFactory, PersonFactory
from tests.queries import assert_steady_queries


@pytest.fixture
def as_sam(client, libraries, site_skeleton, sign_in):
    return sign_in(client, libraries.sam)


@pytest.fixture
def as_priya(client, libraries, site_skeleton, sign_in):
    return sign_in(client, libraries.priya)


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory()


def ask(client, words="Is a poster allowed?", **where):
    return client.post(reverse("help_ask"), {"words": words, **where}, follow=True)


class TestAsking:
    def test_from_a_step_it_leads_back_to_the_step(self, as_sam, module):
        step = outline_of(module).steps[1]
        response = ask(as_sam, module=module.pk, step=step.id)
        assert response.redirect_chain == [(module.step_url(step), 302)]
        assert "Sent to Priya." in response.content.decode()
        request = HelpRequest.objects.get()
        assert (request.module, request.step) == (module, step.id)

    def test_without_a_step_it_leads_to_the_question(self, as_sam):
        response = ask(as_sam)
        request = HelpRequest.objects.get()
        assert response.redirect_chain == [
            (reverse("help_request", args=[request.pk]), 302)
        ]

    def test_it_says_who_answers_while_the_champion_is_away(self, as_sam, libraries):
        AbsenceFactory(person=libraries.priya)
        page = ask(as_sam).content.decode()
        assert "Priya is away until" in page
        assert "Sent to Tom." in page

    def test_it_says_when_the_champion_will_be_away_and_whom_to_ring(
        self, as_sam, libraries
    ):
        soon = timezone.localdate() + timedelta(days=3)
        AbsenceFactory(person=libraries.priya, starts_on=soon, ends_on=soon)
        about = SiteContact.for_site(Site.objects.get())
        about.team, about.phone = "digital access team", "0113 496 0182"
        about.save()
        before = as_sam.get(reverse("help_ask")).content.decode()
        after = ask(as_sam).content.decode()
        for page in (before, after):
            assert f"Priya is away on {words.day(soon)}." in page
            assert "Priya answers by" in page
            assert page.count("tel:+441134960182") > 1
        assert "Leave out names" in before

    def test_an_empty_question_comes_back_with_what_to_do(self, as_sam, module):
        step = outline_of(module).steps[0]
        page = ask(as_sam, "", module=module.pk, step=step.id).content.decode()
        assert "Write your question" in page
        assert "<title>Error:" in " ".join(page.split())
        assert str(step.id) in page

    def test_words_that_are_too_long_are_kept(self, as_sam):
        page = ask(as_sam, "posters " * 400).content.decode()
        assert "That is too long" in page
        assert "posters posters" in page
        assert not HelpRequest.objects.exists()

    @pytest.mark.parametrize(
        "where", [{"module": "99999"}, {"module": "x", "step": "not-an-id"}]
    )
    def test_a_place_that_is_gone_loses_no_question(self, as_sam, where):
        ask(as_sam, **where)
        assert HelpRequest.objects.get().module is None

    def test_a_step_that_is_gone_leads_to_the_question(self, as_sam, module):
        gone = "4b6f0d30-0000-4000-8000-000000000000"
        response = ask(as_sam, module=module.pk, step=gone)
        request = HelpRequest.objects.get()
        assert request.module == module
        assert response.redirect_chain[-1][0].startswith("/help/")

    def test_the_page_says_where_the_question_came_up(self, as_sam, module):
        step = outline_of(module).steps[1]
        url = reverse("help_ask") + f"?module={module.pk}&step={step.id}"
        assert f"“{step.title}”" in as_sam.get(url).content.decode()

    def test_signed_out_one_is_asked_to_sign_in(self, client, site_skeleton):
        response = client.post(reverse("help_ask"), {"words": "Help"})
        assert response.url.startswith(reverse("account_login"))


class TestTheConversation:
    def test_an_answer_reaches_the_asker(self, as_priya, libraries):
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        url = reverse("help_request", args=[request.pk])
        response = as_priya.post(url, {"words": "Yes."}, follow=True)
        assert "on its way to Sam" in response.content.decode()
        request.refresh_from_db()
        assert not request.is_open

    def test_an_answer_from_an_older_page_waits_until_the_other_is_read(
        self, as_priya, libraries
    ):
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        asking.pass_on(request, libraries.tom)
        asking.answer(request, libraries.tom, "It is.")
        url = reverse("help_request", args=[request.pk])
        sent = {"words": "Yes, it is.", "seen": "0"}
        page = as_priya.post(url, sent).content.decode()
        assert "Tom has answered meanwhile, so yours is not sent yet." in page
        assert "Yes, it is." in page
        assert 'name="seen" value="1"' in page
        assert request.answers.count() == 1
        as_priya.post(url, {"words": "Yes, it is.", "seen": "1"})
        assert request.answers.count() == 2

    def test_since_when_it_waits_is_said_as_on_the_team_page(self, as_priya, libraries):
        asking.ask(libraries.sam, "Is a poster allowed?")
        assert "Waiting since today, " in as_priya.get("/help/").content.decode()
        request = HelpRequest.objects.get()
        page = as_priya.get(f"/help/{request.pk}/").content.decode()
        assert "You have it, since today." in page

    def test_an_empty_answer_is_said_to_be_empty(self, as_priya, libraries):
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        url = reverse("help_request", args=[request.pk])
        assert "Write something first" in as_priya.post(url, {}).content.decode()

    def test_what_was_said_is_shown_as_it_was_written(self, as_sam, libraries):
        request = asking.ask(libraries.sam, "<b>One</b>\nTwo")
        page = as_sam.get(reverse("help_request", args=[request.pk])).content.decode()
        assert "&lt;b&gt;One&lt;/b&gt;<br>Two" in page

    def test_others_learn_nothing_of_it(self, client, libraries, sign_in):
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        sign_in(client, PersonFactory(service=libraries.service))
        for name in ("help_request", "help_pass"):
            url = reverse(name, args=[request.pk])
            assert client.post(url, {"words": "x"}).status_code == 404
        request.refresh_from_db()
        assert request.with_person == libraries.priya
        assert not request.answers.exists()

    def test_it_stands_when_its_writer_is_no_more(self, as_priya, libraries):
        request = HelpRequestFactory(
            person=libraries.sam, with_person=libraries.priya, answered=True
        )
        request.answers.update(writer=None)
        page = as_priya.get(reverse("help_request", args=[request.pk]))
        assert "not here any more" in page.content.decode()


class TestPassing:
    def test_the_champion_passes_it_to_the_deputy(self, as_priya, libraries):
        request = asking.ask(libraries.sam, "Help")
        url = reverse("help_request", args=[request.pk])
        assert "Pass to Tom" in as_priya.get(url).content.decode()
        as_priya.post(reverse("help_pass", args=[request.pk]), {"to": libraries.tom.pk})
        request.refresh_from_db()
        assert request.with_person == libraries.tom

    @pytest.mark.parametrize("to", ["", "x", "0", "99999999"])
    def test_to_nobody_is_not_found(self, as_priya, libraries, to):
        request = asking.ask(libraries.sam, "Help")
        url = reverse("help_pass", args=[request.pk])
        assert as_priya.post(url, {"to": to}).status_code == 404

    def test_to_a_stranger_is_refused_in_a_sentence(self, as_priya, libraries):
        request = asking.ask(libraries.sam, "Help")
        url = reverse("help_pass", args=[request.pk])
        response = as_priya.post(url, {"to": PersonFactory().pk}, follow=True)
        assert "just now. Choose another" in response.content.decode()
        request.refresh_from_db()
        assert request.with_person == libraries.priya

    def test_the_asker_sends_it_to_who_is_there(self, as_sam, libraries):
        request = asking.ask(libraries.sam, "Help")
        url = reverse("help_request", args=[request.pk])
        assert "Send it to" not in as_sam.get(url).content.decode()
        AbsenceFactory(person=libraries.priya)
        assert "Send it to Tom" in as_sam.get(url).content.decode()
        as_sam.post(reverse("help_pass", args=[request.pk]))
        request.refresh_from_db()
        assert request.with_person == libraries.tom

    def test_the_asker_does_not_choose_to_whom(self, as_sam, libraries):
        request = asking.ask(libraries.sam, "Help")
        as_sam.post(
            reverse("help_pass", args=[request.pk]), {"to": libraries.marcus.pk}
        )
        request.refresh_from_db()
        assert request.with_person == libraries.priya


class TestTheList:
    def test_open_ones_for_me_come_first_and_mine_below(self, as_priya, libraries):
        asking.ask(libraries.sam, "Is a poster allowed?")
        own = asking.ask(libraries.priya, "May I have a laptop?")
        page = as_priya.get(reverse("help_list")).content.decode()
        assert page.index("Is a poster allowed?") < page.index("May I have a laptop?")
        assert f"/help/{own.pk}/" in page

    def test_what_was_passed_on_is_no_longer_for_me_to_answer(
        self, as_priya, libraries
    ):
        request = asking.ask(libraries.sam, "Is a poster allowed?")
        as_priya.post(reverse("help_pass", args=[request.pk]), {"to": libraries.tom.pk})
        page = as_priya.get(reverse("help_list")).content.decode()
        assert "Nobody is waiting for an answer from you" in page
        assert page.index("Somebody else has these") < page.index("Is a poster")

    def test_who_helps_nobody_sees_only_their_own(self, as_sam):
        page = as_sam.get(reverse("help_list")).content.decode()
        assert "For you to answer" not in page
        assert "You haven’t asked anything yet" in page

    def test_it_costs_the_same_for_one_as_for_ten(self, as_priya, libraries, module):
        def add(count):
            for number in range(count):
                asking.ask(
                    libraries.sam,
                    f"Question {number} {timezone.now()}",
                    module=module,
                    step=outline_of(module).steps[0].id,
                )
                own = asking.ask(libraries.priya, f"Mine {number} {timezone.now()}")
                answered = asking.ask(libraries.sam, f"Old {number} {timezone.now()}")
                asking.answer(answered, libraries.priya, "Yes")
                assert own.is_open

        assert_steady_queries(add, lambda: as_priya.get(reverse("help_list")))
