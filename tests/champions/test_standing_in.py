"""Being away as one who answers: to whom questions go, and how they come back."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

import pytest

from champions import asking
from champions.models import HelpRequest
from champions.standing_in import KeptForMe
from pages.models import Message
from tests.champions.factories import HelpRequestFactory
from tests.people.factories import AbsenceFactory, PersonFactory
from tests.queries import assert_steady_queries


@pytest.fixture
def as_priya(client, libraries, site_skeleton, sign_in):
    return sign_in(client, libraries.priya)


def text(response):
    return " ".join(response.content.decode().split())


def go_away(client, first=0, last=3):
    today = timezone.localdate()
    days = {"starts_on": today + timedelta(first), "ends_on": today + timedelta(last)}
    sent = {
        f"{name}_{number}": part
        for name, day in days.items()
        for number, part in enumerate((day.day, day.month, day.year))
    }
    return client.post(reverse("away_add"), sent, follow=True)


def come_back(client, person):
    absence = person.absences.get()
    return client.post(reverse("away_remove", args=[absence.pk]), follow=True)


class TestGoing:
    def test_open_questions_go_on_at_once_and_it_is_said(self, as_priya, libraries):
        for words in ("One", "Two"):
            asking.ask(libraries.sam, words)
        page = text(go_away(as_priya))
        assert (
            "Your days away are kept. Two open questions went to Tom. Tom will answer "
            "until then." in page
        )
        holders = HelpRequest.objects.values_list("with_person", flat=True)
        assert set(holders) == {libraries.tom.pk}

    def test_with_nobody_else_they_stay_and_it_is_said(self, as_priya, libraries):
        asking.ask(libraries.sam, "One")
        for person in (libraries.tom, libraries.marcus):
            AbsenceFactory(person=person)
        assert "One open question stays with you" in text(go_away(as_priya))

    def test_of_days_to_come_it_says_who_will_answer(self, as_priya, libraries):
        asking.ask(libraries.sam, "One")
        page = text(go_away(as_priya, first=2))
        assert "From then on Tom will answer." in page
        assert HelpRequest.objects.get().with_person == libraries.priya

    def test_who_looks_after_nobody_reads_nothing_more(
        self, client, libraries, site_skeleton, sign_in
    ):
        page = text(go_away(sign_in(client, libraries.sam)))
        assert "<p>Your days away are kept.</p>" in page

    def test_the_team_and_help_say_that_one_is_away(self, as_priya, libraries):
        AbsenceFactory(person=libraries.priya)
        for address in ("/team/libraries/", "/help/"):
            page = text(as_priya.get(address))
            assert "You are away until" in page
            assert "Tom will answer until then." in page


class TestComingBack:
    @pytest.fixture
    def away(self, as_priya, libraries):
        """Priya is away; Tom has one question from before, and one asked since."""
        before = asking.ask(libraries.sam, "Before")
        go_away(as_priya)
        since = asking.ask(libraries.sam, "Since")
        return before, since

    def test_what_is_still_open_can_be_taken_back(self, away, as_priya, libraries):
        page = text(come_back(as_priya, libraries.priya))
        assert "two questions came to Tom in your place" in page
        assert "Take back what is still open" in text(as_priya.get("/help/"))
        Message.objects.all().delete()
        page = text(as_priya.post(reverse("help_take_back"), follow=True))
        assert "Two questions are with you again." in page
        holders = HelpRequest.objects.values_list("with_person", flat=True)
        assert set(holders) == {libraries.priya.pk}
        told = Message.objects.values_list("kind", "recipient")
        assert set(told) == {("champions.taken-over", libraries.tom.pk)}

    def test_what_was_asked_meanwhile_reaches_one_only_then(
        self, away, as_priya, libraries
    ):
        _before, since = away
        come_back(as_priya, libraries.priya)
        address = reverse("help_request", args=[since.pk])
        assert as_priya.get(address).status_code == 404
        as_priya.post(reverse("help_take_back"))
        assert as_priya.get(address).status_code == 200

    def test_what_was_answered_meanwhile_stays_where_it_was(
        self, away, as_priya, libraries
    ):
        for request in away:
            asking.answer(request, libraries.tom, "Yes.")
        come_back(as_priya, libraries.priya)
        page = text(as_priya.post(reverse("help_take_back"), follow=True))
        assert "There was nothing to take back any more." in page
        assert as_priya.get(f"/help/{away[1].pk}/").status_code == 404

    def test_not_while_one_is_away(self, away, libraries):
        assert not KeptForMe(libraries.priya)

    def test_not_by_who_is_no_champion_there_any_more(self, away, as_priya, libraries):
        come_back(as_priya, libraries.priya)
        libraries.priya.appointments.all().delete()
        assert not KeptForMe(libraries.priya)

    def test_one_alone_is_taken_over_from_its_page(self, away, as_priya, libraries):
        come_back(as_priya, libraries.priya)
        before, _since = away
        page = text(as_priya.get(f"/help/{before.pk}/"))
        assert "Take it over" in page
        sent = {"to": libraries.priya.pk}
        page = text(as_priya.post(f"/help/{before.pk}/pass/", sent, follow=True))
        assert "You have it now." in page

    def test_it_costs_the_same_for_one_as_for_ten(self, away, as_priya, libraries):
        come_back(as_priya, libraries.priya)

        def add(count):
            for _number in range(count):
                HelpRequestFactory(
                    person=PersonFactory(service=libraries.service),
                    with_person=libraries.tom,
                    stands_in_for=libraries.priya,
                )

        assert_steady_queries(add, lambda: as_priya.get("/help/"))
