"""The page of a step: read it, and send what one does in it to its own address."""

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning import plans, progress
from learning.checking import judge
from learning.forms import ConfidenceForm, PlanForm
from learning.models import Confidence
from learning.outline import outline_of
from learning.state import Facts, ModuleState
from learning.step_page import Response, step_page
from learning.views import own_words
from pages import words

GONE_STEP = gettext_lazy(
    "That step is no longer part of this module. What you did is kept."
)
GONE_ASK = gettext_lazy(
    "That question is no longer part of this module. What you did is kept."
)


def step(request, module, slug):
    """Show a step, or take what was sent to it."""
    if request.method == "POST":
        deed = DEEDS.get(request.POST.get("act"))
        if deed is not None:
            return deed(request, module, slug, _enrolment(request, module))
        return redirect(request.path)
    found = outline_of(module).by_slug(slug)
    if found is None:
        return _gone(request, module, GONE_STEP)
    enrolment = _enrolment(request, module)
    if enrolment:
        progress.arrive(enrolment, found)
    return show(request, module, slug, enrolment)


def show(request, module, slug, enrolment=None, response=None):
    """Render a step as it stands for this enrolment, with what just came back."""
    state = progress.state_of(module, enrolment)
    view = step_page(module, slug, state, response)
    if view is None:
        return _gone(request, module, GONE_STEP)
    context = {"page": module, "module": module, "view": view, "step": view.step}
    return TemplateResponse(request, "learning/step_page.html", context)


def _enrolment(request, module):
    if request.user.is_authenticated:
        return progress.begin(request.user, module)
    return None


def _gone(request, module, sentence):
    messages.info(request, sentence)
    return redirect(module.get_url(request))


def _block(request, module, slug, block_type):
    """The block that something was sent to, or None if an editor has removed it."""
    found = outline_of(module).by_slug(slug)
    if found is None:
        return None
    body = module.steps[found.number - 1].value["body"]
    wanted = request.POST.get("block")
    return next(
        (b for b in body if b.block_type == block_type and str(b.id) == wanted), None
    )


def _go_on(request, module, slug, enrolment):
    outline = outline_of(module)
    here = outline.by_slug(slug)
    if here is None:
        return _gone(request, module, GONE_STEP)
    following = outline.after(here)
    if enrolment is None:
        return redirect(module.step_url(following) if following else module.url)
    if unkept := _keep_own_words(request, enrolment):
        return show(request, module, slug, enrolment, unkept)
    was_finished = ModuleState(module, Facts(enrolment)).completion is not None
    state = progress.go_on(enrolment, here)
    if state.completion and not (was_finished and following):
        return redirect(module.finish_url)
    if following:
        return redirect(module.step_url(following))
    left = words.join_names(state.left)
    messages.info(
        request, _("That was the last step. Still to do: %(left)s.") % {"left": left}
    )
    return redirect(module.url)


def _keep_own_words(request, enrolment):
    """Keep what was written or chosen beside Next and not kept yet. Gives the Response
    that says why it can't be, or None."""
    if "words" in request.POST:
        form = own_words.keep_touched_plan(request, enrolment)
    else:
        before = Confidence.Moment.BEFORE
        form = own_words.keep_touched_confidence(request, enrolment, before)
    return form and Response(request.POST.get("block", ""), form=form)


def _check(request, module, slug, enrolment):
    block = _block(request, module, slug, "check")
    if block is None:
        return _gone(request, module, GONE_ASK)
    feedback = judge(block.value, request.POST.getlist("choice"))
    if feedback.is_right and enrolment:
        progress.answer_rightly(enrolment, block.id)
    response = Response(str(block.id), feedback=feedback)
    return show(request, module, slug, enrolment, response)


def _practise(request, module, slug, enrolment):
    block = _block(request, module, slug, "practice")
    if block is None:
        return _gone(request, module, GONE_ASK)
    chosen = request.POST.getlist("reply")
    starts_again = request.POST["act"] == "again"
    path = (*request.POST.getlist("path"), *chosen)
    response = Response(
        str(block.id), path=path, is_missing=not chosen and not starts_again
    )
    return show(request, module, slug, enrolment, response)


def _tick(request, module, slug, enrolment):
    block = _block(request, module, slug, "task")
    if block is None:
        return _gone(request, module, GONE_ASK)
    if enrolment:
        progress.tick(enrolment, block.id)
    return _back_to(request, block.id)


def _confidence(request, module, slug, enrolment):
    form = ConfidenceForm(request.POST)
    if enrolment is None:
        return redirect(request.path)
    if not form.is_valid():
        response = Response(request.POST.get("block", ""), form=form)
        return show(request, module, slug, enrolment, response)
    progress.say_confidence(enrolment, Confidence.Moment.BEFORE, form.chosen_level)
    return _back_to(request, request.POST.get("block", ""))


def _plan(request, module, slug, enrolment):
    form = PlanForm(request.POST)
    if enrolment is None:
        return redirect(request.path)
    if not form.is_valid():
        response = Response(request.POST.get("block", ""), form=form)
        return show(request, module, slug, enrolment, response)
    plans.write(enrolment, form.cleaned_data["words"], form.cleaned_data.get("try_on"))
    response = Response(request.POST.get("block", ""), is_written=True)
    return show(request, module, slug, enrolment, response)


def _back_to(request, block_id):
    """Open the step again, at the block that something was sent to."""
    return redirect(f"{request.path}#part-{block_id}")


DEEDS = {
    "next": _go_on,
    "check": _check,
    "practise": _practise,
    "again": _practise,
    "tick": _tick,
    "confidence": _confidence,
    "plan": _plan,
}
