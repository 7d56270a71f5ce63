"""Answering a request by a 1-2-1: times are offered, and the asker picks one.

Offering is a turn of the conversation, so the asker is told as of any answer. What is
picked becomes a session of the two (cafes/one_to_one.py) in the same transaction, with
invitation and all. The request's row is locked first, each time.
"""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cafes import one_to_one
from champions import asking
from champions.models import TimesOffered
from champions.permissions import can_answer
from people.looking_after import is_away

State = TimesOffered.State


class Settled(Exception):
    """One was picked already, none fitted, or the times were taken back."""


class HelperNotThere(Exception):
    """Whoever offered the times is away then, or does not help the asker any more."""


@transaction.atomic
def offer(request, helper, starts, *, minutes, place, words="", seen=None, at=None):
    """Offer times in the conversation, and give the TimesOffered.

    `starts` are the moments at which one could begin, `place` is where in words or a
    link. Times offered before and not picked are taken back. The same times pressed
    twice are offered once. Raises AnsweredMeanwhile, as asking.answer does.
    """
    at = at or timezone.now()
    request = asking.lock(request)
    still_open = list(_open_times(request))
    for times in still_open:
        same = {start.starts_at for start in times.starts.all()} == set(starts)
        if same and (times.answer.writer, times.place) == (helper, place):
            return times
    if seen is not None and asking.answered_since(request, helper, seen):
        raise asking.AnsweredMeanwhile
    for times in still_open:
        _settle(times, State.TAKEN_BACK, at)
    said = words or _("I could meet you at one of these times. Pick what suits you.")
    times = TimesOffered.objects.create(
        answer=asking.say(request, helper, said, at), minutes=minutes, place=place
    )
    for moment in sorted(set(starts)):
        times.starts.create(starts_at=moment)
    return times


@transaction.atomic
def pick(times, start, at=None):
    """Make the 1-2-1 at this one of the times, and give its session.

    Pressed twice, it is made once. Raises Settled, HelperNotThere, and InThePast or
    NotFree as one_to_one.plan does.
    """
    at = at or timezone.now()
    request, times = _lock(times)
    if times.session and times.session.starts_at == start.starts_at:
        return times.session
    if not times.is_open:
        raise Settled
    helper, day = times.answer.writer, timezone.localdate(start.starts_at)
    is_there = helper and can_answer(helper, request, timezone.localdate(at))
    if not is_there or is_away(helper, day):
        raise HelperNotThere
    times.session = one_to_one.plan(
        helper,
        request.person,
        starts_at=start.starts_at,
        minutes=times.minutes,
        place=times.place,
        at=at,
    )
    _settle(times, State.PICKED, at)
    return times.session


@transaction.atomic
def none_fits(times, words="", at=None):
    """The asker says that none of the times suits them, perhaps when they are free: the
    request waits again for whoever has it. Once settled it stays as it is."""
    at = at or timezone.now()
    request, times = _lock(times)
    if not times.is_open:
        return
    _settle(times, State.NONE_FITS, at)
    said = words or _("None of these times suits me. Could you offer others?")
    asking.say(request, request.person, said, at)


@transaction.atomic
def take_back(times, at=None):
    """Take times that nobody has picked back: the request waits again for whoever has
    it. Says whether there was anything to take back."""
    at = at or timezone.now()
    request, times = _lock(times)
    if not times.is_open:
        return False
    _settle(times, State.TAKEN_BACK, at)
    asking.reopen(request, at)
    return True


@transaction.atomic
def called_off(session, by, at=None):
    """A 1-2-1 was called off by one of the two: what it was to answer waits again for
    whoever has it, unless its asker did so."""
    with suppress(TimesOffered.DoesNotExist):
        request, _times = _lock(TimesOffered.objects.get(session=session))
        if by != request.person:
            asking.reopen(request, at or timezone.now())


def _open_times(request):
    times = TimesOffered.objects.filter(answer__request=request, state=State.OPEN)
    return times.select_related("answer__writer").prefetch_related("starts")


def _lock(times):
    """Its request, held until the transaction ends, and the times as they are now."""
    request = asking.lock(times.answer.request)
    found = TimesOffered.objects.select_related("answer__writer", "session")
    return request, found.get(pk=times.pk)


def _settle(times, state, at):
    times.state, times.settled_at = state, at
    times.save(update_fields=["state", "settled_at", "session"])
