"""Each screen once: its name, its address, who is looking and what they did there."""

import json
from collections.abc import Callable
from dataclasses import dataclass

LEARNER = "learner@sociable.example"
CHAMPION = "champion@sociable.example"
ORGANISER = "organiser@sociable.example"
EDITOR = "editor@sociable.example"
ACCESS = "access@sociable.example"
ADMIN = "admin@sociable.example"

MODULE = "/modules/answering-people-well/"
IN_ONE_PAGE = "/guidance/our-guidance-in-one-page/"
ANSWERING, PICTURES = "/guidance/answering/", "/guidance/pictures-and-permission/"


@dataclass
class Screen:
    """One screen in one state. `path` may name places in braces, see `find_places`."""

    name: str
    path: str
    who: str = ""
    act: Callable | None = None
    status: int = 200


def press(label):
    """Press the button of that name."""

    def act(page):
        with page.expect_navigation():
            page.get_by_role("button", name=label).first.click()

    return act


def sign_in_wrongly(page):
    page.get_by_label("E-mail").first.fill("nobody@sociable.example")
    page.get_by_label("Password", exact=True).fill("not this one")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()


SCREENS = [
    Screen("00-styleguide", "/styleguide/"),
    Screen("01-home", "/"),
    Screen("01-home-signed-in", "/", LEARNER),
    Screen("02-my-page", "/me/", LEARNER),
    Screen("02-my-page-first-day", "/me/", "{newcomer}"),
    Screen("02-my-details", "/me/details/", LEARNER),
    Screen("02-my-record", "/me/record/", "{finisher}"),
    Screen("03-modules", "/modules/", LEARNER),
    Screen("03-modules-none", "/modules/?about=bluesky", LEARNER),
    Screen("04-module", MODULE, LEARNER),
    Screen("04-module-signed-out", MODULE),
    Screen("05a-step", MODULE + "the-shape-of-a-good-answer/", LEARNER),
    Screen("05b-practice", MODULE + "someone-is-upset/", LEARNER),
    Screen("05c-check", MODULE + "when-to-pass-it-on/", LEARNER),
    Screen("06-finish", MODULE + "finish/", "{finisher}"),
    Screen("07a-cafes", "/cafes/", LEARNER),
    Screen("07-cafe", "/cafes/{cafe}/", LEARNER),
    Screen("07b-session", "/cafes/sessions/{free}/", LEARNER),
    Screen("07b-session-signed-out", "/cafes/sessions/{free}/"),
    Screen("07c-session-full", "/cafes/sessions/{full}/", LEARNER),
    Screen("07d-session-booked", "/cafes/sessions/{booked}/", "{booker}"),
    Screen("07-session-over", "/cafes/sessions/{over}/", LEARNER),
    Screen(
        "15b-booking-error", "/cafes/sessions/{free}/", LEARNER, press("Book my place")
    ),
    Screen("08-teams", "/team/", ACCESS),
    Screen("08-team", "/team/{service}/", CHAMPION),
    Screen("08-help", "/help/", CHAMPION),
    Screen("08-help-request", "/help/{request}/", CHAMPION),
    Screen("08-help-ask", "/help/ask/", LEARNER),
    Screen("09-organise", "/organise/", ORGANISER),
    Screen("09a-session-desk", "/organise/{free}/", ORGANISER),
    Screen("09b-register", "/organise/{today}/register/", ORGANISER),
    Screen("09b-register-closed", "/organise/{over}/register/", ORGANISER),
    Screen("14b-certificate", "/certificates/{code}/"),
    Screen("14-certificate-check", "/certificates/"),
    Screen("15-sign-in", "/sign-in/"),
    Screen("15-sign-in-error", "/sign-in/", "", sign_in_wrongly),
    Screen("15-forgotten-password", "/forgotten-password/"),
    Screen("15a-not-found", "/no-such-page/", status=404),
    Screen("15-forbidden", "/team/{service}/", LEARNER, status=403),
    Screen("16a-guidance", "/guidance/", LEARNER),
    Screen("16a-guidance-signed-out", "/guidance/"),
    Screen("16a-guidance-none", "/admin/pages/{no_guidance}/view_draft/", EDITOR),
    Screen("16a-guidance-page", ANSWERING, LEARNER),
    Screen("16a-guidance-page-signed-out", PICTURES),
    Screen("16a-guidance-page-changed", PICTURES, LEARNER),
    Screen("16a-guidance-page-read", IN_ONE_PAGE, LEARNER),
    Screen("16a-guidance-page-counted", IN_ONE_PAGE, ACCESS),
    Screen("16b-stories", "/stories/"),
    Screen("16b-stories-none", "/admin/pages/{no_stories}/view_draft/", EDITOR),
    Screen("16b-story", "/stories/the-front-desk-with-a-longer-queue/", LEARNER),
    Screen("16b-story-made-up", "/stories/they-were-all-awake-at-three/"),
    Screen("16b-story-due", "/stories/tell-them-before-the-bin-does/"),
    Screen("16-privacy", "/privacy/"),
    Screen("16-accessibility", "/accessibility/"),
]

