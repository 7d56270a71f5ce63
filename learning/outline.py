"""What a module asks of a person, read from its steps without a query.

Parsed once for each page that was fetched, from the stored blocks: no picture and no
linked page is fetched for it, so that a team's view of many modules stays cheap.
"""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.blocks.steps import free_slug
from pages.words import in_words, join_names

# In a page's memory: the outline, and the stored steps that it was read from.
REMEMBERED = "_outline"


@dataclass(frozen=True)
class Ask:
    """A question to answer or a task to tick off: what must be done in a step."""

    id: UUID
    kind: str
    words: str

    @property
    def phrase(self):
        """What is left to do about it, to stand after "Still to do:"."""
        if self.kind == "task":
            return _("tick off “%(task)s”") % {"task": self.words}
        return _("answer the question “%(question)s”") % {"question": self.words}


@dataclass(frozen=True)
class Step:
    """One step of a module, as progress knows it."""

    id: UUID
    number: int
    title: str
    slug: str
    minutes: int
    asks: tuple[Ask, ...] = ()
    block_types: tuple[str, ...] = field(default=(), repr=False)

    @property
    def kind(self):
        """What one does in it, in words: "reading", "one question"."""
        return _kind(self.block_types)


@dataclass(frozen=True)
class Outline:
    """The steps of a module, in order."""

    steps: tuple[Step, ...]

    @property
    def minutes(self):
        return sum(step.minutes for step in self.steps)

    @property
    def what_counts(self):
        """What counts as finished, in whole sentences."""
        deeds = [
            ngettext(
                "press Next at the end of the step",
                "press Next at the end of each of the %(number)s steps",
                len(self.steps),
            )
            % {"number": in_words(len(self.steps))},
            *_deeds(self.steps),
        ]
        sentence = _("%(deeds)s.") % {"deeds": join_names(deeds)}
        sentences = [sentence[:1].upper() + sentence[1:]]
        if any(ask.kind == "check" for ask in self.asks):
            sentences.append(
                _(
                    "You can answer as often as you like, and a wrong answer is not "
                    "kept."
                )
            )
        return " ".join([*sentences, _("There is no score.")])

    @property
    def asks(self):
        return tuple(ask for step in self.steps for ask in step.asks)

    def by_slug(self, slug):
        """The step at that address, or None."""
        return next((step for step in self.steps if step.slug == slug), None)

    def by_id(self, step_id):
        """The step with that block id, or None if it is gone."""
        return next((step for step in self.steps if step.id == step_id), None)

    def after(self, step):
        """The step that follows, or None after the last."""
        return next((s for s in self.steps if s.number == step.number + 1), None)

    def before(self, step):
        """The step that comes before, or None at the first."""
        return next((s for s in self.steps if s.number == step.number - 1), None)

    def ask(self, block_id, kind):
        """The question or task with that block id, or None if it is gone."""
        return next((a for a in self.asks if a.id == block_id and a.kind == kind), None)


def outline_of(module):
    """The outline of a module page, parsed once for each page that was fetched."""
    steps, outline = getattr(module, REMEMBERED, (None, None))
    if steps is not module.steps:
        outline = Outline(tuple(_read_steps(module.steps)))
        setattr(module, REMEMBERED, (module.steps, outline))
    return outline


def _read_steps(stream):
    taken = set()
    for number, raw in enumerate(stream.raw_data, start=1):
        value = raw["value"]
        body = value.get("body") or []
        # A page that was written by a program may lack what the form would add.
        slug = value.get("slug") or ""
        if not slug or slug in taken:
            slug = free_slug(value.get("title") or "", taken)
        taken.add(slug)
        yield Step(
            id=_id_of(raw),
            number=number,
            title=value.get("title") or "",
            slug=slug,
            minutes=value.get("minutes") or 0,
            asks=tuple(_read_asks(body)),
            block_types=tuple(block["type"] for block in body),
        )


def _id_of(raw):
    # In a preview, a block that was just added has none yet.
    return UUID(str(raw["id"])) if raw.get("id") else uuid4()


def _read_asks(body):
    words = {"check": "question", "task": "text"}
    for block in body:
        if block["type"] in words:
            said = block["value"].get(words[block["type"]]) or ""
            yield Ask(id=_id_of(block), kind=block["type"], words=said)


def _deeds(steps):
    """What there is to answer and to tick off, and in which steps."""
    for kind, singular, plural in (
        (
            "check",
            _("answer the question in %(where)s"),
            _("answer the questions in %(where)s"),
        ),
        (
            "task",
            _("tick off the task in %(where)s"),
            _("tick off the tasks in %(where)s"),
        ),
    ):
        count = sum(ask.kind == kind for step in steps for ask in step.asks)
        numbers = [
            step.number for step in steps if any(ask.kind == kind for ask in step.asks)
        ]
        if count:
            where = ngettext("step %(numbers)s", "steps %(numbers)s", len(numbers)) % {
                "numbers": join_names(numbers)
            }
            yield (singular if count == 1 else plural) % {"where": where}


def _kind(block_types):
    """The most lively thing in a step gives it its kind."""
    talks, questions = block_types.count("practice"), block_types.count("check")
    if talks:
        return ngettext(
            "a conversation to practise", "%(number)s conversations to practise", talks
        ) % {"number": in_words(talks)}
    if questions:
        return ngettext("one question", "%(number)s questions", questions) % {
            "number": in_words(questions)
        }
    for block_type, words in (
        ("task", _("something to do")),
        ("plan", _("something to write for yourself")),
        ("example", _("an example to look at")),
    ):
        if block_type in block_types:
            return words
    return _("reading")
