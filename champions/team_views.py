"""A champion's team and one person of it; noting who was spoken to. HTTP, nothing else.
Suggesting a module: suggesting_views.py."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from champions import marking
from champions.coverage import gaps_seen_by, in_a_heading
from champions.marked import told_of
from champions.models import TeamMark
from champions.person_page import PersonPage
from champions.team import TeamPage, services_looked_after
from people.models import Service, User
from people.permissions import can_see_team

# Where on a page it is said what has just come of something (includes/said.html).
FIVE = "five"
LIST = "list"
SAID_ON_TEAM = [FIVE, LIST]


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
    service = seen_service(request, slug)
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
    service, person = seen_person(request, slug, person_id)
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
    service, person = seen_person(request, slug, person_id)
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
    service, person = seen_person(request, slug, person_id)
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


def seen_service(request, slug):
    service = get_object_or_404(Service, slug=slug)
    if not can_see_team(request.user, service):
        raise PermissionDenied
    return service


def seen_person(request, slug, person_id):
    """The service and a person of it, if this one looks after both; of anybody else
    the address tells nothing."""
    service = seen_service(request, slug)
    people = User.objects.looked_after_by(request.user).within(service)
    return service, get_object_or_404(people.select_related("service"), pk=person_id)
