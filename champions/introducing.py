"""Introducing a colleague who offered help to whoever asked a question.

Both are asked at once, by mail and on their page, and neither learns who the other is
before both have said yes. That answers the question. Anything else (no, no answer in
time, an offer taken back, somebody who left) ends it, and the question waits for its
helper as before, who is told. The request's row is locked first, each time.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from champions import asking, promising
from champions.introduced import could_be_introduced
from champions.models import HelpAnswer, HelpOffer, Introduction
from champions.permissions import can_answer
from pages import outbox
from people.models import User
from people.querysets import is_here

State = Introduction.State


class NotTheirs(Exception):
    """The request is answered, or with somebody else, by now."""


class AskedAlready(Exception):
    """Another colleague is asked about this request at the moment."""


class NotOneToIntroduce(Exception):
    """That colleague does not offer it any more, is away or gone, is asked by somebody
    else at the moment, or was asked about this request before."""


@transaction.atomic
def ask(request, helper, colleague, at=None):
    """Ask both whether they would like to be introduced, and give the Introduction.

    `helper` has the request. Pressed twice, both are asked once. Raises NotTheirs,
    AskedAlready, NotOneToIntroduce.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    request = asking.lock(request)
    if not has_it(helper, request, day):
        raise NotTheirs
    if standing := request.introductions.open().first():
        if standing.colleague_id == colleague.pk:
            return standing
        raise AskedAlready
    # Two helpers may choose the same colleague at once.
    offers = HelpOffer.objects.select_for_update(of=("self",))
    list(offers.filter(person=colleague))
    found = could_be_introduced(request, day)
    if colleague.pk not in [offer.person_id for offer in found]:
        raise NotOneToIntroduce
    introduction = Introduction.objects.create(
        request=request,
        topic=request.topic,
        helper=helper,
        colleague=colleague,
        asked_at=at,
        until=promising.working_day_after(day, settings.HELP_INTRODUCTION_DAYS),
    )
    _promise_anew(request, at)
    for kind, person in (
        ("champions.introduction-asked", colleague),
        ("champions.introduction-offered", request.person),
    ):
        outbox.post(kind, person, key=introduction.pk, introduction=introduction.pk)
    return introduction


@transaction.atomic
def say_yes(introduction, person, at=None):
    """One of the two agrees; with the second yes they are introduced. Gives the
    Introduction as it is then: it may be over, and stays so."""
    at = at or timezone.now()
    request, introduction = _lock(introduction)
    if not introduction.is_open:
        return introduction
    if ended := _overtaken(introduction, request, timezone.localdate(at)):
        _end(introduction, request, ended, at)
        return introduction
    if person.pk == request.person_id:
        introduction.asker_agreed_at = introduction.asker_agreed_at or at
    elif person.pk == introduction.colleague_id:
        introduction.colleague_agreed_at = introduction.colleague_agreed_at or at
    introduction.save(update_fields=["asker_agreed_at", "colleague_agreed_at"])
    if introduction.asker_agreed_at and introduction.colleague_agreed_at:
        _introduce(introduction, request, at)
    return introduction


@transaction.atomic
def say_no(introduction, at=None):
    """One of the two would rather not, this time. Gives the Introduction as it is then:
    once they are introduced, it stays so."""
    at = at or timezone.now()
    request, introduction = _lock(introduction)
    if introduction.is_open:
        _end(introduction, request, State.NOT_THIS_TIME, at)
    return introduction


@transaction.atomic
def call_off(introduction, at=None):
    """Whoever has the request goes another way. Says whether it was still open."""
    at = at or timezone.now()
    request, introduction = _lock(introduction)
    if not introduction.is_open:
        return False
    _settle(introduction, State.CALLED_OFF, at)
    _promise_anew(request, at)
    return True


def withdraw(colleague, topics=None, at=None):
    """The colleague offers help with these topics no more, or with none: what they are
    asked about them ends. To be called within a transaction."""
    asked = Introduction.objects.open().filter(colleague=colleague)
    if topics is not None:
        asked = asked.filter(topic__in=topics)
    for introduction in asked:
        say_no(introduction, at)


def look_at_all(at=None):
    """End every open introduction whose time is over, or of which one has left; one at
    a time. Doing it twice changes nothing."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    here = User.objects.here(day)
    still = Introduction.objects.open().filter(
        until__gte=day, colleague__in=here, request__person__in=here
    )
    for introduction in Introduction.objects.open().exclude(pk__in=still.values("pk")):
        _end_if_overtaken(introduction, at)


@transaction.atomic
def _end_if_overtaken(introduction, at):
    request, introduction = _lock(introduction)
    ended = _overtaken(introduction, request, timezone.localdate(at))
    if introduction.is_open and ended:
        _end(introduction, request, ended, at)


def has_it(helper, request, on=None):
    """Whether the open request is with this helper, who may answer it."""
    is_theirs = request.is_open and request.with_person_id == helper.pk
    return is_theirs and can_answer(helper, request, on)


def _overtaken(introduction, request, day):
    """How an open introduction has ended by itself; nothing where it has not."""
    if introduction.until < day:
        return State.RUN_OUT
    three = (introduction.colleague, request.person, introduction.helper)
    if not all(person and is_here(person, day) for person in three):
        return State.CALLED_OFF
    return ""


def _introduce(introduction, request, at):
    """Both said yes: they learn of each other, and the question is answered."""
    _settle(introduction, State.AGREED, at)
    said = _("You both said yes, so I have introduced you to a colleague who can help.")
    HelpAnswer.objects.create(
        request=request, writer=introduction.helper, words=said, written_at=at
    )
    request.answered_at = at
    request.save(update_fields=["answered_at"])
    for person in (request.person, introduction.colleague):
        outbox.post(
            "champions.introduced",
            person,
            key=introduction.pk,
            introduction=introduction.pk,
        )
    _tell_helper(introduction)


def _end(introduction, request, state, at):
    _settle(introduction, state, at)
    _promise_anew(request, at)
    _tell_helper(introduction)


def _settle(introduction, state, at):
    introduction.state, introduction.settled_at = state, at
    introduction.save(update_fields=["state", "settled_at"])


def _promise_anew(request, at):
    if request.is_open:
        asking.promise(request, at)
        request.save(update_fields=["answer_by", "reminded_at"])


def _tell_helper(introduction):
    if introduction.helper:
        outbox.post(
            "champions.introduction-settled",
            introduction.helper,
            key=introduction.pk,
            introduction=introduction.pk,
        )


def _lock(introduction):
    """Its request, held until the transaction ends, and the introduction as it is."""
    request = asking.lock(introduction.request)
    found = Introduction.objects.select_related("helper", "colleague")
    return request, found.get(pk=introduction.pk)
