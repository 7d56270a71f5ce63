"""The days of the city: what lies behind and ahead of the day it is loaded for."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

WEDNESDAY, FRIDAY = 2, 4


@dataclass(frozen=True)
class Calendar:
    """Days told from today. What happened is told in days ago; what will happen in
    weekdays of the week of the next cafés, so that they are always still to come."""

    today: date

    @property
    def last_friday(self):
        """The last Friday before today."""
        return self.today - timedelta(days=(self.today.weekday() - FRIDAY - 1) % 7 + 1)

    @property
    def monday(self):
        """The Monday of the week that has the next Thursday café: this week's up to
        Wednesday, next week's from Thursday on."""
        monday = self.today - timedelta(days=self.today.weekday())
        return monday if self.today.weekday() <= WEDNESDAY else monday + timedelta(7)

    def ago(self, days, hour=9, minute=0):
        """The moment that many days ago, at that time in the site's zone; of a
        weekend, the moment on the Friday before."""
        day = self.today - timedelta(days=days)
        day -= timedelta(days=max(day.weekday() - FRIDAY, 0))
        return at(day, hour, minute)

    def ahead(self, days, hour, minute=0):
        """The moment that many days after the Monday of the next cafés."""
        return at(self.monday + timedelta(days=days), hour, minute)


def at(day, hour, minute=0):
    """A moment of a day in the site's zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
