"""What the models of the cafés hold about a person (people/kept_about.py).

After an erasure the bookings stay without a name and without a word, so that a session
still says how many came.
"""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cafes.models import Booking, Session
from people.kept_about import ByHand, Emptied, Link, Stays, about, each, nothing
from people.retention import A_YEAR, gone, rule

YOU = "it is you"
A_DAY = timedelta(days=1)
COUNTED = _("So that it can still be counted how many came to a session.")

nothing("cafes.CafeIndexPage", _("A page of the site"), "page_ptr introduction")
nothing(
    "cafes.CafePage",
    _("A page of the site"),
    "page_ptr summary for_whom what_happens bring",
)
nothing("cafes.CafePage_follows", _("Which café follows which module"))
nothing("cafes.Venue", _("A room"), "id name address getting_there access")


def _one_to_ones_of(person):
    """The 1-2-1s that somebody had, as either of the two."""
    theirs = Q(hosts=person.pk) | Q(bookings__person=person.pk)
    return Session.objects.filter(
        pk__in=Session.objects.filter(theirs, is_private=True).values("pk")
    )


def _forget_one_to_ones(sessions, person=None):
    """A 1-2-1 is of two alone, so it goes whole, with its one place."""
    keys = list(sessions.values_list("pk", flat=True))
    Booking.objects.filter(session__in=keys).delete()
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


about(
    "cafes.Session",
    "one_to_ones",
    _("1-2-1s"),
    Link(
        "",
        ByHand(_forget_one_to_ones, _("gone for the other of the two as well")),
        find=_one_to_ones_of,
    ),
    told="starts_at ends_at room link hosts status cancelled_because",
    untold=each(
        "the same for everybody, or how the calendar knows it",
        "cafe format venue capacity uid sequence is_private",
    ),
)
about(
    "cafes.Session_hosts",
    "bookings",
    _("Sessions hosted"),
    Link("user", Stays(_("So that a session that was keeps having had a host."))),
    told="session",
    untold={"user": YOU},
)
about(
    "cafes.Booking",
    "bookings",
    _("Places at cafés"),
    Link(
        "person",
        Emptied(
            {
                "hopes": "",
                "phone": "",
                "access_needs": "",
                "experience": "",
                "name_may_be_seen": False,
            },
            COUNTED,
        ),
        but_not=("booked_by",),
    ),
    Link(
        "booked_by",
        Stays(_("It is a colleague’s place; only a number of who booked it stays.")),
        but_not=(
            "person",
            "booked_by",
            "experience",
            "hopes",
            "phone",
            "access_needs",
            "name_may_be_seen",
        ),
    ),
    told="session status booked_at changed_at experience hopes phone access_needs "
    "name_may_be_seen booked_by",
    untold={"person": "it is you, or a colleague for whom you booked"},
)


@rule(
    "cafes.needs",
    "access_needs",
    A_DAY,
    _("with a booking until %(time)s after the session"),
)
def forget_needs(before):
    """What would have helped, and the number for the day."""
    over = Booking.objects.filter(session__ends_at__lte=before)
    said = over.exclude(access_needs="", phone="")
    return said.update(access_needs="", phone="")


@rule(
    "cafes.one-to-ones",
    "one_to_ones",
    A_YEAR,
    _("%(time)s after you met"),
)
def forget_one_to_ones(before):
    return _forget_one_to_ones(
        Session.objects.filter(is_private=True, ends_at__lte=before)
    )


@rule(
    "cafes.given-back",
    "bookings",
    A_YEAR,
    _("a place that you gave back, for %(time)s"),
)
def forget_given_back(before):
    given_back = Booking.objects.filter(status=Booking.Status.GIVEN_BACK)
    return gone(given_back.filter(session__ends_at__lte=before))
