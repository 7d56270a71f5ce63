"""Guidance that was out comes out with another text only with a word about it."""

from django.contrib.auth.models import Group
from django.urls import reverse

from wagtail.test.utils.form_data import nested_form_data, rich_text

import pytest

from home.models import GuidancePage
from home.skeleton import EDITORS, MODERATORS
from tests.home.factories import GuidancePageFactory
from tests.people.factories import PersonFactory

ASKED = "The text has changed. Tell of a new version"


@pytest.fixture
def page(site_skeleton):
    text = {"type": "text", "value": "<p>Ask first.</p>", "id": "one"}
    return GuidancePageFactory(title="Pictures", slug="pictures", body=[text])


@pytest.fixture
def editor(client, page):
    person = PersonFactory()
    person.groups.set(Group.objects.filter(name__in=[EDITORS, MODERATORS]))
    client.force_login(person)
    return client


def block(kind, value, order=0):
    return {"type": kind, "id": "", "order": order, "deleted": "", "value": value}


def send(
    editor, page, words="<p>Ask twice.</p>", versions=(1,), button="publish", **more
):
    changes = {"count": len(versions)}
    for order, number in enumerate(versions):
        told = {"version": number, "day": "2026-11-02", "what": "It began."}
        changes[str(order)] = block("change", told, order)
    form = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "licence": page.licence,
        "looked_after_by": page.looked_after_by,
        "checked_on": page.checked_on,
        "review_on": page.review_on,
        "body": {"count": 1, "0": block("text", rich_text(words))},
        "changes": changes,
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        f"action-{button}": "1",
        **more,
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return editor.post(address, nested_form_data(form), follow=True).content.decode()


def text_of(page):
    return str(GuidancePage.objects.get(pk=page.pk).body[0].value)


def test_another_text_without_a_word_is_not_published(editor, page):
    assert ASKED in send(editor, page)
    assert "Ask first." in text_of(page)


@pytest.mark.parametrize("answer", [{"only_wording": "on"}, {"versions": (1, 2)}])
def test_it_is_with_an_answer(editor, page, answer):
    assert ASKED not in send(editor, page, **answer)
    assert "Ask twice." in text_of(page)


def test_the_same_text_is_not_asked_about(editor, page):
    assert ASKED not in send(editor, page, "<p>Ask first.</p>")


def test_a_draft_is_not_asked(editor, page):
    assert ASKED not in send(editor, page, button="save")


def test_the_answer_of_the_author_holds_for_the_reviewer(editor, page, client):
    send(editor, page, button="submit", only_wording="on")
    page = GuidancePage.objects.get(pk=page.pk)
    reviewer = PersonFactory(is_superuser=True)
    client.force_login(reviewer)
    assert ASKED not in send(client, page)
