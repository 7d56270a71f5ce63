"""How far the people of Aireford have come in the modules: who, where, since when.

Written as rows by facts.py. What counts as done stands in learning/progress.py; the
tests ask it whether it finds in those rows what is meant here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from home.sample_city import chance, dice
from home.sample_city.days import at
from home.sample_city.people import KNOWN

ANSWERING = "answering-people-well"
OWN_ACCOUNT = "your-own-account-and-your-job"
RIGHT_FOR_THIS = "is-social-media-right-for-this"
EVERYONE = "posts-that-everyone-can-read"
FACEBOOK = "running-a-facebook-page"
INSTAGRAM = "instagram-a-first-month"
MODULES = (ANSWERING, OWN_ACCOUNT, RIGHT_FOR_THIS, EVERYONE, FACEBOOK, INSTAGRAM)


@dataclass
class History:
    """One person in one module: how many `steps` are done, the last when last `seen`.
    A `plan` is for some days after that; one of long ago was `tried`.

    With all of them done the module was finished then. Whoever is `stuck` went on from
    there up to a step with a question, pressed Next, and has not answered it.
    """

    name: str
    module: str
    steps: int
    began: datetime
    seen: datetime
    # How sure, before and after: 1 to 4, 0 for “I’d rather not say”, None unsaid.
    before: int | None = None
    after: int | None = None
    plan: str = ""
    stuck: bool = False
    plan_days: int = 10
    tried: bool = False


PLANS = (
    "Use their name. Say what I’m doing now. Sign it with mine.",
    "Write again at the time I said, even with no news.",
    "Read it aloud before I press send.",
    "Ask Priya to look at my next three answers.",
    "Take the thank-yous to the people they are about.",
    "Say where we are wrong before I say anything else.",
    "Look at who can see my old photos.",
    "Take the name of the ward off my profile.",
    "Talk to my manager about friend requests before the next one comes.",
    "Turn on two-step sign-in tonight.",
    "",
)
# How a hundred people stand in each module.
STANDING = {
    ANSWERING: {"done": 21, "done lately": 7, "stuck": 7, "under way": 5},
    OWN_ACCOUNT: {"done": 15, "done lately": 6, "stuck": 4, "under way": 4},
}
# These came out in the autumn, so fewer people have met them.
STANDING_LATER = {
    RIGHT_FOR_THIS: {"done": 3, "done lately": 4, "stuck": 1, "under way": 2},
    EVERYONE: {"done": 4, "done lately": 5, "stuck": 2, "under way": 3},
    FACEBOOK: {"done": 2, "done lately": 2, "stuck": 2, "under way": 2},
    INSTAGRAM: {"done": 1, "done lately": 2, "stuck": 1, "under way": 2},
}
# When it was at the latest, in days ago, and how many days more it may have been.
LATEST = {"done": 40, "done lately": 3, "stuck": 21, "under way": 1}
SPREAD = {"done": 260, "done lately": 24, "stuck": 70, "under way": 11}
SPREAD_LATER = {**SPREAD, "done": 25, "stuck": 20}
# Where somebody looks after the people, more of them begin.
WITHOUT_A_CHAMPION = 0.45
TODAY = 6
# Plans made more days ago than this have been tried.
LONG_AGO = 24


def known_histories(calendar):
    """The histories of those who are known by name."""
    friday = calendar.last_friday

    def days(number, hour=10, minute=20):
        return calendar.ago(number, hour, minute)

    def done(name, module, ago, before=2, after=3, plan="", **more):
        more = {"tried": ago > LONG_AGO, **more}
        seen = days(ago, 15, 40)
        return History(
            name, module, 99, days(ago + 1), seen, before, after, plan, **more
        )

    return [
        History(
            "Sam Okonkwo-Whitfield",
            ANSWERING,
            2,
            at(friday - timedelta(days=1), 12, 35),
            at(friday, 12, 50),
            before=2,
        ),
        done("Sam Okonkwo-Whitfield", OWN_ACCOUNT, 20, plan=PLANS[6], plan_days=23),
        History(
            "Delroy Mapplebeck",
            ANSWERING,
            2,
            at(friday - timedelta(days=4), 16, 5),
            at(friday, 15, 2),
            before=1,
            stuck=True,
        ),
        done("Delroy Mapplebeck", OWN_ACCOUNT, 14, before=0, after=0),
        History("Hilary Featherstonehaugh", ANSWERING, 1, days(71), days(69), before=3),
        done("Joan Braithwaite", ANSWERING, 187, 1, 3, PLANS[0]),
        History("Joan Braithwaite", OWN_ACCOUNT, 2, days(40), days(33)),
        done("Abdul-Rahman Basharat", ANSWERING, 158, 3, 4, PLANS[2]),
        done("Abdul-Rahman Basharat", OWN_ACCOUNT, 144, 2, 4, PLANS[9]),
        done("Priya Raman", ANSWERING, 320, 2, 4, PLANS[4]),
        done("Priya Raman", OWN_ACCOUNT, 150, 3, 4),
        done("Tom Ashworth", ANSWERING, 301, 2, 3, PLANS[5]),
        done("Joe Hardcastle", ANSWERING, 322, 4, 4),
        done("Joe Hardcastle", OWN_ACCOUNT, 131, 3, 3, PLANS[8]),
        done("Kwame Darko", ANSWERING, 260, 2, 3, PLANS[2]),
        done("Niamh Sheehan", OWN_ACCOUNT, 96, 1, 3, PLANS[7]),
        done("Niamh Sheehan", ANSWERING, 82, 2, 3, PLANS[4]),
        done("Zainab Aderibigbe", OWN_ACCOUNT, 77, 1, 2, PLANS[8]),
        done("Gethin Tregaskis-Lloyd", ANSWERING, 54, 1, 2),
        done("Grace Adomako-Birch", ANSWERING, 118, 3, 4, PLANS[4]),
        done("Gurpreet Sandhu-Thwaite", ANSWERING, 65, 2, 3),
        done("Bernadette Oyelaran-Szczepańska", ANSWERING, 330, 4, 4),
        done("Marcus Bell", ANSWERING, 340, 4, 4),
        done("Ayesha Siddiqui", ANSWERING, 338, 3, 4),
        done("Ayesha Siddiqui", OWN_ACCOUNT, 160, 3, 4),
        History("Farida Iqbal", ANSWERING, 1, days(3), days(3, 11, 5), before=1),
        History("Olwen Dunwoody", OWN_ACCOUNT, 3, days(9), days(2), before=2),
    ]


def invented_histories(people, looked_after, calendar):
    """Histories of the others. `looked_after` are the paths that have a champion."""
    fall = dice("histories")
    named = {known.name for known in KNOWN}
    others = [p for p in people.values() if p.name not in named and not p.left_on]
    fresh = []
    for person in others:
        has_champion = any(person.service.path.startswith(p) for p in looked_after)
        for module, shares in STANDING.items():
            standing = _standing(fall, shares, has_champion)
            if standing:
                yield _invented(fall, person, module, standing, calendar)
            elif module == ANSWERING:
                fresh.append(person)
    yield from _of_later_modules(others, looked_after, calendar)
    for person in fall.sample(fresh, TODAY):
        # Begun this morning, before the first shift: nothing done yet, or one step.
        began = calendar.ago(0, 6, fall.randint(5, 30))
        seen = began + timedelta(minutes=fall.randint(2, 9))
        yield History(person.name, ANSWERING, fall.randint(0, 1), began, seen, 2)


def _of_later_modules(others, looked_after, calendar):
    """Histories of what came out lately, drawn apart so that the older ones stay."""
    fall = dice("later modules")
    for person in others:
        has_champion = any(person.service.path.startswith(p) for p in looked_after)
        for module, shares in STANDING_LATER.items():
            standing = _standing(fall, shares, has_champion)
            if standing:
                yield _invented(fall, person, module, standing, calendar, SPREAD_LATER)


def _standing(fall, shares, has_champion):
    """Where somebody stands in a module; nothing: they never began."""
    number = fall.random() * 100 / (1 if has_champion else WITHOUT_A_CHAMPION)
    for standing, share in shares.items():
        number -= share
        if number < 0:
            return standing
    return None


def _invented(fall, person, module, standing, calendar, spread=SPREAD):
    # Short of what a weekend may take off, nobody begins before they came.
    here = max((calendar.today - person.joined_on).days - 3, 1)
    ago = min(LATEST[standing] + fall.randint(0, spread[standing]), here)
    took = min(fall.choice((0, 0, 1, 1, 2, 5, 9)), here - ago)
    finished = standing.startswith("done")
    before = fall.choice((None, 0, 1, 1, 2, 2, 2, 3))
    after = (before or fall.randint(1, 2)) + fall.choice((0, 1, 1)) if before else None
    return History(
        person.name,
        module,
        99 if finished else fall.randint(0 if standing == "under way" else 1, 3),
        calendar.ago(ago + took, fall.randint(6, 13), fall.randint(0, 59)),
        calendar.ago(ago, fall.randint(14, 21), fall.randint(0, 59)),
        before,
        min(after, 4) if finished and after else None,
        fall.choice(PLANS) if finished else "",
        tried=ago > LONG_AGO,
        stuck=standing == "stuck" and chance(fall, 40),
    )
