"""Everything that is kept about a person, for that person: to read, and to take away.

It is read from what each app says of its models (kept_about.py): no list here can
forget one. What is told of colleagues is no more than the pages tell.
"""

from dataclasses import dataclass, field

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import FileField, ForeignKey, JSONField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from people.kept_about import ABOUT, ACCOUNT, Goes
from people.who_sees_what import TABLE


@dataclass(frozen=True)
class Said:
    """One field of a row: its name, what it says in words, and its plain value."""

    field: str
    label: str
    words: str
    value: object


@dataclass
class Thing:
    """One sort of things kept about a person, and each of them, newest first."""

    label: str
    called: str
    kind: str
    rows: list = field(default_factory=list)
    files: list = field(default_factory=list)

    @property
    def count(self):
        return len(self.rows)


@dataclass
class Part:
    """The things of one row of the table of who sees what."""

    kind: str
    heading: str
    things: list

    @property
    def is_in_the_table(self):
        return self.kind in TABLE


def things_about(person):
    """Every Thing of which there is something, in the order of the table.

    A fixed number of queries for each sort, however many rows there are.
    """
    order = [*TABLE, ACCOUNT]
    spoken = sorted(ABOUT.values(), key=lambda said: order.index(said.kind))
    things = (_thing(said, person) for said in spoken if said.is_told)
    return [thing for thing in things if thing.rows]


def parts_about(person):
    """The same, as Parts under the words of the table."""
    parts = {}
    for thing in things_about(person):
        if thing.kind not in parts:
            parts[thing.kind] = Part(thing.kind, _heading(thing.kind), [])
        parts[thing.kind].things.append(thing)
    return list(parts.values())


def _heading(kind):
    if kind == ACCOUNT:
        return _("Signing in, and the administration of the site")
    return capfirst(str(TABLE[kind].what))


def _thing(said, person):
    thing = Thing(said.label, str(said.called), said.kind)
    seen = set()
    for link in said.links:
        if not link.is_told:
            continue
        told = [name for name in said.told if name not in link.but_not]
        for row in _fetched(said, told, link.rows(said.model, person)):
            if row.pk in seen:
                continue
            seen.add(row.pk)
            thing.rows.append([_say(said, row, name) for name in told])
            thing.files += _files(row, told, link)
    return thing


def _fetched(said, told, rows):
    """The rows, with what they point at: each table once."""
    near, many = [], []
    for name in told:
        field_ = said.model._meta.get_field(name)
        if field_.many_to_many:
            many.append(name)
        elif isinstance(field_, ForeignKey):
            near.append(name)
            near += [
                f"{name}__{further.name}"
                for further in field_.related_model._meta.fields
                if isinstance(further, ForeignKey) and not further.null
            ]
    rows = rows.select_related(*near) if near else rows
    return rows.prefetch_related(*many).order_by("-pk")


def _say(said, row, name):
    field_ = row._meta.get_field(name)
    label = capfirst(str(said.labels.get(name, field_.verbose_name)))
    if name in said.said:
        words = str(said.said[name](row))
        return Said(name, label, words, words)
    if field_.many_to_many:
        names = [str(one) for one in getattr(row, name).all()]
        return Said(name, label, ", ".join(names), names)
    value = getattr(row, name)
    if field_.choices:
        return Said(name, label, str(row._get_FIELD_display(field_)), value)
    if isinstance(field_, ForeignKey):
        value = str(value) if value is not None else None
    elif isinstance(field_, FileField):
        value = value.name
    return Said(name, label, in_words(value, field_), value)


def in_words(value, field_=None):
    """A value as a colleague reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if hasattr(value, "hour"):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if hasattr(value, "year"):
        return date_format(value, "j F Y")
    if isinstance(field_, JSONField):
        return DjangoJSONEncoder(ensure_ascii=False).encode(value)
    return strip_tags(str(value)) if "<" in str(value) else str(value)


def _files(row, told, link):
    """The files of a row that are the person's own: those that would go with them."""
    goes = isinstance(link.on_erasure, Goes)
    for name in told:
        is_file = isinstance(row._meta.get_field(name), FileField)
        if not is_file or not getattr(row, name):
            continue
        if goes or name in getattr(link.on_erasure, "fields", ()):
            yield getattr(row, name)
