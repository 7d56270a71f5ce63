"""Who looks after whom in Aireford, since when, and who is away."""

from datetime import timedelta

from home.sample_city import chance, dice
from home.sample_city.people import KNOWN, LIBRARIES
from people.models import Absence, Appointment, User

Role = Appointment.Role

# Person, role, area, weeks since it began, and since it ended; appointed by name.
APPOINTED = (
    ("Priya Raman", Role.CHAMPION, LIBRARIES, 96),
    ("Tom Ashworth", Role.DEPUTY, LIBRARIES, 60),
    ("Bernadette Oyelaran-Szczepańska", Role.COMMUNICATIONS, LIBRARIES, 80),
    ("Bernadette Oyelaran-Szczepańska", Role.COMMUNICATIONS, "Housing", 80),
    ("Bernadette Oyelaran-Szczepańska", Role.COMMUNICATIONS, "Registrars", 80),
    ("Ewan Rutherglen", Role.COMMUNICATIONS, "Streets and recycling", 44),
    ("Ewan Rutherglen", Role.COMMUNICATIONS, "Adults and health", 44),
    ("Ewan Rutherglen", Role.COMMUNICATIONS, "Parks and countryside", 44),
    ("Joe Hardcastle", Role.CHAMPION, "Housing repairs", 102),
    ("Anjali Deshmukh-Hall", Role.DEPUTY, "Housing repairs", 31),
    ("Kwame Darko", Role.CHAMPION, "Parks and countryside", 71),
    ("Niamh Sheehan", Role.CHAMPION, "Maternity", 58),
    ("Zainab Aderibigbe", Role.CHAMPION, "Perinatal mental health", 22),
    (
        "Gethin Tregaskis-Lloyd",
        Role.CHAMPION,
        "Reablement and occupational therapy",
        39,
    ),
    ("Grace Adomako-Birch", Role.CHAMPION, "Patient experience", 66),
    # Goes in three weeks, and nobody follows as yet.
    ("Desmond Fairweather", Role.CHAMPION, "Housing options", 50, -3),
    ("Olwen Dunwoody", Role.DEPUTY, "Children’s community nursing", 18),
    ("Rosalind Achterberg-Mbeki", Role.ORGANISER, "Aireford City Council", 77),
    ("Rosalind Achterberg-Mbeki", Role.ORGANISER, "Aireford Teaching Hospitals", 77),
    ("Owen Llewellyn-Achebe", Role.ORGANISER, "Aire Valley Community Healthcare", 41),
    ("Owen Llewellyn-Achebe", Role.ORGANISER, "Aireford Partnership", 41),
)
LOOKED_AFTER_BY_THE_ACCESS_TEAM = (
    "Aireford City Council",
    "Aireford Teaching Hospitals",
    "Aire Valley Community Healthcare",
    "Aireford Partnership",
)
ACCESS_TEAM = ("Marcus Bell", "Ayesha Siddiqui")

# Services whose champion and deputy are drawn from their own people …
WITH_BOTH = (
    "Registrars",
    "Adult social work",
    "Family hubs",
    "Customer services",
    "Children’s wards",
    "Emergency department",
    "Outpatients",
    "Health visiting",
    "Children’s community nursing",
    "District nursing",
    "Community mental health",
    "Crisis and liaison",
    "Recovery college",
)
# … with a champion and no deputy. Those below either kind are looked after from there.
WITH_CHAMPION = ("Public health", "Youth service", "Planning", "Health centres")
# The rest has nobody of its own: Streets and recycling since its champion moved,
# and others that have not begun.
MOVED_AWAY = ("Maureen Oduya", "Streets and recycling", 80, 3)

# Named for their trusts, who have a communications colleague each.
COMMUNICATIONS = {
    "Aireford Teaching Hospitals": "Hospital communications",
    "Aire Valley Community Healthcare": "Health centres",
    "Aireford Partnership": "Recovery college",
}
AWAY_NOW, AWAY_SOON = 3, 4


def appoint(places, people, today):
    """Write every appointment, past and present."""
    rows = [
        _row(people[name], role, places[area], today, *weeks)
        for name, role, area, *weeks in APPOINTED
    ]
    rows += [
        _row(people[name], Role.ACCESS_TEAM, places[area], today, 110)
        for area in LOOKED_AFTER_BY_THE_ACCESS_TEAM
        for name in ACCESS_TEAM
    ]
    rows += _drawn(places, people, today, rows)
    name, area, began, ended = MOVED_AWAY
    rows.append(_row(people[name], Role.CHAMPION, places[area], today, began, ended))
    Appointment.objects.bulk_create(rows)


def _drawn(places, people, today, known_rows):
    """Champions, deputies and communications colleagues from a service's own people."""
    fall = dice("roles")
    named = {known.name for known in KNOWN}
    taken = {(row.service_id, row.role) for row in known_rows}

    def draw(area, role, source=None):
        service = places[source or area].service
        ready = [
            person
            for person in people.values()
            if person.service_id == service.pk
            and person.name not in named
            and not person.left_on
        ]
        if (places[area].service.pk, role) in taken:
            return []
        person = fall.choice(ready)
        named.add(person.name)
        weeks = min(fall.randint(4, 90), (today - person.joined_on).days // 7)
        return [_row(person, role, places[area], today, weeks)]

    rows = []
    for area in WITH_BOTH:
        rows += draw(area, Role.CHAMPION) + draw(area, Role.DEPUTY)
    for area in WITH_CHAMPION:
        rows += draw(area, Role.CHAMPION)
    for area, source in COMMUNICATIONS.items():
        rows += draw(area, Role.COMMUNICATIONS, source)
    return rows


def _row(person, role, place, today, weeks, ended_weeks=None):
    return Appointment(
        person=person,
        role=role,
        service=place.service,
        starts_on=today - timedelta(weeks=weeks),
        ends_on=None if ended_weeks is None else today - timedelta(weeks=ended_weeks),
    )


def send_away(people, calendar):
    """Write who is away, now and in the next weeks."""
    fall = dice("absences")
    monday, today = calendar.monday, calendar.today
    rows = [
        # Priya is away over the weekend after next café; Tom stands in.
        _away(people["Priya Raman"], monday + timedelta(days=4), 5),
        # Nobody stands in for Gethin.
        _away(people["Gethin Tregaskis-Lloyd"], monday + timedelta(days=14), 14),
        _away(people["Farouk Nettleton"], today - timedelta(days=12), 7),
    ]
    named = {known.name for known in KNOWN}
    for person in people.values():
        if person.name in named or person.left_on:
            continue
        if chance(fall, AWAY_NOW):
            began = today - timedelta(days=fall.randint(0, 6))
            rows.append(_away(person, began, fall.randint(7, 16)))
        elif chance(fall, AWAY_SOON):
            begins = today + timedelta(days=fall.randint(1, 30))
            rows.append(_away(person, begins, fall.randint(1, 14)))
    Absence.objects.bulk_create(rows)


def _away(person: User, first_day, days):
    last_day = first_day + timedelta(days=days - 1)
    return Absence(person=person, starts_on=first_day, ends_on=last_day)
