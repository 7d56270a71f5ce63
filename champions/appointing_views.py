"""Appointing somebody from the coverage board: who it is, then from when. HTTP, nothing
else; who is ready and what is refused: ready.py."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cafes.booking_for import FindForm
from champions import ready
from champions.coverage_forms import AppointForm
from champions.coverage_views import covered_service
from champions.gaps import ASK_FOR
from champions.permissions import can_appoint_in
from pages import words
from people.appointing import NotAppointed
from people.models import Appointment, User
from people.permissions import may_appoint

ROLES = {role.value: role for role in Appointment.LOOKING_AFTER}


@login_required
@require_http_methods(["GET", "POST"])
def coverage_appoint(request, slug, role):
    """Choose whom: those who are willing, or anybody by e-mail or name."""
    service, role = _to_appoint(request, slug, role)
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and len(form.found) == 1:
        return redirect("coverage_appoint_person", slug, role.value, form.found[0].pk)
    context = {
        "service": service,
        "role": role,
        "title": ASK_FOR[role],
        "roles": [(one, ASK_FOR[one]) for one in ROLES.values() if one != role],
        "ready": ready.ready_for(service, role, request.user),
        "held": ready.holding(service, role),
        "form": form,
    }
    return render(request, "champions/coverage_appoint.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def coverage_appoint_person(request, slug, role, person_id):
    """From when until when; what it means for who holds the role now is said first."""
    service, role = _to_appoint(request, slug, role)
    people = User.objects.here().select_related("service")
    person = get_object_or_404(people, pk=person_id)
    held = ready.holding(service, role)
    form = AppointForm(
        request.POST if request.method == "POST" else None,
        button=_("Appoint %(name)s") % {"name": person.called},
        initial={
            "starts_on": timezone.localdate(),
            "seen": ready.fingerprint(held),
        },
    )
    if request.method == "POST" and form.is_valid():
        done = _appoint(request, person, role, service, form)
        if done:
            return done
        held = ready.holding(service, role)
    context = {
        "service": service,
        "role": role,
        "person": person,
        "title": _title(role, person),
        "held": held,
        "is_oneself": not may_appoint(request.user, person),
        "form": form,
    }
    return render(request, "champions/coverage_appoint_person.html", context)


def _to_appoint(request, slug, role):
    service = covered_service(request, slug)
    if role not in ROLES:
        raise Http404
    if not can_appoint_in(request.user, service):
        raise PermissionDenied
    return service, ROLES[role]


def _appoint(request, person, role, service, form):
    """Appoint, and give where to go; None, and the reason in the form, if refused."""
    given = form.cleaned_data
    try:
        made = ready.appoint(
            request.user,
            person,
            role,
            service,
            given["starts_on"],
            given["ends_on"],
            seen=given["seen"],
        )
    except ready.ChangedMeanwhile:
        form.data = form.data.copy()
        form.data["seen"] = ready.fingerprint(ready.holding(service, role))
        form.add_error(
            None,
            _(
                "Somebody else changed this while you had the page open. Read once "
                "more who holds it now; if it is still right, send this again."
            ),
        )
        return None
    except (ready.MayNot, NotAppointed) as reason:
        form.add_error(None, str(reason))
        return None
    messages.success(request, _made(made))
    return redirect("coverage")


def _made(appointment):
    """What came of it: "Hilary … is champion of Parks and has been written to"."""
    about = {
        "name": appointment.person.name,
        "role": appointment.get_role_display().lower(),
        "service": appointment.service.name,
        "day": words.day(appointment.starts_on),
    }
    if appointment.starts_on > timezone.localdate():
        said = _(
            "%(name)s becomes %(role)s of %(service)s on %(day)s, and is written to."
        )
    else:
        said = _("%(name)s is %(role)s of %(service)s now, and is written to.")
    return said % about


def _title(role, person):
    titles = {
        Appointment.Role.CHAMPION: _("Appoint %(name)s as champion"),
        Appointment.Role.DEPUTY: _("Appoint %(name)s as deputy"),
        Appointment.Role.COMMUNICATIONS: _(
            "Appoint %(name)s as communications colleague"
        ),
    }
    return titles[role] % {"name": person.name}
