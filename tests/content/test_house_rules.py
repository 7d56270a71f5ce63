"""What holds for every module that ships. How to write one: docs/content.md.

The rules themselves stand in learning/house_rules.py, where the editor's panel has them
too; here they are asked of what the files become.
"""

import re
from functools import cache

from django.conf import settings

import pytest

from home.content.kinds import MODULES as MODULE_FILES
from home.content.loading import read_draft
from home.content.reading import read
from learning.house_rules import ease_of, remarks_on
from learning.models import ModulePage
from pages.icons import ICONS
from tests.content.words import blocks, texts

FILES = sorted((settings.CONTENT_DIR / "modules").glob("*.yaml"))
PATHS = {read(path, path.name)["slug"]: path for path in FILES}
MODULES = {slug: read(path, path.name) for slug, path in PATHS.items()}
STEPS = {
    f"{slug}/{step['id']}": step
    for slug, module in MODULES.items()
    for step in module["steps"]
}
# Numbers and addresses that belong to nobody, and help lines that are there for all.
NUMBERS = re.compile(r"\b0\d{2,4} \d{3,4} \d{3,4}\b|\b0\d{4} ?\d{6}\b")
INVENTED = ("0113 496 0", "07700 900")
HELP_LINES = {"0808 2000 247", "0808 801 0327"}
REAL_LINKS = re.compile(r"\]\(https://[^)]*\)")
ADDRESSES = re.compile(r"\b[a-z][\w-]*(?:\.[a-z][\w-]+)+")
# What people answer with, so progress and tests refer to it.
WITH_AN_ID = {"check", "practice", "task", "plan", "confidence"}

each_module = pytest.mark.parametrize("slug", MODULES)
each_step = pytest.mark.parametrize("where", STEPS)


@pytest.fixture(autouse=True)
def media(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@cache
def loaded(slug):
    """The module of a file as it would be a page; once for all tests."""
    return ModulePage(**read_draft(MODULE_FILES, PATHS[slug]).fields)


def remarks(rule, slug):
    """What that rule says of a whole module."""
    found = remarks_on(loaded(slug), on=loaded(slug).checked_on)
    return [remark.words for remark in found if remark.rule == rule]


def remarks_in(rule, where):
    """What that rule says of one step."""
    slug, name = where.split("/")
    number = [step["id"] for step in MODULES[slug]["steps"]].index(name) + 1
    found = remarks_on(loaded(slug), on=loaded(slug).checked_on)
    return [r.words for r in found if r.rule == rule and r.step == number]


def somebodys_numbers(text):
    """The telephone numbers in a text that somebody may have."""
    return [
        number
        for number in NUMBERS.findall(text)
        if not number.startswith(INVENTED) and number not in HELP_LINES
    ]


def somebodys_addresses(text):
    """The web addresses in a text that are neither invented nor links to read on."""
    found = ADDRESSES.findall(REAL_LINKS.sub("]", text))
    return [address for address in found if not address.endswith(".example")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_can_be_loaded(path):
    slug = read_draft(MODULE_FILES, path).fields["slug"]
    assert path.stem.partition("-")[2] == slug


@each_module
def test_it_says_what_it_is(slug):
    module = MODULES[slug]

    assert remarks("says-what-it-is", slug) == []
    assert module["about"] in ModulePage.About.values
    assert module["icon"] in ICONS


@each_module
def test_it_is_looked_at_again(slug):
    assert remarks("looked-at-again", slug) == []


@each_module
def test_it_is_read_easily(slug, capsys):
    with capsys.disabled():
        print(f"\n{slug}: reading ease {ease_of(loaded(slug))}", end=" ")  # noqa: T201
    assert remarks("reads-easily", slug) == []


@each_module
def test_it_asks_how_sure_one_is_first_and_what_one_will_try_last(slug):
    assert remarks("how-sure", slug) == []
    assert remarks("one-thing", slug) == []


@each_module
def test_there_is_something_to_do_in_it(slug):
    assert remarks("something-to-do", slug) == []


@each_step
def test_a_step_is_short(where):
    assert remarks_in("short", where) == []


@each_step
def test_its_minutes_are_honest(where):
    assert remarks_in("honest-minutes", where) == []


@each_step
def test_every_picture_has_words_or_is_decoration(where):
    assert remarks_in("pictures", where) == []


@each_step
def test_every_answer_is_told_why(where):
    assert remarks_in("told-why", where) == []


@each_step
def test_a_conversation_can_go_well_and_badly(where):
    assert remarks_in("well-and-badly", where) == []


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
    assert remarks_in("links", where) == []


@each_step
def test_the_house_speaks_as_it_does(where):
    assert remarks_in("plain-words", where) == []


@each_step
def test_telephone_numbers_belong_to_nobody(where):
    assert not [text for text in texts(STEPS[where]) if somebodys_numbers(text)]


@each_step
def test_addresses_belong_to_nobody(where):
    assert not [text for text in texts(STEPS[where]) if somebodys_addresses(text)]


@each_step
def test_what_is_quoted_ends(where):
    """A “#” in an unquoted line of YAML begins a comment, and the rest is lost."""
    assert not [
        text for text in texts(STEPS[where]) if text.count("“") != text.count("”")
    ]


class TestTheRulesThemselves:
    """A rule that cannot be broken is none."""

    def test_a_number_that_somebody_may_have_is_found(self):
        assert somebodys_numbers("Ring 0113 222 4444, or 07700 123456.")
        assert not somebodys_numbers("Ring 0113 496 0182, or text 07700 900342.")

    def test_an_address_that_somebody_may_have_is_found(self):
        assert somebodys_addresses("Book at parks.aireford.org/bats by 9.15am")
        assert not somebodys_addresses("Book at parks.aireford.example/bats by 9.15am")
        assert not somebodys_addresses("Read [the Code](https://www.nmc.org.uk/).")
