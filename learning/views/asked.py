"""What was suggested to oneself: saying that it is not for one, and putting away what
was taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from learning import asking_to_learn
from learning.asked import Asked
from learning.forms import NotForMeForm
from learning.models import Assignment


@login_required
@require_POST
def asked_put_away(request, pk):
    """Show it no more; only to the person whom it was written to."""
    assignment = get_object_or_404(Assignment, pk=pk, person=request.user)
    asking_to_learn.put_away(assignment)
    return redirect("my_page")


@login_required
@require_http_methods(["GET", "POST"])
def asked_not_for_me(request, pk):
    """Say that it is not for oneself, with a few words or none."""
    assignment = get_object_or_404(
        Assignment.objects.select_related("module", "asked_by", "withdrawn_by"),
        pk=pk,
        person=request.user,
    )
    asked = Asked(assignment)
    sent = request.POST if request.method == "POST" else None
    form = NotForMeForm(sent, name=asked.who)
    if assignment.is_open and not form.is_valid():
        context = {"asked": asked, "form": form}
        return render(request, "learning/not_for_me.html", context)
    if assignment.is_open:
        because = form.cleaned_data["because"]
        assignment = asking_to_learn.decline(assignment, because)
    messages.info(request, _how_it_ended(Asked(assignment)))
    return redirect("my_page")


def _how_it_ended(asked):
    named = {"name": asked.who, "module": asked.module.title}
    if asked.assignment.finished_at:
        return _("You have finished “%(module)s” already.") % named
    if asked.is_declined:
        return _("%(name)s is told that “%(module)s” is not for you.") % named
    return asked.taken_back
