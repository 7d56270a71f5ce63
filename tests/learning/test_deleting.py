"""A module in which people have records is unpublished, not deleted."""

from django.urls import reverse

import pytest

from learning.models import Enrolment, ModulePage
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


def test_a_module_that_was_begun_leads_to_unpublishing(editor, begun):
    answer = delete(editor, begun)
    assert answer.url == reverse("wagtailadmin_pages:unpublish", args=[begun.pk])
    page = editor.get(answer.url)
    assert "cannot be deleted" in page.content.decode()
    assert Enrolment.objects.exists()


def test_an_unpublished_one_stays_as_it_is(editor, begun):
    begun.unpublish()
    answer = delete(editor, ModulePage.objects.get(pk=begun.pk))
    assert answer.url == reverse("wagtailadmin_explore", args=[begun.get_parent().pk])
    assert ModulePage.objects.filter(pk=begun.pk).exists()


def test_a_page_above_it_is_kept_too(editor, begun):
    library = begun.get_parent()
    answer = delete(editor, library)
    assert answer.url == reverse("wagtailadmin_pages:unpublish", args=[library.pk])
    assert ModulePage.objects.filter(pk=begun.pk).exists()


def test_several_at_once_are_kept_too(editor, begun):
    other = ModulePageFactory()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    answer = editor.post(f"{address}?id={begun.pk}&id={other.pk}&next=/admin/")
    assert "/unpublish/" in answer.url
    assert ModulePage.objects.filter(pk__in=[begun.pk, other.pk]).count() == 2
    assert "cannot be deleted" in editor.get(answer.url).content.decode()


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
