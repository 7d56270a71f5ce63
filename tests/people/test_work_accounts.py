"""Signing in with a work account, at real issuers that can be told to misbehave."""

import datetime
import json
import re
from urllib.parse import quote

from django.contrib.auth import authenticate
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone

import pytest
from allauth.mfa.models import Authenticator

from config.settings.work_accounts import read
from people import joining, leaving, work_accounts
from people.models import User, WorkAccount
from tests.people.factories import PASSWORD, PersonFactory
from tests.people.issuer import Issuers, walk

pytestmark = pytest.mark.django_db

EMAIL = "sam@city.example"


@pytest.fixture(scope="session")
def both():
    issuers = Issuers()
    yield issuers
    issuers.close()


@pytest.fixture
def issuers(both, settings):
    settings.OIDC_PROVIDERS = both.settings()
    return both


@pytest.fixture
def sam():
    return PersonFactory(email=EMAIL, name="Sam Okonkwo")


def begin(client, slug="city", to="/me/details/"):
    """Go to the issuer; give the address with which it sends back."""
    answer = client.get(reverse("work_account_start", args=[slug]), {"next": to})
    return walk(answer["Location"])


def sign_in(client, slug="city", **more):
    return client.get(begin(client, slug, **more))


def is_in(client):
    return client.get("/me/details/").status_code == 200


def part_of(address, name):
    return re.search(rf"[?&]{name}=([^&]*)", address)[1]


def said(answer):
    return answer.content.decode().partition("<main")[2]


def assert_refused(client, answer, words):
    assert answer.status_code == 403
    assert words in said(answer)
    assert not is_in(client)


class TestFirstTime:
    def test_a_verified_e_mail_of_the_issuers_domain_is_joined_to_its_person(
        self, client, issuers, sam
    ):
        issuers.expect("city", "s1", email="Sam@City.example")
        answer = sign_in(client)
        assert (answer.status_code, answer["Location"]) == (302, "/me/details/")
        assert is_in(client)
        kept = WorkAccount.objects.get()
        assert (kept.person, kept.issuer, kept.subject) == (sam, issuers.city, "s1")

    def test_an_unverified_one_is_refused_with_a_sentence(self, client, issuers, sam):
        for verified in (False, None, "true"):
            issuers.expect("city", "s2", email=EMAIL, email_verified=verified)
            assert_refused(client, sign_in(client), "has been checked")
        assert not WorkAccount.objects.exists()

    def test_unless_whoever_set_it_up_vouches_for_the_directory(
        self, client, both, settings, sam
    ):
        settings.OIDC_PROVIDERS = both.settings(trust_email=True)
        both.expect("city", "s3", email=EMAIL, email_verified=None)
        sign_in(client)
        assert is_in(client)

    def test_entras_own_claim_counts(self, client, issuers, sam):
        issuers.expect("city", "s4", email=EMAIL, email_verified=None, xms_edov=True)
        sign_in(client)
        assert is_in(client)

    def test_a_domain_for_which_the_issuer_does_not_speak_is_nobodys(
        self, client, issuers
    ):
        for email in (
            "sam@trust.example",
            "sam@evil.city.example",
            "sam@city.example.ly",
        ):
            PersonFactory(email=email)
            issuers.expect("city", "s5", email=email)
            assert_refused(client, sign_in(client), "nobody here has its e-mail")

    def test_a_second_issuer_with_the_same_e_mail_is_refused(
        self, client, both, settings, sam
    ):
        city, trust = both.settings()
        settings.OIDC_PROVIDERS = [city, {**trust, "domains": ["city.example"]}]
        both.expect("city", "s6", email=EMAIL)
        sign_in(client)
        client.logout()
        both.expect("trust", "s6", email=EMAIL)
        assert_refused(client, sign_in(client, "trust"), "another work account")
        assert WorkAccount.objects.get().issuer == both.city

    def test_somebody_else_who_was_given_the_e_mail_later_is_refused(
        self, client, issuers, sam
    ):
        issuers.expect("city", "the one before", email=EMAIL)
        sign_in(client)
        client.logout()
        issuers.expect("city", "the one after", email=EMAIL)
        assert_refused(client, sign_in(client), "another work account")

    def test_nobody_is_made(self, client, issuers, sam):
        issuers.expect("city", "s7", email="nobody@city.example", name="No Body")
        assert_refused(client, sign_in(client), "kept nothing about you")
        assert list(User.objects.all()) == [sam]
        assert not WorkAccount.objects.exists()


