"""What is measured: each page with the person who opens it."""

from dataclasses import dataclass, field

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from bench.city import LARGE
from cafes.models import CafeIndexPage
from learning.models import Enrolment
from learning.outline import outline_of
from people import two_step
from people.models import Appointment, Service, User

BACKEND = "people.backends.StaffBackend"


@dataclass(frozen=True)
class Request:
    """One request as a browser sends it: an address, a session, a form or none."""

    path: str
    session: str = ""
    form: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A name of the bench, and the requests that are sent for it in turn."""

    name: str
    requests: list


def pages(number):
    """Give every page that is measured, so many requests of it where each writes."""
    person = _somebody_learning()
    champion = Appointment.objects.get(
        service__slug=LARGE, role=Appointment.Role.CHAMPION
    ).person
    module = person.enrolments.order_by("pk").first().module
    step = outline_of(module).steps[1]
    learner, helper = sign_in(person), sign_in(champion)
    team = reverse("team", args=[LARGE])
    return [
        Page("module-page", [Request(module.url, learner)]),
        Page("step-page", [Request(module.step_url(step), learner)]),
        Page("mark-step", _steps_to_mark(number)),
        Page("my-page", [Request(reverse("my_page"), learner)]),
        Page("cafe-list", [Request(CafeIndexPage.objects.get().url, learner)]),
        Page("team-page", [Request(team, helper)]),
        Page("team-csv", [Request(reverse("team_csv", args=[LARGE]), helper)]),
        Page("coverage-board", [Request(reverse("coverage"), _of_the_whole_city())]),
    ]


def _of_the_whole_city():
    """A session of somebody of the digital access team who looks after all of it."""
    held = Appointment.objects.in_role(Appointment.Role.ACCESS_TEAM)
    person = held.order_by("pk")[0].person
    for organisation in Service.objects.filter(depth=1):
        held.get_or_create(
            person=person, service=organisation, defaults={"role": "access-team"}
        )
    return sign_in(person)


def floor():
    """The request whose time is the measure of all others."""
    return Page("floor", [Request(f"/floor/{_somebody_learning().pk}/")])


def _steps_to_mark(number):
    """As many steps, each of another person, as are to be marked: every one is a write.

    Steps that ask nothing, of modules that were begun and no step done.
    """
    begun = Enrolment.objects.filter(completion=None, step_records=None)
    begun = begun.select_related("person", "module").order_by("?")
    found = []
    for enrolment in begun.iterator():
        step = next((s for s in outline_of(enrolment.module).steps if not s.asks), None)
        if step:
            path = enrolment.module.step_url(step)
            session = sign_in(enrolment.person)
            found.append(Request(path, session, {"act": "next"}))
        if len(found) == number:
            return found
    raise RuntimeError("Too few steps are left to be marked: make the city again.")


def sign_in(person):
    """Give the key of a new session of that person."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    if two_step.is_needed(person):
        session[two_step.DONE_BY] = person.pk
    session.create()
    return session.session_key


def _somebody_learning():
    large = Service.objects.get(slug=LARGE)
    begun = Enrolment.objects.filter(completion=None, step_records__isnull=False)
    return User.objects.filter(service=large, enrolments__in=begun).order_by("pk")[0]
