"""When those who hold a role in Aireford last signed in, and that Marcus looked through
roles and rights."""

from home.sample_city import chance, dice
from people.access_review import Access, look_through
from people.models import User

ACCESS_TEAM = "access@sociable.example"
LOOKED_DAYS_AGO = 40
# Of a hundred: who has not been here for long, or never was.
LONG_AGO, NEVER = 6, 4


def make(calendar):
    """Let people have signed in within weeks, a few not for long; and one look."""
    fall = dice("sign-ins")
    people = list(User.objects.exclude(appointments=None).order_by("pk").distinct())
    people += User.objects.filter(is_superuser=True, appointments=None).order_by("pk")
    for person in people:
        days = fall.randint(0, 30)
        if chance(fall, LONG_AGO):
            days += 110
        person.last_login = None if chance(fall, NEVER) else calendar.ago(days)
    User.objects.bulk_update(people, ["last_login"])
    marcus = User.objects.get(email=ACCESS_TEAM)
    access = Access(marcus, calendar.ago(LOOKED_DAYS_AGO))
    if access.services:
        look_through(access, access.seen)
