"""The organiser's desk: seeing who comes, and taking the register."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from cafes import colleagues, register
from cafes.models import Booking, Session
from cafes.permissions import can_be_booked, can_organise, can_run, can_see_needs
from cafes.taking_away import as_csv
from pages import words
from people import looking
from people.models import Look

RECENTLY = timedelta(weeks=6)


@login_required
@require_GET
def organise(request):
    """The sessions that this person may run: to come, and of the last weeks."""
    sessions = Session.objects.run_by(request.user)
    may_plan = can_organise(request.user)
    if not may_plan and not sessions.exists():
        raise PermissionDenied
    sessions = sessions.for_list(request.user)
    context = {
        "to_come": sessions.not_over(),
        "recent": sessions.over_since(timezone.now() - RECENTLY),
        "may_plan": may_plan,
    }
    return render(request, "cafes/organise.html", context)


@login_required
@require_GET
def organise_session(request, session_id):
    """Who comes to a session, what would help them, and who waits."""
    session = session_run_by(request, session_id)
    needs_shown = can_see_needs(request.user, session)
    may_plan = can_organise(request.user) and not session.is_private
    people = session.bookings.for_the_desk(needs_shown=needs_shown)
    coming = list(people.holding_a_place())
    context = {
        "session": session,
        "coming": coming,
        "hopes": [place for place in coming if place.hopes],
        "waiting": session.bookings.waiting().select_related("person__service"),
        "needs_shown": needs_shown,
        "may_plan": may_plan,
        "can_change": not (session.is_cancelled or session.has_begun()),
        "may_book_in": may_plan and can_be_booked(session),
        "is_over": session.is_over(),
        "is_host": session.is_hosted_by(request.user),
        "is_without_host": not session.hosts.all(),
        "other_hosts": [h for h in session.hosts.all() if h != request.user],
        "register_is_open": register.is_open(session),
        "register_opens_at": register.opens_at(session),
        "register_is_to_come": register.opens_at(session) > timezone.now(),
    }
    return render(request, "cafes/organise_session.html", context)


@login_required
@require_GET
def organise_list(request, session_id):
    """Those who come, and those who wait, as a file."""
    session = session_run_by(request, session_id)
    needs_shown = can_see_needs(request.user, session)
    people = session.bookings.live().for_the_desk(needs_shown=needs_shown)
    looking.record(
        request.user,
        Look.What.SESSION,
        people=[place.person for place in people],
        of=_("%(cafe)s on %(day)s")
        % {"cafe": session.cafe.title, "day": words.full_day(session.starts_at)},
        took_away=True,
    )
    name = f"{session.cafe.slug}-{timezone.localdate(session.starts_at)}.csv"
    return HttpResponse(
        as_csv(people, needs_shown=needs_shown),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
def organise_register(request, session_id):
    """The register, and saving it as a form."""
    session = session_run_by(request, session_id)
    if request.method == "POST":
        return _save_register(request, session)
    return render(request, "cafes/organise_register.html", _register(session))


@login_required
@require_POST
def organise_tick(request, session_id, booking_id):
    """One tick, saved at once; gives the sentence that counts who is here."""
    session = session_run_by(request, session_id)
    # htmx sends the other ticks of the form along.
    is_ticked = booking_id in _ids(request, "here")
    try:
        register.tick(session, booking_id, here=is_ticked)
    except register.RegisterClosed as closed:
        raise PermissionDenied from closed
    except Booking.DoesNotExist as gone:
        raise Http404 from gone
    return render(request, "cafes/components/register_count.html", _register(session))


@login_required
@require_POST
def organise_add(request, session_id):
    """Write down someone who just turned up, by e-mail or name."""
    session = session_run_by(request, session_id)
    text = request.POST.get("who", "")
    chosen = request.POST.get("person", "")
    found = [p for p in colleagues.called(text) if chosen in ("", str(p.pk))]
    if len(found) != 1:
        context = {
            **_register(session),
            "who": text,
            "found": found,
            "is_looking": True,
        }
        return render(request, "cafes/organise_register.html", context)
    had_place = session.bookings.holding_a_place().filter(person=found[0]).exists()
    try:
        register.add(session, found[0])
    except register.RegisterClosed:
        messages.error(request, _("The register is closed."))
    else:
        messages.success(request, _who_came(session, found[0], had_place))
    return redirect("organise_register", session_id)


def any_session(session_id):
    """The session with what its desk says of it, unless it is of two people alone;
    whether one may is not asked here."""
    return get_object_or_404(_with_all_that_is_said().open_to_all(), pk=session_id)


def session_run_by(request, session_id):
    """The session, if this person may run it."""
    session = get_object_or_404(_with_all_that_is_said(), pk=session_id)
    if not can_run(request.user, session):
        raise PermissionDenied
    return session


def _with_all_that_is_said():
    sessions = Session.objects.select_related("cafe", "venue").with_places()
    return sessions.prefetch_related("hosts")


def _register(session):
    places = session.bookings.holding_a_place().select_related("person__service")
    places = list(places.order_by("person__name", "pk"))
    return {
        "session": session,
        "places": places,
        "here": sum(place.is_there for place in places),
        "now": timezone.now(),
        "is_open": register.is_open(session),
        "is_over": session.is_over(),
        "opens_at": register.opens_at(session),
        "is_to_come": register.opens_at(session) > timezone.now(),
        "last_day": register.last_day(session),
    }


def _who_came(session, person, had_place):
    """Say that somebody was added, and if that makes more people than places."""
    if had_place:
        on_list = _("%(name)s is on the list already, and is here now.")
        return on_list % {"name": person.name}
    here = _("%(name)s is here.") % {"name": person.name}
    more = session.bookings.holding_a_place().count() - session.capacity
    if more <= 0:
        return here
    crowded = ngettext(
        "That makes %(number)s person more than there are places.",
        "That makes %(number)s people more than there are places.",
        more,
    )
    return f"{here} {crowded % {'number': words.in_words(more)}}"


def _save_register(request, session):
    try:
        register.save(
            session,
            shown_here=_ids(request, "shown"),
            ticked=_ids(request, "here"),
        )
    except register.RegisterClosed:
        messages.error(request, _("The register is closed, so nothing was changed."))
    else:
        messages.success(request, _("The register is saved."))
    return redirect("organise_register", session.pk)


def _ids(request, name):
    return {int(value) for value in request.POST.getlist(name) if value.isdecimal()}
