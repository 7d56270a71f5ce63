"""Loading a module that ships: a file of content/modules/ becomes a published page.

Can be done again at any time. A page that people have edited, unpublished, moved or
deleted since is theirs, and is left alone. Ids stay the same, so no progress is lost.
A bad file changes nothing.
"""

import hashlib
import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from home.content.blocks import Builder, problems_of
from home.content.reading import BadFile, Mapping, Problem, read
from home.models import LoadedContent
from learning.models import ModulePage

# What a key of the file is called on the page.
FIELDS = {
    "slug": "slug",
    "title": "title",
    "summary": "summary",
    "lede": "lede",
    "about": "about",
    "icon": "icon",
    "thanks": "thanks",
    "covers": "covers",
    "looked_after_by": "looked_after_by",
    "checked_on": "checked_on",
    "review_on": "review_on",
    "confidence": "confidence_statement",
}
KEYS = {field: key for key, field in FIELDS.items()}
NEEDED = ("slug", "title", "summary", "steps")
STEPS = "steps"


@dataclass(frozen=True)
class Draft:
    """What a file says, checked: the fields of the page and the digest of them all."""

    source: str
    fields: dict
    digest: str


@transaction.atomic
def load(path, library):
    """Bring the page of a file in the library up to what the file says.

    Gives a sentence that says what was done. Raises BadFile, and changes nothing then.
    """
    draft = read_module(path)
    loaded = LoadedContent.objects.filter(source=draft.source).first()
    title, slug = draft.fields["title"], draft.fields["slug"]
    if loaded is None:
        if library.get_children().filter(slug=slug).exists():
            return (
                _("“%s”: somebody has made a page at its address; left alone.") % title
            )
        _publish(ModulePage(live=False), draft, library)
        return _("“%s”: made.") % title
    reason = _why_leave_alone(loaded, library)
    if reason:
        return _("“%(title)s”: %(reason)s; left alone.") % {
            "title": title,
            "reason": reason,
        }
    if loaded.digest == draft.digest:
        return _("“%s”: nothing new.") % title
    _publish(loaded.page.specific, draft, library)
    return _("“%s”: brought up to date.") % title


def read_module(path):
    """Read and check a file without publishing anything; pictures join the library.

    Gives a Draft. Raises BadFile with the problems found, lines where known.
    """
    source = f"modules/{path.name}"
    contents = read(path, source)
    problems = list(_problems_of_keys(contents))
    if problems:
        raise BadFile(source, problems)
    fields = {FIELDS[key]: value for key, value in contents.items() if key in FIELDS}
    _check_fields(ModulePage(**fields), source, contents)
    builder = Builder(contents["slug"])
    try:
        steps = _read_steps(builder, source, contents)
    except BadFile:
        builder.forget_pictures()
        raise
    says = json.dumps(
        [fields, steps.stream_block.get_prep_value(steps)],
        cls=DjangoJSONEncoder,
        sort_keys=True,
    )
    digest = hashlib.sha256(says.encode()).hexdigest()
    return Draft(source, {**fields, STEPS: steps}, digest)


def _read_steps(builder, source, contents):
    """Give the steps of a file as the value of the field, checked by its blocks."""
    block = ModulePage.steps.field.stream_block
    raw = builder.build(block, contents[STEPS], line=contents.lines[STEPS])
    if builder.problems:
        raise BadFile(source, builder.problems)
    try:
        return block.clean(block.to_python(raw))
    except ValidationError as error:
        problems = problems_of(error, contents[STEPS], contents.lines[STEPS])
        raise BadFile(source, list(problems)) from error


def _problems_of_keys(contents):
    for key in NEEDED:
        if not contents.get(key):
            yield Problem(_("“%s: …” is missing.") % key)
    for key in contents:
        if key != STEPS and key not in FIELDS:
            yield Problem(
                _("There is nothing called “%s” in a module.") % key,
                contents.lines[key],
            )
    for key, value in contents.items():
        if key != STEPS and isinstance(value, Mapping | list):
            yield Problem(_("“%s” needs words, not a list.") % key, contents.lines[key])


def _check_fields(page, source, contents):
    """Let the page's own fields say what they cannot keep."""
    try:
        page.clean_fields(
            exclude=[f.name for f in page._meta.fields if f.name not in KEYS]
        )
    except ValidationError as error:
        raise BadFile(
            source,
            [
                Problem(f"“{KEYS[field]}”: {message}", contents.lines.get(KEYS[field]))
                for field, messages in error.message_dict.items()
                for message in messages
            ],
        ) from error


def _why_leave_alone(loaded, library):
    """Say why the page of a file is no longer the loader's to change, or nothing."""
    page = loaded.page
    if page is None:
        return _("it was deleted here")
    if page.latest_revision_id != loaded.revision_id:
        return _("it was edited here")
    if not page.live:
        return _("it was unpublished here")
    if not page.is_child_of(library):
        return _("it was moved here")
    return None


def _publish(page, draft, library):
    """Write the page and its revision, publish it, and remember which one it was."""
    for name, value in draft.fields.items():
        setattr(page, name, value)
    page.draft_title = page.title
    if page.pk is None:
        library.add_child(instance=page)
    # Logged as an edit, so that editors are offered the way back to it.
    revision = page.save_revision(log_action=True)
    revision.publish()
    LoadedContent.objects.update_or_create(
        source=draft.source,
        defaults={"digest": draft.digest, "page_id": page.pk, "revision": revision},
    )
