from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

import pytest

from pages import words

TODAY = date(2026, 11, 23)


def at(hour, minute=0):
    return datetime(2026, 11, 26, hour, minute, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (-1, "-1"), (1200, "1200")],
)
def test_counts_up_to_twelve_are_words(number, said):
    assert words.in_words(number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "first"), (12, "twelfth"), (13, "number 13"), (0, "number 0")],
)
def test_places_in_a_queue_up_to_the_twelfth_are_words(number, said):
    assert words.ordinal(number) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(14), "2pm"),
        (at(15, 30), "3.30pm"),
        (at(9, 5), "9.05am"),
        (at(12), "12 noon"),
        (at(12, 15), "12.15pm"),
        (at(0), "12 midnight"),
        (at(0, 30), "12.30am"),
        (time(20, 30), "8.30pm"),
    ],
)
def test_times_are_said_as_on_a_poster(moment, said):
    assert words.clock(moment) == said


def test_a_moment_is_told_in_the_zone_of_the_site():
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert words.clock(summer) == "12.30am"
    assert words.day(summer, TODAY) == "Thursday 2 July"


def test_a_span_names_both_ends():
    assert words.span(at(9, 30), at(11)) == "9.30am to 11am"


def test_the_year_is_said_only_when_it_is_not_this_one():
    meeting = date(2026, 11, 26)
    assert words.day(meeting, TODAY) == "Thursday 26 November"
    assert words.day_month(meeting, TODAY) == "26 November"
    assert words.short_day(meeting, TODAY) == "26 Nov"
    after_new_year = date(2027, 1, 2)
    assert words.day(meeting, after_new_year) == "Thursday 26 November 2026"
    assert words.day_month(meeting, after_new_year) == "26 November 2026"
    assert words.short_day(meeting, after_new_year) == "26 Nov 2026"


def test_a_day_that_will_be_kept_has_its_year():
    assert words.full_day(at(14)) == "Thursday 26 November 2026"


def test_today_is_the_default_for_this_year():
    today = timezone.localdate()
    assert str(today.year) not in words.day(today)
    assert str(today.year - 1) in words.day(today.replace(year=today.year - 1, day=1))


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (TODAY, "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 20), "on Friday"),
        (date(2026, 11, 17), "on Tuesday"),
        (date(2026, 11, 16), "on 16 November"),
        (date(2025, 12, 1), "on 1 December 2025"),
    ],
)
def test_days_that_are_over_are_said_as_one_remembers_them(then, said):
    assert words.lately(then, TODAY) == said


def test_minutes_are_figures():
    assert words.minutes(1) == "1 minute"
    assert words.minutes(4) == "4 minutes"
    assert words.minutes_left(12) == "About 12 minutes left"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Ann"], "Ann"),
        (["Ann", "Bo"], "Ann and Bo"),
        (["Ann", "Bo", "Cy"], "Ann, Bo and Cy"),
        ("The city council", "The city council"),
    ],
)
def test_names_make_a_list_in_a_sentence(names, said):
    assert words.join_names(names) == said


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("0113 496 0182", "tel:+441134960182"),
        ("+44 113 496 0182", "tel:+441134960182"),
        ("999", "tel:999"),
    ],
)
def test_a_phone_number_is_dialled_from_anywhere(number, dialled):
    assert words.phone_href(number) == dialled


def test_words_follow_the_language_of_the_page():
    with translation.override("de"):
        assert words.day(date(2026, 11, 26), TODAY).startswith("Donnerstag")
