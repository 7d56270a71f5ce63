"""Pieces of pages that are drawn once for the same words."""

from django.template import engines
from django.utils.safestring import SafeString


def render(text, **context):
    return engines["django"].from_string(text).render(context)


def test_what_may_hold_html_is_told_from_what_may_not():
    """Both are equal as strings, and stand in one memory."""
    words = "<b>Joe</b>"
    safe = SafeString(words)
    assert words in render("{% state 'done' words %}", words=safe)
    assert words not in render("{% state 'done' words %}", words=words)


def test_what_a_card_holds_is_each_time_its_own():
    text = "{% card 'oat' %}{{ words }}{% endcard %}"
    assert "Joe&#x27;s" in render(text, words="Joe's")
    assert "Joe" not in render(text, words="Priya")
