"""A step as one person sees it: its blocks, what they have done, and what came back."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from learning import practice
from learning.blocks.doing import Tried
from learning.checking import Feedback, right_ones
from learning.forms import ConfidenceForm, PlanForm
from learning.models import Confidence
from learning.outline import outline_of

# In the memory of a block that is to be read: what it looks like.
REMEMBERED = "_html"


@dataclass(frozen=True)
class Response:
    """What comes back in the page to something that was just sent."""

    block_id: str
    feedback: Feedback | None = None
    path: tuple[str, ...] = ()
    is_missing: bool = False
    is_written: bool = False
    form: object = None


@dataclass(frozen=True)
class Part:
    """One block of a step, as its template gets it."""

    block: object
    is_done: bool = False
    is_kept: bool = False
    response: Response | None = None
    rounds: list = field(default_factory=list)
    form: object = None
    said: object = None

    @property
    def id(self):
        return str(self.block.id)

    @property
    def html_id(self):
        """The id of the block on the page; also where the page is opened after it."""
        return f"part-{self.block.id}"

    @property
    def form_id(self):
        return f"{self.html_id}-form"

    @property
    def html(self):
        """A block to read: it is the same for everybody, so it is drawn once and kept
        with the block, for as long as its page is remembered. Else nothing."""
        if isinstance(self.block.block, Tried):
            return ""
        if not hasattr(self.block, REMEMBERED):
            setattr(self.block, REMEMBERED, self.block.render())
        return getattr(self.block, REMEMBERED)

    @property
    def feedback(self):
        return self.response.feedback if self.response else None

    @property
    def right(self):
        """The ids of the answers that are to be called right; of one answered before,
        all that are, since what was chosen is not kept."""
        if self.feedback:
            return self.feedback.right
        if not self.is_done or self.block.block_type != "check":
            return ()
        return right_ones(self.block.value)

    @property
    def chosen(self):
        """The ids of the answers that stand as chosen."""
        return self.feedback.chosen if self.feedback else self.right


class StepPage:
    """All that the page of a step shows.

    Takes the module, the step's StepState, the ModuleState, and what was just sent.
    Without an enrolment nothing is kept, and the page says so.
    """

    def __init__(self, module, step, state, response=None):
        self.module = module
        self.step = step
        self.state = state
        self.response = response
        self.enrolment = state.enrolment

    @property
    def is_kept(self):
        return self.enrolment is not None

    @property
    def block(self):
        """The step's own block."""
        return self.module.steps[self.step.number - 1]

    @cached_property
    def parts(self):
        """Its blocks, each with what this person has done with it."""
        open_asks = {ask.id for ask in self.step.open_asks}
        return [self._part(block, open_asks) for block in self.block.value["body"]]

    def _part(self, block, open_asks):
        here = self.response
        response = here if here and here.block_id == str(block.id) else None
        details = {}
        if block.block_type in ("check", "task"):
            details["is_done"] = self.is_kept and UUID(block.id) not in open_asks
        if block.block_type == "practice":
            path = response.path if response else ()
            details["rounds"] = practice.rounds(block.value, path)
        if block.block_type in ("confidence", "plan") and self.is_kept:
            details |= self._own_words(block.block_type)
            if response and response.form:
                details["form"] = response.form
        return Part(block, is_kept=self.is_kept, response=response, **details)

    def _own_words(self, block_type):
        """The form of a confidence or plan block, with what was said before."""
        if block_type == "plan":
            plan = getattr(self.enrolment, "plan", None)
            return {"form": PlanForm(), "said": plan}
        before = self.enrolment.confidences.filter(
            moment=Confidence.Moment.BEFORE
        ).first()
        return {"form": ConfidenceForm(), "said": before}

    @property
    def own_words(self):
        """The Part in whose form Next stands, so that what is written or chosen there
        is not lost: the plan or, where there is none, the confidence; or None."""
        own = {part.block.block_type: part for part in self.parts if part.form}
        return own.get("plan") or own.get("confidence")

    @property
    def previous(self):
        return self._neighbour(-1)

    @property
    def next(self):
        return self._neighbour(1)

    def _neighbour(self, way):
        number = self.step.number + way
        return next((s for s in self.state.steps if s.number == number), None)

    @property
    def would_finish(self):
        """Whether Next is all that is left of the module."""
        others = [step for step in self.state.steps if step.id != self.step.id]
        return not self.step.open_asks and all(step.is_done for step in others)

    @property
    def next_label(self):
        """What is on the button that leads on."""
        if self.state.completion and not self.next:
            return _("To the end page")
        if self.is_kept and self.would_finish and not self.state.completion:
            return _("Finish")
        if self.next:
            return _("Next: %(title)s") % {"title": self.next.title}
        return _("See what is left to do") if self.is_kept else _("Back to the module")

    @property
    def place_kept(self):
        """What the page says about stopping here."""
        if not self.is_kept or self.state.completion:
            return ""
        if self.step.is_done or not self.step.open_asks:
            return _("We have kept your place. You can stop here.")
        kinds = {ask.kind for ask in self.step.open_asks}
        if kinds == {"task"}:
            return _(
                "You can go on without ticking it off, and come back to it. "
                "The module counts as finished once you have."
            )
        return _(
            "You can go on without answering. The module counts as finished once you "
            "have answered, whether or not you were right first time."
        )

    @property
    def title_lead(self):
        """What the title of the page begins with, after an answer."""
        feedback = self.response.feedback if self.response else None
        return feedback.title if feedback else ""


def step_page(module, slug, state, response=None):
    """Give the StepPage at that address of a module, or None if there is none."""
    step = outline_of(module).by_slug(slug)
    if step is None:
        return None
    return StepPage(module, state.steps[step.number - 1], state, response)
