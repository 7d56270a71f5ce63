"""One plan: tick it off, put it off, let it go, and take that back."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning import plans
from learning.forms import HowItWentForm, PutOffForm
from learning.models import Plan
from pages import words
from people.visibility import Audience


@login_required
@require_http_methods(["GET", "POST"])
def plan(request, plan_id):
    """A plan of one's own, and what one does with it."""
    found = get_object_or_404(Plan.objects.of(request.user), pk=plan_id)
    deed = DEEDS.get(request.POST.get("act")) if request.method == "POST" else None
    return deed(request, found) if deed else _show(request, found)


def _show(request, found, put_off_form=None, how_form=None):
    today = timezone.localdate()
    return render(
        request,
        "learning/plan.html",
        {
            "plan": found,
            "module": found.enrolment.module,
            "put_off_form": put_off_form or PutOffForm(),
            "how_form": how_form or HowItWentForm(),
            "days": [today + timedelta(days=1), today + timedelta(weeks=1)],
            "audience": Audience(request.user),
        },
    )


def _tick(request, found):
    plans.tick(found)
    messages.success(request, _("Ticked off. You tried it."))
    return redirect("plan", found.pk)


def _put_off(request, found):
    form = PutOffForm(request.POST)
    if not form.is_valid():
        return _show(request, found, put_off_form=form)
    day = form.cleaned_data["try_on"]
    plans.put_off(found, day)
    messages.success(request, _("It is for %(day)s now.") % {"day": words.day(day)})
    return redirect("my_page")


def _let_go(request, found):
    plans.let_go(found)
    messages.success(
        request, _("Let go. It is kept below on your page, if you want it back.")
    )
    return redirect("my_page")


def _take_up(request, found):
    plans.take_up(found)
    messages.success(request, _("It is something to try again."))
    return redirect("plan", found.pk)


def _say_how(request, found):
    form = HowItWentForm(request.POST)
    if not form.is_valid():
        return _show(request, found, how_form=form)
    plans.say_how_it_went(found, form.cleaned_data["words"])
    messages.success(request, _("Kept, for you alone."))
    return redirect("my_page")


DEEDS = {
    "tick": _tick,
    "put-off": _put_off,
    "let-go": _let_go,
    "take-up": _take_up,
    "how": _say_how,
}
