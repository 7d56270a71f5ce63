"""The search page: groups, what was corrected, nothing found, whatever was typed."""

import logging
import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from wagtail.models import Site

import pytest

from home.models import SiteContact
from home.search import index
from home.search.models import SearchEntry
from learning import progress
from tests.cafes.factories import BookingFactory, CafePageFactory, SessionFactory
from tests.learning.factories import ModulePageFactory, do_all, step, text
from tests.people.factories import AppointmentFactory, PersonFactory
from tests.queries import assert_steady_queries

pytestmark = pytest.mark.usefixtures("site_skeleton")


@pytest.fixture
def sam(db):
    return PersonFactory(name="Sam Okonkwo-Whitfield")


@pytest.fixture
def read(client):
    """Search by the address; gives the words of the page, on one line."""

    def read(query=None, **more):
        asked = {} if query is None else {"q": query}
        response = client.get(reverse("search"), {**asked, **more})
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return read


@pytest.fixture
def tea(db):
    """A module, two steps and a café with a session, all of tea."""
    module = ModulePageFactory(
        title="Tea",
        steps=[step("Pour", text("<p>Tea & <b>milk</b>.</p>")), step("Tea", text())],
    )
    cafe = CafePageFactory(title="Tea at four", follows=[module])
    SessionFactory(cafe=cafe)
    index.refresh()
    return module


def main(page):
    """What stands between the header and the footer."""
    return page.split("<main")[1].split("</main>")[0]


class TestGroups:
    def test_each_says_how_many_and_leads_to_what_was_found(self, read, tea):
        page = read("tea")
        assert "Four results for “tea”" in page
        for heading in ("Modules: one", "Steps: two", "Cafés: one"):
            assert heading in page
        assert f'href="{tea.url}"><mark>Tea</mark></a>' in page
        assert f'href="{tea.url}pour/"' in page
        assert "In “Tea”" in page
        assert "<mark>Tea</mark> &amp; milk." in page
        assert "<mark>Tea</mark> at four" in page
        assert "Next:" in page
        assert "12 places left" in page or "Twelve places left" in page

    def test_a_few_are_shown_and_all_of_a_group_by_its_address(self, read):
        ModulePageFactory(steps=[step(f"Tea {n}", text()) for n in range(1, 26)])
        index.refresh()
        page = read("tea")
        assert page.count("<h3>") == 5
        assert "See all 25" in page
        address = "/search/?q=tea&amp;in=steps"
        assert f'href="{address}"' in page
        first = read("tea", **{"in": "steps"})
        assert first.count("<h3>") == 20
        assert f'href="{address}&amp;page=2"' in first
        assert "See all that was found" in first
        second = read("tea", **{"in": "steps", "page": "2"})
        assert second.count("<h3>") == 5
        assert read("tea", **{"in": "steps", "page": "99"}).count("<h3>") == 5
        assert read("tea", **{"in": "steps", "page": "x"}).count("<h3>") == 20

    def test_an_unknown_group_is_all_of_them(self, read, tea):
        assert "Modules: one" in read("tea", **{"in": "people"})

    def test_instead_of_an_empty_group_all_is_shown(self, read, tea):
        page = read("milk", **{"in": "cafes"})
        assert "Steps: one" in page
        assert "See all that was found" not in page

    def test_signed_in_one_sees_how_far_one_is(self, client, sign_in, read, sam, tea):
        enrolment = progress.begin(sam, tea)
        do_all(enrolment, steps=1)
        progress.arrive(enrolment, enrolment.module.steps[1])
        sign_in(client, sam)
        page = read("tea")
        assert "Step 2 of 2" in page
        assert "Finished" in page
        assert "You are here" in page

    def test_signed_out_nothing_is_said_of_progress(self, read, tea):
        assert "Not started" not in read("tea")

    def test_one_sees_ones_own_place(self, client, sign_in, read, sam, tea):
        session = SessionFactory(cafe=CafePageFactory(title="Coffee"))
        BookingFactory(session=session, person=sam)
        index.refresh()
        sign_in(client, sam)
        assert "You have a place" in read("coffee")

    def test_a_step_that_is_gone_since_is_left_out(self, read, tea):
        SearchEntry.objects.filter(kind="step", title="Pour").update(part="gone")
        page = read("tea")
        assert "Pour" not in page
        assert "<mark>Tea</mark>" in page


