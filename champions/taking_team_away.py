"""A team's list to take away, as CSV or as a spreadsheet: who has done what, in words
with their days, of those whom the page shows and in the same order.

It holds what the page shows to the same reader. Text stays text: nothing that somebody
is called becomes a formula (docs/adr/0018-lists-to-take-away.md).
"""

import codecs
import csv
from functools import cached_property
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

import xlsxwriter
from defusedcsv import csv as defused

from champions.matrix import Facts, Said, step_in_words

# So many people are asked about at once, so that a whole organisation fits in memory.
AT_ONCE = 2_000
# A file is sent in pieces of about so many signs.
PIECE = 60_000
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class SaidInFile(Said):
    """A state with its day as a program can read it."""

    def _under_way(self, how):
        seen_on, _has_stopped, step, steps = how
        named = {"words": step_in_words(step, steps), "day": self._day(seen_on)}
        return "now", _("%(words)s, last in it %(day)s") % named

    def _day(self, day):
        return day.isoformat()


class TeamFile:
    """The list of a team (a TeamPage) as its choice has it, to take away."""

    def __init__(self, team):
        self.team = team

    @property
    def modules(self):
        """The columns: those that were chosen, or every published module."""
        return self.team.people.chosen_modules or self.team.people.modules

    @property
    def person_ids(self):
        """Whose rows these are."""
        return [pk for pk, *_about in self._people]

    @cached_property
    def _people(self):
        """(id, name, service, job title) of each, in order."""
        return list(
            self.team.people.in_order.values_list(
                "pk", "name", "service__name", "job_title"
            )
        )

    def name(self, ending):
        """What the file is called."""
        return f"{self.team.service.slug}-{self.team.day.isoformat()}.{ending}"

    @property
    def heading(self):
        titles = [one.title for one in self.modules]
        return [_("Name"), _("Service"), _("Job title"), *titles]

    def rows(self):
        """Give (name, service, job title) and the states of each, a few thousand people
        at a time."""
        people = self._people
        found_by = self.team.people.in_order if len(people) <= AT_ONCE else None
        asked_in = set(self.team.questions.values_list("person_id", "module_id"))
        said = SaidInFile(self.team.day)
        places = {one.pk: place for place, one in enumerate(self.modules)}
        quiet = [_("Not asked")] * len(places)
        for start in range(0, len(people), AT_ONCE):
            some = people[start : start + AT_ONCE]
            ids = [pk for pk, *_about in some]
            facts = Facts(ids, self.modules, asked_in, self.team.at, found_by)
            cells = facts.cells(said)
            for pk, *about in some:
                states = quiet.copy()
                for module, (_kind, words) in cells[pk].items():
                    states[places[module]] = words
                yield about, states

    def as_csv(self):
        """The list in UTF-8, with a mark at the front by which spreadsheets know it;
        piece by piece."""
        text = StringIO()
        # Our own words need not be looked at: no state begins as a formula does.
        theirs, ours = defused.writer(text, lineterminator=","), csv.writer(text)
        defused.writer(text).writerow(self.heading)
        yield codecs.BOM_UTF8
        for about, states in self.rows():
            theirs.writerow(about)
            ours.writerow(states)
            if text.tell() > PIECE:
                yield _taken(text)
        yield _taken(text)

    def as_xlsx(self):
        """The same as a spreadsheet, whole: its first row and column stay in sight."""
        file = BytesIO()
        with xlsxwriter.Workbook(
            file,
            {
                "constant_memory": True,
                "in_memory": False,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        ) as book:
            bold = book.add_format({"bold": True, "text_wrap": True})
            sheet = book.add_worksheet(pgettext("of a spreadsheet", "Team"))
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, 2, 26)
            sheet.set_column(3, len(self.heading), 24)
            _write(sheet, 0, self.heading, bold)
            for number, (about, states) in enumerate(self.rows(), start=1):
                _write(sheet, number, [*about, *states])
        return file.getvalue()


def _write(sheet, number, values, form=None):
    for place, value in enumerate(values):
        sheet.write_string(number, place, value, form)


def _taken(text):
    """What was written since, and nothing of it kept."""
    piece = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return piece
