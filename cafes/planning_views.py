"""Planning sessions by form: making them, changing and cancelling them."""

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cafes import scheduling, who_heard
from cafes.desk_views import any_session
from cafes.models import Session
from cafes.permissions import can_organise
from cafes.planning_forms import STAYS_THE_SAME, CancelForm, SessionForm
from pages import words


@login_required
def organise_new(request):
    """Plan a session, or one every so many weeks."""
    _organisers_only(request)
    return _plan(request, {"capacity": 12, "format": Session.Format.CAFE})


@login_required
def organise_another(request, session_id):
    """Plan another like this one: the form holds what it was."""
    _organisers_only(request)
    return _plan(request, SessionForm.like(any_session(session_id)))


def _plan(request, initial):
    button = _("Put it on the list")
    form = SessionForm(request.POST or None, button=button, initial=initial)
    if form.is_valid():
        try:
            sessions = _saved(form, lambda: scheduling.plan_all(form.each()))
        except scheduling.AlreadyPlanned as already:
            messages.info(request, _("This one is on the list already. Here it is."))
            return redirect("organise_session", already.session.pk)
        if sessions:
            messages.success(request, _on_the_list(sessions))
            several = len(sessions) > 1
            desk = ["organise_session", sessions[0].pk]
            return redirect("organise") if several else redirect(*desk)
    return render(request, "cafes/organise_form.html", {"form": form})


@login_required
def organise_change(request, session_id):
    """Move a session, or change what else there is to it."""
    _organisers_only(request)
    session = any_session(session_id)
    if session.is_cancelled or session.has_begun():
        return redirect("organise_session", session_id)
    form = SessionForm(
        request.POST or None,
        button=_("Change it"),
        session=session,
        initial=SessionForm.of(session),
    )
    if form.is_valid():
        moved = _saved(form, lambda: scheduling.move(session, **form.details()))
        if moved:
            messages.success(request, who_heard.in_words(moved))
            return redirect("organise_session", session_id)
    context = {"form": form, "session": session}
    return render(request, "cafes/organise_form.html", context)


@login_required
def organise_cancel(request, session_id):
    """Cancel a session, and tell everyone why."""
    _organisers_only(request)
    session = any_session(session_id)
    if session.is_cancelled or session.has_begun():
        return redirect("organise_session", session_id)
    is_booked = scheduling.is_booked(session)
    form = CancelForm(request.POST or None, is_booked=is_booked)
    if form.is_valid() and _cancelled(form, session):
        return redirect("organise_session", session_id)
    context = {"form": form, "session": session}
    return render(request, "cafes/organise_cancel.html", context)


def _cancelled(form, session):
    """Cancel it; False, and the reason in the form, if somebody booked meanwhile."""
    # If somebody was quicker, its desk says so.
    with suppress(scheduling.AlreadyCancelled, scheduling.AlreadyBegun):
        try:
            scheduling.cancel(session, form.cleaned_data["because"])
        except scheduling.NoReason:
            form.add_error("because", _("Somebody has booked meanwhile. Tell them why"))
            return False
    return True


def _organisers_only(request):
    if not can_organise(request.user):
        raise PermissionDenied


def _saved(form, act):
    """Do what the form says; None, and the reason in the form, if refused."""
    try:
        return act()
    except scheduling.InThePast:
        form.add_error("day", _("That is in the past. Choose a day and time to come"))
    except scheduling.SomeAlreadyPlanned as some:
        form.add_error("day", _which_are_planned(some.sessions))
    except scheduling.AnotherCafe:
        form.add_error("cafe", STAYS_THE_SAME)
    except scheduling.TooFewPlaces as few:
        people = ngettext(
            "There can’t be fewer: %(number)s person has a place",
            "There can’t be fewer: %(number)s people have a place",
            few.taken,
        )
        form.add_error("capacity", people % {"number": words.in_words(few.taken)})
    except (scheduling.AlreadyCancelled, scheduling.AlreadyBegun):
        form.add_error(None, _("It has begun or was cancelled, and can’t be changed."))
    return None


def _on_the_list(sessions):
    """Say that they were planned; of several, on which days."""
    if len(sessions) == 1:
        return _("It is on the list, and can be booked now.")
    days = words.join_names([words.day(session.starts_at) for session in sessions])
    return _("They are on the list, and can be booked now: %(days)s.") % {"days": days}


def _which_are_planned(sessions):
    days = words.join_names([words.day(session.starts_at) for session in sessions])
    return _(
        "On the list already: %(days)s. Nothing was planned: choose other days, or "
        "plan the others one by one"
    ) % {"days": days}
