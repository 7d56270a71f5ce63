"""The cafés of Aireford: as words, where they are, when, and who comes."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from cafes.models import Booking, CafePage, Session, Venue
from home.sample_city import chance, dice
from home.sample_city.histories import ANSWERING, OWN_ACCOUNT
from home.sample_city.people import KNOWN

Status, Experience = Booking.Status, Booking.Experience

CROSS, OPEN_TABLE = "when-someone-is-cross-with-us", "bring-anything-open-table"
PHOTOGRAPHS, LATE = "photographs-that-include-everyone", "late-table"
OWN = "me-at-work-me-at-home"

CAFES = {
    CROSS: {
        "title": "When someone is cross with us",
        "summary": "Themed. Real messages that were hard to answer, and what each of "
        "us would have said.",
        "for_whom": "Anyone who answers the public in writing, or will soon. You can "
        "come without having done the module.",
        "what_happens": "Twenty minutes of tea and hellos, then tables of four. You "
        "work on messages people have really received, with the names taken out. "
        "Nobody presents and nobody is asked to go first.",
        "bring": "One message you found hard to answer, if you have one. A phone "
        "helps. A laptop isn’t needed.",
    },
    OPEN_TABLE: {
        "title": "Bring anything: open table",
        "summary": "No theme. Bring a post, a worry or a half-drunk tea.",
        "for_whom": "Everyone. New people sit with those who have done it for years.",
        "what_happens": "We go round with names, then whoever has brought something "
        "shows it, and the others say what they would do. You may only listen.",
        "bring": "Something you have posted, or are not sure about posting.",
    },
    PHOTOGRAPHS: {
        "title": "Photographs that include everyone",
        "summary": "Themed. Taking and choosing pictures, asking first, and saying in "
        "words what they show.",
        "for_whom": "Anyone who takes pictures for us, with a camera or a phone.",
        "what_happens": "We look at ten pictures that went out this year and write for "
        "each what we would say on the telephone. Then we take three of our own.",
        "bring": "A phone with a camera, and one picture you were proud of.",
    },
    LATE: {
        "title": "Late table for evening and night staff",
        "summary": "No theme, and no need to come in early or stay on after a shift.",
        "for_whom": "Anyone on lates or nights, from any of our organisations.",
        "what_happens": "An hour, soup from half past eight. We talk about whatever "
        "came up since last time. If your bleep goes, it goes.",
        "bring": "Nothing. Uniform is fine.",
    },
    OWN: {
        "title": "Me at work, me at home",
        "summary": "Themed. Your own account and your job: what to keep apart, and "
        "what you can safely share.",
        "for_whom": "Anyone with an account of their own, registered professionals "
        "above all.",
        "what_happens": "Half an hour on what people have been asked by patients and "
        "neighbours, then everyone looks through their own settings with somebody "
        "beside them. Nobody has to show anyone a profile.",
        "bring": "Your own phone.",
    },
}
FOLLOWS = {CROSS: ANSWERING, OWN: OWN_ACCOUNT}

COMPTON, SEACROFT = "Compton Community Hub", "Seacroft Health Centre"
ST_ANNES, CALVERLEY = "St Anne’s staff restaurant", "Calverley House"
TOWN_HALL = "Town Hall tearoom"
VENUES = {
    COMPTON: (
        "Harehills Lane, LS9 7BG",
        "Bus 49 stops outside. Bike stands by the side door; no car park.",
        "Level from the street, automatic door. Lift to the first floor; the room is "
        "opposite. Accessible toilet and changing place on the same floor. Hearing "
        "loop in the room. Quiet corner if you need ten minutes out. Dogs that work "
        "are welcome.",
    ),
    SEACROFT: (
        "York Road, LS14 6JD",
        "Buses 40 and 56. Twelve parking places, four of them for blue badges; full by "
        "nine on most days.",
        "Level throughout; the door is heavy and opens by hand, ring and somebody "
        "comes. Accessible toilet by reception. No hearing loop in room 4: the "
        "portable one is at reception, ask when you book. Room 4 is next to the baby "
        "clinic and not quiet.",
    ),
    ST_ANNES: (
        "St Anne’s Hospital, Burley Road, LS4 2AN",
        "Night bus N7 until midnight. Staff car park C is free after six; the path "
        "from it is lit.",
        "Two steps at the main entrance; the ramp is to the left, under the canopy. "
        "Accessible toilet on the corridor, 40 metres away. No hearing loop. The "
        "kitchen can be loud until nine.",
    ),
    CALVERLEY: (
        "Calverley Street, LS1 3AD",
        "Five minutes from the station. No parking but two blue badge bays behind.",
        "Level from the street, lift to every floor. Accessible toilets on each. "
        "Hearing loop in room 2.1. Quiet room on the second floor.",
    ),
    TOWN_HALL: (
        "The Headrow, LS1 3AD",
        "Buses stop on The Headrow. Bike stands at the front.",
        "The main door has fourteen steps. The level way in is on Oxford Place: ring "
        "the bell, and allow five minutes for the old lift. Accessible toilet in the "
        "basement, by the same lift. No hearing loop yet.",
    ),
}


@dataclass(frozen=True)
class Meeting:
    """One session: days from the Monday of the next cafés, hours as told, who comes."""

    cafe: str
    day: int
    begins: tuple[int, int]
    minutes: int
    capacity: int
    hosts: tuple[str, ...]
    venue: str = ""
    room: str = ""
    coming: int = 0
    by_name: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    cancelled: str = ""


LINK = "https://meet.sociable.example/open-table"
TO_COME = (
    Meeting(
        CROSS,
        3,
        (14, 0),
        90,
        12,
        ("Priya Raman", "Joe Hardcastle"),
        COMPTON,
        "First floor, by the lift",
        coming=8,
        by_name=(
            "Joan Braithwaite",
            "Kwame Darko",
            "Niamh Sheehan",
            "Zainab Aderibigbe",
            "Olwen Dunwoody",
            "Farida Iqbal",
            "Gethin Tregaskis-Lloyd",
            "Abdul-Rahman Basharat",
        ),
    ),
    Meeting(OPEN_TABLE, 9, (9, 30), 90, 12, ("Kwame Darko",), coming=5),
    Meeting(
        OWN,
        11,
        (12, 30),
        60,
        14,
        ("Ayesha Siddiqui", "Bernadette Oyelaran-Szczepańska"),
        CALVERLEY,
        "Room 2.1",
        coming=6,
    ),
    Meeting(
        PHOTOGRAPHS,
        15,
        (13, 0),
        90,
        12,
        ("Niamh Sheehan", "Ayesha Siddiqui"),
        SEACROFT,
        "Room 4",
        coming=12,
        by_name=("Grace Adomako-Birch",),
        waiting=(
            "Gurpreet Sandhu-Thwaite",
            "Sam Okonkwo-Whitfield",
            "Lesley Kirkbride",
        ),
    ),
    Meeting(
        OPEN_TABLE,
        16,
        (10, 0),
        60,
        10,
        ("Joan Braithwaite",),
        TOWN_HALL,
        coming=3,
        cancelled="The lift is out of order until Christmas",
    ),
    Meeting(
        LATE, 17, (20, 30), 60, 14, ("Rosalind Achterberg-Mbeki",), ST_ANNES, coming=4
    ),
    Meeting(PHOTOGRAPHS, 52, (10, 0), 90, 12, ("Niamh Sheehan",), TOWN_HALL, coming=1),
)
# The same, told in days before today's Monday; who was there is written down.
PAST = (
    Meeting(
        OPEN_TABLE,
        -5,
        (9, 30),
        90,
        12,
        ("Kwame Darko",),
        coming=10,
        by_name=("Sam Okonkwo-Whitfield", "Joan Braithwaite", "Farida Iqbal"),
    ),
    Meeting(
        LATE, -11, (20, 30), 60, 12, ("Rosalind Achterberg-Mbeki",), ST_ANNES, coming=7
    ),
    Meeting(
        OWN,
        -17,
        (12, 30),
        60,
        14,
        ("Ayesha Siddiqui",),
        CALVERLEY,
        "Room 2.1",
        coming=13,
        by_name=("Zainab Aderibigbe", "Niamh Sheehan"),
    ),
    Meeting(
        CROSS,
        -25,
        (14, 0),
        90,
        12,
        ("Priya Raman", "Joe Hardcastle"),
        COMPTON,
        "First floor, by the lift",
        coming=12,
        by_name=("Grace Adomako-Birch", "Gurpreet Sandhu-Thwaite", "Tom Ashworth"),
    ),
    Meeting(
        PHOTOGRAPHS,
        -34,
        (13, 0),
        90,
        12,
        ("Niamh Sheehan",),
        SEACROFT,
        "Room 4",
        coming=9,
        by_name=("Joan Braithwaite", "Kwame Darko"),
    ),
    Meeting(OPEN_TABLE, -47, (9, 30), 90, 12, ("Kwame Darko",), coming=6),
    Meeting(
        CROSS,
        -60,
        (14, 0),
        90,
        12,
        ("Joe Hardcastle",),
        COMPTON,
        "First floor, by the lift",
        coming=11,
        by_name=("Abdul-Rahman Basharat", "Gethin Tregaskis-Lloyd"),
    ),
    Meeting(
        OPEN_TABLE,
        -76,
        (10, 0),
        90,
        10,
        ("Priya Raman",),
        TOWN_HALL,
        coming=8,
        by_name=("Joan Braithwaite", "Tom Ashworth"),
    ),
)

# Whose names the picture of a booked place shows.
VISIBLE = ("Kwame Darko", "Niamh Sheehan", "Joan Braithwaite")
HOPES = (
    "To hear how others do it",
    "I answer the phone well and freeze in writing",
    "A second pair of eyes on one we got wrong",
    "I want to be sure before January",
    "My manager said it was good",
)
NEEDS = ("A seat near the door", "Captions on the screen", "Please ring me about it")
# Of a hundred people with a place: how many came. And of all: who says what for this
# once.
CAME = 82
HAS_HOPES, HAS_NEEDS, SHOWS_NAME = 30, 9, 55
GAVE_BACK = 2


def make_cafes(index, modules):
    """Write and publish the pages of the cafés; gives {slug: page}."""
    pages = {}
    for slug, words in CAFES.items():
        page = index.add_child(instance=CafePage(slug=slug, live=False, **words))
        if slug in FOLLOWS:
            page.follows = [modules[FOLLOWS[slug]]]
        page.save_revision().publish()
        pages[slug] = page
    return pages


def make_sessions(pages, people, calendar):
    """Write the sessions, past and to come, with their hosts and bookings."""
    venues = {
        name: Venue.objects.create(
            name=name, address=address, getting_there=there, access=access
        )
        for name, (address, there, access) in VENUES.items()
    }
    fall, bookings = dice("cafés"), []
    for meeting in (*PAST, *TO_COME):
        session = _session(fall, meeting, pages, venues, calendar)
        session.hosts.set(people[name] for name in meeting.hosts)
        bookings += _bookings(fall, meeting, session, people, calendar)
    Booking.objects.bulk_create(bookings)


def _session(fall, meeting, pages, venues, calendar):
    starts_at = calendar.ahead(meeting.day, *meeting.begins)
    return Session.objects.create(
        cafe=pages[meeting.cafe],
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=meeting.minutes),
        venue=venues.get(meeting.venue),
        room=meeting.room,
        link="" if meeting.venue else LINK,
        capacity=meeting.capacity,
        status=Session.Status.CANCELLED
        if meeting.cancelled
        else Session.Status.PLANNED,
        cancelled_because=meeting.cancelled,
        sequence=1 if meeting.cancelled else 0,
        uid=uuid.UUID(int=fall.getrandbits(128), version=4),
    )


def _bookings(fall, meeting, session, people, calendar):
    """Who has a place, in the order in which they booked; then who waits."""
    names = list(meeting.by_name)
    first = min(session.starts_at, calendar.ago(0, 6)) - timedelta(days=12)
    named = {known.name for known in KNOWN}
    ready = [
        person.name
        for person in people.values()
        if person.name not in named
        and not person.left_on
        and person.joined_on < first.date()
    ]
    drawn = fall.sample(ready, meeting.coming - len(names) + GAVE_BACK)
    gave_back = drawn[:GAVE_BACK]
    names += drawn[GAVE_BACK:]
    status = dict.fromkeys(meeting.waiting, Status.WAITING)
    status |= dict.fromkeys(gave_back, Status.GIVEN_BACK)
    order = [*names, *gave_back, *meeting.waiting]
    for place, name in enumerate(order):
        booked_at = first + timedelta(hours=7.3 * place, minutes=fall.randint(0, 59))
        was = status.get(name) or _what_became_of(fall, meeting, name)
        yield _booking(fall, session, people[name], was, booked_at)


def _what_became_of(fall, meeting, name):
    """Confirmed before a session; afterwards, whether they came."""
    if meeting not in PAST:
        return Status.CONFIRMED
    number = fall.random() * 100
    if number < CAME or name in meeting.by_name:
        return Status.ATTENDED
    return Status.ABSENT


def _booking(fall, session, person, status, booked_at):
    return Booking(
        session=session,
        person=person,
        status=status,
        booked_at=booked_at,
        changed_at=max(booked_at, session.ends_at)
        if status in (Status.ATTENDED, Status.ABSENT)
        else booked_at,
        experience=fall.choices(Experience.values, (5, 4, 3))[0],
        hopes=fall.choice(HOPES) if chance(fall, HAS_HOPES) else "",
        phone=person.phone,
        access_needs=person.access_needs
        or (fall.choice(NEEDS) if chance(fall, HAS_NEEDS) else ""),
        name_may_be_seen=person.name in VISIBLE or chance(fall, SHOWS_NAME),
    )
