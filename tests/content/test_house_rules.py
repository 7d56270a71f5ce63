"""What holds for every module that ships. How to write one: docs/content.md."""

import re

from django.conf import settings

import pytest

from home.content.kinds import MODULES as MODULE_FILES
from home.content.loading import read_draft
from home.content.reading import read
from learning.models import ModulePage
from pages.icons import ICONS
from tests.content.words import blocks, reading_ease, texts, time_needed, to_read

FILES = sorted((settings.CONTENT_DIR / "modules").glob("*.yaml"))
MODULES = {path.stem: read(path, path.name) for path in FILES}
STEPS = {
    f"{slug}/{step['id']}": step
    for slug, module in MODULES.items()
    for step in module["steps"]
}
EMPTY_LINKS = re.compile(r"\[\s*(click here|here|this link|link|more)\s*\]\(", re.I)
NEVER_SAID = re.compile(r"\b(learners?|users?|journeys?|unlock\w*|simply)\b", re.I)
# What people answer with, so progress and tests refer to it.
WITH_AN_ID = {"check", "practice", "task", "plan", "confidence"}

each_module = pytest.mark.parametrize("slug", MODULES)
each_step = pytest.mark.parametrize("where", STEPS)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def spoken(value):
    """The words of the house itself: what people in examples write is theirs."""
    theirs = {"message", "says", "then_says", "text"}
    return " ".join(texts(value, theirs))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_can_be_loaded(db, path):
    assert read_draft(MODULE_FILES, path).fields["slug"] == path.stem


@each_module
def test_it_says_what_it_is(slug):
    module = MODULES[slug]

    for key in ("title", "summary", "lede", "thanks", "covers", "looked_after_by"):
        assert module.get(key), key
    assert len(module["summary"]) <= 160
    assert module["about"] in ModulePage.About.values
    assert module["icon"] in ICONS


@each_module
def test_it_is_looked_at_again(slug):
    module = MODULES[slug]

    assert module["checked_on"] < module["review_on"]


@each_module
def test_it_is_read_easily(slug, capsys):
    ease = reading_ease(MODULES[slug]["steps"])

    with capsys.disabled():
        print(f"\n{slug}: reading ease {ease:.0f}", end=" ")  # noqa: T201
    assert ease >= 65


@each_module
def test_it_asks_how_sure_one_is_first_and_what_one_will_try_last(slug):
    steps = MODULES[slug]["steps"]

    assert MODULES[slug].get("confidence")
    assert blocks(steps[0], "confidence")
    assert blocks(steps[-1], "plan")


@each_module
def test_there_is_something_to_do_in_it(slug):
    steps = MODULES[slug]["steps"]

    assert any(blocks(step, "practice") for step in steps)
    assert any(blocks(step, "check") for step in steps)


@each_step
def test_a_step_is_short(where):
    assert to_read(STEPS[where]) <= 400


@each_step
def test_its_minutes_are_honest(where):
    assert abs(STEPS[where]["minutes"] - time_needed(STEPS[where])) <= 1.5


@each_step
def test_every_picture_has_words_or_is_decoration(where):
    for picture in blocks(STEPS[where], "picture"):
        assert bool(picture.get("alt")) != bool(picture.get("decorative"))


@each_step
def test_every_answer_is_told_why(where):
    for check in blocks(STEPS[where], "check"):
        assert all(option.get("feedback") for option in check["options"])
        if check.get("choose", "one") == "one":
            assert check.get("not_sure")
        else:
            assert check.get("right")
            assert check.get("not_quite")


@each_step
def test_a_conversation_can_go_well_and_badly(where):
    for practice in blocks(STEPS[where], "practice"):
        for turn in practice["turns"]:
            verdicts = {reply["verdict"] for reply in turn["replies"]}
            assert "worked" in verdicts
            assert len(verdicts) > 1


@each_step
def test_what_progress_hangs_on_has_an_id(where):
    step = STEPS[where]
    ids = [
        item.get("id")
        for block in step["body"]
        for kind, item in block.items()
        if kind in WITH_AN_ID
    ]
    ids += [option.get("id") for c in blocks(step, "check") for option in c["options"]]
    for practice in blocks(step, "practice"):
        ids += [turn.get("id") for turn in practice["turns"]]
        ids += [r.get("id") for turn in practice["turns"] for r in turn["replies"]]

    for name in ids:
        assert name, where
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name), name


@each_step
def test_links_say_where_they_lead(where):
    assert not [text for text in texts(STEPS[where]) if EMPTY_LINKS.search(text)]


@each_step
def test_the_house_speaks_as_it_does(where):
    words = spoken(STEPS[where])

    assert not NEVER_SAID.search(words)
    assert "!" not in words


class TestTheRulesThemselves:
    """A rule that cannot be broken is none."""

    def test_words_are_counted_where_they_are_read(self):
        step = {
            "title": "Two words",
            "body": [
                {"text": "One more"},
                {"more": {"summary": "not", "text": "these"}},
                {"check": {"id": "x", "question": "nor this"}},
            ],
        }
        assert to_read(step) == 4

    def test_long_words_are_hard_to_read(self):
        easy = reading_ease("We sat at the door. She gave us tea.")
        hard = reading_ease("Organisational communications require accountability.")
        assert easy > 90 > 20 > hard

    def test_an_empty_link_is_found(self):
        assert EMPTY_LINKS.search("For the form, [click here](https://a.example/).")
        assert not EMPTY_LINKS.search("Read [our guidance](https://a.example/).")

    def test_a_word_of_an_example_is_not_the_house_speaking(self):
        assert not NEVER_SAID.search(spoken({"says": "your users!", "why": "Calm."}))
        assert NEVER_SAID.search(spoken({"why": "This unlocks more."}))
