"""The page that an information-governance lead reads is what the code says."""

import dataclasses
import re
import zipfile
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command

import pytest

from home.what_is_kept import as_markdown
from people import kept_about, retention
from people.who_sees_what import TABLE
from tests.people.factories import PersonFactory

DOCS = settings.BASE_DIR / "docs"
PAGES = ["information-governance", "impact-assessment", "the-organisations-parts"]


def test_the_page_in_docs_is_what_the_code_says(tmp_path):
    call_command("write_what_is_kept", tmp_path / "page.md", verbosity=0)
    written = (tmp_path / "page.md").read_text()
    assert (DOCS / "what-is-kept.md").read_text() == written, (
        "Run `manage.py write_what_is_kept`, and read what has changed."
    )


def test_every_table_about_people_and_every_rule_stands_in_it():
    page = as_markdown()
    assert [row for row in kept_about.ABOUT if f"(`{row}`)" not in page] == []
    assert [rule for rule in retention.RULES if f"| `{rule}` |" not in page] == []
    assert page.count("- **Why:**") == len(TABLE)


def test_another_time_is_another_page(monkeypatch):
    before = as_markdown()
    rule = retention.RULES["people.looks"]
    longer = dataclasses.replace(rule, after=timedelta(days=5 * 365))
    monkeypatch.setitem(retention.RULES, "people.looks", longer)
    assert as_markdown() != before


@pytest.mark.django_db
def test_the_command_for_somebody_who_has_left_makes_their_file(tmp_path, monkeypatch):
    PersonFactory(email="sam@aireford.example", left=True)
    page = (DOCS / "information-governance.md").read_text()
    monkeypatch.chdir(tmp_path)
    exec(re.search(r'shell -c "(.*)"', page)[1])  # noqa: S102 (our own document)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert b"sam@aireford.example" in archive.read("everything.html")


@pytest.mark.parametrize("name", PAGES)
def test_what_the_pages_point_at_is_there(name):
    """Each link, file and test that they name for a measure."""
    text = (DOCS / f"{name}.md").read_text()
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert [link for link in links if not (DOCS / link).exists()] == []
    named = re.findall(r"`([\w/.-]+/[\w.-]+\.(?:py|html|md))(?:::(\w+))?`", text)
    assert named
    for path, test in named:
        file = settings.BASE_DIR / path
        assert file.exists(), path
        assert not test or f"def {test}(" in file.read_text(), f"{path}::{test}"
