"""The list of a team as a file: what it holds, for whom, and that text stays text."""

import codecs
import csv
import zipfile
from io import BytesIO, StringIO

from django.urls import reverse
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from learning import progress
from tests.learning.factories import (
    AssignmentFactory,
    CompletionFactory,
    ModulePageFactory,
)
from tests.people.factories import AppointmentFactory, PersonFactory

FORMULA = '=HYPERLINK("https://evil.example","Sam")'
NAMES = ["team_csv", "team_xlsx"]


@pytest.fixture
def module(site_skeleton):
    return ModulePageFactory(title="Facebook, and you")


def get(client, name, query=""):
    return client.get(reverse(name, args=["libraries"]) + query)


def table(client, query=""):
    content = get(client, "team_csv", query).getvalue()
    assert content.startswith(codecs.BOM_UTF8)
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_of(content):
    """Each cell of the first sheet as (how it is kept, its text); and all the XML."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    cells = BeautifulSoup(xml.partition("?>")[2], "html.parser").find_all("c")
    return [(cell["t"], cell.get_text()) for cell in cells], xml


def test_each_state_is_in_words_with_its_day(client, sign_in, libraries, module):
    today = timezone.localdate().isoformat()
    progress.begin(libraries.sam, module)
    CompletionFactory(person=libraries.tom, module=module, at=timezone.now())
    AssignmentFactory(person=libraries.bernadette, module=module)
    sign_in(client, libraries.priya)
    heading, *rows = table(client)
    assert heading == ["Name", "Service", "Job title", "Facebook, and you"]
    assert {row[0].split()[0]: row[3] for row in rows} == {
        "Bernadette": f"Not started, asked on {today}",
        "Marcus": "Not asked",
        "Priya": "Not asked",
        "Sam": f"Step 1 of 3, last in it {today}",
        "Tom": f"Finished {today}",
    }
    assert {row[1] for row in rows} == {"Libraries"}


def test_it_holds_whom_the_page_shows(client, sign_in, libraries, module):
    other = ModulePageFactory(title="Other")
    progress.begin(libraries.sam, module)
    sign_in(client, libraries.priya)
    query = f"?how=under-way&module={module.pk}&page=7"
    heading, *rows = table(client, query)
    assert other.title not in heading
    assert [row[0] for row in rows] == [libraries.sam.name]
    cells, _xml = sheet_of(get(client, "team_xlsx", query).content)
    assert [text for _kind, text in cells][4] == libraries.sam.name


def test_nothing_becomes_a_formula(client, sign_in, libraries, module):
    PersonFactory(name=FORMULA, job_title="+44", service=libraries.service)
    ModulePageFactory(title="@SUM(1)")
    sign_in(client, libraries.priya)
    rows = table(client)
    assert rows[0][4] == "'@SUM(1)"
    assert any(row[0] == f"'{FORMULA}" for row in rows)
    cells, xml = sheet_of(get(client, "team_xlsx").content)
    assert ("inlineStr", FORMULA) in cells
    assert {kind for kind, _text in cells} == {"inlineStr"}
    assert "<f>" not in xml
    assert "hyperlink" not in xml.lower().replace(FORMULA.lower(), "").replace(
        "=hyperlink(", ""
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_file_with_a_name_that_no_cache_keeps(
    client, sign_in, libraries, module, name
):
    sign_in(client, libraries.priya)
    answer = get(client, name)
    ending = name.removeprefix("team_")
    today = timezone.localdate().isoformat()
    said = f'attachment; filename="libraries-{today}.{ending}"'
    assert answer.headers["Content-Disposition"] == said
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("name", NAMES)
def test_only_who_may_see_the_team_takes_it_away(
    client, sign_in, libraries, module, name
):
    organiser = AppointmentFactory(service=libraries.council, organiser=True).person
    for person in (libraries.sam, organiser, PersonFactory(is_superuser=True)):
        sign_in(client, person)
        assert get(client, name).status_code == 403
    assert client.get(f"/team/nowhere/list.{name[5:]}").status_code == 404


def test_a_team_with_nobody_in_it_is_a_heading(client, sign_in, libraries, module):
    sign_in(client, libraries.priya)
    assert len(table(client, "?name=nobody")) == 1
