"""A champion's team and one person of it; suggesting a module, and taking that back;
noting who was spoken to. HTTP, nothing else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from champions import marking
from champions.coverage import gaps_seen_by, in_a_heading
from champions.forms import TakeBackForm
from champions.models import TeamMark
from champions.person_page import PersonPage
from champions.suggesting import Confirmation, Suggestion, told
from champions.team import TeamPage, services_looked_after
from learning import asking_to_learn
from learning.asked import Asked
from learning.models import Assignment
from people.models import Service, User
from people.permissions import can_see_team


@login_required
@require_GET
def team_home(request):
    """To the one service that one looks after; with several, the list of them. The
    digital access team sees first which services have no champion."""
    services = services_looked_after(request.user)
    if not services:
        raise PermissionDenied
    gaps = gaps_seen_by(request.user)
    if gaps is None and len(services) == 1:
        return redirect("team", slug=services[0].slug)
    context = {
        "services": services,
        "gaps": gaps,
        "gaps_heading": in_a_heading(gaps),
        "may_appoint": request.user.has_perm("people.add_appointment"),
    }
    return render(request, "champions/team_home.html", context)


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
    return render(request, "champions/team.html", {"team": page})


@login_required
@require_GET
def team_person(request, slug, person_id):
    """One person of the team: what they were asked, began and finished."""
    service, person = _seen_person(request, slug, person_id)
    page = PersonPage(request.user, service, person)
    return render(request, "champions/team_person.html", {"about": page})


@login_required
@require_POST
def team_mark(request, slug, person_id):
    """Note that somebody was spoken to, or is not to be named just now."""
    service, person = _seen_person(request, slug, person_id)
    kind = request.POST.get("kind")
    if kind not in TeamMark.Kind.values:
        raise Http404
    made = marking.mark(request.user, person, kind, service)
    return redirect(f"{reverse('team', args=[slug])}?marked={made.pk}#five")


@login_required
@require_POST
def team_unmark(request, slug, person_id):
    """Take that back."""
    service, person = _seen_person(request, slug, person_id)
    marking.take_back(request.user, person, service)
    messages.success(
        request,
        _("Taken back. %(name)s may be named again.") % {"name": person.called},
    )
    return redirect("team", slug=slug)


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
        messages.error(request, _("Tick somebody first, or ask everyone."))
        return redirect(f"{reverse('team', args=[slug])}#who-what")
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
    say(request, told(found, module))
    return redirect(f"{reverse('team', args=[suggestion.service.slug])}?show=asked")


@login_required
@require_http_methods(["GET", "POST"])
def team_withdraw(request, slug, assignment_id):
    """Take a suggestion back, with a sentence for the person."""
    service = _seen_service(request, slug)
    assignment = get_object_or_404(
        Assignment.objects.seen_by(request.user)
        .filter(person__service__path__startswith=service.path)
        .select_related("person", "module", "asked_by", "withdrawn_by"),
        pk=assignment_id,
    )
    person = assignment.person
    form = TakeBackForm(
        request.POST if request.method == "POST" else None, name=person.called
    )
    if form.is_bound and form.is_valid():
        assignment = asking_to_learn.withdraw(
            assignment, request.user, form.cleaned_data["because"]
        )
    if not assignment.is_open:
        messages.info(request, _closed(assignment))
        return redirect("team_person", slug=slug, person_id=person.pk)
    return render(
        request,
        "champions/team_withdraw.html",
        {"service": service, "asked": Asked(assignment), "form": form},
    )


def _closed(assignment):
    """How a suggestion ended, by the reader or by somebody else meanwhile."""
    if assignment.finished_at:
        return _("%(name)s has finished it meanwhile.") % {
            "name": assignment.person.called
        }
    return _("It is taken back. %(name)s reads so the next time.") % {
        "name": assignment.person.called
    }


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
