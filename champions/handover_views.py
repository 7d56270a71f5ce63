"""Handing over in one sitting: which days, who takes on what, and what will come of it.
HTTP, nothing else.

What is chosen waits in the session until it is done, so that every page is opened by a
GET, and no address says who is away when.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cafes.one_to_one import NotFree
from champions import handover
from champions.handover_forms import DaysForm, WhoForm
from champions.handover_words import Arrangement
from champions.permissions import can_hand_over
from people import unsent
from people.appointing import NotAppointed
from people.models import User
from people.permissions import may_administer

# Where in the session it waits: for whom, and what was sent of each form.
DRAFT = "champions.handover"


@login_required
@require_http_methods(["GET", "POST"])
def handover_days(request, person_id):
    """What is arranged, and from which day until which."""
    person = _seen_person(request, person_id)
    sent = request.POST if request.method == "POST" else _kept(request, person, "days")
    form = DaysForm(sent, may_let_go=_may_let_go(request.user, person))
    if request.method == "POST" and form.is_valid():
        _keep(request, person, "days")
        return redirect("handover_who", person_id=person.pk)
    context = {"person": person, "form": form, "is_own": person == request.user}
    return render(request, "champions/handover_days.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def handover_who(request, person_id):
    """Who takes on each role and each session."""
    person = _seen_person(request, person_id)
    days = _days(request, person)
    if days is None:
        return redirect("handover", person_id=person.pk)
    sent = request.POST if request.method == "POST" else _kept(request, person, "who")
    form = WhoForm.of(person, days, sent, is_own=person == request.user)
    if not form.fields:
        return redirect("handover_check", person_id=person.pk)
    if request.method == "POST" and form.is_valid():
        _keep(request, person, "who")
        return redirect("handover_check", person_id=person.pk)
    context = {"person": person, "form": form}
    return render(request, "champions/handover_who.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def handover_check(request, person_id):
    """What will come of it; and doing it."""
    person = _seen_person(request, person_id)
    chosen = _chosen(request, person)
    if chosen is None:
        if request.method == "POST":
            messages.info(request, _("That is arranged already, or was not kept."))
        return redirect("handover", person_id=person.pk)
    if request.method == "POST" and _arrange(request, chosen):
        return redirect(_where_to(request, person))
    return render(
        request,
        "champions/handover_check.html",
        {"person": person, "arrangement": Arrangement(chosen, request.user)},
    )


def _arrange(request, chosen):
    """Do it; whether it could be done. Else it is said why not."""
    try:
        handover.arrange(chosen, request.user)
    except NotAppointed as error:
        messages.error(
            request,
            _("Nothing was changed. %(why)s Go back and choose somebody else.")
            % {"why": error},
        )
        return False
    except NotFree as error:
        messages.error(
            request,
            _(
                "Nothing was changed. %(name)s has something else at the time of a "
                "1-2-1. Go back and choose somebody else."
            )
            % {"name": error.person.name},
        )
        return False
    request.session.pop(DRAFT, None)
    messages.success(request, _("It is arranged. Those whom it concerns are told."))
    return True


def _where_to(request, person):
    if person == request.user:
        return reverse("my_page")
    return reverse("team", args=[person.service.slug])


def _seen_person(request, person_id):
    """The person, if this one may arrange it for them; of others it tells nothing."""
    people = User.objects.select_related("service")
    person = get_object_or_404(people, pk=person_id)
    if not can_hand_over(request.user, person):
        raise Http404
    return person


def _may_let_go(viewer, person):
    """Whether the viewer may let the person go; nobody does so themselves."""
    return (
        viewer != person
        and viewer.has_perm("people.change_user")
        and may_administer(viewer, person)
    )


def _keep(request, person, part):
    draft = request.session.get(DRAFT, {})
    if draft.get("person") != person.pk:
        draft = {"person": person.pk}
    request.session[DRAFT] = {**draft, part: unsent.typed_in(request.POST)}


def _kept(request, person, part):
    """What was sent of a form, as it would come again; None if nothing is kept."""
    draft = request.session.get(DRAFT, {})
    if draft.get("person") != person.pk or part not in draft:
        return None
    return unsent.as_sent(draft[part])


def _days(request, person):
    """The days that were chosen, as the form gives them; None if there are none."""
    may_let_go = _may_let_go(request.user, person)
    form = DaysForm(_kept(request, person, "days"), may_let_go=may_let_go)
    return form.cleaned_data if form.is_bound and form.is_valid() else None


def _chosen(request, person):
    """The Handover that was chosen; None unless both forms are filled in. Where there
    is nothing to take on, the second asks nothing."""
    days = _days(request, person)
    if days is None:
        return None
    is_own = person == request.user
    form = WhoForm.of(person, days, _kept(request, person, "who"), is_own)
    if not form.fields:
        form = WhoForm.of(person, days, {}, is_own)
    return form.handover() if form.is_valid() else None
