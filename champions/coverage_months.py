"""How services stood month by month: kept at night, one row for each service and month.

Who held which role is dated, and so is what people began and finished. Where somebody
works is not, nor the tree: so a month is kept while it lasts. A month of which nothing
was kept is worked out from those dates, and says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from champions import begun_and_finished
from champions.coverage import Coverage, State
from champions.coverage_picture import MonthsPicture
from champions.models import CoverageMonth
from people.models import Appointment

Role = Appointment.Role
MONTHS = 12
BATCH = 1_000
KEPT_OF_EACH = [
    "state",
    "has_champion",
    "has_deputy",
    "has_communications",
    "people",
    "began",
    "finished",
    "is_from_dates",
]


def keep(on=None):
    """Keep how every service stands in the month of that day, over what was kept of it
    before; and work out those of the eleven before of which nothing is known."""
    day = on or timezone.localdate()
    first = day.replace(day=1)
    known = set(CoverageMonth.objects.values_list("month", flat=True).distinct())
    for month in _months_until(first):
        if month == first:
            _keep_month(month, day, is_from_dates=False)
        elif month not in known:
            _keep_month(month, _last_day(month), is_from_dates=True)


@transaction.atomic
def _keep_month(month, day, *, is_from_dates):
    coverage = Coverage(day, coming=False)
    learning = begun_and_finished.count(day)
    rows = [
        _row(one, month, learning.get(one.pk, (0, 0)), is_from_dates)
        for one in coverage.by_path.values()
    ]
    CoverageMonth.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["service", "month"],
        update_fields=KEPT_OF_EACH,
    )


def _row(one, month, learning, is_from_dates):
    began, finished = learning
    return CoverageMonth(
        service_id=one.pk,
        month=month,
        state=one.state,
        has_champion=bool(one.near[Role.CHAMPION]),
        has_deputy=bool(one.near[Role.DEPUTY]),
        has_communications=bool(one.near[Role.COMMUNICATIONS]),
        people=one.people_own,
        began=began,
        finished=finished,
        is_from_dates=is_from_dates,
    )


def _months_until(first):
    """The first days of twelve months, that one the last."""
    months = [first]
    while len(months) < MONTHS:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return months


def _last_day(month):
    following = (month + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)


@dataclass(frozen=True)
class Month:
    """One month of the services shown: how many stood how, and their people."""

    month: date
    counts: dict

    @property
    def name(self):
        return date_format(self.month, "F Y")

    @property
    def numbers(self):
        return [self.counts[name] for name, _label in columns()]

    @property
    def labelled(self):
        return [(label, self.counts[name]) for name, label in columns()]

    @property
    def is_from_dates(self):
        return self.counts["is_from_dates"]


def columns():
    """What is counted of each month: a name and its label, in the order shown."""
    return [
        ("services", _("Services")),
        ("gaps", _("With a gap")),
        ("not_yet", _("Not yet")),
        ("champions", _("With a champion")),
        ("deputies", _("With a deputy")),
        ("communications", _("With a communications colleague")),
        ("people", _("People")),
        ("began", _("Began")),
        ("finished", _("Finished")),
    ]


class CoverageHistory:
    """The last twelve months of what lies at or below these places in the tree.

    Services without people are left out: a month tells where people had somebody.
    """

    def __init__(self, paths, on=None):
        self.paths = paths
        self.day = on or timezone.localdate()
        self.columns = columns()

    @cached_property
    def months(self):
        """The months, the latest first."""
        here = Q(pk__in=[])
        for path in self.paths:
            here |= Q(service__path__startswith=path)
        since = _months_until(self.day.replace(day=1))[0]
        rows = (
            CoverageMonth.objects.filter(here, month__gte=since)
            .exclude(people=0)
            .order_by("-month")
            .values("month")
            .annotate(
                services=Count("pk"),
                gaps=Count("pk", filter=Q(state=State.GAP)),
                not_yet=Count("pk", filter=Q(state=State.NOT_YET)),
                champions=Count("pk", filter=Q(has_champion=True)),
                deputies=Count("pk", filter=Q(has_deputy=True)),
                communications=Count("pk", filter=Q(has_communications=True)),
                from_dates=Count("pk", filter=Q(is_from_dates=True)),
                all_people=Sum("people"),
                all_began=Sum("began"),
                all_finished=Sum("finished"),
            )
        )
        return [self._month(row) for row in rows]

    def _month(self, row):
        people = ("people", "began", "finished")
        counts = {name: row[f"all_{name}"] for name in people}
        return Month(
            row["month"], {**row, **counts, "is_from_dates": row["from_dates"]}
        )

    @property
    def first_kept(self):
        """The first month that was kept while it lasted, where some were not."""
        kept = [month for month in self.months if not month.is_from_dates]
        return kept[-1] if kept and len(kept) < len(self.months) else None

    @property
    def picture(self):
        """The months as bars, the earliest first; nothing for fewer than two."""
        most = max((month.counts["services"] for month in self.months), default=0)
        if len(self.months) < 2 or not most:
            return None
        return MonthsPicture(
            [(one.month, one.counts) for one in self.months[::-1]], most
        )
