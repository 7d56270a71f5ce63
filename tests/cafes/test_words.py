"""What people type and read: numbers to ring, times of day, the café that follows."""

from datetime import time, timedelta

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.template import Context, Template

import pytest

from cafes.phone import refuse_what_cannot_be_rung
from cafes.planning_forms import ClockField
from tests.cafes.factories import BookingFactory, CafePageFactory, SessionFactory
from tests.learning.factories import ModulePageFactory
from tests.people.factories import PersonFactory


@pytest.mark.parametrize(
    "number",
    [
        "07700 900118",
        "+44 7700 900118",
        "+44 (0)7700 900118",
        "0113 496 0127",
        "(0113) 496-0127",
        "+49 30 901820",
    ],
)
def test_a_number_that_can_be_rung_is_taken_as_it_is_written(number):
    refuse_what_cannot_be_rung(number)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("07700 9001", "That number is two digits short"),
        ("07700 90011", "That number is one digit short"),
        ("07700 9001188", "That number has one digit too many"),
        ("+44 7700 90011", "That number is one digit short"),
        ("0113 496", "too short to ring"),
        ("0113 496 0127 5555", "too long to ring"),
        ("ring my desk", "Write the number in digits"),
    ],
)
def test_a_number_that_cannot_is_refused_with_what_is_amiss(number, words):
    with pytest.raises(ValidationError, match=words):
        refuse_what_cannot_be_rung(number)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2pm", time(14)),
        ("3.30pm", time(15, 30)),
        ("3:30 PM", time(15, 30)),
        ("14:00", time(14)),
        ("9.15am", time(9, 15)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("noon", time(12)),
        ("9", time(9)),
    ],
)
def test_a_time_is_read_as_people_write_it(written, read):
    assert ClockField().clean(written) == read


@pytest.mark.parametrize("written", ["half two", "25:00", "13pm", "2.75pm", "0am"])
def test_what_is_no_time_is_refused(written):
    with pytest.raises(ValidationError, match="Write a time like 2pm"):
        ClockField().clean(written)


@pytest.mark.django_db
class TestFollowingCafe:
    def card(self, module, user=None, **options):
        given = "".join(f" {name}={value!r}" for name, value in options.items())
        source = f"{{% load cafe_tags %}}{{% following_cafe module{given} %}}"
        context = Context({"module": module, "user": user or AnonymousUser()})
        return Template(source).render(context)

    @pytest.fixture
    def cafe(self, site_skeleton):
        module = ModulePageFactory()
        return CafePageFactory(title="When someone is cross", follows=[module])

    def module_of(self, cafe):
        return cafe.follows.get()

    def test_says_nothing_while_no_session_is_to_come(self, cafe):
        SessionFactory(cafe=cafe, over=True)
        SessionFactory()
        assert not self.card(self.module_of(cafe)).strip()

    def test_shows_the_next_one_with_room(self, cafe):
        SessionFactory(cafe=cafe, full=True)
        soon = SessionFactory(cafe=cafe)
        soon.starts_at += timedelta(days=1)
        soon.ends_at += timedelta(days=1)
        soon.save()
        card = self.card(self.module_of(cafe), button=True)
        assert f"/cafes/sessions/{soon.pk}/" in card
        assert "See the café and book" in card

    def test_shows_the_full_one_when_there_is_no_other(self, cafe):
        SessionFactory(cafe=cafe, full=True)
        assert "Full. Nobody waiting" in self.card(self.module_of(cafe))

    def test_shows_the_one_that_the_reader_has_booked(self, cafe):
        place = BookingFactory(
            session__cafe=cafe, session__capacity=1, person=PersonFactory()
        )
        SessionFactory(cafe=cafe)
        card = self.card(self.module_of(cafe), place.person, button=True)
        assert "You have a place" in card
        assert "See your booking" in card
