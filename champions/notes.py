"""Notes of help given, as those who may see them read them, and the hours given."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Sum
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cafes.querysets import midnight_before
from champions.models import SupportNote
from champions.topics import Topic
from pages import words
from people.models import Appointment

# The months in whose first days a term begins.
TERMS = (9, 5, 1)
# How many notes one page shows.
SHOWN = 50
# How far back the digital access team's counts go.
COUNTED = timedelta(days=90)


@dataclass(frozen=True)
class NoteRow:
    """One note for its reader."""

    note: SupportNote
    is_mine: bool
    day: date

    @property
    def whom(self):
        """Whom it helped, as a heading."""
        person = self.note.person
        return person.name if person else _("Several, or somebody not named")

    @property
    def words(self):
        """With what, for how long, when, and by whom unless the reader wrote it."""
        parts = [
            str(self.note.get_topic_display()),
            words.minutes(self.note.minutes),
            words.lately(self.note.written_at, self.day),
        ]
        if not self.is_mine:
            parts.append(_("by %(name)s") % {"name": _writer(self.note)})
        return ", ".join(parts)


@dataclass(frozen=True)
class Counted:
    """How much help was given with one topic: never whom, nor by whom."""

    topic: str
    number: int
    minutes: int

    @property
    def words(self):
        notes = ngettext("%(number)s note", "%(number)s notes", self.number)
        said = _("%(notes)s, %(time)s") % {
            "notes": notes % {"number": words.in_words(self.number)},
            "time": about(self.minutes),
        }
        return capfirst(said)


class NotesPage:
    """What one may read of help given, and how much one gave oneself this term."""

    def __init__(self, viewer, at=None):
        self.viewer = viewer
        self.at = at or timezone.now()
        self.day = timezone.localdate(self.at)

    @cached_property
    def rows(self):
        seen = SupportNote.objects.seen_by(self.viewer, self.day).for_list()
        return rows_of(seen[:SHOWN], self.viewer, self.day)

    @property
    def shows_all(self):
        """Whether there may be more notes than stand here."""
        return len(self.rows) < SHOWN

    @property
    def thanks(self):
        return thanks(self.viewer, self.at)

    @cached_property
    def counts_help(self):
        """Whether the reader is of the digital access team, which sees counts."""
        held = self.viewer.appointments.current(self.day)
        return held.in_role(Appointment.Role.ACCESS_TEAM).exists()

    @cached_property
    def counts(self):
        """How much help was given with what, in the order of the topics."""
        counted = SupportNote.objects.counted_for(self.viewer, self.day)
        counted = counted.written_since(self.at - COUNTED)
        order = Topic.values
        found = sorted(counted.by_topic(), key=lambda row: order.index(row[0]))
        return [Counted(Topic(topic).label, *rest) for topic, *rest in found]


def rows_of(notes, reader, day=None):
    """These notes (for_list) as their reader sees them."""
    day = day or timezone.localdate()
    return [NoteRow(note, note.writer_id == reader.pk, day) for note in notes]


def noted_help(person, on=None):
    """The notes about a person, as they read them themselves."""
    day = on or timezone.localdate()
    said = _("%(name)s noted %(day)s: helped you with %(topic)s, %(time)s. %(words)s")
    found = SupportNote.objects.filter(person=person).select_related("writer")[:SHOWN]
    return [
        (
            said
            % {
                "name": _writer(note),
                "day": words.lately(note.written_at, day),
                "topic": _in_a_sentence(note),
                "time": words.minutes(note.minutes),
                "words": f"“{note.words}”" if note.words else "",
            }
        ).strip()
        for note in found
    ]


def thanks(person, at=None):
    """How much help the person noted this term, and thank you; or nothing."""
    at = at or timezone.now()
    since = _term_began(timezone.localdate(at))
    mine = SupportNote.objects.filter(writer=person)
    mine = mine.written_since(midnight_before(since))
    minutes = mine.aggregate(all=Sum("minutes"))["all"]
    if not minutes:
        return ""
    return _("You gave %(time)s this term, since %(day)s. Thank you.") % {
        "time": about(minutes),
        "day": words.day_month(since, timezone.localdate(at)),
    }


def about(minutes):
    """So many minutes as one says it: "about 25 minutes", "about three hours"."""
    if minutes < 45:
        return _("about %(minutes)s") % {"minutes": words.minutes(minutes)}
    hours = round(minutes / 60)
    if hours <= 1:
        return _("about an hour")
    return _("about %(number)s hours") % {"number": words.in_words(hours)}


def _term_began(day):
    month = next(month for month in TERMS if day.month >= month)
    return day.replace(month=month, day=1)


def _in_a_sentence(note):
    """What it was about, as it stands within a sentence."""
    if note.topic == Topic.OTHER:
        return _("something else")
    return _("“%(topic)s”") % {"topic": note.get_topic_display()}


def _writer(note):
    return note.writer.called if note.writer else _("Somebody who is not here any more")
