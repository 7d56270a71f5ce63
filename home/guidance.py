"""Guidance as one reader meets it: what is new to them, and their own local box."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from home.models import Acknowledgement, GuidancePage
from pages import words
from people.models import Appointment
from people.querysets import is_here

# Fewer could be told apart by who works together.
FEWEST_COUNTED = 5


@dataclass(frozen=True)
class Row:
    """A page in the list; how it stands with the reader, where one is signed in."""

    page: GuidancePage
    kind: str = ""
    sentence: str = ""


def rows_for(reader, guidance):
    """Give a Row for every published page below the list of guidance, in order."""
    pages = GuidancePage.objects.child_of(guidance).live().order_by("path")
    if not is_here(reader):
        return [Row(page) for page in pages]
    said = Acknowledgement.objects.newest_by_page(reader)
    return [Row(page, *_standing(page, said.get(page.pk))) for page in pages]


def _standing(page, said):
    """The shape and the words for how a page stands with somebody."""
    if said is None:
        return "todo", _("Not read yet")
    if said.version < page.version:
        return "now", _("Changed since you read it")
    return "done", _("You read it %(day)s") % {"day": words.lately(said.said_on)}


class Shown:
    """One page as it is shown to somebody, signed in or not."""

    def __init__(self, page, reader):
        self.page = page
        self.reader = reader
        self.is_colleague = is_here(reader)

    @cached_property
    def said(self):
        """What the reader said last: an Acknowledgement, or None."""
        if not self.is_colleague or self.page.pk is None:
            return None
        said = self.page.acknowledgements.filter(person=self.reader)
        return said.order_by("version").last()

    @property
    def is_read(self):
        """Whether the reader has read the version that holds now."""
        return self.said is not None and self.said.version >= self.page.version

    @property
    def new_changes(self):
        """What is told at the head of the page: all that is new since the reader's
        version; to everybody else what the newest version changed."""
        changes = self.page.changes_newest_first
        if self.said:
            return [c for c in changes if c.value["version"] > self.said.version]
        return changes[:1] if self.page.version > 1 else []

    @cached_property
    def boxes(self):
        """The local boxes, that of the reader's own organisation first."""
        if self.page.pk is None:
            return []
        boxes = self.page.local_boxes.select_related("organisation")
        return sorted(boxes, key=lambda box: not self.is_own(box))

    @property
    def own_box(self):
        """The box of the reader's own organisation, if there is one."""
        return next((box for box in self.boxes if self.is_own(box)), None)

    @property
    def other_boxes(self):
        return [box for box in self.boxes if not self.is_own(box)]

    def is_own(self, box):
        """Whether a box is that of the reader's own organisation."""
        service = self.reader.service if self.is_colleague else None
        return service is not None and service.is_within(box.organisation)

    @cached_property
    def readers(self):
        """How many have read the version that holds, in words; for the digital access
        team alone, and never who."""
        if self.page.pk is None or not self._is_of_access_team:
            return ""
        number = self.page.acknowledgements.filter(version=self.page.version).count()
        if number < FEWEST_COUNTED:
            return _("Fewer than five people have said so")
        return _("%(number)s people have said so") % {"number": number}

    @property
    def _is_of_access_team(self):
        return (
            self.is_colleague
            and self.reader.appointments.current()
            .in_role(Appointment.Role.ACCESS_TEAM)
            .exists()
        )