class TestAfterwards:
    @pytest.fixture(autouse=True)
    def bound(self, issuers, sam):
        WorkAccount.objects.create(person=sam, issuer=issuers.city, subject="sam")

    def test_a_new_e_mail_over_there_moves_nothing(self, client, issuers, sam):
        PersonFactory(email="boss@city.example")
        issuers.expect("city", "sam", email="boss@city.example", email_verified=False)
        sign_in(client)
        assert client.get("/me/details/").context["person"] == sam
        sam.refresh_from_db()
        assert sam.email == EMAIL

    def test_the_same_name_at_another_issuer_is_another_person(self, client, issuers):
        issuers.expect("trust", "sam", email="other@trust.example")
        assert_refused(client, sign_in(client, "trust"), "nobody here has its e-mail")

    def test_a_leaver_is_refused_and_an_open_session_ends_at_once(
        self, client, issuers, sam
    ):
        issuers.expect("city", "sam", email=EMAIL)
        sign_in(client)
        leaving.leave(sam)
        assert not is_in(client)
        assert_refused(client, sign_in(client), "no longer work here")

    def test_whoever_comes_back_opens_no_session_from_before(
        self, client, issuers, sam
    ):
        issuers.expect("city", "sam", email=EMAIL)
        sign_in(client)
        leaving.leave(sam)
        sam.left_on = None
        joining.change(sam)
        assert not is_in(client)
        sign_in(client)
        assert is_in(client)

    def test_a_closed_account_is_refused(self, client, issuers, sam):
        User.objects.filter(pk=sam.pk).update(is_active=False)
        issuers.expect("city", "sam", email=EMAIL)
        assert_refused(client, sign_in(client), "not here for a while")

    def test_the_session_is_new_and_lasts_a_working_day(self, client, issuers):
        session = client.session
        session["planted"] = True
        session.save()
        planted = session.session_key
        issuers.expect("city", "sam", email=EMAIL)
        sign_in(client)
        assert client.session.session_key != planted
        left = client.session.get_expiry_date() - timezone.now()
        assert left <= datetime.timedelta(hours=12)

    def test_what_another_has_open_in_this_browser_ends(self, client, issuers, sam):
        client.force_login(PersonFactory())
        issuers.expect("city", "sam", email=EMAIL)
        sign_in(client)
        assert client.get("/me/details/").context["person"] == sam

    def test_let_go_a_new_one_is_joined_once_more(self, client, issuers, sam):
        client.force_login(sam)
        work_accounts.let_go(sam, by=PersonFactory())
        assert not is_in(client)
        issuers.expect("city", "a new one", email=EMAIL)
        sign_in(client)
        assert WorkAccount.objects.get().subject == "a new one"


class TestWhatComesBack:
    """Each of these would let somebody in as somebody else."""

    @pytest.mark.parametrize(
        "wrong",
        ["nonce", "no nonce", "audience", "issuer", "old", "key", "none", "secret"],
    )
    def test_a_token_with_one_thing_wrong_lets_nobody_in(
        self, client, issuers, sam, wrong
    ):
        issuers.expect("city", "s8", email=EMAIL, wrong=wrong)
        assert_refused(client, sign_in(client), "did not fit what you began")
        assert not WorkAccount.objects.exists()

    def test_an_address_works_once(self, client, issuers, sam):
        issuers.expect("city", "s9", email=EMAIL)
        address = begin(client)
        client.get(address)
        client.logout()
        assert_refused(client, client.get(address), "did not fit")

    def test_a_code_works_once_whatever_state_it_comes_with(self, client, issuers, sam):
        issuers.expect("city", "s10", email=EMAIL)
        spent = begin(client)
        client.get(spent)
        client.logout()
        fresh = begin(client)
        replayed = fresh.replace(part_of(fresh, "code"), part_of(spent, "code"))
        assert_refused(client, client.get(replayed), "did not fit")

    def test_what_another_browser_began_ends_nowhere_else(self, client, issuers, sam):
        issuers.expect("city", "s11", email=EMAIL)
        begun_by_a_stranger = begin(type(client)())
        begin(client)
        assert_refused(client, client.get(begun_by_a_stranger), "did not fit")

    def test_nor_does_a_state_that_was_tampered_with(self, client, issuers, sam):
        issuers.expect("city", "s12", email=EMAIL)
        address = begin(client)
        assert_refused(client, client.get(address.replace("state=", "state=x")), "fit")

    def test_another_issuer_cannot_answer_in_its_stead(self, client, issuers, sam):
        issuers.expect("city", "s13", email=EMAIL)
        address = begin(client)
        iss = part_of(address, "iss")
        another = quote(issuers.trust, safe="")
        assert_refused(client, client.get(address.replace(iss, another)), "fit")
        elsewhere = address.replace("/city/", "/trust/").replace(iss, another)
        assert_refused(client, client.get(elsewhere), "fit")

    def test_whoever_turns_back_is_told_so(self, client, issuers, sam):
        issuers.expect("city", "s14", email=EMAIL, turns_back=True)
        answer = client.get(begin(client), follow=True)
        assert "you turned back on the way" in answer.content.decode()

    def test_an_issuer_that_is_away_is_said_to_be(self, client, both, settings):
        settings.OIDC_PROVIDERS = both.settings(issuer="http://127.0.0.1:9")
        answer = client.get(reverse("work_account_start", args=["city"]))
        assert answer.status_code == 503
        assert "does not answer just now" in said(answer)

    def test_one_that_goes_by_another_name_is_not_believed(
        self, client, both, settings
    ):
        settings.OIDC_PROVIDERS = both.settings(issuer=f"{both.city}/")
        answer = client.get(reverse("work_account_start", args=["city"]))
        assert answer.status_code == 503


