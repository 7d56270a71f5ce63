"""A champion's team, its list as a file, and one person of it; noting who was spoken
to. HTTP, nothing else. Suggesting a module: suggesting_views.py."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from champions import marking
from champions.choice import Choice
from champions.coverage_page import without_a_champion
from champions.marked import told_of
from champions.models import TeamMark
from champions.person_page import PersonPage
from champions.taking_team_away import TYPES, TeamFile
from champions.team import TeamPage, services_looked_after
from people import looking
from people.models import Look, Service, User
from people.permissions import can_see_team

# Where on a page it is said what has just come of something (includes/said.html).
FIVE = "five"
LIST = "list"
SAID_ON_TEAM = [FIVE, LIST]


@login_required
@require_GET
def team_home(request):
    """To the one service that one looks after; with several, the list of them. The
    digital access team sees first how many services have no champion."""
    services = services_looked_after(request.user)
    if not services:
        raise PermissionDenied
    gaps = without_a_champion(request.user)
    if gaps is None and len(services) == 1:
        return redirect("team", slug=services[0].slug)
    context = {
        "services": services,
        "gaps": gaps,
        "may_import": Service.objects.imported_by(request.user).exists(),
    }
    return render(request, "champions/team_home.html", context)


@login_required
@require_GET
def team(request, slug):
    """The people of a service and all below it, and who has done what."""
    service = seen_service(request, slug)
    marked = request.GET.get("marked")
    page = TeamPage(request.user, service, Choice.of(request.GET), marked)
    looking.record(request.user, Look.What.TEAM, service=service)
    context = {"team": page, "kept": page.kept, "said_in_place": SAID_ON_TEAM}
    return render(request, "champions/team.html", context)


@login_required
@require_GET
def team_csv(request, slug):
    """The list as it was chosen, as CSV; sent while it is written."""
    file = _file(request, slug)
    return StreamingHttpResponse(file.as_csv(), headers=_headers(file, "csv"))


@login_required
@require_GET
def team_xlsx(request, slug):
    """The same as a spreadsheet."""
    file = _file(request, slug)
    return HttpResponse(file.as_xlsx(), headers=_headers(file, "xlsx"))


def _file(request, slug):
    """The list that is taken away, for whoever may see the team."""
    service = seen_service(request, slug)
    file = TeamFile(TeamPage(request.user, service, Choice.of(request.GET)))
    looking.record(
        request.user,
        Look.What.TEAM,
        service=service,
        people=file.person_ids,
        took_away=True,
    )
    return file


def _headers(file, ending):
    return {
        "Content-Type": TYPES[ending],
        "Content-Disposition": content_disposition_header(True, file.name(ending)),
    }


@login_required
@require_GET
def team_person(request, slug, person_id):
    """One person of the team: what they were asked, began and finished."""
    service, person = seen_person(request, slug, person_id)
    page = PersonPage(request.user, service, person, request.GET.get("marked"))
    looking.record(request.user, Look.What.PERSON, people=[person])
    return render(
        request,
        "champions/team_person.html",
        {"about": page, "kept": kept(request), "said_in_place": [FIVE]},
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
    query = Choice.of(request.GET).query
    marked = f"marked={made.pk}" if made else ""
    together = "&".join(filter(None, [query, marked]))
    return redirect(f"{address}{'?' if together else ''}{together}#said-{FIVE}")


def kept(request):
    """What was chosen in the list from which one came, to go along in addresses."""
    return Choice.of(request.GET).kept


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
