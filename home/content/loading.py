"""Loading what ships: a file of content/ becomes a published page.

Can be done again at any time. A page that people have edited, unpublished, moved or
deleted since is theirs, and is left alone. Ids stay the same, so no progress is lost.
A bad file changes nothing. What a file may say is told by its Kind: kinds.py.
"""

import hashlib
import json
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from home.content.blocks import Builder, problems_of
from home.content.reading import BadFile, Mapping, Problem, read
from home.content.rich_text import from_markdown
from home.models import LoadedContent


@dataclass(frozen=True)
class Draft:
    """What a file says, checked: the fields of the page and the digest of them all.

    The number with which a file's name may begin says only where the page stands among
    the others, so it is no part of `source`: renumbered, a file is the same file.
    """

    source: str
    fields: dict
    digest: str


@transaction.atomic
def load(kind, path, parent):
    """Bring the page of a file, below its parent, up to what the file says.

    Gives a sentence that says what was done. Raises BadFile, and changes nothing then.
    """
    draft = read_draft(kind, path)
    loaded = LoadedContent.objects.filter(source=draft.source).first()
    title, slug = draft.fields["title"], draft.fields["slug"]
    if loaded is None:
        if parent.get_children().filter(slug=slug).exists():
            return (
                _("“%s”: somebody has made a page at its address; left alone.") % title
            )
        _publish(kind.model(live=False), draft, parent)
        return _("“%s”: made.") % title
    reason = _why_leave_alone(loaded, parent)
    if reason:
        return _("“%(title)s”: %(reason)s; left alone.") % {
            "title": title,
            "reason": reason,
        }
    if loaded.digest == draft.digest:
        return _("“%s”: nothing new.") % title
    _publish(loaded.page.specific, draft, parent)
    return _("“%s”: brought up to date.") % title


def read_draft(kind, path):
    """Read and check a file without publishing anything; pictures join the library.

    Gives a Draft. Raises BadFile with the problems found, lines where known.
    """
    source = f"{kind.folder}/{path.name}"
    contents = read(path, source)
    problems = list(_problems_of_keys(kind, contents))
    if problems:
        raise BadFile(source, problems)
    plain = {
        field: contents[key]
        for key, field in kind.fields.items()
        if key in contents and not kind.is_blocks(field)
    }
    _write_rich_texts(kind, source, contents, plain)
    _check_fields(kind, plain, source, contents)
    builder = Builder(contents["slug"])
    try:
        streams = _read_streams(kind, builder, source, contents)
    except BadFile:
        builder.forget_pictures()
        raise
    stored = [value.stream_block.get_prep_value(value) for value in streams.values()]
    says = json.dumps([plain, *stored], cls=DjangoJSONEncoder, sort_keys=True)
    digest = hashlib.sha256(says.encode()).hexdigest()
    name = re.sub(r"^\d+-", "", path.name)
    return Draft(f"{kind.folder}/{name}", {**plain, **streams}, digest)


def _write_rich_texts(kind, source, contents, plain):
    """Turn the Markdown of rich text fields into what they keep."""
    problems = []
    for key, field in kind.fields.items():
        if field in plain and kind.is_rich_text(field):
            try:
                plain[field] = from_markdown(plain[field], kind.features(field))
            except ValueError as error:
                problems.append(Problem(str(error), contents.lines[key]))
    if problems:
        raise BadFile(source, problems)


def _read_streams(kind, builder, source, contents):
    """Give the blocks of a file as the values of their fields, checked by themselves.

    All that is wrong with the blocks of the file is told at once.
    """
    keys = {key: field for key, field in kind.fields.items() if kind.is_blocks(field)}
    raw = {
        key: builder.build(kind.block(field), contents[key], line=contents.lines[key])
        for key, field in keys.items()
        if key in contents
    }
    if builder.problems:
        raise BadFile(source, builder.problems)
    values, problems = {}, []
    for key, stored in raw.items():
        block = kind.block(keys[key])
        try:
            values[keys[key]] = block.clean(block.to_python(stored))
        except ValidationError as error:
            problems += problems_of(error, contents[key], contents.lines[key])
    if problems:
        raise BadFile(source, problems)
    return values


def _problems_of_keys(kind, contents):
    for key in kind.needed:
        if not contents.get(key):
            yield Problem(_("“%s: …” is missing.") % key)
    for key, value in contents.items():
        if key not in kind.fields:
            yield Problem(kind.nothing_called % key, contents.lines[key])
        elif kind.is_blocks(kind.fields[key]):
            continue  # its blocks say what is wrong
        elif isinstance(value, Mapping | list):
            yield Problem(_("“%s” needs words, not a list.") % key, contents.lines[key])
        elif kind.is_rich_text(kind.fields[key]) and not isinstance(value, str):
            yield Problem(_("“%s” needs words.") % key, contents.lines[key])


def _check_fields(kind, plain, source, contents):
    """Let the page's own fields say what they cannot keep."""
    keys = {field: key for key, field in kind.fields.items() if field in plain}
    page = kind.model(**plain)
    try:
        page.clean_fields(
            exclude=[f.name for f in page._meta.fields if f.name not in keys]
        )
    except ValidationError as error:
        raise BadFile(
            source,
            [
                Problem(f"“{keys[field]}”: {message}", contents.lines.get(keys[field]))
                for field, messages in error.message_dict.items()
                for message in messages
            ],
        ) from error


def _why_leave_alone(loaded, parent):
    """Say why the page of a file is no longer the loader's to change, or nothing."""
    page = loaded.page
    if page is None:
        return _("it was deleted here")
    if page.latest_revision_id != loaded.revision_id:
        return _("it was edited here")
    if not page.live:
        return _("it was unpublished here")
    if not page.is_child_of(parent):
        return _("it was moved here")
    return None


def _publish(page, draft, parent):
    """Write the page and its revision, publish it, and remember which one it was."""
    for name, value in draft.fields.items():
        setattr(page, name, value)
    page.draft_title = page.title
    if page.pk is None:
        parent.add_child(instance=page)
    # Logged as an edit, so that editors are offered the way back to it.
    revision = page.save_revision(log_action=True)
    revision.publish()
    LoadedContent.objects.update_or_create(
        source=draft.source,
        defaults={"digest": draft.digest, "page_id": page.pk, "revision": revision},
    )
