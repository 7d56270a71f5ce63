"""Finding people in a team: by name, by how far they are, by service; in which order;
what the totals say; and that a list says what the pages of a module say."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from champions import asking
from champions.choice import Choice, Sort
from champions.narrowing import STOPPED_AFTER, Show
from champions.team import PEOPLE_ON_A_PAGE, TeamPage
from learning import progress, standing
from learning.models import Enrolment, ModulePage, StepRecord
from learning.outline import outline_of
from people.models import User
from tests.learning.factories import (
    AssignmentFactory,
    CompletionFactory,
    ModulePageFactory,
)
from tests.people.factories import PersonFactory, ServiceFactory
from tests.queries import assert_steady_queries

NOW = timezone.now()
LONG_AGO = NOW - timedelta(weeks=10)


@pytest.fixture
def team(libraries, site_skeleton):
    """Sam stopped long ago in one module, Tom has finished it, Bernadette was asked,
    Marcus is under way and has asked for help; in the other nobody is."""
    libraries.module, libraries.other = ModulePageFactory(), ModulePageFactory()
    progress.begin(libraries.sam, libraries.module, LONG_AGO)
    CompletionFactory(person=libraries.tom, module=libraries.module, at=NOW)
    AssignmentFactory(person=libraries.bernadette, module=libraries.module)
    progress.begin(libraries.marcus, libraries.module)
    asking.ask(libraries.marcus, "Help", module=libraries.module)
    return libraries


def shown(team, viewer=None, **sent):
    page = TeamPage(viewer or team.priya, team.service, chosen(**sent))
    return [person.called for person in page.page]


def chosen(**sent):
    return Choice.of(QueryDict(urlencode(sent, doseq=True)))


@pytest.mark.parametrize(
    ("how", "names"),
    [
        ("not-asked", ["Priya"]),
        ("not-started", ["Bernadette"]),
        ("under-way", ["Marcus"]),
        ("stopped", ["Sam"]),
        ("finished", ["Tom"]),
        ("help", ["Marcus"]),
        ("nonsense", ["Bernadette", "Marcus", "Priya", "Sam", "Tom"]),
    ],
)
def test_how_far_somebody_is(team, how, names):
    assert shown(team, how=how) == names


def test_how_far_means_the_modules_that_were_ticked(team):
    assert shown(team, how="stopped", module=team.other.pk) == []
    assert shown(team, how="not-asked", module=team.other.pk) == shown(team)
    both = [team.other.pk, team.module.pk]
    assert shown(team, how="stopped", module=both) == ["Sam"]


def test_who_asked_for_help_is_found_by_those_alone_whom_it_reached(team):
    assert shown(team, viewer=team.tom, how="help") == []


@pytest.mark.parametrize("typed", ["wojcik", " WÓJCIK ", "mei w", "Mei-Lin", "lin"])
def test_a_name_is_found_as_one_types_it(team, typed):
    PersonFactory(name="Mei-Lin Wójcik", known_as="Mei", service=team.service)
    assert shown(team, name=typed) == ["Mei"]


def test_the_middle_of_a_name_is_not_looked_for(team):
    assert shown(team, name="am") == []


def test_a_service_below_is_chosen_and_one_elsewhere_is_not(team):
    below = ServiceFactory(name="Compton", parent=team.service)
    PersonFactory(name="Ada Low", service=below)
    team.service.refresh_from_db()
    assert shown(team, below=below.slug) == ["Ada"]
    elsewhere = ServiceFactory()
    PersonFactory(service=elsewhere)
    assert len(shown(team, below=elsewhere.slug)) == 6


def test_the_orders_begin_with_somebody_to_speak_to(team):
    User.objects.update(joined_on=NOW.date() - timedelta(days=100))
    User.objects.filter(pk=team.tom.pk).update(joined_on=NOW.date())
    progress.begin(team.priya, team.other, LONG_AGO - timedelta(days=3))
    assert shown(team, sort="stopped")[:3] == ["Priya", "Sam", "Bernadette"]
    assert shown(team, sort="joined")[0] == "Tom"
    assert shown(team, sort="finished") == shown(team)
    assert {sort.value for sort in Sort} == {"", "service", "stopped", "joined"}


def test_the_totals_are_in_words_and_of_the_whole_team(team):
    people = TeamPage(team.priya, team.service, chosen(name="sam")).people
    assert people.totals.sentence == (
        "Of five people one has finished at least one module. One stopped part way "
        "three weeks ago or more. One finished one in the last two weeks. One was "
        "asked to do one that is still open."
    )
    assert people.sentence == "One person: called “sam”."
    assert [number for _show, number, *_more in people.ways] == [1, 1, 0, 0, 1]


def test_of_one_person_nothing_is_counted(team):
    alone = ServiceFactory(parent=team.service)
    PersonFactory(service=alone)
    assert TeamPage(team.priya, alone).people.totals.sentence == ""


def test_only_modules_with_something_to_say_are_shown_unless_some_are_ticked(team):
    page = TeamPage(team.priya, team.service)
    assert [one.pk for one in page.matrix.modules] == [team.module.pk]
    assert page.matrix.left_out == (
        "Shown is the one module, out of two, that somebody here was asked to do or "
        "has begun."
    )
    ticked = TeamPage(team.priya, team.service, chosen(module=team.other.pk)).matrix
    assert [one.pk for one in ticked.modules] == [team.other.pk]
    sam = next(row for row in ticked.rows if row.person == team.sam)
    assert sam.cells[0].is_quiet
    assert sam.summary == "0 of 1 finished"


def test_nobody_is_said_with_a_way_back(client, sign_in, team):
    sign_in(client, team.priya)
    page = client.get("/team/libraries/?name=nobody&how=stopped").content.decode()
    assert "Nobody in this team fits all of that." in page
    assert "Nobody: called “nobody”; stopped part way." in page
    assert "Show everybody" in page


def test_the_table_has_headers_a_caption_and_labels(client, sign_in, team):
    sign_in(client, team.priya)
    page = BeautifulSoup(client.get("/team/libraries/").content, "html.parser")
    table = page.select_one("table")
    assert table.caption.get_text() == "Modules by person. People 1 to 5 of 5."
    assert [th["scope"] for th in table.select("thead th")] == ["col", "col"]
    assert {th["scope"] for th in table.select("tbody th")} == {"row"}
    done = table.select_one(".soc-state--done")
    assert done["data-label"] == team.module.title
    shape = page.select_one(done.use["href"])
    assert shape.name == "symbol"


def test_the_choice_goes_along_and_one_comes_back_to_it(client, sign_in, team):
    sign_in(client, team.priya)
    kept = "?name=sam&sort=stopped"
    person = reverse("team_person", args=["libraries", team.sam.pk])
    page = client.get(f"/team/libraries/{kept}").content.decode()
    assert f'href="{person}?name=sam&amp;sort=stopped"' in page
    assert f'href="/team/libraries/{kept}"' in client.get(
        f"{person}{kept}"
    ).content.decode().replace("&amp;", "&")
    marked = client.post(f"{person}mark/{kept}", {"kind": "spoken-to"})
    assert marked.url.startswith(f"/team/libraries/{kept}&marked=")
    nobody = client.post(f"/team/libraries/ask/{kept}")
    assert nobody.url == f"/team/libraries/{kept}#said-list"


@pytest.mark.parametrize(
    "query", ["module=x&module=" + "9" * 30, "page=%00", "name=%00a", "below=%00&how=q"]
)
def test_an_address_that_makes_no_sense_shows_the_team(client, sign_in, team, query):
    sign_in(client, team.priya)
    assert client.get(f"/team/libraries/?{query}").status_code == 200


def test_a_list_says_of_each_what_the_module_says(libraries, site_skeleton):
    """learning/standing.py and learning/state.py, in every kind of place to be."""
    module = ModulePageFactory()
    first, second, third = outline_of(module).steps
    for here, done in (
        (None, []),
        (second.id, []),
        (first.id, [first.id]),
        (third.id, [third.id]),
        (third.id, [second.id, third.id]),
        (uuid4(), [first.id]),
        (third.id, [first.id, second.id, third.id]),
        (second.id, [first.id, uuid4()]),
    ):
        enrolment = Enrolment.objects.create(
            person=PersonFactory(), module=module, current_step=here
        )
        for step in done:
            StepRecord.objects.create(enrolment=enrolment, step=step, done_at=NOW)
    CompletionFactory(module=module)
    people = list(User.objects.all())
    version = (module.pk, module.translation_key, module.live_revision_id)
    ids = [person.pk for person in people]
    found = {
        one.person: (one.step, one.steps)
        for one in standing.under_way(ids, [version], NOW - STOPPED_AFTER)
    }
    states = progress.states_of(people, ModulePage.objects.filter(pk=module.pk))
    for (person, _module), state in states.items():
        if state.state == "now":
            step = state.next_step
            assert found.pop(person) == (step and step.number, state.total)
    assert not found


def test_a_step_that_an_editor_adds_counts_from_then_on(team):
    def words():
        page = TeamPage(team.priya, team.service, chosen(name="sam"))
        return page.rows[0].cells[0].words

    assert words().startswith("Step 1 of 3")
    module = ModulePage.objects.get(pk=team.module.pk)
    module.steps.append(("step", {**module.steps[0].value, "slug": "one-more"}))
    module.save_revision().publish()
    assert words().startswith("Step 1 of 4")


def test_a_page_of_a_large_team_stays_small(client, sign_in, team):
    """As many modules as there may be, each with something to say of everybody."""
    people = [
        PersonFactory(service=team.service, name=f"Anna Long-Name {number:02}")
        for number in range(PEOPLE_ON_A_PAGE)
    ]
    modules = [
        ModulePageFactory(title=f"Posts that everyone can read, part {number}")
        for number in range(38)
    ]
    Enrolment.objects.bulk_create(
        Enrolment(person=person, module=module, seen_at=LONG_AGO)
        for person in people
        for module in modules[::2]
    )
    sign_in(client, team.priya)
    answer = client.get("/team/libraries/")
    assert "Anna Long-Name 19" in answer.content.decode()
    assert len(answer.content) < 150_000


def test_finding_costs_the_same_for_ten_as_for_a_hundred(client, sign_in, team):
    sign_in(client, team.priya)
    sent = {
        "name": "zed",
        "how": "stopped",
        "sort": "stopped",
        "module": team.module.pk,
    }
    addresses = [
        f"/team/libraries/?{urlencode(sent)}",
        "/team/libraries/list.csv",
        "/team/libraries/list.xlsx",
    ]

    def add(count):
        people = [
            PersonFactory(name="Zed Low", service=team.service)
            for _number in range(count * 10)
        ]
        Enrolment.objects.bulk_create(
            Enrolment(person=person, module=team.module, seen_at=LONG_AGO)
            for person in people
        )
        get_all()  # that somebody looked is written for each, once a day

    def get_all():
        for address in addresses:
            client.get(address).getvalue()

    assert_steady_queries(add, get_all)


def test_each_way_counts_whom_it_shows_within_what_was_found(team):
    for show in Show:
        page = TeamPage(
            team.priya, team.service, chosen(show=show.value, how="stopped")
        )
        assert page.people.number == len(list(page.page))
