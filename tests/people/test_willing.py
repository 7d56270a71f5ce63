"""Saying that one would be a champion, and taking that back."""

from decimal import Decimal

import pytest

from people.models import Willing
from people.visibility import Audience
from tests.people.factories import AppointmentFactory, PersonFactory, WillingFactory

pytestmark = pytest.mark.django_db

SAY, TAKE_BACK = "/me/details/willing/", "/me/details/willing/take-back/"


@pytest.fixture
def sam(client):
    sam = PersonFactory(name="Sam Okonkwo")
    client.force_login(sam)
    return sam


def test_it_is_kept_and_can_be_changed(client, sam):
    page = client.post(SAY, {"hours_a_week": "1.5", "agreed_by": "Lorna"}, follow=True)
    assert "sees that you are willing" in page.content.decode()
    since = Willing.objects.get(person=sam).since
    client.post(SAY, {"hours_a_week": "2", "agreed_by": "Imran"})
    row = Willing.objects.get(person=sam)
    assert (row.hours_a_week, row.agreed_by, row.since) == (Decimal(2), "Imran", since)


def test_it_can_be_taken_back_and_nothing_is_left_of_it(client, sam):
    WillingFactory(person=sam)
    other = WillingFactory()
    page = client.post(TAKE_BACK, follow=True).content.decode()
    assert "Taken back" in page
    assert list(Willing.objects.all()) == [other]
    assert client.post(TAKE_BACK, follow=True).status_code == 200


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("", "Write the hours as a number"),
        ("two", "Write the hours as a number"),
        ("0", "Half an hour a week is the least"),
        ("40", "more than 20 hours a week"),
        ("1.25", "Write the hours as a number"),
        ("NaN", "Write the hours as a number"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, sam, hours, said):
    page = client.post(SAY, {"hours_a_week": hours, "agreed_by": "Lorna Petrie"})
    text = page.content.decode()
    assert said in text
    assert 'value="Lorna Petrie"' in text
    assert not Willing.objects.exists()


def test_only_the_digital_access_team_sees_it(sam):
    AppointmentFactory(service=sam.service)
    assert Audience(sam).sentence("willing") == "Only you can see this."
    AppointmentFactory(service=sam.service, access_team=True)
    assert Audience(sam).sentence("willing") == (
        "You can see this, and so can the digital access team."
    )
