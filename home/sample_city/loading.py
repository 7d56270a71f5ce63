"""Loading Aireford: all of it or nothing, once, and never among real people."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Site

from home.models import SampleCity, SiteContact
from home.sample_city import (
    access,
    coverage,
    facts,
    guidance,
    helping,
    histories,
    introductions,
    letters,
    looks,
    meetings,
    questions,
    roles,
    staff_files,
    suggestions,
)
from home.sample_city.days import Calendar
from home.sample_city.people import make_people
from home.sample_city.services import make_services
from home.search import index
from home.skeleton import build_site
from learning.models import ModulePage
from people.models import Appointment, User

CONTACT = {
    "team": "digital access team",
    "phone": "0113 496 0182",
    "hours": "Monday to Friday, 8.30am to 5pm",
    "email": "digital.access@aireford.example",
    "organisations": "Aireford City Council with Aireford Teaching Hospitals, Aire "
    "Valley Community Healthcare and Aireford Partnership NHS Trusts",
}


class Refused(Exception):
    """The city may not be loaded here; says why, in a sentence."""


@transaction.atomic
def load(today=None):
    """Load the city for a day, by default today. Gives the SampleCity, or the one that
    was there already, with `is_new` saying which. Raises Refused."""
    if not settings.SAMPLE_CITY:
        raise Refused(
            _("The sample city is for trying Sociable out, and is never loaded here.")
        )
    city = SampleCity.objects.first()
    if city:
        city.is_new = False
        return city
    _refuse_among_real_people()
    bones = build_site()
    modules = _modules()
    calendar = Calendar(today or timezone.localdate())
    places = make_services()
    people = make_people(places, calendar.today)
    roles.appoint(places, people, calendar.today)
    roles.send_away(people, calendar)
    _write_histories(people, modules, calendar)
    pages = meetings.make_cafes(bones.cafes, modules)
    meetings.make_sessions(pages, people, calendar)
    questions.ask(people, modules, calendar)
    helping.help_out(people, calendar)
    introductions.introduce(people, calendar)
    suggestions.suggest(people, modules, calendar)
    letters.write(people, calendar)
    staff_files.bring(places, people)
    coverage.make(places, people, calendar.today)
    looks.look(calendar)
    access.make(calendar)
    _make_guidance_theirs(places, people, calendar)
    _say_whom_to_ask()
    # Written in bulk, which tells nobody.
    index.refresh()
    city = SampleCity.objects.create(loaded_at=timezone.now(), today=calendar.today)
    city.is_new = True
    return city


def _refuse_among_real_people():
    number = User.objects.count()
    if number:
        raise Refused(
            _(
                "There are people here already (%(number)s of them), so the sample "
                "city was not loaded. It needs a database of its own."
            )
            % {"number": number}
        )


def _modules():
    found = {page.slug: page for page in ModulePage.objects.live()}
    missing = [slug for slug in histories.MODULES if slug not in found]
    if missing:
        raise Refused(
            _("The modules are not there yet. Run “manage.py load_content” first.")
        )
    return found


def _make_guidance_theirs(places, people, calendar):
    try:
        guidance.make_it_theirs(places, people, calendar)
    except guidance.NotThere as error:
        raise Refused(str(error)) from error


def _write_histories(people, modules, calendar):
    looked_after = Appointment.objects.in_role(Appointment.Role.CHAMPION).current(
        calendar.today
    )
    paths = list(looked_after.values_list("service__path", flat=True))
    written = [
        *histories.known_histories(calendar),
        *histories.invented_histories(people, paths, calendar),
    ]
    facts.write(written, people, modules)


def _say_whom_to_ask():
    site = Site.objects.get(is_default_site=True)
    SiteContact.objects.get_or_create(site=site, defaults=CONTACT)
