"""Who in Aireford would be a champion, what is not to begin yet, and the months before.

So that the coverage board has gaps of each kind, somebody to ask, and a history.
"""

from datetime import timedelta
from decimal import Decimal

from champions import coverage_months
from champions.models import NotYet
from home.sample_city import dice
from home.sample_city.people import KNOWN
from people.models import Appointment, Willing

# Of which services how many would be a champion or deputy.
WILLING = {
    "Streets and recycling": 2,
    "Bin crews, north": 1,
    "Podiatry": 2,
    "Reablement and occupational therapy": 3,
    "Parks and countryside": 2,
    "Maternity": 1,
    "Housing repairs": 1,
}
AGREED_BY = ("Lorna Petrie", "Imran Qadir", "Moira Stannard", "Felix Adeyinka")
HOURS = (Decimal(1), Decimal("1.5"), Decimal(2))

OFFICE = "A handful of people who work for the services below. Those begin first."
# Service, why, whether all below it too, weeks since that was said.
WAITING = (
    ("Aireford City Council", OFFICE, False, 34),
    ("Communities and neighbourhoods", OFFICE, False, 34),
    ("Housing", OFFICE, False, 34),
    ("Adults and health", OFFICE, False, 34),
    ("Children and families", OFFICE, False, 34),
    ("City and environment", OFFICE, False, 34),
    ("Communications", "They are whom everybody else asks.", False, 34),
    ("Digital access", "They look after all of this.", False, 34),
    ("Aireford Teaching Hospitals", OFFICE, False, 30),
    ("Women’s and children’s", OFFICE, False, 30),
    ("Hospital communications", "They are whom everybody else asks.", False, 30),
    ("Aire Valley Community Healthcare", OFFICE, False, 27),
    ("Children’s services", OFFICE, False, 27),
    (
        "Aireford Partnership",
        "The Partnership moves to new laptops first, ward by ward.",
        True,
        20,
    ),
)
# Whose time as champion ends soon, with nobody to follow.
ENDS_SOON = ("Grace Adomako-Birch", 19)


def make(places, people, today):
    """Write all of it."""
    _make_willing(places, people, today)
    by = people["Marcus Bell"]
    NotYet.objects.bulk_create(
        NotYet(
            service=places[area].service,
            because=because,
            with_below=with_below,
            set_by=by,
            set_on=today - timedelta(weeks=weeks),
        )
        for area, because, with_below, weeks in WAITING
    )
    name, days = ENDS_SOON
    champions = Appointment.objects.in_role(Appointment.Role.CHAMPION)
    champions.filter(person=people[name]).update(ends_on=today + timedelta(days=days))
    coverage_months.keep(today)


def _make_willing(places, people, today):
    fall = dice("willing")
    named = {known.name for known in KNOWN}
    rows = []
    for area, number in WILLING.items():
        service = places[area].service
        ready = [
            person
            for person in people.values()
            if person.service_id == service.pk
            and person.name not in named
            and not person.left_on
        ]
        for person in fall.sample(ready, number):
            rows.append(
                Willing(
                    person=person,
                    hours_a_week=fall.choice(HOURS),
                    agreed_by=fall.choice(AGREED_BY),
                    since=today - timedelta(days=fall.randint(5, 120)),
                )
            )
    Willing.objects.bulk_create(rows)
