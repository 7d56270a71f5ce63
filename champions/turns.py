"""Whose turn it is to be named, so that over the weeks everybody's comes round.

Nothing is kept for it. Everybody has one week in four, by their number alone; nobody is
named outside it without a reason of that week. Within their week people stand in a
ring, and a hand goes round it by the calendar: those under it have their turn. So a
week always gives the same, and who joins or leaves moves the others hardly at all.
"""

from functools import cached_property

from django.db.models import BigIntegerField, Count, F
from django.db.models.functions import Cast

# Everybody may be named one week in so many.
WEEKS_APART = 4
# At most so many have their turn in a week.
TURNS = 2
# In how many rounds of the weeks everybody has had a turn. Few numbers, so that a
# team that grows or shrinks a little keeps its round.
ROUNDS = (1, 3, 13, 26, 52, 104, 208, 416, 832)

# Numbers that follow one another are scattered over this prime by multiplication.
PRIME = 2**31 - 1
BY = 1_327_217_885
PLACE = Cast(F("pk"), BigIntegerField()) * BY % PRIME
WHICH_WEEK = PLACE % WEEKS_APART


def week_of(day):
    """The number of the week in which a day lies; weeks begin on Monday."""
    return (day.toordinal() - 1) // 7


def shuffled(person_id, week):
    """Where somebody stands among others in that week: elsewhere in the next."""
    return person_id * BY % PRIME * (week % PRIME + 1) % PRIME


def of_week(people, week):
    """Those of these people who may be named in that week without a reason of it."""
    return people.alias(which_week=WHICH_WEEK).filter(which_week=week % WEEKS_APART)


def rounds_for(number):
    """In how many rounds so many people all have their turn."""
    needed = -(-number // TURNS)
    return next((rounds for rounds in ROUNDS if rounds >= needed), needed)


class Turns:
    """The turns of a team in one week. Takes everybody of the team, whoever looks at
    it and whether or not they are away, so that it is the same for all."""

    def __init__(self, everybody, week):
        self.everybody = everybody
        self.week = week

    @cached_property
    def order(self):
        """The ids of all whose week it is, beginning with those whose turn it is."""
        return [*self._ring[self._hand :], *self._ring[: self._hand]]

    @property
    def number(self):
        """How many have their turn. Those after the hand have theirs early where there
        is room: so nobody is passed over because somebody before them has left."""
        return min(TURNS, len(self._ring))

    @cached_property
    def weeks_to_all(self):
        """Within how many weeks everybody has their turn."""
        numbers = (
            self.everybody.order_by()
            .values_list(WHICH_WEEK)
            .annotate(number=Count("pk"))
        )
        most = max((number for _week, number in numbers), default=1)
        return WEEKS_APART * rounds_for(most)

    @cached_property
    def _ring(self):
        ring = of_week(self.everybody, self.week).order_by(PLACE, "pk")
        return list(ring.values_list("pk", flat=True))

    @cached_property
    def _hand(self):
        """Where in the ring the hand stands."""
        number, rounds = len(self._ring), rounds_for(len(self._ring))
        return number * (self.week // WEEKS_APART % rounds) // rounds
