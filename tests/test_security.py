"""What holds on every page: headers, cookies, and who is let in."""

import re

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

import pytest

from people import leaving
from tests.people.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"
PERSONAL = "/me/details/"


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture
def sam():
    return PersonFactory(email="sam@aireford.example")


def sign_in(client, email="sam@aireford.example", password=PASSWORD, **extra):
    return client.post(
        f"{SIGN_IN}?next={PERSONAL}", {"login": email, "password": password}, **extra
    )


def is_in(client):
    return client.get(PERSONAL).status_code == 200


def policy(response):
    """Give a Content-Security-Policy as {directive: [sources]}."""
    header = response.headers["Content-Security-Policy"]
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


class TestHeaders:
    @pytest.mark.parametrize("address", [SIGN_IN, PERSONAL, "/forgotten-password/"])
    def test_our_pages_load_nothing_from_elsewhere(self, client, sam, address):
        if address == PERSONAL:
            client.force_login(sam)
        directives = policy(client.get(address))
        assert directives["default-src"] == ["'self'"]
        assert directives["object-src"] == ["'none'"]
        assert directives["base-uri"] == ["'none'"]
        assert directives["frame-ancestors"] == ["'none'"]
        assert directives["form-action"] == ["'self'"]
        assert "unsafe" not in str(directives)
        assert "http" not in str(directives)

    @pytest.mark.parametrize("address", [SIGN_IN, PERSONAL, "/forgotten-password/"])
    def test_our_pages_hold_no_inline_script_or_style(self, client, sam, address):
        if address == PERSONAL:
            client.force_login(sam)
        page = client.get(address).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", page)
        assert not re.search(r"<[^>]+\s(style|on\w+)=", page)
        assert "<style" not in page

    def test_the_admin_has_a_policy_of_its_own(self, client):
        client.force_login(PersonFactory(is_superuser=True))
        directives = policy(client.get("/admin/"))
        assert directives["default-src"] == ["'self'"]
        assert "'unsafe-inline'" in directives["script-src"]
        assert directives["object-src"] == ["'none'"]
        assert directives["frame-ancestors"] == ["'self'"]
        assert "http" not in str(directives)

    def test_the_usual_ones(self, client):
        headers = client.get(SIGN_IN).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"

    def test_what_a_signed_in_person_sees_is_kept_by_no_cache(self, client, sam):
        client.force_login(sam)
        for address in (PERSONAL, "/me/details/password/"):
            assert "no-store" in client.get(address)["Cache-Control"]

    def test_pages_with_a_password_on_them_are_kept_by_no_cache(self, client):
        for address in (SIGN_IN, "/forgotten-password/1-nothing/"):
            assert "no-store" in client.get(address)["Cache-Control"]


class TestCookies:
    def test_there_are_two_and_no_script_reads_them(self, client, sam):
        client.get(SIGN_IN)
        sign_in(client)
        assert set(client.cookies) - {"messages"} == {"sessionid", "csrftoken"}
        for cookie in ("sessionid", "csrftoken"):
            assert client.cookies[cookie]["httponly"]
            assert client.cookies[cookie]["samesite"] == "Lax"

    def test_a_form_without_its_cookie_gets_a_sentence(self, client, sam):
        strict = type(client)(enforce_csrf_checks=True)
        response = sign_in(strict)
        assert response.status_code == 403
        assert "cookie" in response.content.decode()

    def test_a_session_from_before_signing_in_is_not_carried_over(self, client, sam):
        session = client.session
        session["planted"] = True
        session.save()
        planted = session.session_key
        sign_in(client)
        assert client.session.session_key != planted
        stranger = type(client)()
        stranger.cookies["sessionid"] = planted
        assert not is_in(stranger)


class TestThrottle:
    def test_guessing_one_password_is_stopped_with_a_sentence(self, client, sam):
        for _guess in range(5):
            sign_in(client, password="wrong")
        response = sign_in(client)
        assert "too many tries" in response.content.decode()
        assert not is_in(client)

    def test_it_is_the_e_mail_that_is_guarded_from_wherever_they_guess(
        self, client, sam
    ):
        for number in range(5):
            sign_in(client, password="wrong", REMOTE_ADDR=f"192.0.2.{number}")
        sign_in(client, REMOTE_ADDR="192.0.2.99")
        assert not is_in(client)

    def test_others_in_the_same_building_still_sign_in(self, client, sam):
        for _guess in range(6):
            sign_in(client, email="other@aireford.example", password="wrong")
        sign_in(client)
        assert is_in(client)

    def test_many_right_sign_ins_from_one_building_are_welcome(self, client, sam):
        for _person in range(40):
            client.logout()
            sign_in(client)
        assert is_in(client)

    def test_asking_for_links_is_stopped_with_a_sentence(self, client, sam):
        for _time in range(3):
            client.post("/forgotten-password/", {"email": sam.email})
        response = client.post("/forgotten-password/", {"email": sam.email})
        assert response.status_code == 429
        assert "Wait five minutes" in response.content.decode()


class TestAdmin:
    @pytest.mark.parametrize(
        ("address", "ours"),
        [
            ("/admin/login/", "account_login"),
            ("/admin/password_reset/", "account_reset_password"),
            ("/admin/password_reset/confirm/MQ/token/", "account_reset_password"),
        ],
    )
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_its_own_ways_in_lead_to_ours(self, client, address, ours, method):
        response = getattr(client, method)(address)
        assert response.status_code in (301, 302)
        assert response["Location"] == reverse(ours)

    def test_a_stranger_is_led_to_sign_in_and_back(self, client):
        response = client.get("/admin/", follow=True)
        assert response.request["PATH_INFO"] == SIGN_IN
        assert response.request["QUERY_STRING"] == "next=%2Fadmin%2F"

    def test_being_signed_in_is_not_enough(self, client, sam):
        client.force_login(sam)
        response = client.get("/admin/", follow=True)
        assert response.status_code == 403
        assert "isn’t open to you" in response.content.decode()

    def test_asks_nothing_of_anybody_else(self, client):
        client.force_login(PersonFactory(is_superuser=True))
        for address in ("/admin/", "/admin/users/", "/admin/account/"):
            page = client.get(address).content.decode()
            assert "gravatar" not in page
            assert "releases.wagtail.org" not in page
        assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
        assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None


class TestLeaver:
    def test_every_open_session_ends_at_the_next_request(self, client, sam):
        phone, desk = type(client)(), type(client)()
        for browser in (phone, desk):
            browser.force_login(sam)
        leaving.leave(sam)
        assert not is_in(phone)
        assert not is_in(desk)

    def test_that_goes_for_the_admin_too(self, client):
        ada = PersonFactory(is_superuser=True)
        client.force_login(ada)
        assert client.get("/admin/").status_code == 200
        leaving.leave(ada, timezone.localdate())
        assert client.get("/admin/").status_code == 302


class TestPreview:
    def test_a_preview_may_be_framed_by_the_admin(self, client, site_skeleton):
        client.force_login(PersonFactory(is_superuser=True))
        address = f"/admin/pages/{site_skeleton.home.pk}/edit/preview/"
        page = {"title": "Sociable", "slug": "home", "headline": "Hello"}
        client.post(address, {**page, "introduction": "Come in", "seo_title": ""})
        answer = client.get(address, {"mode": ""})
        assert "Hello" in answer.content.decode()
        assert policy(answer)["frame-ancestors"] == ["'self'"]
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
