"""Who looked at whose page in Aireford: the champion at her team, week by week."""

from people import looking
from people.models import Look, User

LEARNER, CHAMPION = "learner@sociable.example", "champion@sociable.example"
# Days ago on which the team page was opened, and on which one person's was.
TEAM_OPENED = (2, 9, 16, 30, 44)
PERSON_OPENED = (9,)


def look(calendar):
    """Let the champion have looked at her team, and at one person of it."""
    champion, learner = (User.objects.get(email=who) for who in (CHAMPION, LEARNER))
    for what, days, about in (
        (Look.What.TEAM, TEAM_OPENED, {"service": champion.service}),
        (Look.What.PERSON, PERSON_OPENED, {"people": [learner]}),
    ):
        for ago in days:
            looking.record(champion, what, at=calendar.ago(ago), **about)
