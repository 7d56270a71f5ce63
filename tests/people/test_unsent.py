"""A form that was sent when whoever opened its page was not signed in any more."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from champions.models import HelpRequest
from learning.models import Plan
from people import leaving, tasks, unsent
from people.models import UnsentForm
from tests.cafes.factories import SessionFactory
from tests.learning.factories import ModulePageFactory, plan, step
from tests.people.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db

ASK, DETAILS = "/help/ask/", "/me/details/"
WORDS = "May I say sorry?\nIt was not us."
HERE = "http://testserver"


@pytest.fixture
def sam(site_skeleton):
    return PersonFactory(email="sam@aireford.example")


@pytest.fixture
def tab(sam):
    """A browser that is as strict about forms as a real one, with Sam signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(sam)
    return client


def form_on(client, page, holding="words"):
    """Open a page; give what its form sends as it stands, by the name of a field."""
    soup = BeautifulSoup(client.get(page).content, "html.parser")
    form = soup.select_one(f"form:has([name='{holding}'])")
    return {
        field["name"]: field.get("value", "")
        for field in form.select("input[type=hidden], input:not([type])")
    }


def send(client, page, fields, *, to="", **headers):
    return client.post(to or page, fields, headers={"referer": HERE + page, **headers})


def end_session(client):
    client.cookies.pop("sessionid")


def sign_in(client, person, to="/sign-in/"):
    fields = form_on(client, to, "login")
    answer = client.post(
        to, {**fields, "login": person.email, "password": PASSWORD}, follow=True
    )
    assert answer.status_code == 200
    return answer


def words_in(answer, name="words"):
    soup = BeautifulSoup(answer.content, "html.parser")
    return soup.select_one(f"[name='{name}']").get_text().strip()


@pytest.fixture
def refused(tab):
    """Sam's session ended while a question was being written; the answer to it."""
    fields = form_on(tab, ASK)
    end_session(tab)
    return send(tab, ASK, {**fields, "words": WORDS})


class TestSamePerson:
    def test_is_led_to_sign_in_with_a_sentence_and_no_words_in_the_address(
        self, tab, refused
    ):
        assert refused.status_code == 302
        assert refused.url == "/sign-in/?next=/me/unsent/open/"
        page = tab.get(refused.url).content.decode()
        assert "You were signed out while the page was open" in page
        assert "sorry" not in page

    def test_finds_the_form_filled_in_after_signing_in(self, tab, sam, refused):
        answer = sign_in(tab, sam, refused.url)
        assert answer.redirect_chain[-1][0].startswith("/help/ask/?unsent=")
        assert words_in(answer) == WORDS
        assert "This is not sent yet." in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]

    def test_sends_it_once_and_nothing_stays(self, tab, sam, refused):
        answer = sign_in(tab, sam, refused.url)
        page = answer.redirect_chain[-1][0].partition("#")[0]
        fields = form_on(tab, page)
        assert not HelpRequest.objects.exists()
        for _press in range(2):
            send(tab, page, {**fields, "words": WORDS}, to=ASK)
        assert HelpRequest.objects.get().words == WORDS
        assert not UnsentForm.objects.exists()

    def test_finds_it_after_choosing_a_new_password_too(self, tab, sam, refused):
        answer = sign_in(tab, sam)
        assert words_in(answer) == WORDS

    def test_finds_it_on_another_computer(self, sam, refused):
        answer = sign_in(Client(), sam)
        assert words_in(answer) == WORDS

    def test_finds_what_is_wrong_with_it_said_by_the_page_itself(self, tab, sam):
        fields = form_on(tab, ASK)
        end_session(tab)
        refused = send(tab, ASK, {**fields, "words": "w" * 3000})
        page = sign_in(tab, sam, refused.url).redirect_chain[-1][0]
        fields = form_on(tab, page.partition("#")[0])
        answer = send(tab, ASK, {**fields, "words": "w" * 3000})
        assert "That is too long" in answer.content.decode()
        assert words_in(answer) == "w" * 3000

    def test_pressing_twice_keeps_it_once(self, tab):
        fields = form_on(tab, ASK)
        end_session(tab)
        for _press in range(2):
            send(tab, ASK, {**fields, "words": WORDS})
        assert UnsentForm.objects.count() == 1

    def test_is_told_of_a_second_form(self, tab, sam):
        fields = form_on(tab, ASK)
        end_session(tab)
        for words in ("The first", WORDS):
            refused = send(tab, ASK, {**fields, "words": words})
        answer = sign_in(tab, sam, refused.url)
        assert "There is more that you had not sent" in answer.content.decode()
        listed = tab.get("/me/unsent/").content.decode()
        assert "The first" in listed

    def test_who_signed_in_again_elsewhere_finds_it_too(self, tab, sam):
        fields = form_on(tab, ASK)
        tab.force_login(sam)
        sign_out = form_on(tab, ASK, "csrfmiddlewaretoken")
        tab.post("/sign-out/", sign_out)
        sign_in(tab, sam)
        answer = send(tab, ASK, {**fields, "words": WORDS})
        assert answer.status_code == 302
        assert words_in(tab.get(answer.url.partition("#")[0])) == WORDS
        assert not HelpRequest.objects.exists()

    def test_may_throw_it_away(self, tab, sam, refused):
        sign_in(tab, sam, refused.url)
        number = UnsentForm.objects.get().pk
        fields = form_on(tab, ASK)
        answer = tab.post(f"/me/unsent/{number}/throw-away/", fields, follow=True)
        assert answer.redirect_chain[-1][0] == "/me/"
        assert not UnsentForm.objects.exists()


