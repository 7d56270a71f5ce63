"""Signing in and out, and ways to a new password."""

import re

from django.conf import settings
from django.urls import NoReverseMatch, reverse

import pytest
from allauth.account.models import EmailAddress

from pages import sending
from pages.models import Message
from people import leaving, passwords
from tests.people.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"


@pytest.fixture
def sam():
    return PersonFactory(email="sam@aireford.example", name="Sam Okonkwo")


def sign_in(client, email="sam@aireford.example", password=PASSWORD, to="/me/details/"):
    return client.post(f"{SIGN_IN}?next={to}", {"login": email, "password": password})


def is_in(client):
    return client.get("/me/details/").status_code == 200


def reset_link(mailoutbox, person):
    """Ask for a link as that person, let it be sent, and give its path."""
    passwords.send_reset(person)
    sending.sweep()
    found = re.search(
        rf"{settings.SITE_URL}(/forgotten-password/\S+)", _text(mailoutbox)
    )
    return found[1]


def _text(mailoutbox):
    return mailoutbox[-1].body


class TestSignIn:
    def test_by_e_mail_in_any_case(self, client, sam):
        response = sign_in(client, email="SAM@Aireford.Example")
        assert response.status_code == 302
        assert response["Location"] == "/me/details/"
        assert is_in(client)

    def test_the_page_has_our_words_and_no_placeholder(self, client):
        page = client.get(SIGN_IN).content.decode()
        assert "Your work e-mail" in page
        assert "placeholder" not in page.partition("<main")[2]

    def test_a_wrong_password_says_so_and_keeps_the_e_mail(self, client, sam):
        response = sign_in(client, password="wrong")
        page = response.content.decode()
        assert "<title>Error: Sign in" in re.sub(r"\s+", " ", page)
        assert "do not belong together" in page
        assert 'value="sam@aireford.example"' in page
        assert not is_in(client)

    def test_an_unknown_e_mail_gets_the_same_words(self, client, sam):
        known = sign_in(client, password="wrong").content.decode()
        unknown = sign_in(client, email="x@aireford.example").content.decode()
        for page in (known, unknown):
            assert "do not belong together" in page

    def test_an_empty_form_says_what_to_write(self, client):
        page = client.post(SIGN_IN, {}).content.decode()
        assert "Write your work e-mail" in page
        assert "Write your password" in page

    def test_leads_on_to_the_admin_only_who_may_go_there(self, client, sam):
        client.force_login(sam)
        assert client.get(f"{SIGN_IN}?next=/admin/").status_code == 403
        client.force_login(PersonFactory(is_superuser=True))
        response = client.get(f"{SIGN_IN}?next=/admin/")
        assert (response.status_code, response["Location"]) == (302, "/admin/")

    @pytest.mark.parametrize(
        "elsewhere",
        ["https://evil.example/", "//evil.example/", "javascript:alert(1)"],
    )
    def test_leads_nowhere_else(self, client, sam, elsewhere):
        response = sign_in(client, to=elsewhere)
        assert "evil" not in response["Location"]
        assert "javascript" not in response["Location"]

    def test_somebody_who_has_left_is_told_so_and_not_let_in(self, client, sam):
        leaving.leave(sam)
        response = sign_in(client)
        assert response["Location"] == reverse("account_inactive")
        sam.refresh_from_db()
        assert sam.last_login is None
        assert (
            "no longer work here" in client.get(response["Location"]).content.decode()
        )

    def test_keeps_no_second_list_of_e_mails(self, client, sam, mailoutbox):
        sign_in(client)
        reset_link(mailoutbox, sam)
        assert not EmailAddress.objects.exists()

    def test_an_e_mail_that_was_changed_opens_nothing(self, client, sam):
        sam.email = "new@aireford.example"
        sam.save()
        sign_in(client)
        assert not is_in(client)


class TestSignOut:
    def test_ends_the_session_on_the_server(self, client, sam):
        sign_in(client)
        old = client.cookies["sessionid"].value
        response = client.post(reverse("sign_out"))
        assert response["Location"] == "/"
        client.cookies["sessionid"] = old
        assert not is_in(client)

    def test_a_link_does_not_sign_anybody_out(self, client, sam):
        sign_in(client)
        assert client.get(reverse("sign_out")).status_code == 405
        assert is_in(client)


