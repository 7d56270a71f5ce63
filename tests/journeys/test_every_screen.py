"""Each screen, in each state of the catalogue: it answers, axe finds nothing, it
fits a narrow phone and large text, nothing is refused by the policy and nothing leaves
the house."""

import re

import pytest

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
    assert_accessible(watched)
    assert_fits(watched)
    assert_grows(watched)
