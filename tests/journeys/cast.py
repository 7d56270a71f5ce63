"""People and sessions that a journey has to itself, so that none disturbs another.

Sessions of a journey's own lie weeks behind those of the sample city: nobody else's
"next café" is one of them.
"""

import json
from dataclasses import dataclass

PRIYA, TOM = "champion@sociable.example", "tom.ashworth@aireford.example"
ORGANISER, EDITOR = "organiser@sociable.example", "editor@sociable.example"
LIBRARIES = "libraries-and-community-hubs"
ANSWERING = "/modules/answering-people-well/"


@dataclass(frozen=True)
class Person:
    """Somebody who is in no other journey."""

    name: str
    email: str

    @property
    def called(self):
        return self.name.split()[0]


def add_person(city, name, service=LIBRARIES, password=None, about=""):
    """Add a colleague to a service; gives the Person."""
    email = f"{name.lower().replace(' ', '.')[:40]}@journey.example"
    city.python(
        "from people.models import Service, User\n"
        f"service = Service.objects.get(slug={service!r})\n"
        f"User.objects.create_user({email!r}, {password!r}, name={name!r},"
        f" service=service, job_title='Library assistant', about={about!r})"
    )
    return Person(name, email)


def add_people(city, *names):
    return [add_person(city, name) for name in names]


def add_organisation(city, name, *services):
    """Add an organisation with services below it; gives the Person who is its digital
    access team."""
    city.python(
        "from django.utils.text import slugify\n"
        "from people.models import Service\n"
        f"top = Service.add_root(name={name!r}, slug=slugify({name!r}))\n"
        f"for each in {services!r}:\n"
        "    top.refresh_from_db()\n"
        "    top.add_child(name=each, slug=slugify(each))"
    )
    lead = add_person(city, f"Rosalind {name}", slug_of(name))
    appoint(city, lead, "access-team", name)
    city.python(
        "from django.contrib.auth.models import Group\n"
        "from people.models import User\n"
        "Group.objects.get(name='Digital access team').user_set.add(\n"
        f"    User.objects.get(email={lead.email!r}))"
    )
    return lead


def slug_of(service):
    return service.lower().replace(" ", "-")


def appoint(city, person, role, service):
    """Let somebody have held a role for a service (its name) for a while. Nobody is
    written to."""
    city.python(
        "from datetime import timedelta\n"
        "from django.utils import timezone\n"
        "from people.models import Appointment, Service, User\n"
        "Appointment.objects.create(\n"
        f"    person=User.objects.get(email={person.email!r}), role={role!r},\n"
        f"    service=Service.objects.get(name={service!r}),\n"
        "    starts_on=timezone.localdate() - timedelta(days=90))"
    )


def add_team(city, word):
    """A team of its own with a champion and eight people, each of whom was asked to do
    a module by today; gives the address of the service."""
    city.python(
        "from datetime import timedelta\n"
        "from django.utils import timezone\n"
        "from learning import progress\n"
        "from learning.models import Assignment, ModulePage\n"
        "from people.models import Appointment, Service, User\n"
        "now = timezone.now()\n"
        f"service = Service.get_first_root_node().add_child(\n"
        f"    name='Team of {word}', slug='team-{word}')\n"
        "def add(name, email):\n"
        "    return User.objects.create_user(email, name=name, service=service,\n"
        "        joined_on=now.date() - timedelta(days=400))\n"
        f"champion = add('Chloe Team-of-{word}',\n"
        f"    'champion.team-{word}@journey.example')\n"
        "Appointment.objects.create(person=champion, role='champion',\n"
        "    service=service, starts_on=now.date() - timedelta(days=90))\n"
        "module = ModulePage.objects.get(slug='answering-people-well')\n"
        "names = 'Nora Omar Petra Quinn Ruth Saul Tess Uma'.split()\n"
        "for number, name in enumerate(names):\n"
        f"    person = add(f'{{name}} Team-of-{word}',\n"
        f"        f'{{name}}.team-{word}@journey.example'.lower())\n"
        "    progress.begin(person, module, now - timedelta(days=30 + number))\n"
        "    Assignment.objects.create(person=person, module=module,\n"
        "        asked_by=champion, reason='For the Compton page.',\n"
        "        by_day=now.date())"
    )
    return f"team-{word}"


def bring_to_step(city, person, number, slug="answering-people-well"):
    """Let somebody have done all steps of a module before that one, as they would."""
    city.python(
        "from learning import progress\n"
        "from learning.models import ModulePage\n"
        "from learning.outline import outline_of\n"
        "from people.models import User\n"
        f"person = User.objects.get(email={person.email!r})\n"
        f"module = ModulePage.objects.get(slug={slug!r})\n"
        "enrolment = progress.begin(person, module)\n"
        "progress.say_confidence(enrolment, 'before', 2)\n"
        "steps = outline_of(module).steps\n"
        f"for step in steps[:{number - 1}]:\n"
        "    for ask in step.asks:\n"
        "        is_task = ask.kind == 'task'\n"
        "        do = progress.tick if is_task else progress.answer_rightly\n"
        "        do(enrolment, ask.id)\n"
        "    progress.go_on(enrolment, step)\n"
        f"progress.arrive(enrolment, steps[{number - 1}])"
    )


def finish_module(city, person):
    """Let somebody have finished a module; gives the code of the certificate."""
    bring_to_step(city, person, 5)
    return city.python(
        "from learning import progress\n"
        "from learning.models import Certificate, Enrolment\n"
        "from learning.outline import outline_of\n"
        f"enrolment = Enrolment.objects.get(person__email={person.email!r})\n"
        "last = outline_of(enrolment.module).steps[-1]\n"
        "progress.tick(enrolment, last.asks[0].id)\n"
        "progress.go_on(enrolment, last)\n"
        f"print(Certificate.objects.get(completion__enrolment=enrolment).code)"
    )


def add_session(
    city, *, places=12, minutes_ahead=60 * 24 * 40, people=(), waiting=(), hosts=()
):
    """Make a session of the open table; gives its id. Nobody is written to."""
    return json.loads(
        city.python(
            "from datetime import timedelta\n"
            "from django.utils import timezone\n"
            "from cafes.models import Booking, CafePage, Session, Venue\n"
            "from people.models import User\n"
            f"starts = timezone.now() + timedelta(minutes={minutes_ahead})\n"
            "session = Session.objects.create(\n"
            "    cafe=CafePage.objects.get(slug='bring-anything-open-table'),\n"
            "    venue=Venue.objects.get(name='Calverley House'), room='Room 2.1',\n"
            f"    starts_at=starts, ends_at=starts + timedelta(minutes=90),\n"
            f"    capacity={places})\n"
            f"session.hosts.set(User.objects.filter(email__in={list(hosts)!r}))\n"
            f"status = {_status(people, waiting)!r}\n"
            "for place, (email, status) in enumerate(status.items()):\n"
            "    booked = timezone.now() - timedelta(hours=20 - place)\n"
            "    Booking.objects.create(session=session, experience='some',\n"
            "        person=User.objects.get(email=email), status=status,\n"
            "        booked_at=booked, changed_at=booked)\n"
            "print(session.pk)"
        )
    )


def _status(people, waiting):
    has_place = {person.email: "confirmed" for person in people}
    return has_place | {person.email: "waiting" for person in waiting}
