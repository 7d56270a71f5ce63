"""From the lists and mappings of a file to the blocks of a page.

Works by the blocks' own definitions: what a key is called and what may stand under it
is told by them alone. Ids are derived from the module's address and the ids in the
file, so that progress finds the same question after every load.
"""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from home.content.pictures import picture_of
from home.content.reading import Mapping, Problem, Sequence
from home.content.rich_text import from_markdown

# Never to be changed: the id of every step and question is made from it.
NAMESPACE = UUID("5c1ab1e0-7ea5-4b0e-9c0f-c0ffee5ca1ab")
ID = "id"
# The one block that keeps its short id, since a reply goes on to it by that name.
LABEL = "label"


class Builder:
    """Turns what one file says into what a StreamField stores.

    Everything that is wrong is kept in `problems`, so that a person can put all of it
    right at once.
    """

    def __init__(self, slug):
        self.slug = slug
        self.problems = []
        self.new_pictures = []

    def build(self, block, value, path=(), line=None):
        """Give the stored form of a value of the file for a block.

        `path` is the ids that lead to it, `line` where it stands.
        """
        for kind, build in (
            (blocks.StreamBlock, self._stream),
            (blocks.ListBlock, self._list),
            (blocks.StructBlock, self._struct),
            (blocks.StaticBlock, self._nothing),
            (blocks.RichTextBlock, self._rich_text),
            (blocks.BooleanBlock, self._yes_or_no),
            (blocks.IntegerBlock, self._number),
            (blocks.DateBlock, self._day),
        ):
            if isinstance(block, kind):
                return build(block, value, path, line)
        return self._words(block, value, path, line)

    def _stream(self, block, value, path, line):
        if not self._is(
            value, Sequence, line, _("Here a list is needed (lines with “-”).")
        ):
            return []
        built = []
        ids = Ids(self, path)
        for place, (item, at) in enumerate(zip(value, value.lines, strict=True)):
            name, inner, at = self._named(block, item, at)
            if name:
                child = ids.of(inner, place, at)
                built.append(
                    {
                        "type": name,
                        "id": self._uuid(child),
                        "value": self.build(block.child_blocks[name], inner, child, at),
                    }
                )
        return built

    def _named(self, block, item, line):
        """Which block of a stream an item is, what is in it, and where that stands.

        Where there is only one kind of block, the file need not name it.
        """
        if len(block.child_blocks) == 1:
            return next(iter(block.child_blocks)), item, line
        if isinstance(item, Mapping) and len(item) == 1:
            name, inner = next(iter(item.items()))
            if name in block.child_blocks:
                return name, inner, item.lines[name]
            self.wrong(_("There is no block called “%s”.") % name, line)
        else:
            self.wrong(
                _("Here a block is needed: its name and a colon, “text:” for one."),
                line,
            )
        return None, None, line

    def _list(self, block, value, path, line):
        if not self._is(
            value, Sequence, line, _("Here a list is needed (lines with “-”).")
        ):
            return []
        ids = Ids(self, path)
        built = []
        for place, (item, at) in enumerate(zip(value, value.lines, strict=True)):
            child = ids.of(item, place, at)
            built.append(
                {
                    "type": "item",
                    "id": self._uuid(child),
                    "value": self.build(block.child_block, item, child, at),
                }
            )
        return built

    def _struct(self, block, value, path, line):
        if not self._is(value, Mapping, line, _("Here “key: value” lines are needed.")):
            return {}
        built = {}
        for name, inner in value.items():
            at = value.lines[name]
            child = block.child_blocks.get(name)
            if isinstance(child, ImageChooserBlock):
                built[name] = self._picture(inner, value.get("alt"), at)
            elif child:
                built[name] = self.build(child, inner, (*path, name), at)
            elif name != ID:
                self.wrong(_("There is nothing called “%s” here.") % name, at)
        if LABEL in block.child_blocks and ID in value:
            built[LABEL] = value[ID]
        return built

    def _picture(self, name, description, line):
        try:
            picture, is_new = picture_of(name, description)
        except ValueError as error:
            self.wrong(str(error), line)
            return None
        if is_new:
            self.new_pictures.append(picture)
        return picture.pk

    def forget_pictures(self):
        """Take the files away again of pictures whose rows are about to be."""
        for picture in self.new_pictures:
            picture.file.delete(save=False)

    def _rich_text(self, block, value, path, line):
        text = self._words(block, value, path, line)
        try:
            return from_markdown(text, block.features)
        except ValueError as error:
            self.wrong(str(error), line)
            return ""

    def _words(self, block, value, path, line):
        sentence = _(
            "Here words are needed; put figures, yes and no in quotation marks."
        )
        return value.strip() if self._is(value, str, line, sentence) else ""

    def _yes_or_no(self, block, value, path, line):
        sentence = _("Here only “true” or “false” can stand.")
        return self._is(value, bool, line, sentence) and value

    def _number(self, block, value, path, line):
        is_number = self._is(value, int, line, _("Here a whole number is needed."))
        return value if is_number else None

    def _day(self, block, value, path, line):
        sentence = _("Here a day is needed, like 2026-11-02.")
        # A moment is a date to Python, and not to us.
        value = None if isinstance(value, datetime) else value
        return value if self._is(value, date, line, sentence) else None

    def _nothing(self, block, value, path, line):
        return None

    def _is(self, value, kind, line, sentence):
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return True
        self.wrong(sentence, line)
        return False

    def wrong(self, words, line):
        """Keep something that is wrong, to be told at the end."""
        self.problems.append(Problem(str(words), line))

    def _uuid(self, path):
        return str(uuid5(NAMESPACE, "/".join((self.slug, *path))))


class Ids:
    """The ids within one list: the file's own, else the place in the list."""

    def __init__(self, builder, path):
        self.builder = builder
        self.path = path
        self.used = set()

    def of(self, item, place, line):
        """Give the id path of an item; the same id twice is a problem."""
        given = item.get(ID) if isinstance(item, Mapping) else None
        if given is None:
            return (*self.path, f"#{place}")
        if not isinstance(given, str):
            self.builder.wrong(
                _("An id is a word; put this one in quotation marks."), line
            )
        if given in self.used:
            self.builder.wrong(_("The id “%s” is used here twice.") % given, line)
        self.used.add(given)
        return (*self.path, str(given))


def problems_of(error, value, line=None):
    """Say what a block's own `clean` found wrong, each with the line it stands on.

    `value` is what the file says where the error belongs. The steps of the error and
    of the file are the same, but for the name of a block in a stream.
    """
    inner = getattr(error, "block_errors", None)
    if inner is None:
        for message in error.messages:
            yield Problem(message, line)
        return
    for message in error.non_block_errors:
        yield Problem(message, line)
    in_stream = isinstance(error, StreamBlockValidationError)
    for place, child in inner.items():
        item, at, name = _found_at(place, value, line, in_stream)
        for problem in problems_of(child, item, at):
            words = f"“{name}”: {problem.words}" if name else problem.words
            yield Problem(words, problem.line)


def _found_at(place, value, line, in_stream):
    """What the file says at a place, on which line, and what it should be called."""
    if isinstance(value, Sequence):
        item, at = value[place], value.lines[place]
        # “- check: {…}”: the error is about what stands under the name.
        if in_stream and isinstance(item, Mapping) and len(item) == 1:
            ((name, inner),) = item.items()
            return inner, item.lines[name], None
        return item, at, None
    if isinstance(value, Mapping) and place in value:
        inner = value[place]
        is_plain = not isinstance(inner, Mapping | Sequence)
        return inner, value.lines[place], place if is_plain else None
    return None, line, place
