"""Finding what was asked for, though it is misspelt; nothing that one may not read."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone

from wagtail.models import PageViewRestriction

import pytest

from cafes.models import CafePage, Session
from home.search import index
from home.search.asking import ask
from home.search.models import SearchEntry
from home.skeleton import EDITORS, MODERATORS
from learning.models import ModuleIndexPage, ModulePage
from tests.cafes.factories import CafePageFactory, SessionFactory, VenueFactory
from tests.learning.factories import ModulePageFactory, check, step, text
from tests.people.factories import AppointmentFactory, PersonFactory

NOBODY = AnonymousUser()


def says(words):
    return text(f"<p>{words}</p>")


def module(title="A module", *steps, **kwargs):
    return ModulePageFactory(title=title, steps=list(steps), **kwargs)


@pytest.fixture
def found(site_skeleton):
    """What somebody finds, as the titles of it; the index is brought up to date."""

    def found(query, person=NOBODY, **kwargs):
        index.refresh()
        matches = ask(query, person, **kwargs).matches
        titles = SearchEntry.objects.in_bulk([match.entry for match in matches])
        return [titles[match.entry].title for match in matches]

    return found


@pytest.fixture
def city(site_skeleton):
    """A few things, with words that people misspell."""
    module(
        "Pictures that all can see",
        step("Alt text", says("Make every picture accessible on Instagram.")),
        step("Captions", says("Facebook and LinkedIn make them for you.")),
        summary="Community photographs, described.",
    )
    module("Answering people well", step("First", says("Reply by e-mail.")))
    CafePageFactory(title="When someone is cross", summary="Social media, and tea.")
    index.refresh()


class TestForgiving:
    @pytest.mark.parametrize(
        ("typed", "title"),
        [
            ("instagram", "Alt text"),
            ("instgram", "Alt text"),
            ("Instragram", "Alt text"),
            ("insta", "Alt text"),
            ("facebok", "Captions"),
            ("face book", "Captions"),
            ("linked in", "Captions"),
            ("accesible", "Alt text"),
            ("acessible picture", "Alt text"),
            ("accessibility", "Alt text"),
            ("comunity", "Pictures that all can see"),
            ("answer", "Answering people well"),
            ("answers", "Answering people well"),
            ("anwsering", "Answering people well"),
            ("replies", "First"),
            ("email", "First"),
            ("e mail", "First"),
            ("cafe", "When someone is cross"),
            ("Café", "When someone is cross"),
            ("socialmedia", "When someone is cross"),
        ],
    )
    def test_however_it_is_spelt_it_is_found(self, city, found, typed, title):
        assert title in found(typed)

    def test_a_correction_is_told_and_can_be_refused(self, city):
        answer = ask("instgram", NOBODY)
        assert [(t.typed, t.shown) for t in answer.terms] == [("instgram", "instagram")]
        assert answer.is_corrected
        refused = ask("instgram", NOBODY, as_typed=True)
        assert (refused.matches, refused.near) == ([], ["instagram"])

    def test_two_words_taken_for_one_are_told(self, city):
        answer = ask("face book", NOBODY)
        assert [term.shown for term in answer.terms] == ["facebook"]
        assert answer.is_corrected

    def test_what_is_there_is_corrected_to_nothing(self, city):
        assert not ask("picture", NOBODY).is_corrected
        assert not ask("insta", NOBODY).is_corrected

    def test_a_short_word_is_not_guessed_at(self, city):
        assert ask("tae", NOBODY).matches == []

    @pytest.mark.parametrize("query", ["", "?!", "😀", "how do I", "''", "* - +"])
    def test_a_query_without_a_word_has_no_terms(self, city, query):
        answer = ask(query, NOBODY)
        assert (answer.terms, answer.matches) == ([], [])


class TestOrder:
    def test_a_title_tells_more_than_a_summary_and_that_than_the_rest(self, found):
        module("Bread", step("S1", says("Jam.")), summary="Butter.")
        module("Honey", step("S2", says("Bread.")), summary="Bread.")
        assert found("bread") == ["Bread", "Honey", "S2"]

    def test_all_words_must_stand_in_it_or_beside_it(self, found):
        module("Teapots", step("Warm it", says("Pour water.")))
        module("Kettles", step("Boil it", says("Pour water.")))
        assert found("pour teapot") == ["Warm it"]

    def test_what_only_stands_beside_it_finds_nothing(self, found):
        module("Teapots", step("Warm it", says("Pour water.")))
        assert found("teapots") == ["Teapots"]

    def test_where_nothing_has_all_of_them_most_is_best(self, site_skeleton, found):
        module("Tea", step("S1", says("Milk and sugar.")))
        module("Coffee", step("S2", says("Milk.")))
        assert found("milk sugar unicorn") == ["S1"]
        assert ask("milk sugar unicorn", NOBODY).has_only_some
        assert not ask("milk sugar", NOBODY).has_only_some

    def test_equals_stand_by_place_then_title(self, found):
        module("B", step("B2", says("Tea")), step("B1", says("Tea")))
        module("A", step("A1", says("Tea")))
        assert found("tea") == ["A1", "B2", "B1"]

    def test_no_more_than_twelve_words_are_looked_for(self, city):
        answer = ask("picture " * 13, NOBODY)
        assert answer.is_cut
        assert len(answer.terms) == 12


ROLES = ["nobody", "colleague", "champion", "organiser", "access-team", "editor"]


@pytest.fixture
def reader(site_skeleton):
    """A function that gives somebody in a role, or who is not signed in."""

    def reader(role):
        if role == "nobody":
            return NOBODY
        person = PersonFactory(is_superuser=role == "superuser")
        if role in ("champion", "organiser", "access-team"):
            AppointmentFactory(person=person, service=person.service, role=role)
        if role == "editor":
            person.groups.set(Group.objects.filter(name__in=[EDITORS, MODERATORS]))
        return person

    return reader


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
class TestReadable:
    """Nobody finds what the page itself would not show to anybody."""

    def test_what_was_never_published_is_not_found(self, reader, found, role):
        draft = ModulePage(title="Zebra", live=False, summary="Zebra")
        ModuleIndexPage.objects.get().add_child(instance=draft)
        draft.save_revision()
        assert found("zebra", reader(role)) == []

    def test_a_change_that_is_not_published_is_not_found(self, reader, found, role):
        page = module("Donkey", step("S", says("Grey.")))
        page.title = "Zebra"
        page.save_revision()
        assert found("zebra", reader(role)) == []
        assert found("donkey", reader(role)) == ["Donkey"]

    def test_what_is_unpublished_is_not_found_at_once(self, reader, found, role):
        page = module("Zebra", step("Stripes", says("Zebra.")))
        cafe = CafePageFactory(title="Zebra café")
        SessionFactory(cafe=cafe, venue=VenueFactory(name="Zebra house"))
        assert len(found("zebra")) == 4
        # Whatever the index still says.
        ModulePage.objects.filter(pk=page.pk).update(live=False)
        CafePage.objects.filter(pk=cafe.pk).update(live=False)
        assert SearchEntry.objects.filter(title="Zebra").exists()
        assert ask("zebra", reader(role)).matches == []

    def test_a_page_closed_in_wagtail_is_not_found(self, reader, found, role):
        page = module("Zebra", step("Stripes", says("Zebra.")))
        cafe = CafePageFactory(title="Zebra café")
        SessionFactory(cafe=cafe, venue=VenueFactory(name="Zebra house"))
        for closed in (page, cafe):
            PageViewRestriction.objects.create(
                page=closed, restriction_type="password", password="secret"
            )
        assert found("zebra", reader(role)) == []

    def test_what_lies_below_a_closed_page_is_not_found(self, reader, found, role):
        module("Zebra")
        PageViewRestriction.objects.create(
            page=ModuleIndexPage.objects.get(), restriction_type="login"
        )
        assert found("zebra", reader(role)) == []

    def test_sessions_cancelled_begun_or_over_are_not_found(self, reader, found, role):
        venue = VenueFactory(name="Zebra house")
        now = timezone.now()
        SessionFactory(venue=venue, cancelled=True)
        coming = SessionFactory(venue=venue)
        index.refresh()
        assert len(ask("zebra", reader(role)).matches) == 1
        assert ask("zebra", reader(role), coming.starts_at).matches == []
        Session.objects.filter(pk=coming.pk).update(starts_at=now)
        assert ask("zebra", reader(role)).matches == []

    def test_people_are_not_searched(self, reader, found, role):
        host = PersonFactory(name="Zebra Quixote", known_as="Zebra")
        SessionFactory(hosts=[host], link="https://meet.example/zebra", venue=None)
        assert found("zebra quixote", reader(role)) == []

    def test_answers_and_replies_are_not_searched(self, reader, found, role):
        module("Donkeys", step("S", check()))
        options = check()["value"]["options"]
        assert options
        for option in options:
            words = option["value"]["text"] + " " + option["value"]["feedback"]
            answer = found(words, reader(role), as_typed=True)
            assert answer == []


class TestMembersOnly:
    def test_a_module_for_colleagues_is_found_by_them_alone(self, reader, found):
        module("Zebra", step("Stripes", says("Zebra.")), is_public=False)
        assert found("zebra") == []
        assert found("zebra", reader("colleague")) == ["Zebra", "Stripes"]

    def test_no_correction_tells_a_word_of_it(self, reader, found):
        module("Redundancies", is_public=False)
        index.refresh()
        for query in ("redundancees", "redund", "re dundancies"):
            answer = ask(query, NOBODY)
            assert not answer.is_corrected
            assert (answer.matches, answer.near) == ([], [])
            assert ask(query, reader("colleague")).matches


class TestSessions:
    def test_one_is_found_by_day_place_and_café(self, site_skeleton):
        session = SessionFactory(
            cafe=CafePageFactory(title="When cross"),
            venue=VenueFactory(name="Calverley House"),
        )
        index.refresh()
        day = timezone.localtime(session.starts_at)
        for query in ("calverly", f"{day:%A}", f"{day:%B}", "calverley cross"):
            answer = ask(query, NOBODY)
            assert [match.kind for match in answer.matches] == ["session"], query

    def test_the_name_of_its_café_finds_the_café_alone(self, found):
        SessionFactory(cafe=CafePageFactory(title="When cross"))
        assert found("cross") == ["When cross"]

    def test_the_soonest_is_first(self, site_skeleton):
        venue = VenueFactory(name="Calverley House")
        late = SessionFactory(
            venue=venue, starts_at=timezone.now() + timedelta(days=60)
        )
        soon = SessionFactory(venue=venue)
        index.refresh()
        sources = [match.source for match in ask("calverley", NOBODY).matches]
        assert sources == [soon.pk, late.pk]


class TestWordsThatAreRight:
    def test_a_short_word_is_not_taken_for_another(self, found):
        module("Look at it", step("S1", says("Look.")))
        assert found("loop") == []
        assert ask("loop", NOBODY).near == ["look"]
        assert not ask("loop", NOBODY).is_corrected

    def test_how_one_gets_about_in_a_room_is_found(self, found):
        venue = VenueFactory(access="Level. Hearing loop in the room.")
        SessionFactory(venue=venue)
        assert len(found("hearing loop")) == 1
        assert not ask("hearing loop", NOBODY).has_only_some


class TestPagesOfTheSite:
    def titles(self, query, person=NOBODY):
        return [str(page.title) for page in ask(query, person).site_pages]

    def test_anyone_finds_the_notices_by_their_own_words(self, site_skeleton):
        assert self.titles("privacy") == ["What we keep about you"]
        assert self.titles("who can see") == ["What we keep about you"]
        assert self.titles("screen reader") == ["Accessibility statement"]

    @pytest.mark.parametrize(
        ("query", "title"),
        [
            ("certificate", "My record and certificates"),
            ("unsubscribe", "Which messages you get"),
            ("help", "Help"),
        ],
    )
    def test_what_is_ones_own_is_found_by_who_is_signed_in(
        self, site_skeleton, query, title
    ):
        assert title in self.titles(query, PersonFactory())
        assert self.titles(query) == []

    def test_they_come_before_what_has_only_some_of_the_words(self, found):
        module("Notice", step("S1", says("A board.")))
        assert found("privacy notice") == []
        assert self.titles("privacy notice") == ["What we keep about you"]
        assert not ask("privacy notice", NOBODY).has_only_some