class TestCorrected:
    def test_it_says_what_it_made_of_it_and_how_to_refuse(self, read):
        ModulePageFactory(title="Instagram", steps=[])
        index.refresh()
        page = read("instgram")
        assert "Showing results for <strong>instagram</strong>." in page
        assert 'href="/search/?q=instgram&amp;as=typed"' in page
        assert "One result for “instagram”" in page
        assert 'value="instgram"' in page
        refused = read("instgram", **{"as": "typed"})
        assert "Nothing found for “instgram”" in refused
        assert 'href="/search/?q=instagram">instagram</a>' in refused

    def test_it_says_when_nothing_has_all_of_the_words(self, read, tea):
        assert "Nothing has all of these words." in read("tea unicorn")
        assert "Nothing has all" not in read("tea pour")

    def test_it_says_when_it_was_too_much(self, read, tea):
        assert "We looked for the first twelve." in read("tea " * 13)


class TestNothingFound:
    def test_it_names_the_champion(self, client, sign_in, read, sam):
        AppointmentFactory(
            person__name="Priya Raman", person__known_as="Priya", service=sam.service
        )
        sign_in(client, sam)
        page = read("unicorn")
        assert "Nothing found for “unicorn”" in page
        assert "Your champion" in page
        assert ">Ask Priya</a>" in page

    def test_signed_out_it_names_the_access_team(self, read):
        SiteContact.objects.create(
            site=Site.objects.get(), team="digital access team", phone="0113 496 0182"
        )
        page = main(read("unicorn"))
        assert "Ring the digital access team on" in page
        assert "0113 496 0182" in page
        assert "/sign-in/?next=/search/%3Fq%3Dunicorn" in page

    def test_signed_out_with_nobody_named_it_stands_all_the_same(self, read):
        assert "Sign in to ask yours" in read("unicorn")

    def test_it_offers_what_is_near_and_a_way_on(self, read):
        ModulePageFactory(title="Photographs", steps=[])
        index.refresh()
        page = main(read("photografer", **{"as": "typed"}))
        assert "Perhaps you meant" in page
        assert 'href="/modules/"' in page


ODD = [
    "x",
    "a" * 300,
    "tea " * 75,
    "?!…",
    "'\"`",
    '"tea"',
    "tea*",
    'NEAR("tea" "milk", 2)',
    "tea AND NOT milk OR -tea",
    "title:tea ^tea {tea} tea:*",
    "'; DROP TABLE home_searchword; --",
    "% _ \\",
    "tea & | ! <-> milk",
    "😀🫖",
    "tea\0tea",
    "<script>alert('tea')</script>",
    "{{ 7|add:7 }} {% url 'x' %}",
    "ﬁle ① ｔｅａ",
    "شاي",
    "茶",
    "\u202etea",
    "-",
    "--tea--",
    "’tea’s",
]


