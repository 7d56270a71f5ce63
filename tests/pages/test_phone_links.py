"""Telephone numbers in texts can be rung; dates, counts and sums are left alone."""

from django.template import engines

import pytest

from pages.phone_links import link_numbers


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("Ring 999 if it could be now.", "tel:999"),
        ("Samaritans, free on 116 123.", "tel:116123"),
        ("NHS 111 and the mental health option", "tel:111"),
        ("the police if it is now, 101 if not", "tel:101"),
        ("Listening is on 0113 496 0300, any hour.", "tel:+441134960300"),
        ("Text 07700 900342, that’s Maria", "tel:+447700900342"),
        ("women: 0808 2000 247, at any hour", "tel:+448082000247"),
        ("In London, 020 7946 0018", "tel:+442079460018"),
        ("<p>Then <b>0113 496 0111</b></p>", "tel:+441134960111"),
    ],
)
def test_a_number_can_be_rung(text, href):
    assert f'href="{href}"' in link_numbers(text)
    assert link_numbers(text).count("<a ") == 1


@pytest.mark.parametrize(
    "text",
    [
        "On 7 December 2026, from 12 noon",
        "The 111 people who came in 1999, and 101 more",
        "It cost £999, or 999.50 with post",
        "Case 2026/999 and reference 0113 496 0300 12",
        '<a href="tel:+441134960300">0113 496 0300</a>',
        '<a href="/ring/"><b>Ring 999</b></a>',
        '<img src="/media/0113 496 0300.jpg" alt="999">',
    ],
)
def test_what_is_no_number_or_a_link_already_stays_as_it_is(text):
    assert link_numbers(text) == text


def test_rich_text_is_shown_with_them():
    text = "{% load wagtailcore_tags %}{{ text|richtext|rings }}"
    shown = engines["django"].from_string(text).render({"text": "<p>Ring 999</p>"})
    assert '<a class="govuk-link soc-nowrap" href="tel:999">999</a>' in shown


def test_every_rich_text_of_ours_is_shown_so(settings):
    for template in (settings.BASE_DIR / "templates").rglob("*.html"):
        assert "|richtext }}" not in template.read_text()
