"""Two files of staff of the council: one that was brought in, and one that waits for
somebody to look at what it would do."""

import csv
from io import StringIO

from people import importing
from people.models import StaffImport, User
from people.staff_columns import Reading, guess

HEADS = ("Employee number", "Work e-mail", "Full name", "Position", "Department")
SERVICE = "Libraries and community hubs"


def bring(places, people):
    """Bring both, as the lead of the digital access team would."""
    lead = people["Marcus Bell"]
    libraries = places[SERVICE].service
    source = importing.new_source("Council HR", libraries)
    reading = Reading(guess(HEADS), is_complete=True, makes_services=True)
    source.reading = reading.to_keep()
    source.save()
    here = User.objects.here().within(libraries).filter(is_superuser=False)
    rows = [
        [f"A{number:05}", one.email, one.name, one.job_title, one.service.name]
        for number, one in enumerate(here.select_related("service"), start=1)
    ]
    first = bring_file(source, lead, "libraries-october.csv", rows)
    importing.ask_to_apply(first, lead, first.plan_digest)
    importing.work_on(first.pk)
    bring_file(source, lead, "libraries-november.csv", _a_month_later(rows))


def _a_month_later(rows):
    """Somebody is new, one moved, one has another job, one is not there any more, and
    some rows cannot be right."""
    moved, promoted, left, *others = [list(row) for row in rows[-3:] + rows[:-3]]
    moved[4] = f"{SERVICE} > Reading rooms"
    promoted[3] = "Senior " + promoted[3].lower()
    return [
        *others,
        moved,
        promoted,
        ["A00901", "ines.okafor@aireford.example", "Ines Okafor", "Archivist", SERVICE],
        ["A00902", "no e-mail yet", "Bartholomew Quigley", "Loader", SERVICE],
        ["A00903", others[0][1], "Aminata Basharat", "Archivist", SERVICE],
    ]


def bring_file(source, lead, name, rows):
    text = StringIO()
    csv.writer(text).writerows([HEADS, *rows])
    brought = importing.receive(source, lead, name, text.getvalue().encode())
    importing.work_on(brought.pk)
    return StaffImport.objects.get(pk=brought.pk)
