"""Reading a file of staff: from bytes to rows of text, whatever program wrote it.

What comes out is what a spreadsheet would show. A file that is none says so in a
sentence; nothing here knows what a column means.
"""

import codecs
import csv
import re
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}

# A mark at the front says which it is. Without one it is UTF-8, if it can be; what
# cannot, and comes from a British office, is Windows-1252.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
WITHOUT_MARK = (("utf-8", "UTF-8"), ("cp1252", "Windows-1252"))

# What a spreadsheet would take for a formula; our own lists put a quote before it
# (staff_list.py), which is taken away again here.
MADE_SAFE = re.compile(r"'+[@+\-=|%]")


class NotReadable(Exception):
    """This is no file of staff; as a string it says so, and what to do."""


@dataclass(frozen=True)
class StaffFile:
    """The head of each column, and each row as (its number, its cells).

    Rows are numbered as in a spreadsheet: the heads are row 1. Rows with nothing in
    them are left out. Each has at least as many cells as there are heads.
    """

    heads: list[str]
    rows: list[tuple[int, list[str]]]
    encoding: str
    separator: str


def read(content):
    """Give the StaffFile that these bytes are, or raise NotReadable."""
    _refuse_other_kinds(content)
    text, encoding = _decoded(content)
    if "\0" in text:
        raise NotReadable(
            _(
                "There are signs in this file that stand in no text. Open it in your "
                "spreadsheet and save it as “CSV UTF-8”."
            )
        )
    text, said = _separator_said(text)
    separator = said or _separator_of(text)
    heads, rows = _table(text, separator)
    return StaffFile(heads, rows, encoding, separator)


def _refuse_other_kinds(content):
    if not content.strip():
        raise NotReadable(_("This file is empty."))
    if len(content) > MOST_BYTES:
        raise NotReadable(
            _(
                "This file is larger than 10 MB. Leave out columns that are not needed "
                "here, or bring it in parts."
            )
        )
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NotReadable(
            _(
                "This is a spreadsheet, whatever its name says. Open it, choose “Save "
                "as”, and take “CSV UTF-8”."
            )
        )
    if content.lstrip()[:5].lower() in (b"%pdf-", b"<html", b"<!doc", b"<?xml"):
        raise NotReadable(
            _("This is a document and no list. Ask your HR system for a CSV file.")
        )


def _decoded(content):
    """The text, and what its encoding is called."""
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            return _decode_or_refuse(content, codec), name
    for codec, name in WITHOUT_MARK:
        try:
            return content.decode(codec), name
        except UnicodeDecodeError:
            continue
    raise NotReadable(_not_text())


def _decode_or_refuse(content, codec):
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise NotReadable(_not_text()) from error


def _not_text():
    return _(
        "The letters of this file cannot be read; it may have broken off on its way. "
        "Save it once more as “CSV UTF-8”."
    )


def _separator_said(text):
    """Some spreadsheets write "sep=;" into a first line of its own. The text without
    it, and the separator; None where it is not said."""
    found = re.match(r'"?sep=([,;\t])"?\r?\n', text)
    return (text[found.end() :], found[1]) if found else (text, None)


def _separator_of(text):
    """The separator that makes most columns of the first rows, all of one length."""

    def columns(separator):
        first = []
        try:
            for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
                first.append(len(row))
                if len(first) == 20:
                    break
        except csv.Error:
            return (0, 0)
        return (first.count(first[0]) if first and first[0] > 1 else 0, first[0])

    return max(SEPARATORS, key=columns)


def _table(text, separator):
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows = []
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS + 1:
                raise NotReadable(
                    _("There are more than 200,000 rows. Bring the file in parts.")
                )
            rows.append((number, [_clean(cell) for cell in cells]))
    except csv.Error as error:
        raise NotReadable(
            _(
                "From row %(row)s on this file cannot be read: a quotation mark that "
                "opens there may never close."
            )
            % {"row": len(rows) + 1}
        ) from error
    rows = [(number, cells) for number, cells in rows if any(cells)]
    if not rows:
        raise NotReadable(_("This file is empty."))
    heads = _heads(rows[0][1])
    return heads, [(n, _as_long(cells, len(heads))) for n, cells in rows[1:]]


def _heads(cells):
    """The heads, each once: a second "Name" is "Name (2)"."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    if not 1 < len(cells) <= MOST_COLUMNS:
        raise NotReadable(
            _(
                "The first row must hold the names of the columns, with a comma, a "
                "semicolon or a tab between. We find no such row here."
            )
        )
    heads = []
    for position, cell in enumerate(cells, start=1):
        name = cell[:100] or _("Column %(number)s") % {"number": position}
        times = sum(head == name or head.startswith(f"{name} (") for head in heads)
        heads.append(f"{name} ({times + 1})" if times else name)
    return heads


def _as_long(cells, length):
    return cells + [""] * (length - len(cells))


def _clean(cell):
    """A cell without the blanks around it, in one line, and as it was before a list of
    ours made it safe."""
    text = " ".join(cell.split())
    if MADE_SAFE.match(text):
        return text[1:].replace("\\|", "|")
    return text
