"""How services stand, to take away as a file: what the board shows the reader."""

import codecs
from io import StringIO

from django.utils.translation import gettext as _

from defusedcsv import csv

from champions.models import CoverageMonth
from pages import words

State = CoverageMonth.State


def board_as_csv(page):
    """Give every service of a CoveragePage as CSV in UTF-8, with a mark at the front by
    which spreadsheets know it."""
    lines = [
        [
            _("Organisation"),
            _("Service"),
            _("Within"),
            _("How it stands"),
            _("What is missing"),
            _("Champion"),
            _("Deputy"),
            _("Communications"),
            _("People"),
            _("Began"),
            _("Finished"),
            _("Next café"),
            _("Why not yet"),
        ]
    ]
    return _written(lines + [_line(row) for row in page.all_rows])


def months_as_csv(history):
    """Give the months of a CoverageHistory as CSV."""
    lines = [[_("Month"), *(label for _name, label in history.columns)]]
    for month in history.months:
        lines.append([f"{month.month:%Y-%m}", *month.numbers])
    return _written(lines)


def _line(row):
    standing = row.standing
    return [
        standing.organisation.name,
        standing.name,
        row.place,
        State(standing.state).label,
        f"{row.gap.title}. {row.gap.consequence}" if row.gap else "",
        *(who for _label, who, _role in row.holders),
        standing.people,
        standing.began,
        standing.finished,
        words.local(row.next_cafe).date().isoformat() if row.next_cafe else "",
        standing.not_yet.because if standing.state == State.NOT_YET else "",
    ]


def _written(lines):
    text = StringIO()
    csv.writer(text).writerows(lines)
    return codecs.BOM_UTF8 + text.getvalue().encode()
