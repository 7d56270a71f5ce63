"""Each kind of message, as its app declares it."""

import pytest

from pages import outbox

# What nobody may miss: the way in, where one is expected, and who asks for help.
NEVER_OFF = ("people.", "cafes.", "champions.question", "pages.digest")


@pytest.mark.parametrize("kind", outbox.KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_says_what_it_is_called(kind):
    assert str(kind.label)
    assert str(kind.label) != kind.name


@pytest.mark.parametrize("kind", outbox.KINDS.values(), ids=lambda kind: kind.name)
def test_what_nobody_may_miss_cannot_be_turned_off(kind):
    if kind.name.startswith(NEVER_OFF):
        assert not kind.may_be_off
    if kind.name.startswith(("people.", "cafes.")):
        assert kind.waits is None


def test_somebody_who_waits_for_help_waits_a_day_at_most():
    assert outbox.KINDS["champions.question"].waits == outbox.A_DAY
