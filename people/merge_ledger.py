"""What a merge did to each row, kept so that it can be undone.

A line says what a row held before and what it held after, as text. Undone backwards,
each row passes through the very states that it passed through before, so no constraint
is in the way unless somebody has changed something since: then it is not undone.
"""

from collections import Counter
from collections.abc import Callable

from django.apps import apps
from django.db import IntegrityError, models, transaction

from people.kept_about import ABOUT

CHANGED, REMOVED, SWAPPED, HELD = "changed", "removed", "swapped", "held"
CHECKED = "checked"
# {name: what says of a row whether a merge may be undone as far as it goes}.
CHECKS: dict[str, Callable] = {}


class Twice(Exception):
    """The other record holds the same already, so this row cannot move there."""


class ChangedSince(Exception):
    """Rows were changed since the merge; `what` are their sorts, in words."""

    def __init__(self, what):
        super().__init__(", ".join(what))
        self.what = what


def check(name):
    """Register the decorated function as what answers `Ledger.check` of that name."""

    def register(answers):
        CHECKS[name] = answers
        return answers

    return register


class Ledger:
    """Changes rows and writes down what it did: `lines`, for the database, and
    `moved` and `stays`, counts of sorts of things, and `said`, sentences."""

    def __init__(self):
        self.lines = []
        self.moved, self.stays, self.said = Counter(), Counter(), []

    def change(self, row, *, is_soft=False, **values):
        """Give the fields of a row, just fetched, new values.

        `is_soft`: if it has another value by the time of undoing, that one stays.
        Raises Twice where a constraint refuses; then nothing is changed.
        """
        before = {name: written(row, name) for name in values}
        try:
            with transaction.atomic():
                _found(row).update(**values)
        except IntegrityError as refused:
            raise Twice from refused
        for name, value in values.items():
            setattr(row, name, value)
        after = {name: written(row, name) for name in values}
        self._write(CHANGED, row, before=before, after=after, is_soft=is_soft)

    def remove(self, row):
        """Take a row out on which no other hangs."""
        self._write(REMOVED, row, before=_whole(row))
        _found(row)._raw_delete(row._state.db)

    def swap(self, one, other, name):
        """Give each of two rows of a model what the other holds in that field, though a
        constraint allows no moment at which both hold the same."""
        _swap(one, other, name)
        self._write(
            SWAPPED,
            one,
            other=written(other, other._meta.pk.name),
            name=name,
            before={name: written(other, name)},
            after={name: written(one, name)},
        )

    def hold(self, row, *names):
        """Undo only if these fields of the row are then as they are now."""
        self._write(HELD, row, after={name: written(row, name) for name in names})

    def check(self, name, row):
        """Undo only if the check of that name says of the row that it may be, once what
        is written down after this is undone."""
        self._write(CHECKED, row, name=name)

    def move(self, row, name, to):
        """Let a row hang on that person, and count it. Raises Twice."""
        self.change(row, **{name: to})
        self.count(row)

    def count(self, row):
        self.moved[row._meta.label] += 1

    def leave(self, label, why, number=1):
        """Count what stays with the closed record, and why."""
        self.stays[label, str(why)] += number

    def _write(self, deed, row, **more):
        self.lines.append(
            {
                "deed": deed,
                "model": row._meta.label,
                "pk": written(row, row._meta.pk.name),
                **more,
            }
        )


def undo(lines):
    """Apply what was written down backwards, in the caller's transaction.

    What is gone since stays gone: its time was over, or somebody took it away. Raises
    ChangedSince; then the caller takes back what was done.
    """
    changed = {}
    for line in reversed(lines):
        try:
            with transaction.atomic():
                is_undone = _UNDOING[line["deed"]](line)
        except IntegrityError:
            is_undone = False
        if not is_undone:
            changed[line["model"]] = True
    if changed:
        raise ChangedSince([called(label) for label in changed])


def called(label):
    """What the rows of a model are called, as everything about oneself calls them."""
    return str(ABOUT[label].called)


def written(row, name):
    """What a field of a row holds, as it is written down: text, or nothing."""
    field = row._meta.get_field(name)
    value = field.value_from_object(row)
    return None if value is None else field.value_to_string(row)


def _read(model, name, text):
    field = model._meta.get_field(name)
    return text if text is None else field.to_python(text)


def _values(model, texts):
    """{column of the model: value} of what was written down."""
    return {
        model._meta.get_field(name).attname: _read(model, name, text)
        for name, text in texts.items()
    }


def _whole(row):
    return {field.name: written(row, field.name) for field in row._meta.local_fields}


def _found(row):
    return row._meta.model._base_manager.filter(pk=row.pk)


def _row(line, pk=None):
    model = apps.get_model(line["model"])
    return model._base_manager.filter(pk=pk or line["pk"]).first()


def _is_as(row, texts):
    return all(written(row, name) == text for name, text in texts.items())


def _undo_change(line):
    row = _row(line)
    if row is None:
        return True
    if not _is_as(row, line["after"]):
        return line["is_soft"]
    _found(row).update(**_values(type(row), line["before"]))
    return True


def _undo_removal(line):
    model = apps.get_model(line["model"])
    row = model(**_values(model, line["before"]))
    if not _has_all_it_points_at(row):
        return True
    row.save_base(raw=True, force_insert=True)
    return True


def _has_all_it_points_at(row):
    return all(
        field.related_model._base_manager.filter(pk=value).exists()
        for field in row._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and (value := field.value_from_object(row)) is not None
    )


def _undo_swap(line):
    one, other = _row(line), _row(line, line["other"])
    if one is None or other is None:
        return False
    if not (_is_as(one, line["after"]) and _is_as(other, line["before"])):
        return False
    _swap(one, other, line["name"])
    return True


def _undo_hold(line):
    row = _row(line)
    return row is None or _is_as(row, line["after"])


def _undo_check(line):
    row = _row(line)
    return row is None or CHECKS[line["name"]](row)


def _swap(one, other, name):
    """One of the two is taken out for a moment: keys that point at it are looked at
    when the transaction ends, and by then it is back."""
    column = one._meta.get_field(name).attname
    of_one, of_other = getattr(one, column), getattr(other, column)
    _found(one)._raw_delete(one._state.db)
    _found(other).update(**{column: of_one})
    setattr(one, column, of_other)
    setattr(other, column, of_one)
    one.save_base(raw=True, force_insert=True)


_UNDOING = {
    CHANGED: _undo_change,
    REMOVED: _undo_removal,
    SWAPPED: _undo_swap,
    HELD: _undo_hold,
    CHECKED: _undo_check,
}
