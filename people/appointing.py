"""Giving a person a role for a service, and ending it.

The service is locked first, so that two administrators cannot make two champions; who
is concerned is told by the outbox in the same transaction.
Dates are days; the last day of an appointment belongs to it.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pages import outbox, words
from people.models import Appointment, Service

# Roles that one person cannot have for one service at once.
STANDS_BESIDE = {
    Appointment.Role.CHAMPION: Appointment.Role.DEPUTY,
    Appointment.Role.DEPUTY: Appointment.Role.CHAMPION,
}


class NotAppointed(Exception):
    """An appointment cannot be as asked; as a string it says so to the reader."""


class EndsBeforeItStarts(NotAppointed):
    """The last day lies before the first."""


class HasLeft(NotAppointed):
    """The person has left by the first day, or may not sign in."""


class AlreadyAppointed(NotAppointed):
    """The person holds this role for this service on some of these days."""


class ChampionAndDeputy(NotAppointed):
    """The person would be champion and deputy of one service on some of these days."""


class ChampionsOverlap(NotAppointed):
    """Somebody else is appointed champion from one of these days on."""


class AlreadyEnded(NotAppointed):
    """The appointment ends before the day that is asked for."""


@transaction.atomic
def appoint(person, role, service, starts_on=None, ends_on=None):
    """Appoint the person from a day (today) until a day (open), and give the row.

    A new champion ends the former one's appointment the day before. Raises a kind of
    NotAppointed when the dates cannot be.
    """
    starts_on = starts_on or timezone.localdate()
    _lock(service)
    if ends_on and ends_on < starts_on:
        raise EndsBeforeItStarts(
            _("The last day is before the first: choose a later one.")
        )
    if not person.is_active or person.has_left(starts_on):
        raise HasLeft(
            _("%(person)s is not here on %(day)s, so cannot be appointed.")
            % {"person": person.name, "day": words.day(starts_on)}
        )
    held = _overlapping(service, role, starts_on, ends_on)
    if held.filter(person=person).exists():
        raise AlreadyAppointed(
            _("%(person)s holds this role for %(service)s on some of these days.")
            % {"person": person.name, "service": service.name}
        )
    _refuse_both(person, role, service, starts_on, ends_on)
    if role == Appointment.Role.CHAMPION:
        _make_room_for_champion(held, starts_on)
    appointment = Appointment.objects.create(
        person=person, role=role, service=service, starts_on=starts_on, ends_on=ends_on
    )
    _tell(appointment)
    return appointment


@transaction.atomic
def end(appointment, on):
    """Make that day the last of the appointment, and give it back.

    One that would not have begun by then never was: it is deleted, and None given;
    the champion whom it would have followed goes on. Raises AlreadyEnded when its last
    day is earlier than that.
    """
    _lock(appointment.service)
    appointment.refresh_from_db()
    if appointment.ends_on and appointment.ends_on < on:
        raise AlreadyEnded(
            _("This appointment ends on %(day)s. To go on, appoint again.")
            % {"day": words.day(appointment.ends_on)}
        )
    if on < appointment.starts_on:
        _tell_that_it_ends(appointment, on, never_began=True)
        appointment.delete()
        if appointment.role == Appointment.Role.CHAMPION:
            _let_the_former_go_on(appointment)
        return None
    appointment.ends_on = on
    appointment.save(update_fields=["ends_on"])
    _tell_that_it_ends(appointment, on)
    return appointment


def _tell(appointment, goes_on_from=None):
    """Write to the person that they hold the role: when it is given, and when it goes
    on after all from a day, since the one that was to follow it then never was."""
    outbox.post(
        "people.appointed",
        appointment.person,
        key=f"{appointment.pk}:{goes_on_from or ''}",
        appointment=appointment.pk,
        goes_on=goes_on_from is not None,
    )


def _tell_that_it_ends(appointment, last_day, *, never_began=False):
    """Write to the person that the role ends with that day, or never begins. All that
    is to be said is kept: the appointment may be gone by then."""
    outbox.post(
        "people.role-ended",
        appointment.person,
        key=f"{appointment.pk}:{last_day.isoformat()}",
        appointment=appointment.pk,
        role=appointment.role,
        service=appointment.service_id,
        day=last_day.isoformat(),
        never_began=never_began,
    )


def _lock(service):
    Service.objects.select_for_update(no_key=True).get(pk=service.pk)


def _overlapping(service, role, starts_on, ends_on):
    held = Appointment.objects.filter(service=service, role=role)
    if ends_on:
        held = held.filter(starts_on__lte=ends_on)
    return held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))


def _refuse_both(person, role, service, starts_on, ends_on):
    """Nobody stands in for themselves."""
    other = STANDS_BESIDE.get(role)
    if other is None:
        return
    held = _overlapping(service, other, starts_on, ends_on).filter(person=person)
    if held.exists():
        raise ChampionAndDeputy(
            _(
                "%(person)s is %(role)s of %(service)s on some of these days. A "
                "champion needs somebody else as deputy: end that appointment first."
            )
            % {
                "person": person.name,
                "role": Appointment.Role(other).label.lower(),
                "service": service.name,
            }
        )


def _let_the_former_go_on(taken_back):
    """Open the appointment of the champion who was to end for one that never was: until
    they leave, or the next champion begins. One who has left by then is not opened."""
    champions = taken_back.service.appointments.in_role(Appointment.Role.CHAMPION)
    until = taken_back.starts_on - timedelta(days=1)
    former = champions.filter(ends_on=until).select_related("person").first()
    if former is None or former.person.has_left(taken_back.starts_on):
        return
    following = champions.filter(starts_on__gt=until).order_by("starts_on").first()
    ends = [following.starts_on] if following else []
    ends += [former.person.left_on] if former.person.left_on else []
    former.ends_on = min(ends) - timedelta(days=1) if ends else None
    former.save(update_fields=["ends_on"])
    _tell(former, goes_on_from=taken_back.starts_on)


def _make_room_for_champion(held, starts_on):
    """End whoever was champion before that day; refuse if somebody begins after it."""
    for other in held.select_related("person", "service"):
        if other.starts_on >= starts_on:
            raise ChampionsOverlap(
                _(
                    "%(person)s becomes champion of %(service)s on %(day)s. Choose a "
                    "last day before that, or end that appointment first."
                )
                % {
                    "person": other.person.name,
                    "service": other.service.name,
                    "day": words.day(other.starts_on),
                }
            )
        other.ends_on = starts_on - timedelta(days=1)
        other.save(update_fields=["ends_on"])
        _tell_that_it_ends(other, other.ends_on)
