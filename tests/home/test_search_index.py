"""The words that can be searched follow what is published, or it is told."""

import io
import logging

from django.core.management import CommandError, call_command

import pytest

from cafes import scheduling
from cafes.models import Session
from home.models import HomePage
from home.search import index
from home.search.asking import ask
from home.search.models import SearchEntry, SearchWord
from home.tasks import refresh_search
from learning.models import ModulePage
from people.models import User
from tests.cafes.factories import CafePageFactory, SessionFactory, VenueFactory
from tests.learning.factories import ModulePageFactory, step, text
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.usefixtures("site_skeleton")


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """A `with` that does what follows a commit, at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def somebody(db):
    return PersonFactory()


def titles():
    return sorted(SearchEntry.objects.values_list("title", flat=True))


class TestFollowing:
    def test_publishing_makes_a_module_and_its_steps_findable(self, commit):
        with commit():
            ModulePageFactory(title="Teapots", steps=[step("Warm it", text())])
        assert titles() == ["Teapots", "Warm it"]

    def test_publishing_a_change_replaces_the_old_words(self, commit, somebody):
        with commit():
            page = ModulePageFactory(title="Teapots", steps=[step("Warm", text())])
        page.title, page.steps = "Kettles", [("step", {"title": "Boil", "body": []})]
        with commit():
            page.save_revision().publish()
        assert titles() == ["Boil", "Kettles"]
        assert ask("teapots", somebody).matches == []

    def test_a_draft_changes_nothing(self, commit):
        with commit():
            page = ModulePageFactory(title="Teapots", steps=[])
        page.title = "Kettles"
        with commit():
            page.save_revision()
        assert titles() == ["Teapots"]

    def test_unpublishing_takes_the_words_out(self, commit):
        with commit():
            page = ModulePageFactory()
        with commit():
            page.unpublish()
        assert not SearchWord.objects.exists()

    def test_deleting_takes_the_words_out(self, commit):
        with commit():
            page = ModulePageFactory()
        with commit():
            page.delete()
        assert not SearchEntry.objects.exists()

    def test_a_page_that_was_moved_is_found_where_it_is(self, commit, client):
        with commit():
            page = ModulePageFactory(title="Teapots")
        page.slug = "somewhere-else"
        with commit():
            page.save()
        HomePage.objects.get()
        response = client.get("/search/", {"q": "teapots"})
        assert b'href="/modules/somewhere-else/"' in response.content

    def test_a_session_follows_its_changes(self, commit, somebody):
        with commit():
            session = SessionFactory(venue=VenueFactory(name="Calverley House"))
        assert ask("calverley", somebody).matches
        with commit():
            scheduling.move(session, venue=VenueFactory(name="Town Hall"))
        assert not ask("calverley", somebody).matches
        assert ask("town", somebody).matches
        with commit():
            scheduling.cancel(session, "The heating has failed")
        assert not SearchEntry.objects.filter(kind="session").exists()

    def test_a_venue_with_a_new_name_is_found_by_it(self, commit, somebody):
        with commit():
            session = SessionFactory(venue=VenueFactory(name="Calverley House"))
        session.venue.name = "Town Hall"
        with commit():
            session.venue.save()
        assert ask("town", somebody).matches

    def test_a_café_withdrawn_takes_its_sessions_along_and_brings_them_back(
        self, commit
    ):
        cafe = CafePageFactory()
        with commit():
            SessionFactory(cafe=cafe)
        with commit():
            cafe.unpublish()
        assert not SearchEntry.objects.exists()
        with commit():
            cafe.save_revision().publish()
        assert SearchEntry.objects.filter(kind="session").exists()

    def test_saving_what_says_the_same_writes_nothing(self, commit):
        with commit():
            page = ModulePageFactory()
        before = set(SearchWord.objects.values_list("pk", flat=True))
        with commit():
            page.save_revision().publish()
        assert set(SearchWord.objects.values_list("pk", flat=True)) == before

    def test_a_fault_of_the_index_keeps_nobody_from_publishing(
        self, commit, monkeypatch, caplog
    ):
        def fail(*args):
            raise RuntimeError("No room on the disk")

        monkeypatch.setattr(index, "refresh_some", fail)
        with caplog.at_level(logging.ERROR), commit():
            page = ModulePageFactory()
        assert ModulePage.objects.get(pk=page.pk).live
        assert "No room on the disk" in caplog.text

    def test_what_is_no_page_or_session_is_passed_over(self, commit):
        with commit():
            PersonFactory()
        assert User.objects.exists()
        assert not SearchEntry.objects.exists()


class TestLagging:
    def check(self):
        out = io.StringIO()
        call_command("refresh_search", check=True, stdout=out)
        return out.getvalue()

    def test_it_says_so_when_all_is_well(self):
        ModulePageFactory(steps=[])
        index.refresh()
        assert self.check() == "The index is up to date.\n"

    def test_what_did_not_tell_is_noticed_and_put_right(self):
        page = ModulePageFactory(title="Teapots", steps=[])
        index.refresh()
        ModulePage.objects.filter(pk=page.pk).update(title="Kettles")
        other = ModulePageFactory(steps=[])
        out = io.StringIO()
        with pytest.raises(CommandError, match="is behind"):
            call_command("refresh_search", check=True, stdout=out)
        assert f"module {page.pk}: changed since" in out.getvalue()
        assert f"module {other.pk}: not there yet" in out.getvalue()
        assert titles() == ["Teapots"]
        call_command("refresh_search", stdout=out)
        assert "up to date now" in out.getvalue()
        assert self.check() == "The index is up to date.\n"

    def test_what_is_over_is_no_lag(self):
        session = SessionFactory()
        index.refresh()
        Session.objects.filter(pk=session.pk).update(status="cancelled")
        assert f"session {session.pk}: over, unpublished or gone" in self.check()

    def test_the_hour_puts_it_right_too(self):
        ModulePageFactory()
        refresh_search()
        assert not index.lag()

    def test_a_rebuild_again_gives_the_same(self):
        ModulePageFactory()
        SessionFactory()
        index.refresh()
        before = list(SearchWord.objects.order_by("pk").values_list("pk", "word"))
        assert not index.refresh()
        after = list(SearchWord.objects.order_by("pk").values_list("pk", "word"))
        assert after == before

    def test_the_skeleton_can_be_searched_after_an_upgrade(self):
        ModulePageFactory(title="Teapots", steps=[])
        call_command("setup_site")
        assert titles() == ["Teapots"]
