"""The notices are true of what is there."""

from datetime import timedelta
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client

from wagtail.models import Site

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger, SafeAtoms

from home.models import Statements
from home.skeleton import ACCESS_TEAM
from home.statements import COLUMNS, REASONS, SEES, in_short, kept_about_people
from people.who_sees_what import TABLE, Kind, Sees
from tests.people.factories import PersonFactory

ROOT = Path(__file__).resolve().parent.parent.parent


def test_every_kind_of_thing_kept_has_its_reason():
    assert set(REASONS) == set(TABLE)
    assert len(kept_about_people()) == len(TABLE)


def test_every_way_of_seeing_has_its_words():
    assert set(SEES) == set(Sees)


def test_every_column_of_the_table_is_shown():
    others = set(Kind.__dataclass_fields__) - {"what"}
    assert set(COLUMNS) == others


def test_the_notice_says_what_the_rules_say():
    plan = kept_about_people()[list(TABLE).index("private")]
    assert [is_quiet for _column, _sees, is_quiet in plan.seen_by] == [False] + [
        True
    ] * 6
    record = kept_about_people()[list(TABLE).index("record")]
    assert {str(c): str(s) for c, s, _q in record.seen_by}[
        "Digital access team"
    ] == str(SEES[TABLE["record"].access_team])


def test_nothing_is_promised_that_nobody_does(client, site_skeleton):
    page = " ".join(client.get("/privacy/").content.decode().split())
    assert "by hand" in page
    for promise in ("team takes it out", "five or more", "wish to be found"):
        assert promise not in page


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/"])
def test_anyone_may_read_them(client, sign_in, site_skeleton, path):
    assert client.get(path).status_code == 200
    assert sign_in(client, PersonFactory()).get(path).status_code == 200


def test_two_cookies_and_no_more_for_two_weeks_at_most(client, site_skeleton):
    assert settings.SESSION_COOKIE_AGE == 14 * 24 * 60 * 60
    person = PersonFactory(email="sam@aireford.example")
    client.get("/sign-in/")
    client.post("/sign-in/", {"login": person.email, "password": "sociable"})
    client.get("/me/")
    names = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    assert set(client.cookies) <= names | {"messages"}


def test_the_short_answer_leaves_nothing_out():
    said = {str(thing) for answer in in_short() for thing in answer.sees}
    assert said == {str(row.what) for row in TABLE.values()}


def test_the_short_answer_gives_nobody_what_the_table_does_not():
    alone, looking_after, access_team, hosts, everybody = in_short()
    assert TABLE["private"].what in alone.sees
    assert TABLE["confidence"].what in alone.sees
    assert TABLE["record"].what in looking_after.sees
    assert TABLE["help"].what not in access_team.sees
    assert TABLE["access_needs"].what in hosts.sees
    assert everybody.sees == [TABLE["story"].what]


def test_what_holds_for_all_of_it_is_said_once(client, site_skeleton):
    page = client.get("/privacy/").content.decode()
    assert page.count("After you have left") == 1
    assert "what you tried in practice" not in page


def test_the_servers_log_keeps_nothing_that_was_searched_for():
    config = Config()
    for name, value in run_path(ROOT / "gunicorn.conf.py").items():
        if name in config.settings:
            config.set(name, value)
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": "/search/?q=divorce",
        "PATH_INFO": "/search/",
        "QUERY_STRING": "q=divorce",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": "https://sociable.example/search/?q=divorce",
    }
    answer = SimpleNamespace(status="200 OK", headers=[], sent=10)
    request = SimpleNamespace(headers=[])
    atoms = Logger(config).atoms(answer, request, environ, timedelta(seconds=1))
    line = config.access_log_format % SafeAtoms(atoms)
    assert "/search/" in line
    assert "divorce" not in line


class TestWhatTheOrganisationSays:
    @pytest.fixture
    def access_team(self, client, sign_in, site_skeleton):
        person = PersonFactory()
        person.groups.add(Group.objects.get(name=ACCESS_TEAM))
        return sign_in(client, person)

    def write(self, client, **said):
        address = f"/admin/settings/home/statements/{Site.objects.get().pk}/"
        fields = [
            f.name for f in Statements._meta.fields if f.name not in ("id", "site")
        ]
        return client.post(address, {**dict.fromkeys(fields, ""), **said})

    @staticmethod
    def read(path):
        return " ".join(Client().get(path).content.decode().split())

    def test_while_it_says_nothing_nothing_is_claimed_for_it(self, site_skeleton):
        assert self.read("/privacy/").count("Not written here yet") == 3
        page = self.read("/accessibility/")
        assert "has not yet said how far it complies" in page
        assert "last looked at" not in page

    def test_the_access_team_writes_it_and_everybody_reads_it(self, access_team):
        self.write(
            access_team,
            controller="Aireford City Council, 1 Mill Lane",
            data_protection_contact="data@aireford.example",
            legal_basis="A public task",
            checked_on="2026-11-02",
            compliance="partially",
            known_problems="Maps have no text\nOld PDFs",
            complaints="Write to the clerk",
        )
        privacy = self.read("/privacy/")
        for words in ("1 Mill Lane", "data@aireford.example", "A public task", "clerk"):
            assert words in privacy
        assert "Not written here yet" not in privacy
        page = self.read("/accessibility/")
        assert "is partially compliant" in page
        assert "<li>Maps have no text</li><li>Old PDFs</li>" in page
        assert "2 November 2026" in page
        assert "clerk" in page

    def test_less_than_fully_is_said_with_what_is_missing(self, access_team):
        answer = self.write(access_team, compliance="partially")
        assert "Say what is not accessible yet." in answer.content.decode()
        assert not Statements.objects.filter(compliance="partially").exists()
