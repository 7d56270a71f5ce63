"""A day in three boxes: what is wrong with it is said, whatever was written."""

import datetime

from django import forms

import pytest

from people.forms import DayField


class DayForm(forms.Form):
    day = DayField(missing="Write the day")


def send(*parts):
    boxes = zip(("day_0", "day_1", "day_2"), parts, strict=True)
    return DayForm(dict(boxes))


def test_a_day_is_taken():
    form = send("7", "12", "2026")
    assert form.is_valid()
    assert form.cleaned_data["day"] == datetime.date(2026, 12, 7)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("", "", ""), "Write the day"),
        (("5", "Jan", "2027"), "Write the day, month and year in numbers"),
        (("31", "2", "2027"), "There is no such day"),
        (("5", "1", "27"), "Write the year in full"),
    ],
)
def test_what_is_wrong_is_said(parts, sentence):
    errors = send(*parts).errors["day"]
    assert errors[0].startswith(sentence)