class TestForgottenPassword:
    def ask(self, client, email):
        return client.post("/forgotten-password/", {"email": email})

    def test_the_answer_is_the_same_for_an_unknown_e_mail(self, client, sam):
        known = self.ask(client, sam.email)
        unknown = self.ask(client, "nobody@aireford.example")
        assert known.status_code == unknown.status_code == 302
        assert known["Location"] == unknown["Location"]
        assert Message.objects.get(kind="people.password-reset").recipient == sam

    def test_asking_twice_within_a_minute_sends_one(self, client, sam):
        passwords.send_reset(sam)
        passwords.send_reset(sam)
        assert Message.objects.count() <= 2  # two when a minute begins in between

    def test_nobody_who_has_left_is_written_to(self, client, sam):
        leaving.leave(sam)
        self.ask(client, sam.email)
        assert not Message.objects.filter(kind="people.password-reset").exists()

    def test_the_row_holds_no_link(self, client, sam):
        self.ask(client, sam.email)
        assert Message.objects.get().about == {}

    def test_the_link_opens_once(self, client, sam, mailoutbox):
        link = reset_link(mailoutbox, sam)
        page = client.get(link, follow=True)
        assert "set-password" in page.redirect_chain[-1][0]
        assert "no-store" in page["Cache-Control"]
        new = {"password1": "peacock tiles rain", "password2": "peacock tiles rain"}
        done = client.post(page.redirect_chain[-1][0], new)
        assert done["Location"] == reverse("account_reset_password_from_key_done")
        sign_in(client, password="peacock tiles rain")
        assert is_in(client)
        client.logout()
        assert "doesn’t work any more" in client.get(link).content.decode()

    def test_two_different_passwords_are_refused_with_a_sentence(
        self, client, sam, mailoutbox
    ):
        page = client.get(reset_link(mailoutbox, sam), follow=True)
        response = client.post(
            page.redirect_chain[-1][0],
            {"password1": "peacock tiles rain", "password2": "other words here"},
        )
        assert response.status_code == 200
        assert response.context["form"].errors["password2"]

    def test_a_password_that_many_use_is_refused(self, client, sam, mailoutbox):
        page = client.get(reset_link(mailoutbox, sam), follow=True)
        response = client.post(
            page.redirect_chain[-1][0],
            {"password1": "password123", "password2": "password123"},
        )
        assert response.context["form"].errors["password1"]

    def test_a_broken_link_says_what_to_do(self, client, sam):
        page = client.get("/forgotten-password/1-nothing/").content.decode()
        assert "Send me a new link" in page

    def test_a_link_is_spent_once_somebody_leaves(self, client, sam, mailoutbox):
        link = reset_link(mailoutbox, sam)
        leaving.leave(sam)
        assert "doesn’t work any more" in client.get(link).content.decode()

    def test_a_new_password_ends_every_open_session(self, client, sam, mailoutbox):
        client.force_login(sam)
        sam.set_password("another one entirely")
        sam.save()
        assert not is_in(client)


class TestWelcome:
    def test_brings_a_link_to_a_first_password(self, sam, mailoutbox):
        passwords.start_anew(sam)
        sending.sweep()
        assert mailoutbox[-1].subject == "Your way into Sociable"
        assert "/forgotten-password/" in _text(mailoutbox)

    def test_is_not_sent_once_a_password_is_chosen(self, sam, mailoutbox):
        passwords.start_anew(sam)
        sam.set_password("peacock tiles rain")
        sam.save()
        sending.sweep()
        assert not mailoutbox


class TestChangePassword:
    def test_asks_for_the_one_that_they_have(self, client, sam):
        client.force_login(sam)
        response = client.post(
            reverse("account_change_password"),
            {
                "oldpassword": "wrong",
                "password1": "peacock tiles rain",
                "password2": "peacock tiles rain",
            },
        )
        assert "not the password you have now" in response.content.decode()

    def test_keeps_this_session_and_ends_the_others(
        self, client, sam, client_elsewhere
    ):
        client.force_login(sam)
        client_elsewhere.force_login(sam)
        response = client.post(
            reverse("account_change_password"),
            {
                "oldpassword": PASSWORD,
                "password1": "peacock tiles rain",
                "password2": "peacock tiles rain",
            },
        )
        assert response["Location"] == reverse("my_details")
        assert is_in(client)
        assert not is_in(client_elsewhere)

    @pytest.fixture
    def client_elsewhere(self, client):
        return type(client)()


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_logout", "account_set_password"],
)
def test_nothing_else_of_allauth_has_an_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)
