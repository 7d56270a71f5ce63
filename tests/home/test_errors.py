"""Pages for when something went wrong, as a browser gets them."""

from django.db import OperationalError
from django.test import Client

import pytest
from bs4 import BeautifulSoup

from home import views
from tests.people.factories import PersonFactory


@pytest.fixture
def visitor():
    """A client that is shown the page, as a browser is, not the error."""
    return Client(raise_request_exception=False)


def broken_by(error, monkeypatch):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(views, "kept_about_people", fail)


def test_while_the_database_is_away_the_page_says_so(visitor, monkeypatch):
    # Not marked for the database: the page is drawn without asking it anything.
    broken_by(OperationalError("the server closed the connection"), monkeypatch)
    response = visitor.get("/privacy/")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "away for a moment" in response.content.decode()
    assert "server closed" not in response.content.decode()


def test_any_other_error_is_a_500_in_words(visitor, monkeypatch):
    broken_by(ZeroDivisionError("by nought"), monkeypatch)
    response = visitor.get("/privacy/")
    assert response.status_code == 500
    assert "<h1" in response.content.decode()
    assert "nought" not in response.content.decode()


def test_an_address_that_leads_nowhere(client, site_skeleton):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "We can’t find that page" in response.content.decode()


def test_a_page_for_others_says_whose_it_is(client, sign_in, site_skeleton):
    response = sign_in(client, PersonFactory()).get("/team/")
    assert response.status_code == 403
    assert "This page isn’t open to you" in response.content.decode()


def test_a_form_without_its_cookie_is_told_what_to_do(db):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(PersonFactory())
    response = strict.post("/help/ask/", {"words": "Help"})
    assert response.status_code == 403
    assert "csrf_failure.html" in {template.name for template in response.templates}


class TestInTheMiddleOfAForm:
    WORDS = "May I say sorry?\nIt was not us."

    @pytest.fixture
    def answer_to(self, visitor, monkeypatch, db):
        def answer_to(error, **more):
            def fail(*args, **kwargs):
                raise error

            monkeypatch.setattr("champions.asking.ask", fail)
            visitor.force_login(PersonFactory())
            sent = {"words": self.WORDS, "csrfmiddlewaretoken": "as-it-came", **more}
            return visitor.post("/help/ask/", sent)

        return answer_to

    @pytest.mark.parametrize("error", [OperationalError("away"), ZeroDivisionError()])
    def test_it_is_given_back_to_be_sent_again(self, answer_to, error):
        answer = answer_to(error)
        page = BeautifulSoup(answer.content, "html.parser")
        form = page.select_one("form[action='/help/ask/']")
        assert form.select_one("[name=words]")["value"] == self.WORDS
        # As it came: what was forged stays so.
        assert form.select_one("[name=csrfmiddlewaretoken]")["value"] == "as-it-came"
        assert "May I say sorry?<br" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]

    def test_one_with_a_password_is_not(self, answer_to):
        answer = answer_to(OperationalError("away"), password="seven green kettles")
        assert answer.status_code == 503
        assert "kettles" not in answer.content.decode()
        assert "sorry" not in answer.content.decode()
