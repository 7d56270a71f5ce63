"""Signing in with two steps: who needs it, setting it up, codes, and starting anew."""

import time

from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from pages.models import Message
from people import two_step, unsent
from people.models import UnsentForm
from tests.people.factories import PASSWORD, AppointmentFactory, PersonFactory

pytestmark = pytest.mark.django_db

SET_UP = "/me/two-steps/set-up/"
CODES = "/me/two-steps/codes/"


@pytest.fixture(autouse=True)
def needed(settings):
    settings.TWO_STEP_REQUIRED = True


@pytest.fixture
def ada():
    """One of the digital access team."""
    return AppointmentFactory(access_team=True).person


def code_of(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def sign_in(client, person, to="/me/details/"):
    typed = {"login": person.email, "password": PASSWORD}
    return client.post(f"/sign-in/?next={to}", typed)


@pytest.fixture
def set_up(monkeypatch):
    """A function that signs in and sets up the second step; it gives the secret and the
    recovery codes."""

    def set_up(client, person):
        sign_in(client, person)
        secret = client.get(SET_UP).context["form"].secret
        # As on the site, where the transaction ends before the request does.
        with monkeypatch.context() as patch:
            patch.setattr(transaction, "on_commit", lambda do: do())
            answer = client.post(SET_UP, {"code": code_of(secret)})
        return secret, client.get(answer["Location"]).context["unused_codes"]

    return set_up


def is_in(client):
    return client.get("/me/details/").status_code == 200


class TestWhoNeedsIt:
    def test_the_access_team_sets_it_up_before_anything_else(self, client, ada, set_up):
        answer = client.get(sign_in(client, ada)["Location"])
        assert answer["Location"] == f"{SET_UP}?next=%2Fme%2Fdetails%2F"
        for address in ("/", "/me/", "/admin/", "/team/", "/modules/"):
            assert client.get(address).status_code == 302
        page = client.get(SET_UP).content.decode()
        assert "a password alone is too little" in " ".join(page.split())
        set_up(client, ada)
        assert is_in(client)

    def test_but_they_may_go(self, client, ada):
        sign_in(client, ada)
        assert client.post(reverse("sign_out"))["Location"] == "/"

    def test_administrators_do_and_others_do_not(self, client):
        sign_in(client, PersonFactory(is_superuser=True))
        assert not is_in(client)
        for person in (
            PersonFactory(),
            AppointmentFactory().person,
            AppointmentFactory(access_team=True, ended=True).person,
        ):
            client.logout()
            sign_in(client, person)
            assert is_in(client)

    def test_not_where_the_setting_says_no(self, client, ada, settings):
        settings.TWO_STEP_REQUIRED = False
        sign_in(client, ada)
        assert is_in(client)

    def test_whoever_is_appointed_meanwhile_loses_no_words(self, client):
        person = PersonFactory()
        sign_in(client, person)
        assert is_in(client)
        AppointmentFactory(access_team=True, person=person)
        cache.clear()
        typed = {
            "opened_by": unsent.opened_by(person),
            "about": "That I wrote",
        }
        answer = client.post("/me/details/", typed)
        assert answer.status_code == 302
        person.refresh_from_db()
        assert person.about == ""
        assert UnsentForm.objects.get().typed["about"] == ["That I wrote"]

    def test_a_session_from_before_gives_a_code_first(self, client, ada, set_up):
        elsewhere = type(client)()
        sign_in(elsewhere, ada)
        secret, _codes = set_up(client, ada)
        answer = elsewhere.get("/me/details/")
        assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
        answer = elsewhere.post(answer["Location"], {"code": code_of(secret, 1)})
        assert answer["Location"] == "/me/details/"
        assert is_in(elsewhere)


class TestTheCode:
    def test_comes_after_the_password(self, client, ada, set_up):
        secret, _codes = set_up(client, ada)
        client.logout()
        answer = sign_in(client, ada)
        assert answer["Location"].startswith("/sign-in/code/")
        assert not is_in(client)
        wrong = client.post(answer["Location"], {"code": "000000"})
        assert "That code is not right" in wrong.content.decode()
        answer = client.post(answer["Location"], {"code": code_of(secret)})
        assert answer["Location"] == "/me/details/"
        assert is_in(client)

    def test_works_once(self, client, ada, set_up):
        secret, _codes = set_up(client, ada)
        code = code_of(secret)
        for lets_in in (True, False):
            client.logout()
            client.post(sign_in(client, ada)["Location"], {"code": code})
            assert is_in(client) is lets_in

    def test_so_does_each_recovery_code_shown_once(self, client, ada, set_up):
        _secret, codes = set_up(client, ada)
        assert len(set(codes)) == 10
        again = client.get(CODES).content.decode()
        assert not any(code in again for code in codes)
        for lets_in in (True, False):
            client.logout()
            client.post(sign_in(client, ada)["Location"], {"code": codes[0]})
            assert is_in(client) is lets_in

    def test_guessing_is_stopped_with_a_sentence(self, client, ada, set_up):
        secret, _codes = set_up(client, ada)
        client.logout()
        to = sign_in(client, ada)["Location"]
        for number in range(5):
            client.post(to, {"code": f"00000{number}"})
        answer = client.post(to, {"code": code_of(secret)})
        assert "too many tries" in answer.content.decode()
        assert not is_in(client)

    def test_no_secret_lies_in_the_database_to_be_read(self, client, ada, set_up):
        secret, codes = set_up(client, ada)
        kept = " ".join(str(row.data) for row in Authenticator.objects.all())
        assert secret not in kept
        assert not any(code in kept for code in codes)

    def test_under_another_secret_key_a_code_is_wrong_and_nothing_breaks(
        self, client, ada, set_up, settings
    ):
        secret, _codes = set_up(client, ada)
        settings.SECRET_KEY = "another"
        client = type(client)()
        answer = client.post(
            sign_in(client, ada)["Location"], {"code": code_of(secret)}
        )
        assert "That code is not right" in answer.content.decode()


class TestAfterwards:
    def test_who_needs_it_cannot_end_it_and_others_can(self, client, ada, set_up):
        set_up(client, ada)
        end = reverse("mfa_deactivate_totp")
        client.post(end)
        assert two_step.is_set_up(ada)
        client.logout()
        sam = PersonFactory()
        set_up(client, sam)
        client.post(end)
        assert not two_step.is_set_up(sam)

    def test_a_while_after_signing_in_the_password_is_asked_for(self, client, settings):
        sam = PersonFactory()
        sign_in(client, sam)
        session = client.session
        for record in session["account_authentication_methods"]:
            record["at"] -= 3600
        session.save()
        answer = client.get(SET_UP)
        assert answer["Location"].startswith("/sign-in/again/?next=")
        answer = client.post(answer["Location"], {"password": PASSWORD})
        assert answer["Location"] == SET_UP

    def test_reset_is_kept_told_and_done_once(self, client, ada, set_up):
        admin = PersonFactory(is_superuser=True)
        set_up(client, ada)
        assert two_step.reset(ada, by=admin)
        assert not two_step.reset(ada, by=admin)
        assert not Authenticator.objects.exists()
        assert Message.objects.get(kind="people.two-step-reset").recipient == ada


class TestTakingItAwayInTheAdmin:
    @pytest.fixture(autouse=True)
    def not_needed(self, needed, settings):
        settings.TWO_STEP_REQUIRED = False

    def page_of(self, person):
        return reverse("ways_in", args=[person.pk])

    def test_an_administrator_helps_one_who_lost_the_phone(self, client, ada, set_up):
        set_up(client, ada)
        client.logout()
        client.force_login(PersonFactory(is_superuser=True))
        assert "after the password" in client.get(self.page_of(ada)).content.decode()
        client.post(self.page_of(ada), {"two_step": "1"})
        assert not two_step.is_set_up(ada)
        history = client.get(reverse("wagtailusers_users:history", args=[ada.pk]))
        assert "Second step taken away" in history.content.decode()

    def test_nobody_takes_it_from_themselves_or_from_those_with_more_rights(
        self, client
    ):
        editor = PersonFactory()
        rights = ("access_admin", "change_user")
        editor.user_permissions.set(Permission.objects.filter(codename__in=rights))
        client.force_login(editor)
        admin = PersonFactory(is_superuser=True)
        for person in (editor, admin):
            assert client.get(self.page_of(person)).status_code == 302
            assert client.post(self.page_of(person), {"two_step": 1}).status_code == 302
        assert client.get(self.page_of(PersonFactory())).status_code == 200

    def test_without_the_right_to_change_people_it_is_closed(self, client):
        editor = PersonFactory()
        right = Permission.objects.get(codename="access_admin")
        editor.user_permissions.add(right)
        client.force_login(editor)
        assert client.get(self.page_of(PersonFactory())).status_code == 302


def test_on_the_server_the_only_administrator_is_helped(client, set_up, capsys):
    admin = PersonFactory(is_superuser=True, name="Ada Obi")
    set_up(client, admin)
    call_command("reset_two_step", admin.email.upper())
    assert "Ada Obi signs in with one step now" in capsys.readouterr().out
    with pytest.raises(CommandError, match="has no second step"):
        call_command("reset_two_step", admin.email)
    with pytest.raises(CommandError, match="Nobody has the e-mail"):
        call_command("reset_two_step", "nobody@aireford.example")
