"""A module before it is published, as whoever reads it for the first time would see it:
its own page, and each step.

Nothing is kept of a preview: it is read with an enrolment that is never saved.
"""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from wagtail.blocks import StreamValue

from learning import practice
from learning.forms import ConfidenceForm, PlanForm
from learning.models import Enrolment, ModulePage
from learning.outline import outline_of
from learning.state import Facts, ModuleState
from learning.step_page import Part, StepPage

OVERVIEW = ""
# For a module that was never saved: questions about it need an id that nobody has.
NOBODYS_ID = 0


class PreviewedStep(StepPage):
    """A step for somebody who has done nothing in it yet. A block that was just added
    has no id, so nothing is asked of ids here."""

    def _part(self, block, open_asks):
        return fresh_part(block)


def fresh_part(block):
    """A block as it stands for somebody who has done nothing with it."""
    details = {}
    if block.block_type == "practice":
        details["rounds"] = practice.rounds(block.value, ())
    elif block.block_type == "confidence":
        details["form"] = ConfidenceForm()
    elif block.block_type == "plan":
        details["form"] = PlanForm()
    return Part(block, is_kept=True, **details)


def sample_of(block, value):
    """What the template of a block wants beside its value, where it is only shown."""
    child = StreamValue.StreamChild(block, value, id="sample")
    return {"part": fresh_part(child), "module": ModulePage()}


def modes(module):
    """The names and labels of what can be looked at: the overview, and every step."""
    steps = [
        (f"step-{step.number}", f"{step.number}. {step.title}")
        for step in outline_of(module).steps
    ]
    # The choice is drawn with the form, and must be there for the first step to come.
    steps = steps or [("step-1", _("1. The first step, once it is there"))]
    return [(OVERVIEW, _("The module’s own page")), *steps]


def serve(module, request, mode):
    """Answer with the step of that mode, or with the module's own page."""
    module.pk = module.pk or NOBODYS_ID
    outline = outline_of(module)
    step = next((s for s in outline.steps if mode == f"step-{s.number}"), None)
    if step is None:
        state = ModuleState(module)
        context = {
            "library_url": module.get_parent().get_url(request),
            "outline": outline,
            "state": state,
        }
        template = "learning/module_page.html"
    else:
        state = ModuleState(module, Facts(Enrolment(module=module)))
        view = PreviewedStep(module, state.steps[step.number - 1], state)
        context = {"view": view, "step": view.step}
        template = "learning/step_page.html"
    context |= {"page": module, "module": module}
    return TemplateResponse(request, template, context)
