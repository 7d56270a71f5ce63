"""Choosing five people out of all to whom there is a reason to speak: the open rule.

- Whoever waits for an answer comes first, then those with another reason of this
  week; these reasons take turns, so that none crowds out another. Together they have
  three of the five places.
- The other places go round (turns.py): first to those whose turn it is, whether or not
  there is a reason; then to those who have one, as far as it is their week; then on
  around the ring.

So nobody is named each time, and nobody never. The same facts give the same five.
"""

from collections import deque
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

FIVE = 5
# The most places for those who wait for an answer and all other reasons of the week.
PRESSING = 3


class Why(models.IntegerChoices):
    """The reasons in their order, each as the page tells it."""

    WAITS_FOR_HELP = 1, _("asked for help before today, and has had no answer")
    IS_NEW = (
        2,
        _(
            "joined in the last four weeks, and nobody has suggested a module to them, "
            "answered a question or noted that they spoke"
        ),
    )
    DAY_IS_NEAR = (
        3,
        _("was asked to do a module by a day that is within a week, or over"),
    )
    CAFE_FOLLOWS = (
        4,
        _("finished a module in the last two weeks, and the café after it has places"),
    )
    FINISHED = 5, _("finished a module in the last two weeks")
    STOPPED = 6, _("stopped part way in a module, three weeks to half a year ago")
    READY = 7, _("finished one in the last twelve weeks, and has nothing begun since")
    IN_TURN = 8, _("has their turn, with no other reason")


@dataclass(frozen=True)
class Reason:
    """Why to speak to somebody: with the module, the day and the row it is about.
    `can_wait`: it will be as good in another week."""

    why: Why
    person_id: int
    module_id: int | None = None
    on: object = None
    about: object = None
    can_wait: bool = False


def choose(reasons, order=(), turns=0, most=FIVE):
    """Choose so many people. Gives a Reason for each, in the order of the reasons.

    The reasons come in the order in which they count among their own kind. `order` are
    the ids of those who may be named this week whatever the reason, beginning with the
    `turns` whose turn it is.
    """
    of = reason_of_each(reasons)
    waiting = [r for r in of.values() if r.why == Why.WAITS_FOR_HELP]
    pressing = list(_taking_turns(r for r in of.values() if _is_pressing(r)))
    going_round = [of.get(pk) or Reason(Why.IN_TURN, pk) for pk in order]
    chosen = {}

    def add(more, up_to):
        for reason in more:
            if len(chosen) < up_to:
                chosen.setdefault(reason.person_id, reason)

    add([*waiting, *pressing], min(PRESSING, most))
    add(going_round[:turns], most)
    add((r for r in going_round if r.why != Why.IN_TURN), most)
    add(going_round, most)
    # Where the ring is too small for the rest.
    add([*waiting, *pressing], most)
    return sorted(chosen.values(), key=lambda reason: reason.why)


def reason_of_each(reasons):
    """{id of a person: the Reason that counts for them}: the first in the order, and
    one of this week before one that can wait."""
    first = {}
    for reason in sorted(reasons, key=lambda r: (r.can_wait, r.why)):
        first.setdefault(reason.person_id, reason)
    return first


def _is_pressing(reason):
    return not reason.can_wait and reason.why != Why.WAITS_FOR_HELP


def _taking_turns(reasons):
    """The first of each reason, then the second of each, and so on."""
    reasons = list(reasons)
    queues = [deque(r for r in reasons if r.why == why) for why in Why]
    while any(queues):
        for queue in queues:
            if queue:
                yield queue.popleft()
