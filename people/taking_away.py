"""Everything that is kept about a person as one file to take away: a page to read, the
same for a machine, and their files.

It is made while the person waits: it holds one person's rows, which are hundreds and
not millions.
"""

import json
import zipfile
from contextlib import suppress
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from people import everything

# More than this is put on the disk while it is made.
IN_MEMORY = 5_000_000


def archive_of(person, at=None):
    """Give a file, open at its beginning, that holds everything about the person."""
    at = at or timezone.now()
    parts = everything.parts_about(person)
    out = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        page = render_to_string(
            "people/everything_file.html", {"parts": parts, "person": person, "at": at}
        )
        archive.writestr("everything.html", page)
        archive.writestr("everything.json", as_json(parts, person, at))
        for part in parts:
            for thing in part.things:
                _add_files(archive, thing)
    out.seek(0)
    return out


def name_of(at=None):
    """What the file is called: without a name, since it lies among downloads."""
    return f"everything-about-me-{timezone.localdate(at):%Y-%m-%d}.zip"


def as_json(parts, person, at):
    """The same for a machine: each model by its own name, each field by its own."""
    things = {
        thing.label: [{said.field: said.value for said in row} for row in thing.rows]
        for part in parts
        for thing in part.things
    }
    about = {"person": person.pk, "made_at": at, "kept": things}
    return json.dumps(about, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def _add_files(archive, thing):
    for file in thing.files:
        # A file that is gone from the disk is no reason to give nothing.
        with suppress(FileNotFoundError), file.open("rb") as opened:
            archive.writestr(str(PurePosixPath("files") / file.name), opened.read())
