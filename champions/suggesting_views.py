"""Suggesting a module to people of a team, and taking that back: HTTP, nothing else.

What is filled in waits in the session until it is sent, so that every page that shows
it is opened by a GET: the browser's Back is harmless, and no address says whom it is
about.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from champions.choice import Choice
from champions.forms import TakeBackForm
from champions.narrowing import Show
from champions.suggesting import Confirmation, Suggestion, told
from champions.taking_back import (
    Together,
    ended_before,
    taken_back,
    taken_back_from,
)
from champions.team_views import LIST, kept, seen_service
from learning import asking_to_learn
from learning.asked import Asked
from learning.models import Assignment
from people import unsent

# Where in the session a suggestion waits: of which service, and what was sent.
DRAFT = "champions.suggestion"


@login_required
@require_http_methods(["GET", "POST"])
def team_ask(request, slug):
    """The form, for everyone in the service; and all that is sent from it, from the
    page that says who it is, and from the ticked list, which comes without an `act`."""
    service = seen_service(request, slug)
    if request.method == "GET":
        return _show_form(request, Suggestion(request.user, service))
    suggestion = Suggestion(request.user, service, request.POST)
    if not suggestion.person_ids and not suggestion.is_to_everyone:
        return _nobody_ticked(request, service)
    form = suggestion.form()
    is_filled_in = form.is_bound and form.is_valid()
    if suggestion.act == "ask" and is_filled_in:
        request.session.pop(DRAFT, None)
        return _suggest(request, suggestion, form)
    request.session[DRAFT] = {"slug": slug, "sent": unsent.typed_in(request.POST)}
    return redirect("team_ask_check" if is_filled_in else "team_ask_form", slug=slug)


@login_required
@require_GET
def team_ask_form(request, slug):
    """The form as it was filled in last."""
    suggestion = _draft(request, seen_service(request, slug))
    if suggestion is None:
        return _nothing_waits(request, slug)
    return _show_form(request, suggestion)


@login_required
@require_GET
def team_ask_check(request, slug):
    """Who is asked and who is not, before anything is written."""
    suggestion = _draft(request, seen_service(request, slug))
    if suggestion is None:
        return _nothing_waits(request, slug)
    form = suggestion.form()
    if not form.is_bound or not form.is_valid():
        return redirect("team_ask_form", slug=slug)
    confirmation = Confirmation(suggestion, form)
    return render(
        request, "champions/team_ask_check.html", {"confirmation": confirmation}
    )


def _show_form(request, suggestion):
    context = {"suggestion": suggestion, "form": suggestion.form()}
    return render(request, "champions/team_ask.html", context)


def _draft(request, service):
    """The Suggestion that waits for this service, or None."""
    draft = request.session.get(DRAFT)
    if draft is None or draft["slug"] != service.slug:
        return None
    return Suggestion(request.user, service, unsent.as_sent(draft["sent"]))


def _nothing_waits(request, slug):
    if unsent.UNSENT in request.GET:
        # What was kept when they were signed out is filled in there.
        return redirect("team_ask", slug=slug)
    messages.info(
        request,
        _("That was sent already, or is not kept any more. What is open stands here."),
    )
    return redirect(f"{reverse('team', args=[slug])}?show=asked")


def _nobody_ticked(request, service):
    """Back to the list as it was, where it is said beside the button."""
    said = _("Tick somebody first, or ask everyone.")
    messages.error(request, said, extra_tags=LIST)
    address = reverse("team", args=[service.slug])
    return redirect(f"{address}{kept(request)}#said-{LIST}")


def _suggest(request, suggestion, form):
    module = form.cleaned_data["module"]
    found = asking_to_learn.ask(
        request.user,
        suggestion.person_ids,
        module,
        form.cleaned_data["reason"],
        form.cleaned_data["by_day"],
    )
    say = messages.success if found.people else messages.info
    say(request, told(found, module, request.user))
    return redirect(f"{reverse('team', args=[suggestion.service.slug])}?show=asked")


@login_required
@require_http_methods(["GET", "POST"])
def team_withdraw(request, slug, assignment_id):
    """Take a suggestion back, with a sentence for the person."""
    service, assignment = _seen_assignment(request, slug, assignment_id)
    person = assignment.person
    sent = request.POST if request.method == "POST" else None
    form = TakeBackForm(sent, name=person.called)
    if form.is_bound and form.is_valid():
        because = form.cleaned_data["because"]
        was_open = assignment.is_open
        assignment = asking_to_learn.withdraw(assignment, request.user, because)
        if was_open or assignment.withdrawn_because == because:
            messages.info(request, taken_back(assignment))
            return _to_person(request, slug, person)
    if not assignment.is_open:
        messages.info(request, ended_before(assignment, request.user))
        return _to_person(request, slug, person)
    return render(
        request,
        "champions/team_withdraw.html",
        {
            "service": service,
            "asked": Asked(assignment),
            "form": form,
            "kept": kept(request),
        },
    )


def _to_person(request, slug, person):
    address = reverse("team_person", args=[slug, person.pk])
    return redirect(f"{address}{kept(request)}")


@login_required
@require_http_methods(["GET", "POST"])
def team_withdraw_all(request, slug, assignment_id):
    """Take one asking back from all who have not finished, with one sentence."""
    service, assignment = _seen_assignment(request, slug, assignment_id)
    together = Together(request.user, service, assignment)
    sent = request.POST if request.method == "POST" else None
    form = TakeBackForm(sent, name=_("Each of them"))
    if together.people and not form.is_valid():
        context = {
            "service": service,
            "together": together,
            "form": form,
            "kept": kept(request),
        }
        return render(request, "champions/team_withdraw_all.html", context)
    people = []
    if together.people:
        because = form.cleaned_data["because"]
        people = asking_to_learn.withdraw_all(assignment, request.user, because)
    messages.info(request, taken_back_from(people, assignment.module))
    choice = Choice.of(request.GET).but(show=Show.ASKED)
    return redirect(f"{reverse('team', args=[slug])}{choice.kept}")


def _seen_assignment(request, slug, assignment_id):
    service = seen_service(request, slug)
    seen = Assignment.objects.seen_by(request.user).filter(
        person__service__path__startswith=service.path
    )
    seen = seen.select_related("person", "module", "asked_by", "withdrawn_by")
    return service, get_object_or_404(seen, pk=assignment_id)
