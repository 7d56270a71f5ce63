"""Who holds which role and which rights: the list, its file, and ticking it as looked
through. HTTP, nothing else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from people import looking
from people.access_page import AccessPage, as_csv
from people.access_review import Access, ChangedMeanwhile, look_through
from people.models import Look


@login_required
@require_http_methods(["GET", "POST"])
def access(request):
    """The list of roles and rights; sent back, it is kept as looked through."""
    found = _open_to(request)
    if request.method == "POST":
        return _look_through(request, found)
    page = AccessPage(found, request.GET.get("show", ""), request.GET.get("page"))
    shown = [holder.person for holder in page.page]
    if shown:
        looking.record(request.user, Look.What.ACCESS, people=shown)
    return render(request, "people/access.html", {"access": found, "about": page})


@login_required
@require_GET
def access_file(request):
    """All of it as a file."""
    found = _open_to(request)
    people = [holder.person for holder in found.holders]
    looking.record(request.user, Look.What.ACCESS, people=people, took_away=True)
    name = f"roles-and-rights-{timezone.localdate()}.csv"
    return HttpResponse(
        as_csv(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _look_through(request, found):
    try:
        look_through(found, request.POST.get("seen", ""))
    except ChangedMeanwhile:
        said = _(
            "The list has changed since you opened it, so nothing was kept. Look "
            "through it as it is now, and press again."
        )
        messages.error(request, said)
    else:
        said = _("Kept: you looked through the roles and rights today.")
        messages.success(request, said)
    return redirect("access")


def _open_to(request):
    found = Access(request.user)
    if not found.is_open:
        raise PermissionDenied
    return found
