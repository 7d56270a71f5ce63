"""How much goes over the wire the first time that somebody opens a page."""

import pytest

from tests.journeys.cast import add_person, bring_to_step

pytestmark = pytest.mark.journey

MOST_KILOBYTES = 150


@pytest.fixture
def weigh(city, visitor):
    """A function that gives the kilobytes of a first visit, and how many files."""

    def first_visit(path, who=""):
        page = visitor(who)
        wire = page.context.new_cdp_session(page)
        sizes = []
        wire.on(
            "Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"])
        )
        wire.send("Network.enable")
        page.goto(path, wait_until="networkidle")
        return sum(sizes) / 1000, len(sizes)

    return first_visit


def test_the_front_door_is_light(weigh, capsys):
    assert_light("/", *weigh("/"), capsys)


def test_my_page_is_light(city, weigh, capsys):
    person = add_person(city, "Lou Featherlight")
    bring_to_step(city, person, 3)
    assert_light("/me/", *weigh("/me/", person.email), capsys)


def assert_light(path, kilobytes, files, capsys):
    with capsys.disabled():
        print(  # noqa: T201 (told on purpose)
            f"\nFirst load of {path}: {kilobytes:.0f} KB in {files} files"
        )
    assert files >= 4, "the style, the script and the fonts were not counted"
    assert kilobytes <= MOST_KILOBYTES
