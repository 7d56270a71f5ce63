"""A session as colleagues see it: looking, booking, giving back, the calendar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cafes import booking, needs
from cafes.calendar_entry import PUBLISH, entry
from cafes.company import company_of
from cafes.components import hosts_seen_by
from cafes.forms import BookingForm
from cafes.messages import written_of
from cafes.models import Booking, CafePage, Session
from cafes.permissions import can_run
from pages import words

NEXT_DATES = 4


@require_GET
def session_detail(request, session_id):
    """The session, in the state in which it is for this person."""
    session = _for_reader(request, session_id)
    if session is None:
        return _gone(request)
    if session.is_private and session.is_hosted_by(request.user):
        return redirect("organise_session", session_id)
    state = _state(session)
    context = _about(request, session)
    if state == "booked":
        context["company"] = company_of(session, request.user)
        context["asked_for"] = _asked_for(session)
        told = written_of(session.my_booking, request.user)
        context["is_written_to"] = told.exists()
        context["can_give_back"] = _can_give_back(session)
    elif state == "open":
        context["form"] = _booking_form(request, session)
    return render(request, f"cafes/session_{state}.html", context)


@login_required
def session_book(request, session_id):
    """Book; who comes here by its address is led to the session."""
    if request.method != "POST":
        return redirect("session", session_id)
    session = _for_reader(request, session_id)
    if session is None:
        return _gone(request)
    if session.is_private:
        return redirect("session", session_id)
    form = _booking_form(request, session)
    if form.is_valid():
        _book(request, session, form)
    if _state(session) == "open" and not form.is_valid():
        context = {**_about(request, session), "form": form}
        return render(request, "cafes/session_book.html", context)
    return redirect("session", session_id)


@login_required
def session_said(request, session_id):
    """Say otherwise what one said when one booked, or joined the queue."""
    session = get_object_or_404(Session.objects.select_related("cafe"), pk=session_id)
    mine = session.bookings.filter(person=request.user)
    if not mine.exists():
        raise PermissionDenied
    place = mine.live().select_related("booked_by").first()
    if place is None or not _can_amend(session):
        messages.info(request, _("What you said for it can’t be changed any more."))
        return redirect("session", session_id)
    form = BookingForm.to_amend(request.POST or None, place)
    if form.is_valid():
        _amend(request, place, form)
        return redirect("session", session_id)
    context = {"session": session, "place": place, "form": form}
    return render(request, "cafes/session_said.html", context)


@login_required
@require_POST
def session_give_back(request, session_id):
    """Give back a place, or a place in the queue; a second press does nothing."""
    session = get_object_or_404(Session, pk=session_id)
    mine = session.bookings.filter(person=request.user)
    if not mine.exists():
        raise PermissionDenied
    if session.is_private:
        # A place for one is given back by calling it off.
        return redirect("one_to_one_call_off", session_id)
    place = mine.live().first()
    if place is not None:
        _give_back(request, place)
    return redirect("session", session_id)


@login_required
@require_GET
def session_calendar(request, session_id):
    """The session as an .ics file, for those who have a place."""
    sessions = Session.objects.select_related("cafe", "venue")
    session = get_object_or_404(sessions, pk=session_id)
    if not session.bookings.holding_a_place().filter(person=request.user).exists():
        raise PermissionDenied
    response = HttpResponse(
        entry(session, request.user, PUBLISH), content_type="text/calendar"
    )
    response["Content-Disposition"] = 'attachment; filename="cafe.ics"'
    return response


def _for_reader(request, session_id):
    """The session with all that its pages say; None if there is none to be seen."""
    sessions = Session.objects.for_list(request.user).with_a_page(request.user)
    return sessions.prefetch_related("hosts__service").filter(pk=session_id).first()


def _asked_for(session):
    """What the reader asked for, who has a place in it."""
    places = Booking.objects.select_related("session", "person")
    return needs.said_back(places.get(pk=session.my_booking))


def _can_amend(session):
    return not (session.is_cancelled or session.has_begun())


def _can_give_back(session):
    is_settled = session.my_status in Booking.Status.in_the_register()
    return not (session.has_begun() or is_settled)


def _state(session, at=None):
    """Which of its pages a session has for the reader for whom it was fetched."""
    if session.is_cancelled or session.is_over(at):
        return "closed"
    if session.my_status in Booking.Status.holding_a_place():
        return "booked"
    if session.has_begun(at):
        return "closed"
    return "waiting" if session.my_status == Booking.Status.WAITING else "open"


def _about(request, session):
    """What every page of a session says."""
    hosts = hosts_seen_by(request.user, session)
    others = Session.objects.upcoming().filter(cafe=session.cafe_id)
    return {
        "session": session,
        "places_left": max(session.capacity - session.places_taken, 0),
        "services": _services(session) if request.user.is_authenticated else 0,
        "hosts": hosts,
        "to_ring": _to_ring(session, hosts),
        "is_host": request.user in hosts,
        "can_run": can_run(request.user, session),
        "has_place": session.my_status in Booking.Status.holding_a_place(),
        "has_begun": session.has_begun(),
        "is_over": session.is_over(),
        "others": others.exclude(pk=session.pk).for_list(request.user)[:NEXT_DATES],
        "follows": CafePage.modules_before(session.cafe_id),
    }


def _to_ring(session, hosts):
    """The host whom one rings when lost on the day; nobody once there is no day."""
    if session.is_cancelled or session.is_over():
        return None
    return next((host for host in hosts if host.phone), None)


def _services(session):
    """From how many services those who are coming come."""
    coming = session.bookings.holding_a_place()
    return coming.values("person__service").distinct().count()


def _booking_form(request, session):
    if not request.user.is_authenticated:
        return None
    return BookingForm.to_book(request.POST or None, session, request.user)


def _book(request, session, form):
    """Book, and say what came of it where the next page does not say so itself."""
    try:
        place = booking.book(session, request.user, **form.details())
    except booking.SessionCancelled:
        messages.error(request, _("This café was cancelled before you booked."))
    except booking.BookingClosed:
        messages.error(
            request, _("This café has begun, so it can’t be booked any more.")
        )
    except booking.SessionMoved:
        form.add_error(None, _moved(session))
    except booking.AlreadyBooked:
        pass  # a second press: the page says that they have a place
    else:
        if place.is_waiting and request.POST.get("expects") == "place":
            messages.info(
                request,
                _(
                    "The last place went while you were filling this in, so you are "
                    "on the waiting list."
                ),
            )


def _amend(request, place, form):
    try:
        booking.amend(place, **form.said())
    except (booking.SessionCancelled, booking.BookingClosed, booking.GivenBack):
        messages.error(request, _("What you said for it can’t be changed any more."))
    else:
        messages.success(request, _("Saved. Those who run it see it as it is now."))


def _moved(session):
    return _(
        "It was moved while you had the page open: it is now on %(day)s, %(time)s, "
        "%(place)s. If that suits you, send this once more."
    ) % {
        "day": words.day(session.starts_at),
        "time": words.span(session.starts_at, session.ends_at),
        "place": session.place,
    }


def _give_back(request, place):
    had_place = place.has_place
    try:
        booking.give_back(place)
    except booking.SessionCancelled:
        messages.error(
            request, _("This café was cancelled, so there is nothing to do.")
        )
    except booking.BookingClosed:
        messages.error(
            request, _("This café has begun, so its places stay as they are.")
        )
    except booking.AlreadyThere:
        messages.error(
            request, _("The register says that you are here, so the place stays yours.")
        )
    else:
        messages.success(
            request,
            _("You have given your place back. Thank you for saying so.")
            if had_place
            else _("You are off the waiting list."),
        )


def _gone(request):
    """Say that there is no such session, and which ones there are."""
    sessions = Session.objects.upcoming().for_list(request.user)[:NEXT_DATES]
    return render(
        request, "cafes/session_gone.html", {"sessions": sessions}, status=404
    )
