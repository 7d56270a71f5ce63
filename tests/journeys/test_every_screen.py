"""Each screen, in each state of the catalogue: it answers, axe finds nothing, it
fits a narrow phone and large text, nothing is refused by the policy and nothing leaves
the house."""

import re

import pytest
from playwright.sync_api import expect

from screens.catalogue import SCREENS
from tests.journeys.conftest import assert_accessible, assert_fits, assert_grows

pytestmark = pytest.mark.journey

# A browser drops the inner one without a word, and closes the outer with it.
FORM_IN_A_FORM = re.compile(r"<form\b(?:(?!</form>).)*<form\b", re.DOTALL)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_is_sound(screen, visit, watched):
    response = visit(screen.path, screen.who)
    assert response.status == screen.status
    assert not FORM_IN_A_FORM.search(response.text())
    if screen.act:
        screen.act(watched)
    assert_every_form_comes_back(watched, screen.who)
    assert_accessible(watched)
    assert_fits(watched)
    assert_grows(watched)


def assert_every_form_comes_back(page, who):
    """Each form of somebody signed in says who opened its page, so that nothing in it
    is lost with their session; signing out has nothing to lose."""
    if who and "/admin/" not in page.url and "/sign-in/" not in page.url:
        forms = page.locator("form[method=post]:not([action='/sign-out/'])")
        unsaid = forms.filter(has_not=page.locator("input[name=opened_by]"))
        expect(unsaid).to_have_count(0)
