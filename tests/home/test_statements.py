"""The notices are true of what is there."""

from django.conf import settings

import pytest

from home.statements import COLUMNS, REASONS, SEES, kept_about_people
from people.who_sees_what import TABLE, Kind, Sees
from tests.people.factories import PersonFactory


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
