"""Each screen, in each state of the catalogue: it answers, axe finds nothing, it
fits a narrow phone, nothing is refused by the policy and nothing leaves the house."""

import pytest

from screens.catalogue import SCREENS
from tests.journeys.conftest import assert_accessible, assert_fits

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_is_sound(screen, visit, watched):
    response = visit(screen.path, screen.who)
    assert response.status == screen.status
    if screen.act:
        screen.act(watched)
    assert_accessible(watched)
    assert_fits(watched)
