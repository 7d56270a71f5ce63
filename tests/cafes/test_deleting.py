"""A café that has sessions is unpublished, not deleted; those who booked find it."""

from django.urls import reverse

import pytest

from cafes.models import CafePage
from tests.cafes.factories import BookingFactory, CafePageFactory
from tests.people.factories import PersonFactory


@pytest.fixture
def editor(client, site_skeleton):
    client.force_login(PersonFactory(is_superuser=True))
    return client


def delete(editor, page):
    return editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def test_a_cafe_without_sessions_is_deleted(editor):
    cafe = CafePageFactory()
    delete(editor, cafe)
    assert not CafePage.objects.exists()


def test_one_with_places_leads_to_unpublishing_and_says_why(editor):
    booking = BookingFactory()
    cafe = booking.session.cafe
    answer = delete(editor, cafe)
    assert answer.url == reverse("wagtailadmin_pages:unpublish", args=[cafe.pk])
    page = editor.get(answer.url).content.decode()
    assert "those who booked still see their session" in page
    editor.post(answer.url)
    editor.force_login(booking.person)
    session = editor.get(reverse("session", args=[booking.session_id]))
    assert session.status_code == 200
