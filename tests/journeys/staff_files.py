"""Bringing a file of staff in, through the pages, as the digital access team does."""

import csv
from io import StringIO

from tests.journeys.conftest import assert_accessible
from tests.journeys.seeing import heading, press, says

HEADS = ("Staff number", "Work e-mail", "Full name", "Position", "Department")
IS_COMPLETE = "who is missing has left"


def bring(page, city, organisation, *rows, separator=",", encoding="utf-8"):
    """Upload a file of these rows, as from the organisation's HR; the first time its
    columns are chosen. What it would do is on the page then."""
    name = f"{organisation} HR"
    page.goto("/staff/")
    page.get_by_label("The file").set_input_files(
        {
            "name": "staff.csv",
            "mimeType": "text/csv",
            "buffer": _file(rows, separator, encoding),
        }
    )
    known = page.get_by_label("Where it is from")
    if known.count():
        known.select_option(label=_label_of(known, name))
    else:
        page.get_by_label("What it is from").fill(name)
        service = page.get_by_label("Of whom its files tell")
        service.select_option(label=_label_of(service, organisation))
    press(page, "Look at this file")
    if "/columns/" in page.url:
        choose_columns(page)
    says(page, "It is being checked")
    assert_accessible(page)
    city.work_on_files()
    # The page asks by itself how far it is.
    says(page, "Row by row")
    assert_accessible(page)


def choose_columns(page):
    """The heads told what the columns hold: only what follows is said."""
    heading(page, "What the columns hold")
    chosen = page.get_by_label("Staff number").evaluate("e => e.value")
    assert chosen == "Staff number"
    page.get_by_label("Make services that are not there yet").check()
    page.get_by_label(IS_COMPLETE).check()
    press(page, "Show what it would do")


def bring_in(page, city):
    """Let what is shown happen; the report is on the page then."""
    press(page, "Bring them in")
    says(page, "It is being brought in")
    city.work_on_files()
    says(page, "What became of each row")
    assert_accessible(page)


def row(number, person, service, name=""):
    """The row of somebody who is here."""
    return [number, person.email, name or person.name, "Officer", service]


def _file(rows, separator, encoding):
    text = StringIO()
    csv.writer(text, delimiter=separator).writerows([HEADS, *rows])
    return text.getvalue().encode(encoding)


def _label_of(select, words):
    labels = select.locator("option").all_inner_texts()
    return next(label for label in labels if words in label)
