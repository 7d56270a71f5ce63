"""What is to be looked at again is in sight of those who may edit it, oldest first."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

import pytest

from home.skeleton import COMMUNICATIONS, EDITORS
from pages.due import pages_due
from tests.learning.factories import ModulePageFactory
from tests.people.factories import PersonFactory
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.django_db


def member(group):
    person = PersonFactory()
    person.groups.set(Group.objects.filter(name=group))
    return person


@pytest.fixture
def editor(site_skeleton):
    return member(EDITORS)


def due(title, days, **more):
    when = timezone.localdate() + timedelta(days=days)
    return ModulePageFactory(title=title, review_on=when, **more)


def test_what_is_overdue_comes_first_and_what_is_far_off_not_at_all(editor):
    due("Soon", 27)
    due("Far off", 29)
    due("Long ago", -90, looked_after_by="Bernadette")
    due("Yesterday", -1)
    ModulePageFactory(title="Never")
    found = list(pages_due(editor))
    assert [page.title for page in found] == ["Long ago", "Yesterday", "Soon"]
    assert found[0].who == "Bernadette"


def test_a_page_that_is_not_published_is_not_due(editor):
    due("Gone", -1).unpublish()
    assert not pages_due(editor)


def test_only_those_hear_of_it_who_may_edit_it(site_skeleton):
    due("Yesterday", -1)
    assert not pages_due(member(COMMUNICATIONS))


def test_the_first_page_says_it_in_words(client, editor):
    due("Long ago", -90)
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Due for another look" in page
    assert "Overdue since" in page
    assert "digital access team" in page


def test_with_nothing_due_the_first_page_says_nothing_of_it(client, editor):
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert 'id="due-' not in page


def test_the_report_has_all_of_them(client, editor):
    client.force_login(editor)
    for number in range(12):
        due(f"Page {number:02}", number - 6)
    first = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "All that is due" in first
    report = client.get(reverse("due_report")).content.decode()
    assert report.count("Overdue since") == 6
    assert "Page 11" in report


def test_who_edits_nothing_has_no_report(client, site_skeleton):
    client.force_login(member(COMMUNICATIONS))
    assert client.get(reverse("due_report")).status_code == 302


def test_the_report_asks_no_more_for_more_rows(client, editor):
    client.force_login(editor)
    assert_steady_queries(
        lambda count: [due("Another", -2) for _number in range(count)],
        lambda: client.get(reverse("due_report")),
    )