class TestAnotherPerson:
    @pytest.fixture
    def noor(self):
        return PersonFactory(name="Noor Hassan")

    def test_signing_in_next_gets_the_ordinary_page(self, tab, noor, refused):
        answer = sign_in(tab, noor, refused.url)
        assert answer.redirect_chain[-1][0] == "/me/"
        for address in ("/me/", ASK, "/me/unsent/", "/me/unsent/open/"):
            page = tab.get(address, follow=True).content.decode()
            assert "May I say sorry" not in page
            assert "not sent yet" not in page

    def test_cannot_open_it_by_its_number(self, tab, noor, refused):
        number = UnsentForm.objects.get().pk
        sign_in(tab, noor)
        answer = tab.get(f"{ASK}?unsent={number}")
        assert words_in(answer) == ""
        fields = form_on(tab, ASK)
        tab.post(f"/me/unsent/{number}/throw-away/", fields)
        send(tab, ASK, {**fields, "words": "Mine", "unsent": number})
        assert UnsentForm.objects.filter(pk=number).exists()

    def test_sends_nothing_from_a_page_that_somebody_else_opened(self, tab, noor, sam):
        fields = form_on(tab, ASK)
        end_session(tab)
        tab.force_login(noor)
        answer = send(tab, ASK, {**fields, "words": WORDS})
        assert answer.url == "/me/"
        page = tab.get("/me/").content.decode()
        assert "Nothing was sent in your name" in page
        assert "sorry" not in page
        assert not HelpRequest.objects.exists()
        assert words_in(sign_in(Client(), sam)) == WORDS

    def test_cannot_say_that_it_was_somebody_else_who_opened_the_page(
        self, client, noor, sam
    ):
        forged = unsent.opened_by(noor).replace(str(noor.pk), str(sam.pk), 1)
        answer = client.post(ASK, {"opened_by": forged, "words": WORDS})
        assert answer.url.startswith("/sign-in/?next=/help/ask/")
        assert not UnsentForm.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "²", "9" * 40, "7' OR 1=1"])
def test_a_number_that_is_none_is_no_trouble(tab, refused, sam, number):
    sign_in(tab, sam)
    assert tab.get(ASK, {"unsent": number}).status_code == 200
    fields = form_on(tab, ASK)
    send(tab, ASK, {**fields, "words": "Another", "unsent": number})
    assert HelpRequest.objects.get().words == "Another"


