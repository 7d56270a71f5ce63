"""A 1-2-1 as the two whose it is change it: HTTP, nothing else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cafes import one_to_one, scheduling
from cafes.models import Session
from cafes.one_to_one_forms import CallOffForm, MoveForm
from cafes.permissions import can_change_one_to_one


@login_required
@require_http_methods(["GET", "POST"])
def one_to_one_move(request, session_id):
    """Another time or place; the other of the two is written to."""
    session = _of_reader(request, session_id)
    if not one_to_one.is_to_be_changed(session):
        return _stays(request, session)
    form = MoveForm(request.POST or None, session=session)
    if form.is_valid():
        try:
            session = one_to_one.move(
                session, starts_at=form.starts_at, place=form.cleaned_data["place"]
            )
        except scheduling.InThePast:
            form.add_error("day", _("That is over. Choose a day and time to come"))
        except one_to_one.NotFree as busy:
            form.add_error("starts", not_free(busy.person, request.user))
        except (scheduling.AlreadyCancelled, scheduling.AlreadyBegun):
            return _stays(request, session)
        else:
            _say_what_moved(request, session)
            return redirect("session", session.pk)
    return render(
        request, "cafes/one_to_one_move.html", _context(request, session, form)
    )


@login_required
@require_http_methods(["GET", "POST"])
def one_to_one_call_off(request, session_id):
    """Call it off, after being asked once; the other of the two is written to."""
    session = _of_reader(request, session_id)
    if not one_to_one.is_to_be_changed(session):
        return _stays(request, session)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            one_to_one.call_off(session, request.user, form.cleaned_data["because"])
        except (scheduling.AlreadyCancelled, scheduling.AlreadyBegun):
            return _stays(request, session)
        messages.success(
            request, _("It is called off, and both of you have been written to.")
        )
        return redirect("session", session.pk)
    return render(
        request, "cafes/one_to_one_call_off.html", _context(request, session, form)
    )


def not_free(person, reader):
    """Say that one of the two has something else then."""
    if person == reader:
        return _("You have another session then. Choose another time")
    return _("%(name)s has something else then. Choose another time") % {
        "name": person.called
    }


def _of_reader(request, session_id):
    """The 1-2-1, if it is the reader's; of others the address tells nothing."""
    sessions = Session.objects.select_related("cafe", "venue")
    session = get_object_or_404(sessions, pk=session_id, is_private=True)
    if not can_change_one_to_one(request.user, session):
        raise Http404
    return session


def _stays(request, session):
    messages.info(request, _("It has begun or was called off, so it stays as it is."))
    return redirect("session", session.pk)


def _say_what_moved(request, session):
    said = (
        _("It is moved, and both of you have been written to.")
        if session.heard.everyone
        else _("You changed nothing, so it is as it was.")
    )
    messages.success(request, said)


def _context(request, session, form):
    others = [p for p in one_to_one.people_of(session) if p != request.user]
    return {
        "session": session,
        "form": form,
        "other": others[0].called if others else "",
    }
