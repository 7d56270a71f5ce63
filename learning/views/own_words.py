"""Keeping what somebody wrote or chose for themselves beside another button."""

from django.contrib import messages
from django.utils.translation import gettext as _

from learning import plans, progress
from learning.forms import ConfidenceForm, PlanForm


def keep_touched_plan(request, enrolment):
    """Keep the plan that was sent along, if it was changed on its page. Gives the form
    that says why it can't be kept, or None."""
    form = PlanForm(request.POST)
    if not form.is_touched:
        return None
    if not form.is_valid():
        return form
    plans.write(enrolment, form.cleaned_data["words"], form.cleaned_data.get("try_on"))
    messages.success(request, _("We have written down what you will try."))
    return None


def keep_touched_confidence(request, enrolment, moment):
    """The same for how sure they feel, at that moment (Confidence.Moment)."""
    form = ConfidenceForm(request.POST)
    if not form.is_touched:
        return None
    if not form.is_valid():
        return form
    progress.say_confidence(enrolment, moment, form.chosen_level)
    messages.success(request, _("How sure you feel is saved."))
    return None
