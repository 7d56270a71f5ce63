"""Asserting that a page costs the same however many rows it lists."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages import shared


def assert_steady_queries(add_rows, request):
    """Fail if `request` asks more of the database for ten rows than for one.

    `add_rows(count)` makes that many more of what the page lists; `request()` gets the
    page. The number itself is nobody's business, so a test need not change when a page
    asks one thing more on purpose.
    """
    add_rows(1)
    request()  # fills what a process finds out once: content types
    with_one = _queries_of(request)
    add_rows(9)
    request()  # writes what a page writes once of whom it shows: who looked
    with_ten = _queries_of(request)
    assert len(with_ten) == len(with_one), (
        f"{len(with_one)} queries for one row, {len(with_ten)} for ten; "
        "the most repeated:\n" + _most_repeated(with_ten)
    )


def _queries_of(request):
    # Else what is remembered between requests would hide what finding it costs.
    shared.changed()
    with CaptureQueriesContext(connection) as captured:
        request()
    return [query["sql"] for query in captured.captured_queries]


def _most_repeated(statements):
    # Without its values, the same statement for another row reads the same.
    shapes = [statement.split(" WHERE ")[0][:300] for statement in statements]
    return max(shapes, key=shapes.count, default="")