FIND_PLACES = """
import json
import uuid
from datetime import timedelta
from django.utils import timezone
from home.models import GuidanceIndexPage, HomePage, StoryIndexPage, StoryPage
from cafes.models import Booking, Session
from champions.models import HelpRequest
from learning.models import Certificate
from people.models import User

now = timezone.now()
coming = Session.objects.upcoming(now).with_places()
places = lambda session: session.capacity - session.places_taken
learner = User.objects.get(email="learner@sociable.example")
mine = learner.bookings.values_list("session_id", flat=True)
free = next(s for s in coming if places(s) > 0 and s.pk not in mine)
full = next(s for s in coming if places(s) <= 0)
booking = Booking.objects.filter(
    session__in=[s.pk for s in coming], status="confirmed"
).select_related("person").first()
certificate = Certificate.objects.filter(
    completion__enrolment__module__slug="answering-people-well"
).select_related("completion__enrolment__person").order_by("pk").first()
champion = User.objects.get(email="champion@sociable.example")
newcomer = User.objects.filter(
    enrolments=None, bookings=None, appointments=None, service__isnull=False,
    is_superuser=False, email__startswith="lorraine",
).first() or User.objects.filter(
    enrolments=None, bookings=None, appointments=None, service__isnull=False
).first()
over = Session.objects.planned().filter(ends_at__lt=now).order_by("starts_at").last()
# A register is open only around its session, and the city has none just now.
today = Session.objects.filter(starts_at__lt=now, ends_at__gt=now).first()
if today is None:
    today = Session.objects.get(pk=free.pk)
    today.pk, today.uid, today._state.adding = None, uuid.uuid4(), True
    today.starts_at = now - timedelta(minutes=5)
    today.ends_at = now + timedelta(minutes=85)
    today.save()
    for each in Booking.objects.filter(session=free, status="confirmed"):
        each.pk, each.session, each._state.adding = None, today, True
        each.save()
# Lists with nothing in them, which only editors see; and a story that is due.
home = HomePage.objects.get()
no_guidance, no_stories = (
    model.objects.filter(live=False).first()
    or home.add_child(instance=model(title=title, live=False))
    for model, title in ((GuidanceIndexPage, "Guidance"), (StoryIndexPage, "Stories"))
)
for page in (no_guidance, no_stories):
    page.save_revision()
StoryPage.objects.filter(slug="tell-them-before-the-bin-does").update(
    review_on=timezone.localdate() - timedelta(days=1)
)
print(json.dumps({
    "no_guidance": no_guidance.pk,
    "no_stories": no_stories.pk,
    "today": today.pk,
    "free": free.pk,
    "full": full.pk,
    "booked": booking.session_id,
    "booker": booking.person.email,
    "over": over.pk,
    "cafe": free.cafe.slug,
    "code": certificate.code,
    "finisher": certificate.completion.enrolment.person.email,
    "newcomer": newcomer.email,
    "service": champion.service.slug,
    "request": HelpRequest.objects.filter(with_person=champion).first().pk,
}))
"""


def find_places(city):
    """Ask the city for the sessions, people and codes that the screens name."""
    return json.loads(city.python(FIND_PLACES))


def sign_in(page, city, email):
    """Give the page a session of this person, made on the server."""
    cookie = city.python(
        "from importlib import import_module\n"
        "from django.conf import settings\n"
        "from django.contrib import auth\n"
        "from people.models import User\n"
        f"person = User.objects.get(email={email!r})\n"
        "session = import_module(settings.SESSION_ENGINE).SessionStore()\n"
        "session[auth.SESSION_KEY] = str(person.pk)\n"
        "session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]\n"
        "session[auth.HASH_SESSION_KEY] = person.get_session_auth_hash()\n"
        "session.create()\n"
        "print(session.session_key)"
    )
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": city.url}])
