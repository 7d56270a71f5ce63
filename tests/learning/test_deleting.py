"""A module in which people have records is unpublished, not deleted."""

import re
from html import unescape

from django.urls import reverse

import pytest

from cafes.models import CafePage
from learning.models import Enrolment, ModulePage
from tests.cafes.factories import CafePageFactory, SessionFactory
from tests.learning.factories import (
    CompletionFactory,
    EnrolmentFactory,
    ModulePageFactory,
)
from tests.people.factories import PersonFactory


@pytest.fixture
def editor(client, site_skeleton):
    client.force_login(PersonFactory(is_superuser=True))
    return client


@pytest.fixture
def begun(site_skeleton):
    return EnrolmentFactory().module


def delete(editor, page):
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert editor.get(address).status_code in (200, 302)
    return editor.post(address)


def test_a_module_that_nobody_began_is_deleted(editor):
    module = ModulePageFactory()
    delete(editor, module)
    assert not ModulePage.objects.filter(pk=module.pk).exists()


def press_instead(editor, page):
    """Press the one button on the page that says why nothing was deleted."""
    address = unescape(
        re.search(r'form action="([^"]+unpublish[^"]+)"', page.content.decode())[1]
    )
    return editor.post(address)


def test_a_module_that_was_begun_stays_and_the_reason_is_said(editor, begun):
    page = delete(editor, begun)
    assert "stays, because people have begun it" in page.content.decode()
    assert ModulePage.objects.get(pk=begun.pk).live
    assert Enrolment.objects.exists()


def test_it_is_taken_off_the_site_in_one_press(editor, begun):
    answer = press_instead(editor, delete(editor, begun))
    assert answer.url == reverse("wagtailadmin_explore", args=[begun.get_parent().pk])
    assert not ModulePage.objects.get(pk=begun.pk).live
    assert Enrolment.objects.exists()


def test_an_unpublished_one_stays_as_it_is(editor, begun):
    begun.unpublish()
    page = delete(editor, ModulePage.objects.get(pk=begun.pk)).content.decode()
    assert "there is nothing else to do" in page
    assert ModulePage.objects.filter(pk=begun.pk).exists()


def test_a_page_above_it_is_kept_too(editor, begun):
    page = delete(editor, begun.get_parent()).content.decode()
    assert f"“{begun.title}” stays" in page
    assert ModulePage.objects.filter(pk=begun.pk).exists()


def test_a_cafe_with_sessions_is_kept_too(editor):
    cafe = SessionFactory().cafe
    page = delete(editor, cafe)
    assert "stays, because it has sessions" in page.content.decode()
    press_instead(editor, page)
    cafe.refresh_from_db()
    assert not cafe.live


def test_a_cafe_without_sessions_is_deleted(editor):
    cafe = CafePageFactory()
    delete(editor, cafe)
    assert not CafePage.objects.filter(pk=cafe.pk).exists()


def test_several_at_once_are_kept_too(editor, begun):
    other = ModulePageFactory()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    page = editor.post(f"{address}?id={begun.pk}&id={other.pk}&next=/admin/")
    assert "The other pages that you chose were left alone" in page.content.decode()
    assert ModulePage.objects.filter(pk__in=[begun.pk, other.pk]).count() == 2
    press_instead(editor, page)
    assert not ModulePage.objects.get(pk=begun.pk).live
    assert ModulePage.objects.get(pk=other.pk).live


def test_erasing_a_person_takes_their_records_along(begun):
    person = Enrolment.objects.get().person
    person.delete()
    assert not Enrolment.objects.exists()


class TestPutAway:
    """A module that is unpublished while people are in it."""

    @pytest.fixture
    def page(self, begun):
        step = f"{begun.url}{begun.steps[0].value['slug']}/"
        begun.unpublish()
        return step

    def seen_by(self, client, person, page):
        if person:
            client.force_login(person)
        answer = client.get(page)
        assert answer.status_code == 404
        return answer.content.decode()

    def test_its_readers_land_on_a_sentence_and_keep_what_they_did(self, client, page):
        words = self.seen_by(client, Enrolment.objects.get().person, page)
        assert "is put away for now" in words
        assert "What you did in it is kept." in words

    def test_who_finished_it_is_led_to_the_certificate(self, client, site_skeleton):
        module = CompletionFactory().enrolment.module
        module.unpublish()
        words = self.seen_by(client, Enrolment.objects.get().person, module.url)
        assert "/certificates/" in words

    def test_others_learn_that_it_is_put_away_and_no_more(self, client, page):
        words = self.seen_by(client, None, page)
        assert "is put away for now" in words
        assert "What you did" not in words

    def test_one_never_published_is_nowhere(self, client, site_skeleton):
        module = ModulePageFactory()
        ModulePage.objects.update(live=False, first_published_at=None)
        assert "put away" not in self.seen_by(client, None, module.url)

    def test_back_again_it_goes_on_where_one_stopped(self, client, page, begun):
        begun.save_revision().publish()
        client.force_login(Enrolment.objects.get().person)
        assert client.get(page).status_code == 200
