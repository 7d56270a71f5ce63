"""The words of a text, as they are looked for."""

import pytest

from home.search import words
from home.search.excerpt import LONGEST, excerpt, marked


def folded(text):
    return [word.folded for word in words.words_in(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cafés", "cafe"),
        ("CAFÉ", "café"),
        ("cafe\u0301", "café"),
        ("answering", "answer"),
        ("replies", "reply"),
        ("accessibility", "accessible"),
        ("champion’s", "champions"),
        ("e-mail", "email"),
        ("1-2-1", "121"),
        ("don't", "don’t"),
        ("Szczepańska", "szczepanska"),
    ],
)
def test_two_ways_to_write_a_word_are_one(one, other):
    assert [word.stem for word in words.words_in(one)] == [
        word.stem for word in words.words_in(other)
    ]


def test_hyphens_take_words_apart():
    assert folded("two-step sign‑in") == ["two", "step", "sign", "in"]


def test_signs_are_no_words():
    assert folded("!!! 😀 * \" – '' _ <> \0") == []


def test_what_is_too_long_to_be_a_word_is_none():
    assert folded(f"a {'b' * 41} c") == ["a", "c"]


class TestMarking:
    def test_every_form_of_the_word_is_marked(self):
        assert marked("Replies: reply!", {words.stem("reply")}) == (
            "<mark>Replies</mark>: <mark>reply</mark>!"
        )

    def test_all_else_is_escaped_and_the_word_too(self):
        text = "<b>AT&T</b> tea & <i>tea</i>"
        assert marked(text, {"tea"}) == (
            "&lt;b&gt;AT&amp;T&lt;/b&gt; <mark>tea</mark> &amp; "
            "&lt;i&gt;<mark>tea</mark>&lt;/i&gt;"
        )

    def test_the_sentence_with_most_of_the_words_is_shown(self):
        text = "Tea is hot. Tea and cake are better! And more.\nCake alone"
        assert excerpt(text, {"tea", "cake"}) == (
            "<mark>Tea</mark> and <mark>cake</mark> are better!"
        )

    def test_without_any_of_them_it_is_the_first(self):
        assert excerpt("First. Second.", {"tea"}) == "First."
        assert excerpt("", {"tea"}) == ""

    def test_a_long_sentence_is_cut_around_the_word(self):
        shown = excerpt("one " * 100 + "tea " + "two " * 100, {"tea"})
        assert shown.startswith("… one one")
        assert "<mark>tea</mark> two" in shown
        assert shown.endswith("two …")
        assert len(shown) < LONGEST + 40
