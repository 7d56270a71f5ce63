"""What everybody reads is remembered between requests, for as long as it holds."""

from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.models import PageViewRestriction

import pytest

from cafes.models import CafePage
from home.models import SiteContact
from learning import progress
from learning.models import ModulePage
from pages.models import SharedContent
from pages.shared import changed
from tests.cafes.factories import SessionFactory
from tests.learning.factories import ModulePageFactory
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.usefixtures("site_skeleton")


@pytest.fixture
def reader(client, db):
    client.force_login(PersonFactory())
    return client


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory(title="Answering people well")


def queries_for(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in queries.captured_queries]


def words_of(client, url):
    return client.get(url).content.decode()


def test_pages_are_asked_for_once(reader, module):
    changed()
    client, url = reader, module.url
    queries_for(client, url)  # writes what a site has one of: whom to ask
    assert any("wagtailcore_page" in sql for sql in queries_for(client, url))
    assert not any("wagtailcore_page" in sql for sql in queries_for(client, url))


@pytest.mark.parametrize("row_is_there", [True, False])
def test_what_is_saved_is_read_at_once(reader, module, row_is_there):
    if not row_is_there:
        SharedContent.objects.all().delete()
    assert "Answering people well" in words_of(reader, module.url)
    module.title = "Answering them better"
    module.save_revision().publish()
    assert "Answering them better" in words_of(reader, module.url)


def test_what_is_taken_off_the_site_is_gone_at_once(reader, module):
    assert reader.get(module.url).status_code == 200
    ModulePage.objects.get(pk=module.pk).unpublish()
    assert reader.get(module.url).status_code == 404
    assert "Answering people well" not in words_of(reader, "/modules/")


def test_what_is_closed_for_a_group_is_closed_at_once(client, module):
    assert client.get(module.url).status_code == 200
    closed = PageViewRestriction.objects.create(
        page=module, restriction_type=PageViewRestriction.GROUPS
    )
    closed.groups.add(Group.objects.create(name="A few"))
    assert client.get(module.url).status_code == 302


def test_a_page_that_moves_is_found_where_it_is(reader, module):
    assert reader.get(module.url).status_code == 200
    was = module.url
    module = ModulePage.objects.get(pk=module.pk)
    module.slug = "elsewhere"
    module.save_revision().publish()
    assert reader.get(was).status_code != 200
    assert reader.get("/modules/elsewhere/").status_code == 200


def test_the_foot_of_the_page_says_what_was_written_last(reader, module):
    reader.get(module.url)
    contact = SiteContact.objects.get()
    contact.team, contact.phone = "The digital team", "01632 960 960"
    contact.save()
    assert "The digital team" in words_of(reader, module.url)


def test_a_cafe_follows_what_was_chosen_last(reader, module):
    session = SessionFactory()
    assert session.cafe.title not in words_of(reader, module.url)
    cafe = CafePage.objects.get(pk=session.cafe_id)
    cafe.follows = [module]
    cafe.save_revision().publish()
    assert session.cafe.title in words_of(reader, module.url)


def test_what_was_not_kept_after_all_is_not_remembered(reader, module):
    def title():
        return "Never so" in words_of(reader, module.url)

    assert not title()
    with pytest.raises(InterruptedError), transaction.atomic():
        page = ModulePage.objects.get(pk=module.pk)
        page.title = "Never so"
        page.save()
        assert title()
        raise InterruptedError
    assert not title()


def test_each_person_reads_their_own(reader, module):
    other, person = Client(), PersonFactory()
    other.force_login(person)
    assert "Begin with step 1" in words_of(other, module.url)
    enrolment = progress.begin(person, module)
    progress.go_on(enrolment, progress.outline_of(module).steps[0])
    assert "Begin with step 1" not in words_of(other, module.url)
    assert "Begin with step 1" in words_of(reader, module.url)
