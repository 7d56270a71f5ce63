"""The rules of docs/content.md that a machine can see, and what is said of each.

They warn and never forbid: what must not go out is refused by the blocks themselves.
`remarks_on` takes a module as it stands in a form, half-written or not; the tests of
the modules that ship ask the same of what was loaded.
"""

import re
from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail.rich_text import RichText

from learning.blocks.steps import RESERVED_SLUGS
from learning.reading_measures import (
    blocks,
    minutes_said,
    plain,
    reading_ease,
    texts,
    time_needed,
    to_read,
    words_of,
)

SUMMARY_LENGTH = 160
MOST_WORDS = 400
MOST_MINUTES_OFF = 1.5
EASY_ENOUGH = 65
# What people write in examples and conversations is theirs, whatever they say.
THEIRS = {"message", "says", "then_says", "text"}
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
NEVER_SAID = re.compile(r"\b(learners?|users?|journeys?|unlock\w*|simply)\b", re.I)
LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.S)
EMPTY_LINK = re.compile(r"\s*(click here|here|this link|link|more)\s*", re.I)
NEEDED = {
    "title": gettext_lazy("It has no title."),
    "summary": gettext_lazy(
        "It has no summary: nobody can tell in the list what it is about."
    ),
    "lede": gettext_lazy("It has no first paragraph for its own page."),
    "thanks": gettext_lazy("Whoever finishes it is not thanked."),
    "covers": gettext_lazy("The certificate does not say what it covers."),
    "looked_after_by": gettext_lazy("It does not say who looks after it."),
}


@dataclass(frozen=True)
class Remark:
    """One thing to look at: under which rule, in which step (None: the module)."""

    rule: str
    words: str
    step: int | None = None


def remarks_on(module, on=None):
    """What the house rules find in a module on that day, in the order of its page."""
    steps = [step.value for step in module.steps]
    found = [
        *_what_it_is(module),
        *_when_it_is_looked_at(module, on or timezone.localdate()),
        *_how_it_reads(module),
        *_what_there_is_to_do(module, steps),
    ]
    slugs = Counter(slug for step in steps if (slug := _slug_of(step)))
    for number, step in enumerate(steps, start=1):
        for rule, words in (*_of_address(step, slugs), *remarks_on_step(step)):
            found.append(Remark(rule, words, number))
    return found


def remarks_on_step(step):
    """Pairs of rule and words for the value of one step."""
    for rule in (_length, _minutes, _pictures, _answers, _talks, _links, _speech):
        yield from rule(step)


def ease_of(module):
    """The reading ease of its steps as a whole number; None for too few words."""
    ease = reading_ease(module.steps)
    return None if ease is None else round(ease)


def _what_it_is(module):
    for name, words in NEEDED.items():
        if not getattr(module, name):
            yield Remark("says-what-it-is", words)
    length = len(module.summary or "")
    if length > SUMMARY_LENGTH:
        yield Remark(
            "says-what-it-is",
            _("Its summary has %(length)s characters; the list has room for %(most)s.")
            % {"length": length, "most": SUMMARY_LENGTH},
        )


def _when_it_is_looked_at(module, today):
    checked, review = module.checked_on, module.review_on
    if not checked or not review:
        yield Remark(
            "looked-at-again",
            _("Say when it was last checked, and when to look at it again."),
        )
    elif review <= checked:
        yield Remark(
            "looked-at-again", _("The next look must come after the last check.")
        )
    elif review < today:
        yield Remark("look-is-due", _("The day of its next look is past: set another."))


def _how_it_reads(module):
    ease = ease_of(module)
    if ease is not None and ease < EASY_ENOUGH:
        yield Remark(
            "reads-easily",
            _(
                "It is hard to read: %(ease)s, where %(enough)s or more is easy. "
                "Shorter sentences and shorter words help most."
            )
            % {"ease": ease, "enough": EASY_ENOUGH},
        )


def _what_there_is_to_do(module, steps):
    def somewhere(kind):
        return any(blocks(step, kind) for step in steps)

    if not steps:
        yield Remark("something-to-do", _("It has no steps yet."))
        return
    if not module.confidence_statement or not blocks(steps[0], "confidence"):
        yield Remark(
            "how-sure",
            _(
                "Its first step does not ask how sure one feels, or the words for it "
                "are missing under “Beginning and end”."
            ),
        )
    if not blocks(steps[-1], "plan"):
        yield Remark("one-thing", _("Its last step does not ask for one thing to try."))
    if not somewhere("practice"):
        yield Remark("something-to-do", _("There is no conversation to practise."))
    if not somewhere("check"):
        yield Remark("something-to-do", _("There is no question in it."))


