"""Asking for help, answering, asking again, and passing a request on.

A request is always with one person: the champion, or whoever stands in. Every change
locks its row first, so that a double press writes once; whoever it is given to is
among those whom it reached from then on, and is told by mail that somebody would be
glad of a word, not of what.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from champions import promising
from champions.models import HelpAnswer, HelpRequest
from champions.permissions import can_answer
from champions.topics import Topic
from pages import outbox
from people.looking_after import away_until_each, is_away, team_of, who_helps
from people.models import Appointment, User
from people.permissions import can_see_team

Role = Appointment.Role

# The same words by the same person within this time are one question, pressed twice.
PRESSED_TWICE = timedelta(minutes=10)


class AnsweredMeanwhile(Exception):
    """Somebody else has answered since the page was opened."""


class NotOneToPassTo(Exception):
    """The request cannot be passed to that person: they do not look after the asker,
    are away, or have it already."""


@transaction.atomic
def ask(
    person,
    words,
    module=None,
    step=None,
    topic=Topic.OTHER,
    when_free="",
    at=None,
):
    """Put a question to whoever helps the person now, and give the request.

    `step` is the block id of a step of the module, and `when_free` the person's own
    words for when they have time. The same question pressed twice is written once. With
    nobody there at all it is kept where the digital access team sees it; `with_person`
    is then None.
    """
    at = at or timezone.now()
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    already = HelpRequest.objects.open().filter(
        person=person,
        words=words,
        module=module,
        step=step,
        asked_at__gt=at - PRESSED_TWICE,
    )
    if twin := already.first():
        return twin
    request = HelpRequest.objects.create(
        person=person,
        topic=topic,
        words=words,
        when_free=when_free,
        module=module,
        step=step,
        asked_at=at,
        service=person.service,
    )
    _give_to_whoever_helps(request, at)
    return request


@transaction.atomic
def answer(request, writer, words, seen=None, session=None, at=None):
    """Add what somebody says to the conversation, and give the HelpAnswer. `session` is
    a café that is suggested with it.

    From the asker it opens the request again, with whoever has it, or with whoever
    helps now if that one is not there any more. From anyone else it answers it.
    `seen` is how much had been said when its writer looked: raises AnsweredMeanwhile
    where another answered since.
    """
    at = at or timezone.now()
    request = lock(request)
    latest = request.answers.last()
    if latest and (latest.writer_id, latest.words) == (writer.pk, words):
        return latest
    if seen is not None and answered_since(request, writer, seen):
        raise AnsweredMeanwhile
    return say(request, writer, words, at, session)


def say(request, writer, words, at, session=None):
    """Add a turn to a locked request, and do what follows from it. Gives the turn."""
    said = HelpAnswer.objects.create(
        request=request, writer=writer, words=words, session=session, written_at=at
    )
    if writer.pk == request.person_id:
        _open_again(request, said, at)
    else:
        request.answered_at = at
        request.save(update_fields=["answered_at"])
        request.introductions.all().call_off(at)
        outbox.post("champions.answer", request.person, key=said.pk, answer=said.pk)
    return said


def answered_since(request, writer, seen):
    """Whether another than its asker and this writer has said something since."""
    since = list(request.answers.all())[seen:]
    return any(one.writer_id not in (request.person_id, writer.pk) for one in since)


def read(request, reader, at=None):
    """Remember that the asker has the request open; anyone else leaves no trace."""
    if reader.pk == request.person_id:
        HelpRequest.objects.filter(pk=request.pk).update(read_at=at or timezone.now())


@transaction.atomic
def pass_on(request, to, by=None, at=None):
    """Give the request to another of those who look after the asker.

    Whoever takes it themselves (`by`) needs no mail; whoever had it is told then. With
    them already, it stays as it is. Raises NotOneToPassTo.
    """
    at = at or timezone.now()
    request = lock(request)
    if request.with_person_id == to.pk:
        return request
    appointments = dict(who_else(request, timezone.localdate(at)))
    if to not in appointments:
        raise NotOneToPassTo
    had_it = request.with_person
    give(request, to, appointments[to], None, at, tell=to != by)
    if to == by and had_it:
        outbox.post(
            "champions.taken-over",
            had_it,
            key=f"{request.pk}-{at.isoformat()}",
            request=request.pk,
        )
    return request


@transaction.atomic
def send_on(request, at=None):
    """Give an open request to whoever helps the asker now, if whoever has it is away,
    not in the role any more, or does not look after the asker where they work by now;
    else it stays as it is. Gives the request."""
    at = at or timezone.now()
    request = lock(request)
    if request.is_open and not is_there_for(request, timezone.localdate(at)):
        _give_to_whoever_helps(request, at)
    elif request.is_open and request.answer_by is None:
        # Asked before there was a day by which it is answered.
        promise(request, at)
        request.save(update_fields=["answer_by", "reminded_at"])
    return request


def send_on_all(at=None):
    """Send on every open question of somebody who is here whose helper is not there
    for it any more, or that nobody has as yet; one at a time."""
    at = at or timezone.now()
    askers = User.objects.here(timezone.localdate(at))
    for request in HelpRequest.objects.open().filter(person__in=askers):
        send_on(request, at)


def is_there_for(request, on=None):
    """Whether whoever has the request is here, still in a role to answer it, and looks
    after the asker where they work by now."""
    holder = request.with_person
    return (
        holder is not None
        and can_answer(holder, request, on)
        and not is_away(holder, on)
        and _looks_after_still(holder, request, on)
    )


def _looks_after_still(holder, request, on):
    """Whether the asker has not moved to where this one looks after nobody."""
    service = request.person.service
    if service is None or service == request.service:
        return True
    return can_see_team(holder, service, on)


def who_else(request, on=None):
    """Those to whom the request may be passed, each with their role: the champion,
    deputy and communications colleague who look after the asker, then one of the
    digital access team. Whoever has it, the asker, and who is away are left out."""
    people = []
    if request.service:
        team = team_of(request.service, on)
        people = [
            (team.champion, Role.CHAMPION),
            (team.deputy, Role.DEPUTY),
            (team.communications, Role.COMMUNICATIONS),
        ]
    people += _access_team(request, on)
    away = away_until_each([person.pk for person, _role in people if person], on)
    taken = {request.with_person_id, request.person_id, *away}
    choices = []
    for person, role in people:
        if person and person.pk not in taken:
            taken.add(person.pk)
            choices.append((person, role))
    return choices


def _access_team(request, on):
    """One of the digital access team above the asker, with the role; or nobody."""
    if request.was_passed_up:
        return []
    return [(person, Role.ACCESS_TEAM) for person in of_access_team(request, on)[:1]]


def of_access_team(request, on=None):
    """The people of the digital access team above the asker, who are here and not away;
    all of the team, for somebody in no service."""
    day = on or timezone.localdate()
    appointments = (
        Appointment.objects.current(day)
        .in_role(Role.ACCESS_TEAM)
        .filter(person__in=User.objects.here(day))
        .exclude(person=request.person_id)
        .select_related("person", "service")
    )
    if request.service:
        appointments = appointments.filter(
            service__path__in=request.service.paths_upwards()
        )
    away = away_until_each([a.person_id for a in appointments], day)
    here = {a.person_id: a.person for a in appointments if a.person_id not in away}
    return list(here.values())


def reopen(request, at):
    """The locked request waits again for whoever has it, who knows. Gives whether they
    are there; if not, it goes to whoever helps now."""
    request.answered_at = None
    promise(request, at)
    request.save(update_fields=["answered_at", "answer_by", "reminded_at"])
    if is_there_for(request, timezone.localdate(at)):
        return True
    _give_to_whoever_helps(request, at)
    return False


def _open_again(request, said, at):
    """The asker has asked again: somebody who is there must come to know."""
    if not reopen(request, at):
        return
    outbox.post(
        "champions.question",
        request.with_person,
        key=f"{request.pk}-{said.pk}",
        request=request.pk,
    )


def _give_to_whoever_helps(request, at):
    """Give it to whoever helps the asker where they work now, or leave it to the whole
    digital access team; one who has it and is only away keeps it then."""
    day = timezone.localdate(at)
    helper = who_helps(request.person, day)
    if helper is None:
        if request.with_person and not can_answer(request.with_person, request, day):
            request.with_person, request.with_role = None, ""
            request.stands_in_for = None
            request.introductions.all().call_off(at)
            promise(request, at)
        request.was_passed_up = True
        request.save()
        return
    request.service = request.person.service
    give(request, helper.person, helper.role, helper.stands_in_for, at)


def give(request, person, role, stands_in_for, at, tell=True):
    """The locked request is with this person from now on, and they are told."""
    request.with_person = person
    request.with_role = role
    request.stands_in_for = stands_in_for
    request.with_since = at
    request.introductions.all().call_off(at)
    promise(request, at)
    request.was_passed_up = request.was_passed_up or role == Role.ACCESS_TEAM
    request.save()
    request.reached.add(person)
    if tell:
        outbox.post(
            "champions.question",
            person,
            key=f"{request.pk}-{at.isoformat()}",
            request=request.pk,
        )


def promise(request, at):
    """Set the day by which whoever has it answers; nobody's is none. While an
    introduction is open, its time comes first (introducing.py). To be saved."""
    has_it = request.with_person
    waits_until = request.introductions.open().values_list("until", flat=True).first()
    request.answer_by = (
        promising.answer_by(has_it, at, after=waits_until) if has_it else None
    )
    request.reminded_at = None


def lock(request):
    """The request as it is now, held until the transaction ends."""
    return (
        HelpRequest.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person__service", "with_person", "service")
        .get(pk=request.pk)
    )
