"""The 600 people of Aireford: those of the pictures by name, the others invented."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from home.sample_city import chance, dice
from home.sample_city.names import PLAIN, invent
from home.skeleton import ACCESS_TEAM, COMMUNICATIONS, EDITORS, MODERATORS
from people.models import User

PASSWORD = "sociable"  # noqa: S105 (it opens nothing but the sample city)

# Who can be tried out, and what the sign-in page says they are.
TRY_OUT = [
    ("learner@sociable.example", _("a member of staff")),
    ("champion@sociable.example", _("a digital champion")),
    ("organiser@sociable.example", _("a café organiser")),
    ("editor@sociable.example", _("an editor")),
    ("access@sociable.example", _("of the digital access team")),
    ("admin@sociable.example", _("the administrator")),
]

ADMINISTRATOR = "admin@sociable.example"


@dataclass(frozen=True)
class Known:
    """Somebody who is known by name. `weeks` is how long they have been here."""

    name: str
    area: str
    job: str
    weeks: int = 250
    email: str = ""
    phone: str = ""
    about: str = ""
    needs: str = ""
    groups: tuple[str, ...] = ()


LIBRARIES = "Libraries and community hubs"
KNOWN = (
    Known(
        "Sam Okonkwo-Whitfield",
        LIBRARIES,
        "Library assistant, Compton",
        weeks=61,
        email="learner@sociable.example",
        phone="07700 900114",
    ),
    Known(
        "Priya Raman",
        LIBRARIES,
        "Community librarian",
        weeks=210,
        email="champion@sociable.example",
        phone="0113 496 0127",
        about="I’m at Compton on Tuesdays and Thursdays. No question is too small, "
        "and I was new to this two years ago.",
    ),
    Known(
        "Tom Ashworth",
        LIBRARIES,
        "Customer services officer",
        phone="0113 496 0131",
        about="Afternoons, and all day Friday. I look after the Roundhill page.",
    ),
    Known(
        "Bernadette Oyelaran-Szczepańska",
        "Communications",
        "Communications officer",
        phone="0113 496 0166",
        about="Ask me about tone, and about anything that might be in the news.",
        groups=(COMMUNICATIONS,),
    ),
    Known("Joan Braithwaite", LIBRARIES, "Customer services officer, Compton", 990),
    Known("Delroy Mapplebeck", LIBRARIES, "Hub caretaker", 512),
    Known("Hilary Featherstonehaugh", LIBRARIES, "Community librarian", 330),
    Known("Abdul-Rahman Basharat", LIBRARIES, "Library assistant", 140),
    Known("Mei Wójcik", LIBRARIES, "Library assistant", weeks=2),
    Known(
        "Joe Hardcastle",
        "Housing repairs",
        "Repairs adviser",
        weeks=470,
        phone="0113 496 0144",
        about="Nine years of answering the repairs page. I still read each one aloud "
        "before I send it.",
    ),
    Known("Anjali Deshmukh-Hall", "Housing repairs", "Repairs adviser", 120),
    Known("Farouk Nettleton", "Housing repairs", "Planner", 205),
    Known(
        "Kwame Darko",
        "Parks and countryside",
        "Ranger",
        weeks=300,
        phone="0113 496 0158",
        about="Out of doors until two, at a desk after that.",
        needs="Captions on the screen",
    ),
    Known("Niamh Sheehan", "Maternity", "Midwife", 390, phone="0113 496 0207"),
    Known("Farida Iqbal", "Registrars", "Registrar", 88),
    Known("Maureen Oduya", "Registrars", "Ceremonies officer", 402),
    Known(
        "Gethin Tregaskis-Lloyd",
        "Reablement and occupational therapy",
        "Occupational therapist",
        280,
        phone="0113 496 0173",
    ),
    Known(
        "Zainab Aderibigbe",
        "Perinatal mental health",
        "Mental health nurse",
        175,
        needs="A seat near the door",
    ),
    Known("Olwen Dunwoody", "Children’s community nursing", "Community nurse", 610),
    Known("Lesley Kirkbride", "Podiatry", "Podiatrist", 260),
    Known("Gurpreet Sandhu-Thwaite", "Streets and recycling", "Supervisor", 345),
    Known(
        "Lorraine Pickersgill", "Streets and recycling", "Recycling adviser", weeks=1
    ),
    Known(
        "Grace Adomako-Birch", "Patient experience", "Patient experience officer", 190
    ),
    Known("Desmond Fairweather", "Housing options", "Housing adviser", 420),
    # Nobody's name is too long for a screen.
    Known(
        "Wilhelmina Oluwaseun Featherstonehaugh-Venkatanarasimharajuvaripeta",
        "Customer services",
        "Customer services officer",
        95,
    ),
    Known(
        "Rosalind Achterberg-Mbeki",
        "Customer services",
        "Learning and events officer",
        email="organiser@sociable.example",
        phone="0113 496 0190",
        about="Rooms, tea and the list at the door. If you need something to be there, "
        "ask; it is usually easy.",
    ),
    Known("Owen Llewellyn-Achebe", "Health centres", "Site supervisor", 230),
    Known(
        "Ewan Rutherglen",
        "Communications",
        "Communications officer",
        email="editor@sociable.example",
        phone="0113 496 0168",
        groups=(EDITORS, MODERATORS),
    ),
    Known(
        "Marcus Bell",
        "Digital access",
        "Digital access lead",
        email="access@sociable.example",
        phone="0113 496 0182",
        about="Ring, write or come by. Calverley House, second floor, by the plants.",
        groups=(ACCESS_TEAM,),
    ),
    Known(
        "Ayesha Siddiqui",
        "Digital access",
        "Digital access adviser",
        weeks=130,
        phone="0113 496 0183",
        about="I’m with the trusts on Mondays and Wednesdays.",
        groups=(ACCESS_TEAM,),
    ),
    Known(
        "Winifred Castellano-Obi",
        "Digital access",
        "Systems administrator",
        email="admin@sociable.example",
    ),
)
# How many of a hundred gave a number, and can be found by colleagues.
WITH_PHONE = 35
LONGEST_HERE = 1300
LEAVERS = 6


def make_people(places, today):
    """Write everyone; gives {name: person}, area by area. Names are told apart."""
    fall = dice("people")
    taken = {known.name for known in KNOWN}
    password = make_password(PASSWORD)
    people = []
    for area_name, place in places.items():
        known = [known for known in KNOWN if known.area == area_name]
        people += [_known(one, place, today, password) for one in known]
        people += [
            _invented(fall, invent(fall, taken), place, today)
            for _number in range(place.area.size - len(known))
        ]
    _let_some_go(fall, people, today)
    _tell_addresses_apart(people)
    made = {person.name: person for person in User.objects.bulk_create(people)}
    groups = {group.name: group for group in Group.objects.all()}
    for known in KNOWN:
        if known.groups:
            made[known.name].groups.set(groups[name] for name in known.groups)
    return made


def _known(known, place, today, password):
    return User(
        name=known.name,
        email=known.email or _address(known.name, place.domain),
        service=place.service,
        job_title=known.job,
        phone=known.phone,
        about=known.about,
        access_needs=known.needs,
        joined_on=today - timedelta(weeks=known.weeks),
        is_superuser=known.email == ADMINISTRATOR,
        password=password if known.email else make_password(None),
    )


def _invented(fall, name, place, today):
    weeks = fall.randint(3, fall.randint(20, LONGEST_HERE))
    return User(
        name=name,
        email=_address(name, place.domain),
        service=place.service,
        job_title=fall.choice(place.area.jobs),
        phone=f"07700 900{fall.randint(0, 999):03}" if chance(fall, WITH_PHONE) else "",
        joined_on=today - timedelta(weeks=weeks, days=fall.randint(0, 6)),
        password=make_password(None),
    )


def _address(name, domain):
    return f"{slugify(name.translate(PLAIN)).replace('-', '.', 1)}@{domain}"


def _tell_addresses_apart(people):
    """Two whose names are the same but for their accents get a number."""
    seen = set()
    for person in people:
        local, _at, domain = person.email.partition("@")
        number = 2
        while person.email in seen:
            person.email, number = f"{local}{number}@{domain}", number + 1
        seen.add(person.email)


def _let_some_go(fall, people, today):
    """A few have left, each within the last half year."""
    known = {known.name for known in KNOWN}
    invented = [person for person in people if person.name not in known]
    for person in fall.sample(invented, LEAVERS):
        gone = today - timedelta(days=fall.randint(4, 180))
        person.joined_on = min(person.joined_on, gone - timedelta(days=200))
        person.left_on = gone
