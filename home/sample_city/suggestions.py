"""Modules that people of Aireford were asked to do, and who was spoken to lately.

Written as learning/asking_to_learn.py and champions/marking.py would have, without the
e-mails; the tests ask whether they hold to the rules.
"""

from dataclasses import dataclass
from datetime import timedelta

from champions.marking import LASTS
from champions.models import TeamMark
from home.sample_city.histories import ANSWERING, OWN_ACCOUNT
from learning.models import Assignment, Completion

Kind = TeamMark.Kind


@dataclass(frozen=True)
class Suggested:
    """Who was asked, by whom, to do what and why, so many days ago; `by` is the day
    named, in days from today, and `back` what was said when it was taken back."""

    name: str
    asker: str
    module: str
    reason: str
    ago: int
    by: int | None = None
    back: str = ""
    back_ago: int = 0
    is_put_away: bool = True


SUGGESTED = (
    Suggested(
        "Sam Okonkwo-Whitfield",
        "Priya Raman",
        ANSWERING,
        "The Compton page is yours from January, and step 3 is the one I wish I’d had.",
        17,
        by=18,
    ),
    Suggested(
        "Mei Wójcik",
        "Priya Raman",
        OWN_ACCOUNT,
        "Everybody asks about this in their first month. It takes 20 quiet minutes.",
        6,
        by=22,
    ),
    Suggested(
        "Joan Braithwaite",
        "Tom Ashworth",
        OWN_ACCOUNT,
        "You said your grandchildren had found you online. Steps 3 and 4 are for that.",
        45,
        by=-5,
    ),
    Suggested(
        "Delroy Mapplebeck",
        "Priya Raman",
        OWN_ACCOUNT,
        "You put photos of the hall on your own page, and they are good ones.",
        30,
    ),
    Suggested(
        "Abdul-Rahman Basharat",
        "Priya Raman",
        ANSWERING,
        "People come to you with their phones anyway.",
        170,
        by=-150,
    ),
    Suggested(
        "Hilary Featherstonehaugh",
        "Tom Ashworth",
        OWN_ACCOUNT,
        "It goes with the other one.",
        64,
        back="One at a time is plenty. The first can wait for a quiet hour.",
        back_ago=60,
    ),
    Suggested(
        "Lorraine Pickersgill",
        "Marcus Bell",
        ANSWERING,
        "The page is yours on Fridays, and your service has no champion to ask yet.",
        1,
    ),
    Suggested(
        "Farouk Nettleton",
        "Joe Hardcastle",
        OWN_ACCOUNT,
        "A tenant found you on there and I thought it might help.",
        20,
        back="You told me it’s sorted. Never mind the module.",
        back_ago=2,
        is_put_away=False,
    ),
)

# Who was marked, how, by whom, and how many days ago.
MARKED = (
    ("Abdul-Rahman Basharat", Kind.SPOKEN_TO, "Priya Raman", 9),
    ("Bernadette Oyelaran-Szczepańska", Kind.NOT_NOW, "Marcus Bell", 3),
    ("Farouk Nettleton", Kind.SPOKEN_TO, "Joe Hardcastle", 2),
)


def suggest(people, modules, calendar):
    """Write what was suggested, and who is not to be named again as yet."""
    for one in SUGGESTED:
        _write(one, people, modules[one.module], calendar)
    for name, kind, maker, ago in MARKED:
        made_at = calendar.ago(ago, 11, 30)
        TeamMark.objects.create(
            person=people[name],
            kind=kind,
            by_access_team=maker == "Marcus Bell",
            made_by=people[maker],
            made_at=made_at,
            until=made_at.date() + LASTS[kind],
        )


def _write(one, people, module, calendar):
    person, asker = people[one.name], people[one.asker]
    completion = Completion.objects.filter(
        enrolment__person=person, enrolment__module=module
    ).first()
    back_at = calendar.ago(one.back_ago, 15, 5) if one.back else None
    Assignment.objects.create(
        person=person,
        module=module,
        asked_by=asker,
        reason=one.reason,
        by_day=None if one.by is None else calendar.today + timedelta(days=one.by),
        asked_at=calendar.ago(one.ago, 10, 45),
        finished_at=completion.finished_at if completion else None,
        withdrawn_at=back_at,
        withdrawn_by=asker if one.back else None,
        withdrawn_because=one.back,
        put_away_at=back_at + timedelta(days=1)
        if back_at and one.is_put_away
        else None,
    )
