"""A champion's team and one person of it; suggesting a module, and taking that back;
noting who was spoken to. HTTP, nothing else."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from champions import marking
from champions.forms import TakeBackForm
from champions.marked import told_of
from champions.models import TeamMark
from champions.person_page import PersonPage
from champions.suggesting import Confirmation, Suggestion, told
from champions.taking_back import (
    Together,
    ended_before,
    taken_back,
    taken_back_from,
)
from champions.team import TeamPage, services_looked_after
from learning import asking_to_learn
from learning.asked import Asked
from learning.models import Assignment
from people.models import Service, User
from people.permissions import can_see_team

# Where on a page it is said what has just come of something (includes/said.html).
FIVE = "five"
LIST = "list"
SAID_ON_TEAM = [FIVE, LIST]


@login_required
@require_GET
def team_home(request):
    """To the one service that one looks after; with several, the list of them."""
    services = services_looked_after(request.user)
    if not services:
        raise PermissionDenied
    if len(services) == 1:
        return redirect("team", slug=services[0].slug)
    return render(request, "champions/team_home.html", {"services": services})


@login_required
@require_GET
def team(request, slug):
    """The people of a service and all below it, and who has done what."""
    service = _seen_service(request, slug)
    page = TeamPage(
        request.user,
        service,
        request.GET.get("page"),
        show=request.GET.get("show", ""),
        marked=request.GET.get("marked"),
    )
    return render(
        request, "champions/team.html", {"team": page, "said_in_place": SAID_ON_TEAM}
    )


@login_required
@require_GET
def team_person(request, slug, person_id):
    """One person of the team: what they were asked, began and finished."""
    service, person = _seen_person(request, slug, person_id)
    page = PersonPage(request.user, service, person, request.GET.get("marked"))
    return render(
        request,
        "champions/team_person.html",
        {"about": page, "said_in_place": [FIVE]},
    )


@login_required
@require_POST
def team_mark(request, slug, person_id):
    """Note that somebody was spoken to, or is not to be named just now."""
    service, person = _seen_person(request, slug, person_id)
    kind = request.POST.get("kind")
    if kind not in TeamMark.Kind.values:
        raise Http404
    noted = marking.mark(request.user, person, kind, service)
    if more := told_of(noted, request.user, timezone.localdate()):
        messages.info(request, more, extra_tags=FIVE)
    return _back_to_marks(request, service, person, noted.mark)


@login_required
@require_POST
def team_unmark(request, slug, person_id):
    """Take that back."""
    service, person = _seen_person(request, slug, person_id)
    number = request.POST.get("mark", "")
    if marking.take_back(request.user, person, service, number):
        said = _("Taken back. %(name)s may be named again.") % {"name": person.called}
        messages.success(request, said, extra_tags=FIVE)
    else:
        said = _(
            "Nothing was changed: that was undone already, or something else was "
            "noted for %(name)s since."
        ) % {"name": person.called}
        messages.info(request, said, extra_tags=FIVE)
    return _back_to_marks(request, service, person)


def _back_to_marks(request, service, person, made=None):
    """To the page on which it was pressed, where it is said what came of it."""
    address = reverse("team", args=[service.slug])
    if request.POST.get("from") == "person":
        address = reverse("team_person", args=[service.slug, person.pk])
    marked = f"?marked={made.pk}" if made else ""
    return redirect(f"{address}{marked}#said-{FIVE}")


@login_required
@require_http_methods(["GET", "POST"])
def team_ask(request, slug):
    """Suggest a module to people of the team: the form, then who it is, then do it.

    What is sent from the ticked list comes without an `act` and writes nothing.
    """
    service = _seen_service(request, slug)
    sent = request.POST if request.method == "POST" else None
    suggestion = Suggestion(request.user, service, sent)
    if not suggestion.person_ids and not suggestion.is_to_everyone:
        return _nobody_ticked(request, service)
    form = suggestion.form()
    if not form.is_bound or not form.is_valid():
        return render(
            request,
            "champions/team_ask.html",
            {"suggestion": suggestion, "form": form},
        )
    if suggestion.act == "ask":
        return _suggest(request, suggestion, form)
    confirmation = Confirmation(suggestion, form)
    return render(
        request, "champions/team_ask_check.html", {"confirmation": confirmation}
    )


def _nobody_ticked(request, service):
    """Back to the list as it was, where it is said beside the button."""
    said = _("Tick somebody first, or ask everyone.")
    messages.error(request, said, extra_tags=LIST)
    kept = {name: request.POST.get(name) for name in ("show", "page")}
    query = urlencode({name: value for name, value in kept.items() if value})
    address = reverse("team", args=[service.slug])
    return redirect(f"{address}{'?' if query else ''}{query}#said-{LIST}")


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
            return redirect("team_person", slug=slug, person_id=person.pk)
    if not assignment.is_open:
        messages.info(request, ended_before(assignment, request.user))
        return redirect("team_person", slug=slug, person_id=person.pk)
    return render(
        request,
        "champions/team_withdraw.html",
        {"service": service, "asked": Asked(assignment), "form": form},
    )


@login_required
@require_http_methods(["GET", "POST"])
def team_withdraw_all(request, slug, assignment_id):
    """Take one asking back from all who have not finished, with one sentence."""
    service, assignment = _seen_assignment(request, slug, assignment_id)
    together = Together(request.user, service, assignment)
    sent = request.POST if request.method == "POST" else None
    form = TakeBackForm(sent, name=_("Each of them"))
    if together.people and not form.is_valid():
        context = {"service": service, "together": together, "form": form}
        return render(request, "champions/team_withdraw_all.html", context)
    people = []
    if together.people:
        because = form.cleaned_data["because"]
        people = asking_to_learn.withdraw_all(assignment, request.user, because)
    messages.info(request, taken_back_from(people, assignment.module))
    return redirect(f"{reverse('team', args=[slug])}?show=asked")


def _seen_assignment(request, slug, assignment_id):
    service = _seen_service(request, slug)
    seen = Assignment.objects.seen_by(request.user).filter(
        person__service__path__startswith=service.path
    )
    seen = seen.select_related("person", "module", "asked_by", "withdrawn_by")
    return service, get_object_or_404(seen, pk=assignment_id)


def _seen_service(request, slug):
    service = get_object_or_404(Service, slug=slug)
    if not can_see_team(request.user, service):
        raise PermissionDenied
    return service


def _seen_person(request, slug, person_id):
    """The service and a person of it, if this one looks after both; of anybody else
    the address tells nothing."""
    service = _seen_service(request, slug)
    people = User.objects.looked_after_by(request.user).within(service)
    return service, get_object_or_404(people.select_related("service"), pk=person_id)