class TestWhatIsKept:
    def test_for_an_hour(self, tab, sam, refused):
        form = UnsentForm.objects.get()
        form.kept_at = timezone.now() - timedelta(minutes=61)
        form.save()
        answer = sign_in(tab, sam, refused.url)
        assert answer.redirect_chain[-1][0] == "/me/"
        tab.get(f"{ASK}?unsent={form.pk}")
        assert words_in(tab.get(f"{ASK}?unsent={form.pk}")) == ""
        tasks.throw_away_unsent()
        assert not UnsentForm.objects.exists()

    def test_the_sweep_leaves_what_is_still_kept(self, refused):
        tasks.throw_away_unsent()
        assert UnsentForm.objects.exists()

    def test_neither_passwords_nor_files(self, tab, sam):
        fields = form_on(tab, DETAILS, "known_as")
        end_session(tab)
        send(
            tab,
            DETAILS,
            {
                **fields,
                "about": "Ask me about reels",
                "old_password": "seven green kettles",
                "photo_file": SimpleUploadedFile("me.jpg", b"a picture"),
            },
        )
        form = UnsentForm.objects.get()
        assert "kettles" not in str(form.typed)
        assert "picture" not in str(form.typed)
        answer = sign_in(tab, sam)
        assert words_in(answer, "about") == "Ask me about reels"
        assert "A file can’t be kept" in answer.content.decode()

    def test_not_more_than_a_form_of_ours_can_hold(self, tab, sam):
        fields = form_on(tab, ASK)
        end_session(tab)
        refused = send(tab, ASK, {**fields, "words": "w" * 100_001})
        assert "too much to be kept" in tab.get(refused.url).content.decode()
        assert not UnsentForm.objects.exists()

    def test_ten_forms_at_most(self, tab):
        fields = form_on(tab, ASK)
        end_session(tab)
        for number in range(12):
            send(tab, ASK, {**fields, "words": f"Question {number}"})
        assert UnsentForm.objects.count() == 10
        assert "Question 11" in str(UnsentForm.objects.order_by("pk").last().typed)

    def test_nothing_of_somebody_who_has_left(self, tab, sam):
        fields = form_on(tab, ASK)
        leaving.leave(sam)
        answer = send(tab, ASK, {**fields, "words": WORDS})
        assert answer.url.startswith("/sign-in/")
        assert not UnsentForm.objects.exists()

    def test_neither_signing_out_nor_a_new_password(self, tab):
        fields = form_on(tab, ASK)
        end_session(tab)
        assert send(tab, ASK, fields, to="/sign-out/").url == "/"
        send(tab, ASK, {**fields, "email": "a@b.example"}, to="/forgotten-password/")
        send(tab, ASK, {**fields, "login": "a", "password": "b"}, to="/sign-in/")
        assert not UnsentForm.objects.exists()


class TestWayBack:
    @pytest.mark.parametrize(
        "elsewhere",
        ["https://evil.example/help/", "http://testserver//evil.example/", "nonsense"],
    )
    def test_never_leads_to_another_site(self, tab, elsewhere):
        fields = form_on(tab, ASK)
        end_session(tab)
        send(tab, ASK, {**fields, "words": WORDS}, referer=elsewhere)
        assert UnsentForm.objects.get().page == ASK

    def test_a_page_that_leads_on_takes_the_form_along(self, tab, sam):
        session = SessionFactory()
        page = reverse("session", args=[session.pk])
        booking = reverse("session_book", args=[session.pk])
        fields = form_on(tab, page, "hopes")
        end_session(tab)
        # What was wrong with it was said at the address that only takes it.
        refused = send(
            tab, page, {**fields, "hopes": WORDS}, to=booking, referer=HERE + booking
        )
        answer = sign_in(tab, sam, refused.url)
        assert answer.redirect_chain[-1][0].startswith(f"{page}?unsent=")
        soup = BeautifulSoup(answer.content, "html.parser")
        assert soup.select_one("[name=hopes]")["value"] == WORDS

    def test_words_whose_form_is_gone_are_there_to_copy(self, tab, sam):
        module = ModulePageFactory(steps=[step("Last", plan())])
        page = f"{module.url}last/"
        fields = form_on(tab, page)
        end_session(tab)
        refused = send(tab, page, {**fields, "act": "plan", "words": WORDS})
        module.unpublish()
        answer = sign_in(tab, sam, refused.url)
        assert answer.redirect_chain[-1][0] == "/me/unsent/"
        text = answer.content.decode()
        assert "The form in which you wrote this is not there" in text
        assert "May I say sorry?<br>It was not us." in text

    def test_a_mere_button_that_is_gone_leaves_a_sentence(self, tab, sam):
        fields = form_on(tab, ASK, "csrfmiddlewaretoken")
        end_session(tab)
        refused = send(tab, "/nowhere/", fields, to="/me/details/away/9/remove/")
        answer = sign_in(tab, sam, refused.url)
        assert answer.redirect_chain[-1][0] == "/me/"
        assert "not there any more" in answer.content.decode()
        assert not UnsentForm.objects.exists()