def _slug_of(step):
    return (step.get("slug") or "").strip().lower()


def _of_address(step, slugs):
    slug = _slug_of(step)
    if slug in RESERVED_SLUGS:
        yield (
            "address",
            _("“%(slug)s” is an address that the site needs itself. Take another.")
            % {"slug": slug},
        )
    if slugs[slug] > 1:
        yield (
            "address",
            _(
                "Another step has the address “%(slug)s”. Empty the field of one of "
                "them, and it is made from the title."
            )
            % {"slug": slug},
        )
    try:
        validate_slug(slug or "none")
    except ValidationError:
        yield (
            "address",
            _("Its address may have only small letters, figures and hyphens."),
        )


def _length(step):
    words = to_read(step)
    if words > MOST_WORDS:
        yield (
            "short",
            _(
                "There are %(words)s words to read; about three minutes are "
                "%(most)s at most. Could it be two steps?"
            )
            % {"words": words, "most": MOST_WORDS},
        )


def _minutes(step):
    needed = time_needed(step)
    if abs(minutes_said(step) - needed) > MOST_MINUTES_OFF:
        minutes = max(1, round(needed))
        yield (
            "honest-minutes",
            ngettext(
                "It takes about %(number)s minute, not what it says.",
                "It takes about %(number)s minutes, not what it says.",
                minutes,
            )
            % {"number": minutes},
        )


def _pictures(step):
    for picture in blocks(step, "picture"):
        told = bool((picture.get("alt") or "").strip())
        if told == bool(picture.get("decorative")):
            yield (
                "pictures",
                _("A picture must say in words what it shows, or be decoration."),
            )


def _answers(step):
    for check in blocks(step, "check"):
        asked = (check.get("question") or "").strip() or _("a question")
        if not all(option.get("feedback") for option in check["options"]):
            yield (
                "told-why",
                _("“%(question)s”: an answer is not told why it is right or wrong.")
                % {"question": asked},
            )
        one = check.get("choose") != "several"
        kind_words = ["not_sure"] if one else ["right", "not_quite"]
        if not all(check.get(name) for name in kind_words):
            yield (
                "told-why",
                _("“%(question)s”: there is no kind word for “I’m not sure”.")
                % {"question": asked}
                if one
                else _(
                    "“%(question)s”: say what comes when all are right, and when not."
                )
                % {"question": asked},
            )


def _talks(step):
    for practice in blocks(step, "practice"):
        for turn in practice["turns"]:
            verdicts = {reply.get("verdict") for reply in turn["replies"]}
            who = turn.get("who") or _("somebody")
            if "worked" not in verdicts:
                yield (
                    "well-and-badly",
                    _("Where %(who)s writes, no reply works.") % {"who": who},
                )
            elif len(verdicts) < 2:
                yield (
                    "well-and-badly",
                    _("Where %(who)s writes, nothing can go badly.") % {"who": who},
                )


def _links(step):
    for text in texts(step):
        if isinstance(text, RichText):
            for inner in LINK.findall(text.source):
                if EMPTY_LINK.fullmatch(plain(inner)):
                    yield (
                        "links",
                        _("A link is called “%(words)s”; say where it leads.")
                        % {"words": plain(inner).strip()},
                    )


def spoken(value):
    """The words of the house itself: all rich text, and what is not said by people in
    examples; without what stands in quotation marks."""
    said = [words_of(text) for text in texts(value) if isinstance(text, RichText)]
    said += [text for text in texts(value, THEIRS) if isinstance(text, str)]
    return QUOTED.sub("", " ".join(said))


def _speech(step):
    words = spoken(step)
    for never in sorted({found.lower() for found in NEVER_SAID.findall(words)}):
        yield (
            "plain-words",
            _("“%(word)s” is not a word of this house. Say it as you would aloud.")
            % {"word": never},
        )
    if "!" in words:
        yield ("plain-words", _("There is an exclamation mark. A full stop is calmer."))
