"""At the desk: booking for somebody who rang in, and giving their place back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cafes import booking, booking_for
from cafes.booking_for import BookInForm, FindForm
from cafes.desk_views import any_session, session_run_by
from cafes.models import Session
from cafes.permissions import bookable_by, can_be_booked, can_organise


@login_required
def organise_find(request, session_id):
    """Find whom to book in; one who is meant for certain is next."""
    session = _to_book_in(request, session_id)
    if session is None:
        return redirect("organise_session", session_id)
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and len(form.found) == 1:
        return redirect("organise_book", session_id, form.found[0].pk)
    context = {"form": form, "session": session}
    return render(request, "cafes/organise_find.html", context)


@login_required
def organise_book(request, session_id, person_id):
    """Write down what somebody said, and book them in."""
    session = _to_book_in(request, session_id)
    if session is None:
        return redirect("organise_session", session_id)
    person = _bookable(request, person_id)
    already = session.bookings.live().filter(person=person).first()
    if already:
        return _has_one_already(request, already)
    form = BookInForm.for_somebody(request.POST or None, session)
    if form.is_valid():
        done = _book(request, session, person, form)
        if done:
            return done
    context = {"form": form, "session": session, "person": person}
    return render(request, "cafes/organise_book.html", context)


@login_required
@require_GET
def organise_for(request, person_id):
    """Choose the session to which somebody is to be booked."""
    person = _bookable(request, person_id)
    sessions = Session.objects.upcoming().for_list(request.user)
    booked = set(person.bookings.live().values_list("session_id", flat=True))
    context = {
        "person": person,
        "sessions": [session for session in sessions if session.pk not in booked],
    }
    return render(request, "cafes/organise_for.html", context)


@login_required
def organise_give_back(request, session_id, booking_id):
    """Give a place, or a turn in the queue, back for whoever asked for that.

    The form says what it showed: who has a place by now is asked about once more.
    """
    session = session_run_by(request, session_id)
    if session.is_private:
        return redirect("one_to_one_call_off", session_id)
    people = session.bookings.select_related("person__service")
    place = get_object_or_404(people, pk=booking_id)
    held = "place" if place.has_place else "queue"
    can_be = not (place.is_given_back or place.is_in_the_register)
    if not can_be or session.is_cancelled or session.has_begun():
        return _stays(request, place)
    if request.method == "POST" and request.POST.get("held") == held:
        return _give_back(request, place)
    context = {
        "session": session,
        "place": place,
        "held": held,
        "has_changed": request.method == "POST",
    }
    return render(request, "cafes/organise_give_back.html", context)


def _to_book_in(request, session_id):
    """The session, if this person may book others in; None if nobody can any more."""
    if not can_organise(request.user):
        raise PermissionDenied
    session = any_session(session_id)
    return session if can_be_booked(session) else None


def _bookable(request, person_id):
    if not can_organise(request.user):
        raise PermissionDenied
    people = bookable_by(request.user).select_related("service")
    return get_object_or_404(people, pk=person_id)


def _book(request, session, person, form):
    """Book, and give where to go; None, and the reason in the form, if refused."""
    try:
        place = booking.book(session, person, booked_by=request.user, **form.details())
    except booking.AlreadyBooked as already:
        return _has_one_already(request, already.booking)
    except booking.SessionMoved:
        form.add_error(None, booking_for.moved_meanwhile(any_session(session.pk)))
        return None
    except (booking.SessionCancelled, booking.BookingClosed):
        messages.error(
            request, _("It has begun or was cancelled, so nobody was booked.")
        )
    else:
        messages.success(request, booking_for.booked_in(place))
    return redirect("organise_session", session.pk)


def _has_one_already(request, place):
    said = (
        _("%(name)s is on the waiting list already.")
        if place.is_waiting
        else _("%(name)s has a place already.")
    )
    messages.info(request, said % {"name": place.person.name})
    return redirect("organise_session", place.session_id)


def _give_back(request, place):
    name = {"name": place.person.name}
    had_place = place.has_place
    try:
        booking.give_back(place, by=request.user)
    except (
        booking.SessionCancelled,
        booking.BookingClosed,
        booking.AlreadyThere,
    ):
        return _stays(request, place)
    said = (
        _("The place of %(name)s is given back, and they have been written to.")
        if had_place
        else _("%(name)s is off the waiting list, and has been written to.")
    )
    messages.success(request, said % name)
    return redirect("organise_session", place.session_id)


def _stays(request, place):
    said = (
        _("%(name)s has no place any more: it was given back before.")
        if place.is_given_back
        else _("It has begun or was cancelled, so the place of %(name)s stays.")
    )
    messages.info(request, said % {"name": place.person.name})
    return redirect("organise_session", place.session_id)
