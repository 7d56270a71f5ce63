"""How services stood month by month."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

import pytest

from champions import coverage_months
from champions.coverage_months import CoverageHistory
from champions.models import CoverageMonth, NotYet
from tests.learning.factories import EnrolmentFactory
from tests.people.factories import AppointmentFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)


@pytest.fixture
def parks(site_skeleton):
    parks = ServiceFactory(name="Parks", parent=ServiceFactory(name="Top"))
    person = PersonFactory(service=parks, joined_on=date(2026, 2, 10))
    began = timezone.make_aware(datetime(2026, 9, 15, 10))
    EnrolmentFactory(person=person, began_at=began)
    AppointmentFactory(
        service=parks, starts_on=date(2026, 5, 31), ends_on=date(2026, 8, 30)
    )
    return parks


def months(service, on=DAY):
    return {one.month.month: one for one in CoverageHistory([service.path], on).months}


def test_the_months_before_are_told_by_what_is_dated(parks):
    coverage_months.keep(DAY)
    told = months(parks)
    # A month counts as its last day was; before February there was nobody.
    assert sorted(told) == [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert [told[month].counts["champions"] for month in (4, 5, 7, 8)] == [0, 1, 1, 0]
    assert [told[month].counts["began"] for month in (8, 9, 11)] == [0, 1, 1]
    assert [bool(told[month].is_from_dates) for month in (10, 11)] == [True, False]


def test_kept_again_it_changes_this_month_alone(parks):
    coverage_months.keep(DAY)
    number = CoverageMonth.objects.count()
    PersonFactory(service=parks, joined_on=date(2026, 1, 1))
    coverage_months.keep(DAY)
    assert CoverageMonth.objects.count() == number
    told = months(parks)
    assert [told[month].counts["people"] for month in (10, 11)] == [1, 2]


def test_a_month_that_was_kept_stays_as_it_was(parks):
    coverage_months.keep(DAY)
    PersonFactory(service=parks, joined_on=date(2026, 1, 1))
    coverage_months.keep(date(2026, 12, 1))
    told = months(parks, date(2026, 12, 1))
    assert [told[month].counts["people"] for month in (11, 12)] == [1, 2]
    assert not told[11].is_from_dates


def test_not_yet_is_told_as_it_was_then(parks):
    NotYet.objects.create(
        service=parks, because="Moving", set_on=date(2026, 9, 1), ended_on=DAY
    )
    coverage_months.keep(DAY)
    told = months(parks)
    states = [(told[m].counts["gaps"], told[m].counts["not_yet"]) for m in (4, 10, 11)]
    assert states == [(1, 0), (0, 1), (1, 0)]


def test_one_sees_the_months_of_what_one_looks_after(client, sign_in, parks):
    marcus = AppointmentFactory(access_team=True, service=parks).person
    sign_in(client, marcus)
    url = reverse("coverage_history")
    assert "The first month is counted tonight" in client.get(url).content.decode()
    wards = ServiceFactory(name="Wards")
    PersonFactory(service=wards)
    coverage_months.keep()
    page = client.get(url).content.decode()
    assert "<svg viewBox" in page
    assert all(
        one.counts["services"] == 1 for one in CoverageHistory([parks.path]).months
    )
    written = client.get(reverse("coverage_history_file")).content.decode("utf-8-sig")
    latest = written.splitlines()[1]
    assert latest.startswith(f"{timezone.localdate():%Y-%m},1,1,")
    # Of the whole tree by the organisation's name, still no more than one's own.
    narrowed = client.get(url, {"in": parks.get_parent().slug}).context["history"]
    assert all(one.counts["services"] == 1 for one in narrowed.months)
