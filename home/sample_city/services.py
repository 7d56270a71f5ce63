"""The organisations of Aireford and their services: how many work there, as what.

All of it is invented.
"""

from dataclasses import dataclass, field

from django.utils.text import slugify

from people.models import Service


@dataclass(frozen=True)
class Area:
    """A service: how many people it has of its own, their jobs, what lies below it."""

    name: str
    size: int = 0
    jobs: tuple[str, ...] = ()
    below: tuple["Area", ...] = field(default=())
    # What an e-mail address of its people ends in; told once, by the organisation.
    domain: str = ""


COUNCIL = Area(
    "Aireford City Council",
    3,
    ("Director’s assistant", "Policy officer"),
    domain="aireford.example",
    below=(
        Area(
            "Communities and neighbourhoods",
            4,
            ("Head of service", "Business support officer"),
            below=(
                Area(
                    "Libraries and community hubs",
                    15,
                    (
                        "Library assistant",
                        "Customer services officer",
                        "Community librarian",
                        "Hub caretaker",
                    ),
                    below=(
                        Area("Home and mobile library", 4, ("Driver and librarian",)),
                        Area("Local and family history", 4, ("Archivist",)),
                    ),
                ),
                Area(
                    "Parks and countryside",
                    20,
                    ("Ranger", "Gardener", "Events officer", "Tree officer"),
                ),
                Area(
                    "Streets and recycling",
                    16,
                    ("Street cleansing operative", "Recycling adviser", "Supervisor"),
                    below=(
                        Area("Bin crews, north", 21, ("Loader", "Driver")),
                        Area("Bin crews, south", 21, ("Loader", "Driver")),
                    ),
                ),
                Area("Registrars", 10, ("Registrar", "Ceremonies officer")),
            ),
        ),
        Area(
            "Housing",
            4,
            ("Head of service", "Policy officer"),
            below=(
                Area(
                    "Housing repairs",
                    28,
                    ("Repairs adviser", "Joiner", "Gas engineer", "Planner"),
                ),
                Area("Housing options", 14, ("Housing adviser", "Outreach worker")),
            ),
        ),
        Area(
            "Adults and health",
            4,
            ("Head of service", "Commissioning officer"),
            below=(
                Area(
                    "Reablement and occupational therapy",
                    23,
                    ("Occupational therapist", "Reablement worker", "Care organiser"),
                    below=(Area("Equipment store", 8, ("Technician", "Driver")),),
                ),
                Area(
                    "Adult social work", 34, ("Social worker", "Social work assistant")
                ),
                Area("Public health", 9, ("Health improvement officer", "Analyst")),
            ),
        ),
        Area(
            "Children and families",
            4,
            ("Head of service", "Business support officer"),
            below=(
                Area("Family hubs", 21, ("Family worker", "Play worker")),
                Area("Youth service", 12, ("Youth worker", "Detached youth worker")),
            ),
        ),
        Area(
            "City and environment",
            3,
            ("Head of service",),
            below=(Area("Planning", 11, ("Planning officer", "Technician")),),
        ),
        Area("Customer services", 22, ("Customer services officer", "Team leader")),
        Area("Communications", 6, ("Communications officer", "Designer")),
        Area("Digital access", 3, ("Digital access adviser",)),
    ),
)
HOSPITALS = Area(
    "Aireford Teaching Hospitals",
    2,
    ("Governance officer",),
    domain="aireford-hospitals.example",
    below=(
        Area(
            "Women’s and children’s",
            3,
            ("Head of midwifery", "Service manager"),
            below=(
                Area(
                    "Maternity",
                    27,
                    ("Midwife", "Maternity support worker", "Ward clerk"),
                    below=(Area("Community midwifery", 10, ("Community midwife",)),),
                ),
                Area("Children’s wards", 17, ("Children’s nurse", "Play specialist")),
            ),
        ),
        Area("Emergency department", 30, ("Nurse", "Receptionist", "Porter")),
        Area("Outpatients", 18, ("Booking clerk", "Healthcare assistant", "Nurse")),
        Area("Patient experience", 7, ("Patient experience officer", "Volunteer lead")),
        Area("Hospital communications", 4, ("Communications officer",)),
    ),
)
COMMUNITY = Area(
    "Aire Valley Community Healthcare",
    2,
    ("Governance officer",),
    domain="airevalley-health.example",
    below=(
        Area(
            "Children’s services",
            3,
            ("Service manager",),
            below=(
                Area("Children’s community nursing", 12, ("Community nurse",)),
                Area("Health visiting", 21, ("Health visitor", "Nursery nurse")),
            ),
        ),
        Area("Podiatry", 10, ("Podiatrist", "Podiatry assistant")),
        Area("District nursing", 32, ("District nurse", "Healthcare assistant")),
        Area("Health centres", 13, ("Receptionist", "Site supervisor")),
    ),
)
PARTNERSHIP = Area(
    "Aireford Partnership",
    2,
    ("Governance officer",),
    domain="aireford-partnership.example",
    below=(
        Area("Perinatal mental health", 11, ("Mental health nurse", "Nursery nurse")),
        Area(
            "Community mental health",
            4,
            ("Service manager",),
            below=(
                Area("East team", 11, ("Mental health nurse", "Support worker")),
                Area("West team", 11, ("Mental health nurse", "Support worker")),
            ),
        ),
        Area("Crisis and liaison", 12, ("Mental health nurse", "Psychologist")),
        Area("Recovery college", 6, ("Peer trainer", "Course organiser")),
        Area("St Anne’s night team", 8, ("Nurse", "Healthcare assistant")),
    ),
)
ORGANISATIONS = (COUNCIL, HOSPITALS, COMMUNITY, PARTNERSHIP)


@dataclass(frozen=True)
class Place:
    """An area with the row that was made of it, and where its people write from."""

    area: Area
    service: Service
    domain: str


def make_services():
    """Write the tree of services; gives {name: Place}, in the order of the tree."""
    places = {}
    for organisation in ORGANISATIONS:
        _make(organisation, None, organisation.domain, places)
    return places


def _make(area, parent, domain, places):
    row = Service(name=area.name, slug=slugify(area.name))
    service = (
        parent.add_child(instance=row) if parent else Service.add_root(instance=row)
    )
    places[area.name] = Place(area, service, domain)
    for lower in area.below:
        _make(lower, service, domain, places)
