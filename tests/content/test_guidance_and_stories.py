"""What holds for all guidance and every story that ships. How to write one:
docs/content.md."""

from django.conf import settings

import pytest

from home.content.kinds import GUIDANCE, STORIES
from home.content.loading import read_draft
from home.content.reading import read
from home.models import GuidancePage
from learning.house_rules import NEVER_SAID
from learning.models import ModulePage
from learning.reading_measures import flesch
from tests.content.words import blocks, empty_links, texts

KINDS = {
    path: kind
    for kind in (GUIDANCE, STORIES)
    for path in sorted((settings.CONTENT_DIR / kind.folder).glob("*.yaml"))
}
PAGES = {path.stem: read(path, path.name) for path in KINDS}
SHARED = {p.stem: PAGES[p.stem] for p, kind in KINDS.items() if kind is GUIDANCE}
TOLD = {p.stem: PAGES[p.stem] for p, kind in KINDS.items() if kind is STORIES}
WORDS_OF_A_STORY = ("opening", "tried", "happened", "again", "not_for")
# Of one city; what ships must hold in any.
OF_AIREFORD = ("aireford", "aire valley", "0113 496", "07700 900")

each = pytest.mark.parametrize("name", PAGES)
each_shared = pytest.mark.parametrize("name", SHARED)
each_told = pytest.mark.parametrize("name", TOLD)


def body(name):
    """What is read on the page itself."""
    page = PAGES[name]
    return page.get("body") or [page[key] for key in WORDS_OF_A_STORY]


def number_of_words(name):
    return sum(len(text.split()) for text in texts(body(name)))


def test_there_are_both():
    assert SHARED
    assert TOLD


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_it_can_be_loaded(db, settings, tmp_path, path):
    settings.MEDIA_ROOT = tmp_path
    draft = read_draft(KINDS[path], path)
    assert path.stem.endswith(draft.fields["slug"])


@each
def test_its_summary_is_short(name):
    assert len(PAGES[name]["summary"]) <= 160


@each
def test_it_is_read_easily(name, capsys):
    ease = flesch("\n".join(texts(body(name))))

    with capsys.disabled():
        print(f"\n{name}: reading ease {ease:.0f}", end=" ")  # noqa: T201
    assert ease >= 60


@each
def test_links_say_where_they_lead(name):
    assert not [text for text in texts(PAGES[name]) if empty_links(text)]


@each
def test_the_house_speaks_as_it_does(name):
    words = " ".join(texts(body(name), {"message", "says"}))

    assert not NEVER_SAID.search(words)
    assert "!" not in words


@each_shared
def test_guidance_is_read_in_four_minutes(name):
    assert number_of_words(name) <= 700


@each_shared
def test_every_picture_has_words_or_is_decoration(name):
    for picture in blocks(PAGES[name], "picture"):
        assert bool(picture.get("alt")) != bool(picture.get("decorative"))


@each_shared
def test_guidance_is_looked_at_again(name):
    page = PAGES[name]

    assert page["checked_on"] < page["review_on"]
    assert all(change["day"] <= page["checked_on"] for change in page["changes"])


@each_shared
def test_guidance_lets_others_use_it(name):
    assert PAGES[name].get("licence", "cc-by") in GuidancePage.Licence.values


@each_shared
def test_guidance_holds_in_any_city(name):
    words = " ".join(texts(PAGES[name])).lower()

    assert not [place for place in OF_AIREFORD if place in words]


@each_told
def test_a_story_is_told_in_two_minutes(name):
    assert number_of_words(name) <= 400


@each_told
def test_a_story_says_where_it_was_not_the_right_tool(name):
    assert len(PAGES[name]["not_for"].split()) >= 30


@each_told
def test_a_story_is_looked_at_again(name):
    story = PAGES[name]

    assert story["told_on"] <= story["agreed_on"] < story["review_on"]


@each_told
def test_nobody_is_said_to_have_told_what_ships(name):
    assert PAGES[name]["made_up"] is True
    assert "told_to" not in PAGES[name]
    assert PAGES[name]["platform"] in ModulePage.About.values


def test_a_name_in_aireford_is_seen():
    assert [p for p in OF_AIREFORD if p in "ring 0113 496 0182"] == ["0113 496"]