class TestThePage:
    def test_has_a_button_for_each_and_keeps_where_one_was_going(self, client, issuers):
        page = client.get("/sign-in/?next=/me/details/").content.decode()
        assert "Sign in with Aireford City Council" in page
        assert "/sign-in/with/trust/?next=/me/details/" in page.replace("%2F", "/")

    def test_says_nothing_of_it_where_none_is_set_up(self, client):
        assert "work account" not in client.get("/sign-in/").content.decode()

    def test_leads_nowhere_else_afterwards(self, client, issuers, sam):
        issuers.expect("city", "s15", email=EMAIL)
        answer = sign_in(client, to="https://evil.example/")
        assert "evil" not in answer["Location"]

    def test_an_organisation_that_is_not_named_has_no_address(self, client, issuers):
        for name in ("work_account_start", "work_account_back"):
            assert client.get(reverse(name, args=["other"])).status_code == 404

    def test_passwords_can_be_closed_to_those_who_have_a_work_account(
        self, client, both, settings, sam
    ):
        settings.OIDC_PROVIDERS = both.settings(passwords=False)
        answer = client.post("/sign-in/", {"login": EMAIL, "password": PASSWORD})
        assert "by your work account: Aireford City Council" in said(answer)
        assert not is_in(client)
        other = PersonFactory(email="ada@trust.example")
        client.post("/sign-in/", {"login": other.email, "password": PASSWORD})
        assert authenticate(email=other.email, password=PASSWORD) == other
        assert authenticate(email=EMAIL, password=PASSWORD) is None
        assert is_in(client)


RIGHT = {
    "name": "Aireford City Council",
    "slug": "city",
    "issuer": "https://login.example/city/v2.0",
    "client_id": "sociable",
    "domains": ["city.example"],
}


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("[{", "is not JSON"),
        ("{}", "must be a list of objects"),
        ([{**RIGHT, "client_id": ""}], "needs “client_id”"),
        ([{**RIGHT, "trust_mail": True}], "has a wrong “trust_mail”"),
        ([{**RIGHT, "trust_email": "no"}], "has a wrong “trust_email”"),
        ([{**RIGHT, "slug": "The City"}], "of small letters"),
        ([{**RIGHT, "domains": ["@city.example"]}], "like council.example"),
        ([{**RIGHT, "two_step": "yes"}], "is one of never, amr, always"),
        ([{**RIGHT, "issuer": "http://login.example/"}], "must be an https"),
        ([{**RIGHT, "issuer": "https://x.example/common/v2.0"}], "not everybody’s"),
        ([RIGHT, {**RIGHT, "slug": "b", "issuer": "https://b.example"}], "twice"),
    ],
)
def test_what_is_wrong_in_the_settings_is_said_in_a_sentence(said, problem):
    text = said if isinstance(said, str) else json.dumps(said)
    with pytest.raises(ImproperlyConfigured, match=problem):
        read(text)


def test_what_is_right_is_taken():
    assert read("") == []
    assert read(json.dumps([RIGHT])) == [RIGHT]


class TestTwoSteps:
    """Ada needs two steps here."""

    @pytest.fixture(autouse=True)
    def ada(self, issuers, settings):
        settings.TWO_STEP_REQUIRED = True
        return PersonFactory(email="ada@city.example", is_superuser=True)

    @pytest.mark.parametrize(
        ("trusted", "amr", "counts"),
        [
            ("never", ["pwd", "mfa"], False),
            ("amr", ["pwd"], False),
            ("amr", ["pwd", "mfa"], True),
            ("always", None, True),
        ],
    )
    def test_those_over_there_count_where_the_settings_trust_them(
        self, client, both, settings, trusted, amr, counts
    ):
        settings.OIDC_PROVIDERS = both.settings(two_step=trusted)
        both.expect("city", f"ada {trusted}", email="ada@city.example", amr=amr)
        sign_in(client)
        assert is_in(client) is counts

    def test_else_the_code_is_asked_for_here_whoever_was_signed_in_before(
        self, client, issuers, ada
    ):
        Authenticator.objects.create(user=ada, type="totp", data={"secret": ""})
        client.force_login(PersonFactory())
        issuers.expect("city", "ada", email="ada@city.example")
        answer = sign_in(client)
        assert answer["Location"].startswith("/sign-in/code/")
        assert client.get(answer["Location"]).status_code == 200
        assert not is_in(client)

    def test_nobody_who_took_two_over_there_is_asked_for_a_third(
        self, client, both, settings, ada
    ):
        Authenticator.objects.create(user=ada, type="totp", data={"secret": ""})
        settings.OIDC_PROVIDERS = both.settings(two_step="always")
        both.expect("city", "ada", email="ada@city.example")
        sign_in(client)
        assert is_in(client)
