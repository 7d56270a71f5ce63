"""What a person sees of their progress in a module: computed from facts, in words."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.models import Enrolment, StepRecord
from learning.outline import Ask, Step, outline_of
from pages import words


@dataclass(frozen=True)
class Facts:
    """All that is kept about one enrolment and bears on its progress."""

    enrolment: Enrolment
    records: dict[UUID, StepRecord] = field(default_factory=dict)
    answers: set[UUID] = field(default_factory=set)


@dataclass(frozen=True)
class StepState:
    """One step as it stands for one person."""

    step: Step
    module: object
    record: StepRecord | None
    open_asks: tuple[Ask, ...]
    is_current: bool

    @property
    def id(self):
        return self.step.id

    @property
    def number(self):
        return self.step.number

    @property
    def title(self):
        return self.step.title

    @property
    def slug(self):
        return self.step.slug

    @property
    def minutes(self):
        return self.step.minutes

    @property
    def kind(self):
        """What one does in it, in words."""
        return self.step.kind

    @property
    def url(self):
        return self.module.step_url(self.step)

    @property
    def went_on(self):
        """Whether Next was pressed in it."""
        return self.record is not None

    @property
    def done_at(self) -> datetime | None:
        return self.record.done_at if self.record else None

    @property
    def is_done(self):
        return self.done_at is not None

    @property
    def state(self):
        """How it stands, as the state tag draws it."""
        if self.is_done:
            return "done"
        return "now" if self.is_current else "todo"

    @property
    def words(self):
        """How it stands, in words."""
        if self.is_done:
            return _("Finished %(day)s") % {"day": words.day_month(self.done_at)}
        if self.is_current:
            return _("You are here")
        return _("Begun") if self.went_on else _("Not started")

    @property
    def left(self):
        """What is left to do in it, as phrases; nothing once it is done."""
        if self.is_done:
            return []
        phrases = [ask.phrase for ask in self.open_asks]
        if not self.went_on or not phrases:
            phrases.append(
                _("press Next at the end of step %(number)s, “%(title)s”")
                % {"number": self.number, "title": self.title}
            )
        return phrases


class ModuleState:
    """One module as it stands for one person; computed when it is asked for."""

    def __init__(self, module, facts=None):
        self.module = module
        self.facts = facts
        self.enrolment = facts.enrolment if facts else None

    @cached_property
    def steps(self):
        """Each step as it stands, in order."""
        records = self.facts.records if self.facts else {}
        answers = self.facts.answers if self.facts else set()
        here = self._here(records)
        return [
            StepState(
                step=step,
                module=self.module,
                record=records.get(step.id),
                open_asks=tuple(ask for ask in step.asks if ask.id not in answers),
                is_current=step is here,
            )
            for step in outline_of(self.module).steps
        ]

    def _here(self, records):
        """Where to go on: where one was or, if that is done, what follows."""
        if self.enrolment is None or self.completion:
            return None
        outline = outline_of(self.module)
        was = outline.by_id(self.enrolment.current_step)
        undone = [
            step
            for step in outline.steps
            if not (step.id in records and records[step.id].done_at)
        ]
        later = [step for step in undone if was and step.number >= was.number]
        return next(iter(later or undone), None)

    @cached_property
    def completion(self):
        """The completion, or None while there is none."""
        try:
            return self.enrolment.completion if self.enrolment else None
        except ObjectDoesNotExist:
            return None

    @property
    def finished_at(self):
        return self.completion.finished_at if self.completion else None

    @property
    def began_at(self):
        return self.enrolment.began_at if self.enrolment else None

    @property
    def seen_at(self):
        """When the person was last in it, or None."""
        return self.enrolment.seen_at if self.enrolment else None

    @property
    def total(self):
        """How many steps the module has today."""
        return len(self.steps)

    @property
    def done(self):
        """How many of today's steps are done."""
        return sum(step.is_done for step in self.steps)

    @property
    def is_ready_to_finish(self):
        """Whether all is done and only the completion has not been given yet."""
        return bool(self.steps) and self.done == self.total and not self.completion

    @property
    def next_step(self):
        """The step to go on with: the first before beginning, none when finished."""
        if self.enrolment is None:
            return self.steps[0] if self.steps else None
        return next((step for step in self.steps if step.is_current), None)

    @property
    def minutes(self):
        """How long the whole module takes."""
        return outline_of(self.module).minutes

    @property
    def minutes_left(self):
        return sum(step.minutes for step in self.steps if not step.is_done)

    @property
    def state(self):
        """ "todo", "now" or "done", as the state tag draws it."""
        if self.completion:
            return "done"
        return "now" if self.enrolment else "todo"

    @property
    def words(self):
        """How it stands, in a few words: "Not started", "Step 3 of 5", "Finished …"."""
        if self.completion:
            return _("Finished %(day)s") % {"day": words.day_month(self.finished_at)}
        if self.enrolment is None or not self.steps:
            return _("Not started")
        if self.next_step is None:
            return _("Every step finished")
        return _("Step %(number)s of %(total)s") % {
            "number": self.next_step.number,
            "total": self.total,
        }

    @property
    def left(self):
        """What is left to do, as phrases; nothing once the module is finished.

        A step in which Next was not pressed yet is one phrase, whatever it asks.
        """
        if self.completion:
            return []
        phrases = []
        for step in self.steps:
            if step.went_on:
                phrases += step.left
            elif not step.is_done:
                phrases.append(
                    _("step %(number)s, “%(title)s”")
                    % {"number": step.number, "title": step.title}
                )
        return phrases

    @property
    def sentence(self):
        """How far, what is next and how long it takes: whole sentences."""
        if self.completion:
            return self._finished_sentence()
        if self.enrolment is None or not self.steps:
            return ""
        sentences = [self._how_far()]
        if self.next_step:
            sentences += [
                _("Next is step %(number)s, “%(title)s”.")
                % {"number": self.next_step.number, "title": self.next_step.title},
                _("%(time)s.") % {"time": words.minutes_left(self.minutes_left)},
            ]
        return " ".join(sentences)

    def _how_far(self):
        if self.done == self.total:
            return _("Every step is finished.")
        done = words.in_words(self.done) if self.done else _("none")
        sentence = ngettext(
            "%(done)s of %(total)s step finished.",
            "%(done)s of %(total)s steps finished.",
            self.total,
        ) % {"done": done, "total": words.in_words(self.total)}
        return sentence[:1].upper() + sentence[1:]

    def _finished_sentence(self):
        finished = _("Finished on %(day)s.") % {"day": words.day(self.finished_at)}
        new = self.total - self.done
        if not new:
            return finished
        since = ngettext(
            "%(number)s step has been added since; the module stays finished.",
            "%(number)s steps have been added since; the module stays finished.",
            new,
        ) % {"number": words.in_words(new)}
        return f"{finished} {since[:1].upper()}{since[1:]}"