class TestWhateverIsTyped:
    @pytest.mark.parametrize("query", ODD)
    @pytest.mark.parametrize("more", [{}, {"as": "typed"}, {"in": "steps"}])
    def test_it_gets_an_answer(self, read, tea, query, more):
        page = main(read(query, **more))
        assert re.search("results? for|Nothing found for", page)
        assert "<script" not in page
        assert "14" not in page.split("</h1>")[0]

    def test_it_is_escaped_wherever_it_is_repeated(self, read, tea):
        page = main(read('"><img src=x onerror=1>'))
        assert "<img" not in page
        assert 'value="&quot;&gt;&lt;img' in page

    def test_so_is_what_was_found(self, read):
        ModulePageFactory(title="Tea <b>&</b>", summary="<i>tea</i>", steps=[])
        index.refresh()
        page = read("tea")
        assert "<mark>Tea</mark> &lt;b&gt;&amp;&lt;/b&gt;" in page
        assert "&lt;i&gt;" not in page or "<i>" not in main(page)

    @pytest.mark.parametrize("query", [None, "", "   "])
    def test_nothing_typed_says_what_can_be_found(self, read, query):
        page = main(read(query))
        assert "A word or two is enough" in page
        assert "Nothing found" not in page

    def test_one_letter_is_told_to_be_too_little(self, read):
        assert "One letter is too little to go by." in read("q")

    def test_one_letter_that_is_a_platform_is_found(self, read):
        ModulePageFactory(title="Short and calm", about="x", steps=[])
        index.refresh()
        assert "Short and calm" in read("x")

    def test_a_long_query_is_not_repeated_in_full(self, read):
        page = read("unicorn" * 40)
        assert page.count("…”") == 2
        assert "unicorn" * 40 not in page.split("<main")[0]

    def test_it_is_a_get_only(self, client):
        assert client.post(reverse("search"), {"q": "tea"}).status_code == 405

    def test_none_of_it_is_in_the_log(self, read, tea, caplog):
        with caplog.at_level(logging.DEBUG):
            read("unicorn")
            read("instgram", **{"in": "steps"})
        logged = [r for r in caplog.records if r.name != "django.db.backends"]
        assert not any("unicorn" in record.getMessage() for record in logged)


class TestCost:
    def search(self, client, query):
        return lambda: client.get(reverse("search"), {"q": query})

    @pytest.mark.parametrize("query", ["tea", "teaa pott", "kettl"])
    def test_it_does_not_grow_with_what_is_found(self, client, sign_in, sam, query):
        def add_rows(count):
            for _number in range(count):
                module = ModulePageFactory(
                    title="Tea pot", steps=[step("Tea pot", text())]
                )
                progress.begin(sam, module)
                cafe = CafePageFactory(title="Tea pot", follows=[module])
                hosts = [PersonFactory()]
                SessionFactory(cafe=cafe, room="Kettle", hosts=hosts)
            index.refresh()

        sign_in(client, sam)
        assert_steady_queries(add_rows, self.search(client, query))

    def test_it_is_quick_among_many(self, client, sign_in, sam):
        body = text(f"<p>{' '.join(f'word{n} tea pot' for n in range(60))}.</p>")
        for number in range(40):
            steps = [step(f"Tea {number} {n}", body) for n in range(6)]
            ModulePageFactory(steps=steps)
        cafe = CafePageFactory()
        for days in range(1, 200):
            SessionFactory(
                cafe=cafe, starts_at=timezone.now() + timedelta(days=days), room="Tea"
            )
        index.refresh()
        sign_in(client, sam)
        began = timezone.now()
        for query in ("tea pot", "teaa pott wrod7", "nothing like it"):
            assert self.search(client, query)().status_code == 200
        # A second each, on a machine that is busy with other things.
        assert timezone.now() - began < timedelta(seconds=3)


class TestField:
    @pytest.mark.parametrize("path", ["/", "/modules/", "/search/", "/privacy/"])
    def test_it_stands_in_the_header(self, client, path):
        header = client.get(path).content.decode().split("</header>")[0]
        assert 'role="search" method="get" action="/search/"' in header

    def test_it_stands_in_the_library_and_on_pages_that_are_not_there(self, client):
        ModulePageFactory()
        for path in ("/modules/", "/no-such-page/"):
            page = client.get(path).content.decode()
            assert 'role="search"' in main(page)

    def test_each_on_a_page_has_its_own_name(self, client):
        ModulePageFactory()
        page = client.get("/modules/").content.decode()
        names = re.findall(r'role="search"[^>]*aria-label="([^"]+)"', page)
        assert len(names) == len(set(names)) == 2

    def test_what_one_finds_is_kept_by_no_cache(self, client, sign_in, sam):
        response = sign_in(client, sam).get(reverse("search"), {"q": "tea"})
        assert "no-store" in response["Cache-Control"]


def test_a_page_of_the_site_is_found_where_nothing_else_is(read):
    page = main(read("privacy"))
    assert "One result for “privacy”" in page
    assert "Pages of this site" in page
    assert f'href="{reverse("privacy")}"' in page
