"""Each house rule can be broken, says so in a sentence, and is silent when it is kept.

That the modules which ship keep them all: tests/content/test_house_rules.py.
"""

from datetime import date

import pytest

from learning.house_rules import remarks_on, spoken
from learning.models import ModulePage
from learning.reading_measures import reading_ease, to_read
from tests.learning.factories import (
    block,
    check,
    confidence,
    option,
    plan,
    practice,
    reply,
    step,
    text,
    turn,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


def good_steps():
    first = step("How sure", confidence(), practice(), slug="how-sure", minutes=3)
    return [first, step("Try it", check(), plan(), slug="try-it", minutes=2)]


def module(steps=None, **fields):
    """A module that keeps every rule, but for what is said here."""
    kept = {
        "title": "A walk",
        "slug": "a-walk",
        "summary": "Where to look.",
        "lede": "We look up.",
        "thanks": "Thank you.",
        "covers": "two steps",
        "looked_after_by": "digital access team",
        "confidence_statement": "On a walk, I feel",
        "checked_on": date(2026, 11, 1),
        "review_on": date(2027, 5, 1),
    }
    return ModulePage(**{**kept, **fields}, steps=steps or good_steps())


def said(module, rule=None):
    return [
        (remark.step, remark.words)
        for remark in remarks_on(module, on=TODAY)
        if rule in (None, remark.rule)
    ]


def in_a_step(*body, rule, minutes=3):
    """What a rule says of a step with this body."""
    steps = [*good_steps(), step("One more", *body, minutes=minutes)]
    return [words for number, words in said(module(steps), rule) if number == 3]


def test_a_module_that_keeps_them_all_hears_nothing():
    assert said(module()) == []


@pytest.mark.parametrize(
    "name", ["title", "summary", "lede", "thanks", "covers", "looked_after_by"]
)
def test_what_is_missing_is_named(name):
    assert len(said(module(**{name: ""}), "says-what-it-is")) == 1


def test_a_long_summary_is_counted():
    ((where, words),) = said(module(summary="x" * 161), "says-what-it-is")
    assert where is None
    assert "161" in words


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"review_on": None}, "looked-at-again"),
        ({"review_on": date(2026, 10, 1)}, "looked-at-again"),
        ({"review_on": date(2026, 11, 23)}, "look-is-due"),
    ],
)
def test_the_next_look_is_ahead(fields, rule):
    assert len(said(module(**fields))) == 1
    assert len(said(module(**fields), rule)) == 1


def test_hard_words_are_hard_to_read():
    hard = text("<p>Organisational communications require accountability.</p>" * 40)
    ((_where, words),) = said(module([*good_steps(), step("X", hard)]), "reads-easily")
    assert "Shorter sentences" in words


def test_a_module_without_anything_to_do_hears_of_it():
    found = said(module([step("Only words", text(), minutes=1)]))
    assert len([words for _where, words in found if words.startswith("There is no")])
    assert {
        rule.rule for rule in remarks_on(module([step("X", minutes=1)]), TODAY)
    } == {
        "how-sure",
        "one-thing",
        "something-to-do",
    }


def test_two_steps_at_one_address_both_hear_of_it():
    first, second = good_steps()
    second["value"]["slug"] = "how-sure"
    assert [where for where, _words in said(module([first, second]), "address")] == [
        1,
        2,
    ]


@pytest.mark.parametrize("slug", ["finish", "two words"])
def test_an_address_that_cannot_be_is_named(slug):
    first, second = good_steps()
    second["value"]["slug"] = slug
    assert len(said(module([first, second]), "address")) == 1


def test_a_long_step_is_too_long():
    long = text("<p>" + "word " * 401 + "</p>")
    (words,) = in_a_step(long, rule="short")
    assert "401" in words or "403" in words


def test_what_opens_on_a_press_does_not_make_a_step_long():
    more = block("more", {"summary": "why", "text": "<p>" + "word " * 500 + "</p>"})
    assert in_a_step(more, rule="short") == []


def test_minutes_that_are_not_honest_are_put_right():
    (words,) = in_a_step(text(), rule="honest-minutes", minutes=9)
    assert "about 1 minute," in words


@pytest.mark.parametrize(
    ("picture", "is_fine"),
    [
        ({"alt": "", "decorative": False}, False),
        ({"alt": "A beck", "decorative": True}, False),
        ({"alt": "A beck", "decorative": False}, True),
        ({"alt": "", "decorative": True}, True),
    ],
)
def test_a_picture_has_words_or_is_decoration(picture, is_fine, db):
    found = in_a_step(block("picture", {"file": None, **picture}), rule="pictures")
    assert (found == []) is is_fine


def test_each_answer_is_told_why():
    quiet = check("Which?", [option("A", right=True), option("B", feedback="")])
    assert in_a_step(quiet, rule="told-why") == [
        "“Which?”: an answer is not told why it is right or wrong."
    ]


@pytest.mark.parametrize(
    "quiet", [{"not_sure": ""}, {"choose": "several", "right": "", "not_quite": "No."}]
)
def test_a_question_has_a_kind_word_for_every_end(quiet):
    assert len(in_a_step(check(**quiet), rule="told-why")) == 1


@pytest.mark.parametrize("verdicts", [("worked", "worked"), ("nearly", "backfired")])
def test_a_conversation_can_go_well_and_badly(verdicts):
    talk = practice([turn(replies=[reply("So", verdict) for verdict in verdicts])])
    assert len(in_a_step(talk, rule="well-and-badly")) == 1


@pytest.mark.parametrize("words", ["click here", "Here", "this <b>link</b>", "more"])
def test_a_link_that_says_nothing_is_named(words):
    link = text(f'<p>For the form, <a href="https://a.example/">{words}</a>.</p>')
    assert len(in_a_step(link, rule="links")) == 1


def test_a_link_that_says_where_it_leads_is_fine():
    link = text('<p>Read <a href="https://a.example/">our guidance here</a>.</p>')
    assert in_a_step(link, rule="links") == []


@pytest.mark.parametrize("words", ["This unlocks more.", "Each user reads.", "Go on!"])
def test_the_house_does_not_speak_so(words):
    assert len(in_a_step(text(f"<p>{words}</p>"), rule="plain-words")) == 1
    assert (
        len(
            in_a_step(
                block("task", {"text": "x", "how": f"<p>{words}</p>"}),
                rule="plain-words",
            )
        )
        == 1
    )


def test_people_in_examples_speak_as_they_like():
    talk = practice([turn(says="Your users are angry!")])
    quote = text("<p>She wrote: “My user journey ended here!” We rang her.</p>")
    assert in_a_step(talk, quote, rule="plain-words") == []


def test_words_are_counted_where_they_are_read():
    value = (
        module(
            [
                step(
                    "Two words",
                    text("<p>One</p><p>more</p>"),
                    block("more", {"summary": "not", "text": "<p>these</p>"}),
                    check("nor this"),
                )
            ]
        )
        .steps[0]
        .value
    )
    assert to_read(value) == 4


def test_long_words_make_it_hard():
    def ease(sentence, times):
        return reading_ease(
            module([step("x", text(f"<p>{sentence * times}</p>"))]).steps
        )

    easy = "We sat at the door. She gave us tea. "
    hard = "Organisational communications require accountability. "
    assert ease(easy, 20) > 90 > 20 > ease(hard, 40)
    assert ease(hard, 1) is None


def test_a_word_of_an_example_is_not_the_house_speaking():
    value = module([step("x", practice([turn(says="users!")]))]).steps[0].value
    assert "users" not in spoken(value)
    assert "names what is wrong" in spoken(value)
