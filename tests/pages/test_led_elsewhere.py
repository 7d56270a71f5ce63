"""What htmx is told when an answer leads to another page."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

import pytest
from django_htmx.middleware import HtmxMiddleware

from pages.led_elsewhere import LedElsewhereMiddleware


@pytest.fixture
def answer_to(rf: RequestFactory):
    def answer_to(response, by_htmx=True):
        headers = {"HX-Request": "true"} if by_htmx else {}
        handler = HtmxMiddleware(LedElsewhereMiddleware(lambda request: response))
        return handler(rf.post("/modules/kind/step/", headers=headers))

    return answer_to


def test_another_page_takes_the_whole_page_along(answer_to):
    answer = answer_to(redirect("/modules/kind/"))
    assert answer.status_code == 200
    assert answer["HX-Redirect"] == "/modules/kind/"


def test_the_same_page_is_followed_as_before(answer_to):
    answer = answer_to(redirect("/modules/kind/step/#part-1"))
    assert answer.status_code == 302


def test_signing_in_begins_from_the_page_one_was_on(answer_to):
    answer = answer_to(redirect("/sign-in/?next=/modules/kind/step/"))
    assert answer["HX-Refresh"] == "true"
    assert "HX-Redirect" not in answer


def test_signing_in_for_another_page_leads_there(answer_to):
    answer = answer_to(redirect("/sign-in/?next=/me/unsent/open/"))
    assert answer["HX-Redirect"] == "/sign-in/?next=/me/unsent/open/"


def test_the_same_page_asked_otherwise_takes_the_whole_page_along(answer_to):
    answer = answer_to(redirect("/modules/kind/step/?unsent=7#filled-in"))
    assert answer["HX-Redirect"] == "/modules/kind/step/?unsent=7#filled-in"


def test_what_leads_nowhere_stays_as_it_is(answer_to):
    page = HttpResponse("a part")
    assert answer_to(page) is page


def test_without_htmx_the_browser_follows_by_itself(answer_to):
    answer = answer_to(redirect("/modules/kind/"), by_htmx=False)
    assert answer.status_code == 302