class TestPlan:
    """A public step: somebody signed out would be answered, and nothing kept."""

    @pytest.fixture
    def page(self, sam):
        return ModulePageFactory(steps=[step("Last", plan())]).url + "last/"

    @pytest.fixture
    def answered(self, tab, page):
        fields = form_on(tab, page)
        end_session(tab)
        typed = {**fields, "act": "plan", "words": WORDS, "day": "24"}
        return send(tab, page, typed, **{"HX-Request": "true"})

    def test_sent_by_script_leads_the_whole_page_to_sign_in(self, answered):
        assert answered.status_code == 200
        assert answered["HX-Redirect"] == "/sign-in/?next=/me/unsent/open/"
        assert not Plan.objects.exists()

    def test_stands_in_its_form_again(self, tab, sam, answered):
        answer = sign_in(tab, sam, answered["HX-Redirect"])
        assert words_in(answer) == WORDS
        soup = BeautifulSoup(answer.content, "html.parser")
        assert soup.select_one("[name=day]")["value"] == "24"

    def test_next_is_not_lost_without_a_word(self, tab, sam, page):
        fields = form_on(tab, page, "csrfmiddlewaretoken")
        end_session(tab)
        refused = send(tab, page, {**fields, "act": "next"})
        answer = sign_in(tab, sam, refused.url)
        soup = BeautifulSoup(answer.content, "html.parser")
        note = soup.select_one("#filled-in")
        # Next stands in the form of the plan, at which the page opens.
        its_form = soup.select_one("button[value=next]")["form"]
        assert note.find_next("form")["id"] == its_form

    def test_sent_by_script_with_a_token_from_before_leads_there_too(
        self, tab, sam, page
    ):
        fields = form_on(tab, page)
        tab.cookies.pop("csrftoken")
        typed = {**fields, "act": "plan", "words": WORDS}
        answer = send(tab, page, typed, **{"HX-Request": "true"})
        assert "?unsent=" in answer["HX-Redirect"]
        page = tab.get(answer["HX-Redirect"].partition("#")[0])
        assert words_in(page) == WORDS

    def test_readers_who_never_signed_in_go_on_as_before(self, client, page):
        assert client.post(page, {"act": "next"}).url != "/sign-in/"
        assert not UnsentForm.objects.exists()


class TestToken:
    def rendered(self, rf, person, path="/"):
        request = rf.get(path)
        request.user = person
        template = engines["django"].from_string("{% csrf_token %}")
        return template.render({}, request)

    def test_a_form_says_who_opened_its_page(self, rf, sam):
        assert 'name="opened_by"' in self.rendered(rf, sam)

    def test_of_nobody_it_says_nothing(self, rf):
        html = self.rendered(rf, AnonymousUser())
        assert "csrfmiddlewaretoken" in html
        assert "opened_by" not in html

    def test_no_form_of_ours_writes_the_token_by_hand(self):
        for template in (settings.BASE_DIR / "templates").rglob("*.html"):
            assert "csrfmiddlewaretoken" not in template.read_text()

    def test_the_forms_of_the_wagtail_admin_are_left_alone(self, rf, sam):
        assert "opened_by" not in self.rendered(rf, sam, "/admin/pages/")
