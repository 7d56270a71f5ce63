"""A file of staff is read whatever program wrote it, or says in a sentence why not."""

import codecs
import datetime

import pytest

from people import staff_entries, staff_file
from people.staff_columns import Reading, guess
from tests.people.factories import reading_of, staff_csv

HEADS = ["E-mail", "Name", "Note", "Service"]
ROW = [
    "zoe@aireford.example",
    "Zoë O’Brien–Łuk",
    'says "hello;\tthere,"\nand more',
    "A",
]
IN_1252 = ["zoe@aireford.example", "Zoë O’Brien–Smith", "£5, or €6; so", "A"]
ENCODINGS = [
    ("utf-8", b"", "UTF-8"),
    ("utf-8", codecs.BOM_UTF8, "UTF-8"),
    ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
    ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
    ("cp1252", b"", "Windows-1252"),
]


@pytest.mark.parametrize("separator", staff_file.SEPARATORS)
@pytest.mark.parametrize(("encoding", "mark", "called"), ENCODINGS)
def test_each_encoding_is_read_with_each_separator(encoding, mark, called, separator):
    row = IN_1252 if encoding == "cp1252" else ROW
    content = mark + staff_csv(row, heads=HEADS, encoding=encoding, separator=separator)
    read = staff_file.read(content)
    assert (read.heads, read.encoding, read.separator) == (HEADS, called, separator)
    assert read.rows == [(2, [" ".join(cell.split()) for cell in row])]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"PK\x03\x04" + b"\0" * 50, "is a spreadsheet"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 50, "is a spreadsheet"),
        (b"%PDF-1.7 and so on", "is a document"),
        (b"<!DOCTYPE html><p>Sign in", "is a document"),
        (b"E-mail,Name\nann@x.example,An\0n\n", "signs in this file"),
        ("E-mail,Name\n".encode("utf-16-le"), "signs in this file"),
        (codecs.BOM_UTF8 + b"E-mail,N\xe4me\n", "cannot be read"),
        (b"E-mail,N\x81me\n", "cannot be read"),
        (b"just one column\nand no more\n", "must hold the names"),
        (b'E-mail,Name\n"' + b"x" * 140_000, "From row 2 on"),
        (b"a,b\n" + b"x" * (staff_file.MOST_BYTES), "larger than 10 MB"),
    ],
)
def test_what_is_no_list_says_so_and_what_to_do(content, sentence):
    with pytest.raises(staff_file.NotReadable, match=sentence):
        staff_file.read(content)


def test_rows_are_numbered_as_a_spreadsheet_does_and_empty_ones_left_out():
    read = staff_file.read(
        b"sep=;\r\nE-mail;Name;Name\r\n\r\na@x.example;Ann\r\n;;\r\n"
    )
    assert read.heads == ["E-mail", "Name", "Name (2)"]
    assert read.rows == [(3, ["a@x.example", "Ann", ""])]


def test_columns_are_guessed_from_their_heads():
    heads = ["Employee Number", "FORENAME", "Surname", "Work E-mail", "Position Title"]
    heads += ["Directorate", "Section", "Leaving date", "Shoe size"]
    assert guess(heads) == {
        "number": "Employee Number",
        "first_name": "FORENAME",
        "last_name": "Surname",
        "email": "Work E-mail",
        "job_title": "Position Title",
        "level_1": "Directorate",
        "level_2": "Section",
        "last_day": "Leaving date",
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-27", (2026, 3, 27)),
        ("2026-03-27 00:00:00", (2026, 3, 27)),
        ("27/03/2026", (2026, 3, 27)),
        ("7.3.2026", (2026, 3, 7)),
        ("27-Mar-2026", (2026, 3, 27)),
        ("03/04/2026", (2026, 4, 3)),
        ("31/02/2026", None),
        ("03/27/2026", None),
        ("soon", None),
    ],
)
def test_days_are_read_in_the_ways_that_people_write_them(text, day):
    assert staff_entries.day_in(text, day_first=True) == (day and datetime.date(*day))


def test_the_order_of_day_and_month_is_taken_from_the_file_where_it_tells():
    order = staff_entries.order_that_fits
    assert order(["03/04/2026", "27/03/2026"]) is True
    assert order(["03/04/2026", "03/27/2026"]) is False
    assert order(["03/04/2026", ""]) is None


def entry_of(*cells, heads, **more):
    read = staff_file.read(staff_csv(cells, heads=heads))
    return staff_entries.understood(read, reading_of(heads, **more))[0]


def test_a_last_day_is_the_day_before_they_are_gone():
    entry = entry_of(
        "a@x.example", "Ann", "27/03/2026", heads=["E-mail", "Name", "Last day"]
    )
    assert entry.left_on == datetime.date(2026, 3, 28)


def test_a_service_may_stand_in_a_column_for_each_level():
    entry = entry_of(
        "a@x.example",
        "Libraries",
        "",
        "Compton",
        heads=["E-mail", "Level 1", "Level 2", "Level 3"],
    )
    assert entry.path == ("Libraries", "Compton")


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (["ann at x", "Ann", "A", ""], "is no e-mail"),
        (["a@x.example", "Ann", "", ""], "no service in this row"),
        (["a@x.example", "Ann" * 60, "A", ""], "the name may have 150"),
        (["a@x.example", "Ann", "A", "32/01/2026"], "is no day, read day first"),
        (["a@x.example", "Ann", "A", "", "more"], "more cells than there are columns"),
    ],
)
def test_what_cannot_be_understood_is_said_of_the_row(cells, sentence):
    entry = entry_of(*cells, heads=["E-mail", "Name", "Service", "Joined on"])
    assert len(entry.problems) == 1
    assert sentence in entry.problems[0]


def test_a_reading_that_was_kept_is_the_same_again():
    reading = reading_of(HEADS, is_complete=True, path_sign="/")
    assert Reading.kept(reading.to_keep()) == reading
    assert reading.fits(HEADS)
    assert not reading.fits(["Name"])
