"""Asking people to do a module, and taking that back.

Only a role above a person asks them, with a reason that they read in full. Whoever has
finished the module is not asked, nor is anybody asked twice. The rows of those who are
asked are locked first, and what they have begun, so that a double press and a finish in
the same moment leave one request or none. Each person is told once, by mail; and of its
being taken back only where that mail has gone out. Whoever is asked may say that it is
not for them, and whoever asked is told.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from learning.models import Assignment, Completion, Enrolment
from pages import outbox
from people.models import User

# The same request by the same person within this time is one, pressed twice.
PRESSED_TWICE = timedelta(minutes=10)


@dataclass(frozen=True)
class WhoIsAsked:
    """How people divide when they are to be asked to do a module.

    `people` are asked, or would be; `finished` have done it; `already` are the open
    requests of those who were asked before; `gone` counts those who are not, or no
    longer, with whoever asks: nothing is told of them.
    """

    people: list[User]
    finished: list[User]
    already: list[Assignment]
    gone: int


def who_would_be_asked(asker, person_ids, module, on=None) -> WhoIsAsked:
    """Say who of these people would be asked, and who not and why; in name order."""
    ids = set(person_ids)
    people = list(
        User.objects.looked_after_by(asker, on)
        .filter(pk__in=ids)
        .select_related("service")
        .order_by("name", "pk")
    )
    done = set(
        Completion.objects.filter(
            enrolment__module=module, enrolment__person__in=people
        ).values_list("enrolment__person", flat=True)
    )
    open_ones = {
        one.person_id: one
        for one in Assignment.objects.open()
        .filter(module=module, person__in=people)
        .select_related("person", "asked_by")
    }
    left = [person for person in people if person.pk not in done]
    return WhoIsAsked(
        people=[person for person in left if person.pk not in open_ones],
        finished=[person for person in people if person.pk in done],
        already=[open_ones[person.pk] for person in left if person.pk in open_ones],
        gone=len(ids) - len(people),
    )


@transaction.atomic
def ask(asker, person_ids, module, reason, by_day=None, at=None) -> WhoIsAsked:
    """Ask those of these people who have neither finished nor been asked already.

    Gives how they divided. Pressed twice, it gives the same answer and asks once.
    """
    at = at or timezone.now()
    ids = sorted(set(person_ids))
    _lock(ids, module)
    found = who_would_be_asked(asker, ids, module, timezone.localdate(at))
    for person in found.people:
        assignment = Assignment.objects.create(
            person=person,
            module=module,
            asked_by=asker,
            reason=reason,
            by_day=by_day,
            asked_at=at,
        )
        outbox.post(
            "learning.asked", person, key=assignment.pk, assignment=assignment.pk
        )
    twice = [
        one
        for one in found.already
        if (one.asked_by_id, one.reason, one.by_day) == (asker.pk, reason, by_day)
        and one.asked_at > at - PRESSED_TWICE
    ]
    return WhoIsAsked(
        people=[*found.people, *[one.person for one in twice]],
        finished=found.finished,
        already=[one for one in found.already if one not in twice],
        gone=found.gone,
    )


@transaction.atomic
def withdraw(assignment, by, because, at=None):
    """Take a request back, with a sentence for the person. Gives it as it is then.

    One that is finished or taken back already stays as it is.
    """
    assignment = (
        Assignment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person__service", "module", "asked_by")
        .get(pk=assignment.pk)
    )
    if assignment.is_open:
        assignment.withdrawn_at = at or timezone.now()
        assignment.withdrawn_by = by
        assignment.withdrawn_because = because
        assignment.save(
            update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"]
        )
        outbox.post(
            "learning.taken-back",
            assignment.person,
            key=assignment.pk,
            assignment=assignment.pk,
        )
    return assignment


@transaction.atomic
def withdraw_all(assignment, by, because, at=None):
    """Take back all that is still open of one asking and may be taken back by this
    person, with one sentence. Gives those whom it was taken back from."""
    together = Assignment.objects.asked_with(assignment).open().seen_by(by)
    ended = [withdraw(one, by, because, at) for one in together.order_by("pk")]
    return [one.person for one in ended if one.withdrawn_by_id == by.pk]


@transaction.atomic
def decline(assignment, because="", at=None):
    """The person says that it is not for them, perhaps with a few words to whoever
    asked, who is told. Gives it as it is then; one that has ended stays as it is."""
    at = at or timezone.now()
    open_now = Assignment.objects.open().filter(pk=assignment.pk)
    declined = open_now.update(
        withdrawn_at=at,
        withdrawn_by=assignment.person,
        withdrawn_because=because,
        put_away_at=at,
    )
    if declined and assignment.asked_by:
        outbox.post(
            "learning.declined",
            assignment.asked_by,
            key=assignment.pk,
            assignment=assignment.pk,
        )
    assignment.refresh_from_db()
    return assignment


def put_away(assignment, at=None):
    """The person has read that it was taken back, and does not need it any more."""
    Assignment.objects.to_put_away().filter(pk=assignment.pk).update(
        put_away_at=at or timezone.now()
    )


def close_finished(enrolment, moment):
    """Close what was asked of somebody who has just finished it, within the caller's
    transaction."""
    Assignment.objects.open().filter(
        person=enrolment.person_id, module=enrolment.module_id
    ).update(finished_at=moment)


def _lock(ids, module):
    """Let one at a time ask these people, and none of them finish meanwhile."""
    people = User.objects.filter(pk__in=ids).order_by("pk")
    begun = Enrolment.objects.filter(person__in=ids, module=module).order_by("pk")
    for rows in (people, begun):
        list(rows.select_for_update(no_key=True).values_list("pk", flat=True))
