"""The coverage board, its files and its months; and saying not yet. HTTP, nothing else.
Appointing from it: appointing_views.py."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from champions import not_yet
from champions.coverage_file import board_as_csv, months_as_csv
from champions.coverage_forms import NotYetForm
from champions.coverage_months import CoverageHistory
from champions.coverage_page import CoveragePage
from champions.permissions import can_see_coverage
from people.access_page import AccessPage
from people.access_review import Access
from people.models import Service

# Where on the board it is said what has just come of something.
NOT_YET = "not-yet"


@login_required
@require_GET
def coverage(request):
    """How the services stand that one looks after, gaps first."""
    context = {
        "board": _board(request),
        "access": AccessPage(Access(request.user)),
        "said_in_place": [NOT_YET],
    }
    return render(request, "champions/coverage.html", context)


@login_required
@require_GET
def coverage_file(request):
    """The same as a file: every service of it."""
    board = _board(request)
    return _as_file(board_as_csv(board), _("coverage"), board)


@login_required
@require_GET
def coverage_history(request):
    """The same month by month."""
    board = _board(request)
    context = {"board": board, "history": _history(board)}
    return render(request, "champions/coverage_history.html", context)


@login_required
@require_GET
def coverage_history_file(request):
    """The months as a file."""
    board = _board(request)
    return _as_file(months_as_csv(_history(board)), _("coverage-month-by-month"), board)


@login_required
@require_http_methods(["GET", "POST"])
def coverage_not_yet(request, slug):
    """Say that a service is not to begin yet, and why."""
    service = covered_service(request, slug)
    form = NotYetForm(
        request.POST if request.method == "POST" else None,
        has_below=not service.is_leaf(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            not_yet.say(service, by=request.user, **form.cleaned_data)
        except not_yet.NotSaid as reason:
            form.add_error(None, str(reason))
        else:
            said = _("%(service)s: not yet, and so no gap.") % {"service": service.name}
            messages.success(request, said, extra_tags=NOT_YET)
            return _to_not_yet()
    context = {"service": service, "form": form}
    return render(request, "champions/coverage_not_yet.html", context)


@login_required
@require_POST
def coverage_not_yet_take_back(request, slug):
    """Take that back."""
    service = covered_service(request, slug)
    number = request.POST.get("number", "")
    if number.isdecimal() and len(number) < 18 and not_yet.take_back(service, number):
        said = _("Taken back. %(service)s counts again.") % {"service": service.name}
        messages.success(request, said, extra_tags=NOT_YET)
    else:
        said = _("Nothing was changed: that was taken back already.")
        messages.info(request, said, extra_tags=NOT_YET)
    return _to_not_yet()


def covered_service(request, slug):
    """The service of that address, for who may see how it stands."""
    service = get_object_or_404(Service, slug=slug)
    if not can_see_coverage(request.user, service):
        raise PermissionDenied
    return service


def _board(request):
    asked = request.GET
    board = CoveragePage(
        request.user, asked.get("in", ""), asked.get("show", ""), asked.get("page")
    )
    if not board.paths:
        raise PermissionDenied
    return board


def _history(board):
    paths = [board.chosen.path] if board.chosen else board.paths
    return CoverageHistory(board.seen_below(paths), board.day)


def _to_not_yet():
    return redirect(f"{reverse('coverage')}#said-{NOT_YET}")


def _as_file(written, name, board):
    part = f"-{board.chosen.slug}" if board.chosen else ""
    name = f"{name}{part}-{timezone.localdate()}.csv"
    return HttpResponse(
        written,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
