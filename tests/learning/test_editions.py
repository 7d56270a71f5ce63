"""Substance makes a new edition, wording makes none; who finished before stays so."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from wagtail.test.utils.form_data import nested_form_data

import pytest

from learning import editions
from learning.models import Completion, Edition, ModulePage
from tests.learning.editing import as_form
from tests.learning.factories import CompletionFactory, ModulePageFactory
from tests.people.factories import PersonFactory

SUBSTANCE = {
    "change": "substance",
    "what_changed": "Nextdoor now asks for an address.",
}


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory()


@pytest.fixture
def finished(module):
    return CompletionFactory(module=module)


@pytest.fixture
def editor(client, db):
    client.force_login(PersonFactory(is_superuser=True))
    return client


def press(editor, module, button="publish", **changes):
    address = reverse("wagtailadmin_pages:edit", args=[module.pk])
    form = {**as_form(fresh(module)), **changes, f"action-{button}": "1"}
    return editor.post(address, nested_form_data(form))


def fresh(module):
    return ModulePage.objects.get(pk=module.pk)


def read(client, module, person):
    client.force_login(person)
    return client.get(module.url).content.decode()


def test_substance_makes_a_new_edition(editor, module):
    press(editor, module, **SUBSTANCE)
    (edition,) = Edition.objects.all()
    assert (edition.number, edition.what_changed) == (2, SUBSTANCE["what_changed"])
    assert fresh(module).edition == 2


def test_wording_makes_none(editor, module):
    press(editor, module, title="Said better")
    assert fresh(module).title == "Said better"
    assert fresh(module).edition == 1
    assert not Edition.objects.exists()


def test_who_finished_stays_finished_and_reads_what_changed(editor, module, finished):
    press(editor, module, **SUBSTANCE)
    page = read(editor, module, finished.enrolment.person)
    assert "Changed since you finished: Nextdoor now asks for an address." in page
    assert Completion.objects.get() == finished
    assert finished.certificate.edition == 1


def test_after_wording_there_is_nothing_to_read(editor, module, finished):
    press(editor, module, title="Said better")
    assert "Changed since" not in read(editor, module, finished.enrolment.person)


def test_whoever_finishes_afterwards_is_told_nothing(editor, module):
    press(editor, module, **SUBSTANCE)
    later = CompletionFactory(module=fresh(module))
    assert later.edition == 2
    assert "Changed since" not in read(editor, module, later.enrolment.person)


def test_every_change_since_is_told_in_order(editor, module, finished):
    press(editor, module, **SUBSTANCE)
    press(editor, module, **{**SUBSTANCE, "what_changed": "And a photo."})
    told = [edition.what_changed for edition in editions.since(finished)]
    assert told == [SUBSTANCE["what_changed"], "And a photo."]
    assert "<li>And a photo.</li>" in read(editor, module, finished.enrolment.person)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"change": ""}, "Say whether the substance has changed"),
        ({"change": "substance"}, "Say what has changed"),
    ],
)
def test_no_answer_is_asked_for_and_nothing_typed_is_lost(
    editor, module, answer, sentence
):
    page = press(editor, module, title="Typed", **answer)
    assert sentence in page.content.decode()
    assert 'value="Typed"' in page.content.decode()
    assert fresh(module).title != "Typed"


def test_a_draft_needs_no_answer(editor, module):
    assert press(editor, module, "save", change="").status_code == 302


def test_a_module_that_was_never_out_is_not_asked(editor, module):
    ModulePage.objects.update(first_published_at=None, live=False)
    address = reverse("wagtailadmin_pages:edit", args=[module.pk])
    assert "Substance or wording" not in editor.get(address).content.decode()
    press(editor, module, change="")
    assert fresh(module).live
    assert fresh(module).edition == 1


def test_the_answer_is_used_up_by_publishing(editor, module):
    press(editor, module, **SUBSTANCE)
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[module.pk]))
    assert not page.context["form"]["change"].value()
    assert not page.context["form"]["what_changed"].value()


def test_the_answer_of_a_draft_is_there_for_whoever_publishes_it(editor, module):
    press(editor, module, "save", **SUBSTANCE)
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[module.pk]))
    assert page.context["form"]["change"].value() == "substance"
    fresh(module).get_latest_revision().publish()
    assert fresh(module).edition == 2


def test_what_is_put_down_for_later_is_no_edition_yet(module):
    module.unpublish()
    later = fresh(module)
    later.go_live_at = timezone.now() + timedelta(days=3)
    later.change, later.what_changed = "substance", "New from Friday."
    later.save_revision().publish()
    assert fresh(module).edition == 1
    later.go_live_at = None
    later.save_revision().publish()
    assert fresh(module).edition == 2


def test_pressing_twice_makes_one_edition(editor, module):
    press(editor, module, **SUBSTANCE)
    press(editor, module, **SUBSTANCE)
    assert fresh(module).edition == 2


def test_the_same_words_a_year_later_are_another_edition(module):
    module.change, module.what_changed = "substance", "New pictures of the settings."
    now = timezone.now()
    assert editions.published(module, now) == 2
    assert editions.published(module, now + timedelta(minutes=9)) == 2
    assert editions.published(module, now + timedelta(days=365)) == 3


def test_an_old_version_does_not_bring_the_old_number_back(editor, module):
    old = module.get_latest_revision()
    press(editor, module, **SUBSTANCE)
    old.publish()
    assert fresh(module).edition == 2


def test_a_copy_begins_with_the_first_edition(editor, module):
    press(editor, module, **SUBSTANCE)
    assert fresh(module).copy(update_attrs={"slug": "a-copy"}).edition == 1
