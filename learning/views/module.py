"""The overview of a module, and the page at its end."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from learning import editions, plans, progress
from learning.forms import ConfidenceForm, PlanForm
from learning.models import Completion, Confidence, Enrolment
from learning.outline import outline_of
from learning.permissions import can_edit
from learning.views import own_words
from pages import words

# Fewer could be told apart by who works together.
FEWEST_COUNTED = 5


def overview(request, module):
    """Show what the module asks and how far the person has come."""
    enrolment = _enrolment(request, module)
    finished = Completion.objects.filter(enrolment__module=module).count()
    state = progress.state_of(module, enrolment)
    context = {
        "page": module,
        "module": module,
        "library_url": module.get_parent().get_url(request),
        "outline": outline_of(module),
        "state": state,
        "changes": _changes_since(state.completion, module),
        "may_edit": can_edit(request.user, module),
        "finished_by": finished if finished >= FEWEST_COUNTED else 0,
    }
    return TemplateResponse(request, "learning/module_page.html", context)


def _changes_since(completion, module):
    """The editions that came out since; most have finished the one that is out."""
    if completion is None or completion.edition >= module.edition:
        return []
    return editions.since(completion)


def finish(request, module):
    """Thank whoever has finished; take what they say at the end."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    enrolment = _enrolment(request, module)
    if enrolment is None:
        return redirect(module.url)
    if request.method == "POST" and request.POST.get("act") == "finish":
        progress.finish(enrolment)
        return redirect(module.finish_url)
    state = progress.state_of(module, enrolment)
    if state.completion is None:
        messages.info(request, _not_yet(state))
        return redirect(module.url)
    forms = {"confidence_form": ConfidenceForm(), "plan_form": PlanForm()}
    if request.method == "POST":
        answer = _take(request, module, enrolment, forms)
        if answer:
            return answer
    return _finish_page(request, module, state, forms)


def withdrawn(request, module):
    """Say that the module was put away, and that what somebody did in it is kept."""
    enrolment = _enrolment(request, module)
    context = {
        "module": module,
        "library_url": module.get_parent().get_url(request),
        "enrolment": enrolment,
        "completion": getattr(enrolment, "completion", None),
    }
    return TemplateResponse(
        request, "learning/module_withdrawn.html", context, status=404
    )


def _not_yet(state):
    if state.is_ready_to_finish:
        return _("Every step is finished. Press Finish, and that is it.")
    left = words.join_names(state.left)
    return _("Not finished yet. Still to do: %(left)s.") % {"left": left}


def _take(request, module, enrolment, forms):
    """Keep what was said at the end; None when it cannot be, and the form says why.

    Each button keeps what was touched beside the other one too.
    """
    act = request.POST.get("act")
    after = Confidence.Moment.AFTER
    if act == "confidence":
        forms["confidence_form"] = ConfidenceForm(request.POST)
        wrong = own_words.keep_touched_plan(request, enrolment)
        forms["plan_form"] = wrong or forms["plan_form"]
        if forms["confidence_form"].is_valid() and not wrong:
            level = forms["confidence_form"].chosen_level
            progress.say_confidence(enrolment, after, level)
            messages.success(request, _("Thank you. Your answer is saved."))
            return redirect("my_page")
    if act == "plan":
        form = forms["plan_form"] = PlanForm(request.POST)
        own_words.keep_touched_confidence(request, enrolment, after)
        if form.is_valid():
            plans.write(
                enrolment, form.cleaned_data["words"], form.cleaned_data.get("try_on")
            )
            return redirect(f"{module.finish_url}#plan")
    return None


def _finish_page(request, module, state, forms):
    said = {each.moment: each for each in state.enrolment.confidences.all()}
    context = {
        "page": module,
        "module": module,
        "state": state,
        "certificate": state.completion.certificate,
        "before": said.get(Confidence.Moment.BEFORE),
        "after": said.get(Confidence.Moment.AFTER),
        "plan": getattr(state.enrolment, "plan", None),
        **forms,
    }
    return TemplateResponse(request, "learning/finish_page.html", context)


def _enrolment(request, module):
    if not request.user.is_authenticated:
        return None
    return (
        Enrolment.objects.filter(person=request.user, module=module)
        .select_related("completion__certificate")
        .first()
    )
