"""Each screen once: its name, its address, who is looking and what they did there."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

LEARNER = "learner@sociable.example"
CHAMPION = "champion@sociable.example"
ORGANISER = "organiser@sociable.example"
EDITOR = "editor@sociable.example"
ACCESS = "access@sociable.example"
ADMIN = "admin@sociable.example"

MODULE = "/modules/answering-people-well/"
EDIT_MODULE = "/admin/pages/{module}/edit/"
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


def press(label, exact=False):
    """Press the button of that name."""

    def act(page):
        with page.expect_navigation():
            page.get_by_role("button", name=label, exact=exact).first.click()

    return act


def open_all(page):
    """Open whatever can be opened on the page."""
    for summary in page.locator("summary").all()[:6]:
        summary.click()


def sign_in_wrongly(page):
    page.get_by_label("E-mail").first.fill("nobody@sociable.example")
    page.get_by_label("Password", exact=True).fill("not this one")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()


def give_password(page):
    """Once in a session; for a while nobody is asked again."""
    password = page.get_by_label("Your password")
    if password.count():
        password.fill("sociable")
        press("Go on")(page)


def give_no_code(page):
    give_password(page)
    press("Set up two steps")(page)


def suggest(reason, module="Your own account and your job"):
    """Fill in the form that suggests a module, and go on to who it is."""

    def act(page):
        page.get_by_label(module).check()
        page.get_by_label("Why you suggest it").fill(reason)
        press("Go on")(page)

    return act


def hand_over(kind, to=""):
    """Say what is handed over from next January on, perhaps to whom, and go on."""

    def act(page):
        page.get_by_label(kind).check()
        for which, day in (("first", 10), ("last", 24)):
            if which == "first" or kind == "Away for a while":
                day_field = page.locator(f"[name={which}_0]")
                day_field.fill(str(day))
                page.locator(f"[name={which}_1]").fill("1")
                page.locator(f"[name={which}_2]").fill(str(date.today().year + 1))
        press("Go on")(page)
        if to:
            page.get_by_label("Who ").last.fill(to)
            press("Go on")(page)

    return act


def write(words):
    """Write to somebody, and go on to how they read it."""

    def act(page):
        page.get_by_label("What you write").fill(words)
        press("Go on")(page)

    return act


def find_nobody(page):
    """Ask for somebody who is not here."""
    page.get_by_label("Their e-mail or name").fill("Nobody Atall")
    press("Find them")(page)


def appoint_backwards(page):
    """Send a last day that lies before the first."""
    last = page.get_by_role("group", name="Until, if that is known")
    for part, value in (("Day", "1"), ("Month", "2"), ("Year", "2020")):
        last.get_by_label(part).fill(value)
    press("Appoint")(page)


REASON = "You said that people ask you about it at the desk, and this is the short way."
# Nobody's name and no reason is too long for a screen.
LONG_REASON = "Unterstützungsangebotsverzeichnis" * 3 + ". " + REASON * 3


def look_at_a_step(page):
    """Open the preview beside a form, at the second step of the module."""
    page.get_by_role("button", name="Toggle preview").click()
    page.locator("#id_preview_mode").select_option("step-2")
    page.frame_locator("#w-preview-iframe").get_by_text("Step 2 of").first.wait_for()


def choose_a_block(page):
    """Open the first step, and in it the choice of blocks with what one looks like."""
    step = page.locator("[data-streamfield-child]").first
    step.get_by_role("button", name="Toggle section").first.click()
    step.get_by_title("Insert a block").first.click()
    row = page.locator(".w-combobox__option-row", has_text="Question")
    row.locator(".w-combobox__option-preview").click()
    preview = page.frame_locator(".w-combobox-preview__iframe")
    preview.get_by_text("Check my answer").wait_for()


LONG = (
    "A resident wrote that nobody came on Tuesday, nor the Tuesday before. I know that "
    "the crew was there, since I asked them.\n\nMay I say so under her post, or do I "
    "say sorry first and ring her? " * 3
).strip()


def send_signed_out(words, **files):
    """Fill in the field of that label, and press the button after the session ended."""

    def act(page):
        page.get_by_label(words).first.fill(LONG)
        for label, path in files.items():
            page.get_by_label(label).set_input_files(path)
        cookies = [c for c in page.context.cookies() if c["name"] != "sessionid"]
        (ended,) = [c for c in page.context.cookies() if c["name"] == "sessionid"]
        page.context.clear_cookies()
        page.context.add_cookies(cookies)
        form = page.locator("form").filter(has=page.get_by_label(words).first)
        with page.expect_navigation():
            form.get_by_role("button").last.click()
        return ended

    return act


def come_back(words, path="", **files):
    """The same, and sign in again: to the form filled in, or to another page."""

    def act(page):
        ended = send_signed_out(words, **files)(page)
        page.context.add_cookies([ended])
        page.goto(page.url.split("/sign-in/")[0] + (path or "/me/unsent/open/"))

    return act


SCREENS = [
    Screen("00-styleguide", "/styleguide/"),
    Screen("01-home", "/"),
    Screen("01-home-signed-in", "/", LEARNER),
    Screen("02-my-page", "/me/", LEARNER),
    Screen("02-my-page-first-day", "/me/", "{newcomer}"),
    Screen("02-my-page-champion", "/me/", CHAMPION),
    Screen("02-my-page-answered", "/me/", "{answered}"),
    Screen("02-my-page-long-name", "/me/", "{long_named}"),
    Screen("02-my-details", "/me/details/", LEARNER),
    Screen("02-everything", "/me/everything/", LEARNER, open_all),
    Screen("02-everything-error", "/me/everything/", LEARNER, press("Take everything")),
    Screen("02-who-looked", "/me/looked/", LEARNER),
    Screen("02-who-looked-nobody", "/me/looked/", "{newcomer}"),
    Screen("02-plan", "/me/plans/{plan}/", LEARNER),
    Screen(
        "02-plan-error", "/me/plans/{plan}/", LEARNER, press("Put it off", exact=True)
    ),
    Screen("02-plan-tried", "/me/plans/{plan_tried}/", CHAMPION),
    Screen("02-messages-off", "/messages/off/{token}/"),
    Screen("02-messages-off-gone", "/messages/off/no-such-link/", status=404),
    Screen("02-my-record", "/me/record/", "{finisher}"),
    Screen("02-my-record-written-to", "/me/record/", LEARNER),
    Screen("02-my-record-no-more", "/me/record/", "{long_named}"),
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
    Screen("07d-session-said", "/cafes/sessions/{booked}/said/", "{booker}"),
    Screen("07-session-over", "/cafes/sessions/{over}/", LEARNER),
    Screen(
        "15b-booking-error", "/cafes/sessions/{free}/", LEARNER, press("Book my place")
    ),
    Screen("08-teams", "/team/", ACCESS),
    Screen("08-team", "/team/{service}/", CHAMPION),
    Screen("08-team-stuck", "/team/{service}/?show=stuck", CHAMPION),
    Screen("08-team-found", "/team/{service}/?name=h&how=stopped", CHAMPION),
    Screen("08-team-nobody-found", "/team/{service}/?name=nobody-like-that", CHAMPION),
    Screen("08-team-all", "/team/{council}/", ACCESS),
    Screen("08-team-asked", "/team/{service}/?show=asked", CHAMPION),
    Screen("08-team-set-aside", "/team/{service}/", CHAMPION, press("Not now")),
    Screen("08-team-nobody", "/team/{quiet_team}/", ACCESS),
    Screen("08-team-long-names", "/team/{long_team}/", ACCESS),
    Screen("08-team-person", "/team/{service}/{hilary}/", CHAMPION),
    Screen("08-team-person-new", "/team/{long_team}/{long_name}/", ACCESS),
    Screen("08-write", "/team/{service}/{delroy}/write/", CHAMPION),
    Screen("08-write-error", "/team/{service}/{delroy}/write/", CHAMPION, write("")),
    Screen(
        "08-write-check", "/team/{service}/{delroy}/write/", CHAMPION, write(REASON)
    ),
    Screen(
        "08-write-check-long",
        "/team/{long_team}/{long_name}/write/",
        ACCESS,
        write(LONG_REASON),
    ),
    Screen("08-write-lately", "/team/{service}/{hilary}/write/", CHAMPION),
    Screen("08-write-away", "/team/{quiet_team}/{quiet_person}/write/", ACCESS),
    Screen("08-ask", "/team/{service}/ask/", CHAMPION),
    Screen("08-ask-error", "/team/{service}/ask/", CHAMPION, press("Go on")),
    Screen("08-ask-check", "/team/{service}/ask/", CHAMPION, suggest(REASON)),
    Screen("08-ask-check-long", "/team/{long_team}/ask/", ACCESS, suggest(LONG_REASON)),
    Screen("08-take-back", "/team/{service}/asked/{asked}/take-back/", CHAMPION),
    Screen("08-hand-over", "/handover/{champion}/", CHAMPION),
    Screen("08-hand-over-error", "/handover/{champion}/", CHAMPION, press("Go on")),
    Screen(
        "08-hand-over-who",
        "/handover/{champion}/",
        CHAMPION,
        hand_over("Away for a while"),
    ),
    Screen("08-hand-over-roles", "/handover/{champion}/", ACCESS, hand_over("Handing")),
    Screen(
        "08-hand-over-check",
        "/handover/{champion}/",
        ACCESS,
        hand_over("Leaving", "sam.okonkwo-whitfield"),
    ),
    Screen("04-module-suggested", MODULE, LEARNER),
    Screen("02-my-page-taken-back", "/me/", "{taken_back}"),
    Screen("08-help", "/help/", CHAMPION),
    Screen("08-help-request", "/help/{request}/", CHAMPION),
    Screen("08-help-ask", "/help/ask/", LEARNER),
    Screen("08-help-ask-error", "/help/ask/", LEARNER, press("Send to", exact=False)),
    Screen("08-help-times", "/help/{offered}/", LEARNER),
    Screen("08-help-times-offered", "/help/{offered}/", CHAMPION),
    Screen("08-help-offer", "/help/{offered}/times/", CHAMPION),
    Screen(
        "08-help-offer-error",
        "/help/{offered}/times/",
        CHAMPION,
        press("Offer these times"),
    ),
    Screen("08-help-mine", "/help/", LEARNER),
    Screen("08-help-colleague", "/help/", ORGANISER),
    Screen("08-help-offers", "/help/offers/", ORGANISER),
    Screen("08-help-offers-empty", "/help/offers/", LEARNER),
    Screen(
        "08-help-offers-error", "/help/offers/", LEARNER, press("I can help with this")
    ),
    Screen("08-introduce", "/help/{introducible}/introduce/", CHAMPION),
    Screen("08-introduce-nobody", "/help/{no_offer}/introduce/", CHAMPION),
    Screen("08-introduction", "/help/introductions/{introduction}/", ORGANISER),
    Screen("08-introduction-asker", "/help/{introducing}/", LEARNER),
    Screen("08-introduction-helper", "/help/{introducing}/", CHAMPION),
    Screen("08-introduction-said-yes", "/help/introductions/{said_yes}/", "{yes}"),
    Screen("08-introduction-over", "/help/introductions/{not_now}/", "{no}"),
    Screen("08-introduction-not-now", "/help/{not_now_request}/", CHAMPION),
    Screen("08-introduced", "/help/introductions/{agreed}/", "{introduced}"),
    Screen("08-introduced-asker", "/help/{agreed_request}/", "{agreed_asker}"),
    Screen("08-introduced-helper", "/help/{agreed_request}/", CHAMPION),
    Screen("08-help-notes", "/help/notes/", CHAMPION),
    Screen("08-help-notes-error", "/help/notes/", CHAMPION, press("Note it")),
    Screen("08-help-notes-empty", "/help/notes/", "{deputy}"),
    Screen("08-help-notes-counts", "/help/notes/", ACCESS),
    Screen("08-one-to-one", "/cafes/sessions/{one_to_one}/", "{met}"),
    Screen("08-one-to-one-desk", "/organise/{one_to_one}/", CHAMPION),
    Screen("08-one-to-one-move", "/cafes/sessions/{one_to_one}/move/", "{met}"),
    Screen("08-one-to-one-call-off", "/cafes/sessions/{one_to_one}/call-off/", "{met}"),
    Screen("09-organise", "/organise/", ORGANISER),
    Screen("09a-session-desk", "/organise/{free}/", ORGANISER),
    Screen("09a-session-desk-access-team", "/organise/{free}/", ACCESS),
    Screen("09-plan", "/organise/new/", ORGANISER),
    Screen("09-plan-another", "/organise/{free}/another/", ORGANISER),
    Screen("09-change", "/organise/{free}/change/", ORGANISER),
    Screen("09-cancel", "/organise/{free}/cancel/", ORGANISER),
    Screen("09-book-in", "/organise/{free}/book/", ACCESS),
    Screen("09-book-in-person", "/organise/{free}/book/{long_name}/", ACCESS),
    Screen("09-book-for", "/organise/for/{long_name}/", ACCESS),
    Screen("09-give-back", "/organise/{booked}/give-back/{booking}/", ACCESS),
    Screen("09b-register", "/organise/{today}/register/", ORGANISER),
    Screen("09b-register-closed", "/organise/{over}/register/", ORGANISER),
    Screen("10-coverage", "/coverage/", ACCESS),
    Screen("10-coverage-gaps", "/coverage/?show=gaps", ACCESS),
    Screen("10-coverage-covered", "/coverage/?show=covered", ACCESS),
    Screen("10-coverage-long-names", "/coverage/?in={long_organisation}", ACCESS),
    Screen("10-coverage-no-gap", "/coverage/?in={calm}", ACCESS),
    Screen("10-coverage-none-of-that", "/coverage/?in={calm}&show=gaps", ACCESS),
    Screen("10-months", "/coverage/months/", ACCESS),
    Screen("10-appoint", "/coverage/{ready}/appoint/deputy/", ACCESS),
    Screen("10-appoint-nobody", "/coverage/{calm}/appoint/champion/", ACCESS),
    Screen(
        "10-appoint-error",
        "/coverage/{ready}/appoint/champion/",
        ACCESS,
        find_nobody,
    ),
    Screen(
        "10-appoint-person",
        "/coverage/{ready}/appoint/champion/{long_name}/",
        ACCESS,
    ),
    Screen(
        "10-appoint-person-error",
        "/coverage/{ready}/appoint/champion/{long_name}/",
        ACCESS,
        appoint_backwards,
    ),
    Screen("10-not-yet", "/coverage/streets-and-recycling/not-yet/", ACCESS),
    Screen(
        "10-not-yet-error",
        "/coverage/streets-and-recycling/not-yet/",
        ACCESS,
        press("Say not yet"),
    ),
    Screen("02-my-details-willing", "/me/details/", "{willing}"),
    Screen(
        "02-my-details-willing-error",
        "/me/details/",
        LEARNER,
        press("I am willing to be a champion"),
    ),
    Screen("14b-certificate", "/certificates/{code}/"),
    Screen("14-certificate-check", "/certificates/"),
    Screen("15-sign-in", "/sign-in/"),
    Screen("15-sign-in-error", "/sign-in/", "", sign_in_wrongly),
    Screen("15-two-steps", "/me/two-steps/", LEARNER),
    Screen("15-two-steps-again", "/me/two-steps/set-up/", CHAMPION),
    Screen("15-two-steps-set-up", "/me/two-steps/set-up/", ACCESS, give_password),
    Screen("15-two-steps-error", "/me/two-steps/set-up/", LEARNER, give_no_code),
    Screen(
        "15-sign-in-unsent", "/help/ask/", LEARNER, send_signed_out("Your question")
    ),
    Screen("15-unsent-question", "/help/ask/", LEARNER, come_back("Your question")),
    Screen(
        "15-unsent-with-a-file",
        "/me/details/",
        LEARNER,
        come_back(
            "A few lines about you",
            **{"A photograph of you": "docs/screens/my-page.png"},
        ),
    ),
    Screen(
        "15-unsent-list",
        "/help/ask/",
        LEARNER,
        come_back("Your question", "/me/unsent/"),
    ),
    Screen("15-put-away", "/modules/put-away/", LEARNER, status=404),
    Screen("15-forgotten-password", "/forgotten-password/"),
    Screen("15a-not-found", "/no-such-page/", status=404),
    Screen("15-forbidden", "/team/{service}/", LEARNER, status=403),
    Screen("17-search", "/search/?q=answer+upset", LEARNER),
    Screen("17-search-many", "/search/?q=people", LEARNER),
    Screen("17-search-signed-out", "/search/?q=thursday"),
    Screen("17-search-group", "/search/?q=people&in=steps", LEARNER),
    Screen("17-search-corrected", "/search/?q=instgram", LEARNER),
    Screen("17-search-nothing", "/search/?q=aqueduct", LEARNER),
    Screen("17-search-nothing-signed-out", "/search/?q=calverly+hosue&as=typed"),
    Screen("17-search-long", f"/search/?q={'Llanfairpwllgwyngyll' * 15}", LEARNER),
    Screen("17-search-empty", "/search/", LEARNER),
    Screen("16a-guidance", "/guidance/", LEARNER),
    Screen("17-access", "/access/", ACCESS),
    Screen("17-access-look", "/access/?show=look", ACCESS),
    Screen("17-access-whole", "/access/", ADMIN, press("I have looked through")),
    Screen("17-staff", "/staff/", ACCESS),
    Screen("17-staff-none", "/staff/", ADMIN, press("Look at this file")),
    Screen("17-staff-columns", "/staff/{staff_waiting}/columns/", ACCESS),
    Screen("17-staff-plan", "/staff/{staff_waiting}/", ACCESS),
    Screen("17-staff-plan-fine", "/staff/{staff_fine}/", ACCESS),
    Screen("17-staff-plan-leavers", "/staff/{staff_leavers}/", ACCESS),
    Screen(
        "17-staff-plan-leavers-uncounted",
        "/staff/{staff_leavers}/",
        ACCESS,
        press("Bring them in"),
    ),
    Screen("17-staff-problems", "/staff/{staff_waiting}/?show=problem", ACCESS),
    Screen("17-staff-progress", "/staff/{staff_at_work}/", ACCESS),
    Screen("17-staff-report", "/staff/{staff_done}/", ACCESS),
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

# The admin is Wagtail's and has Wagtail's look: at a desk, by day, the first window.
ADMIN_SCREENS = [
    Screen("18-editor-home", "/admin/", EDITOR),
    Screen("18-editor-form", EDIT_MODULE, EDITOR),
    Screen("18-editor-preview", EDIT_MODULE, EDITOR, look_at_a_step),
    Screen("18-editor-blocks", EDIT_MODULE, EDITOR, choose_a_block),
    Screen("18-editor-due", "/admin/reports/due/", EDITOR),
    Screen("18-merge-find", "/admin/people/{learner}/merge/?q={first_name}", ACCESS),
    Screen("18-merge-none", "/admin/people/{learner}/merge/?q=zzz", ACCESS),
    Screen("18-merge", "/admin/people/{learner}/merge/?other={duplicate}", ACCESS),
    Screen("18-merge-refused", "/admin/people/{leaver}/merge/?other={learner}", ACCESS),
    Screen("18-merge-closed", "/admin/people/{merged_away}/merge/", ACCESS),
    Screen("18-erase", "/admin/people/{leaver}/erase/", ACCESS),
]

FIND_PLACES = """
import json
import uuid
from datetime import timedelta
from django.utils import timezone
from cafes.models import Booking, Session
from champions.models import HelpRequest, RatherSpokenTo
from home.models import GuidanceIndexPage, HomePage, StoryIndexPage, StoryPage
from learning.models import Assignment, Certificate, ModulePage, Plan
from pages import choices
from people import away
from people.models import Appointment, Service, User

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
answered = HelpRequest.objects.answered().filter(read_at=None).first()
plans = Plan.objects.select_related("enrolment__person")
long_named = max(
    User.objects.filter(enrolments__completion__isnull=False, appointments=None),
    key=lambda person: len(person.name),
)
RatherSpokenTo.objects.get_or_create(person=long_named)
off = choices.kinds_that_may_be_off()[:1]
token = choices.address_to_turn_off(learner, off).rstrip("/").rpartition("/")[2]
longest = User.objects.get(name__startswith="Wilhelmina Oluwaseun")
if len(longest.name) < 120:
    User.objects.filter(pk=longest.pk).update(
        name=(longest.name + "-Llanfairpwllgwyngyllgogerychwyrndrobwll" * 2)[:120]
    )
# A team with nobody to speak to: one person, who has been here for years and is away.
quiet = Service.objects.filter(slug="the-quiet-corner").first()
if quiet is None:
    quiet = Service.objects.get(pk=champion.service.get_root().pk).add_child(
        name="The quiet corner", slug="the-quiet-corner"
    )
    quentin = User.objects.create_user(
        "quiet.person@aireford.example", name="Quentin Abernathy-Moss",
        service=quiet, joined_on=now.date() - timedelta(days=900),
    )
    away.add(quentin, now.date(), now.date() + timedelta(days=9), by=quentin)
# An organisation in which nobody is missing: one service, and one in each role.
calm = Service.objects.filter(slug="the-calm-trust").first()
if calm is None:
    calm = Service.add_root(name="The calm trust", slug="the-calm-trust")
    for role in Appointment.LOOKING_AFTER:
        holder = User.objects.create_user(
            f"calm.{role}@aireford.example", name=f"Calista {role.title()}",
            service=calm, joined_on=now.date() - timedelta(days=900),
        )
        Appointment.objects.create(person=holder, role=role, service=calm)
    access = User.objects.get(email="access@sociable.example")
    Appointment.objects.create(person=access, role="access-team", service=calm)
asked = Assignment.objects.open().filter(asked_by=champion).first()
from cafes import one_to_one
from champions.models import TimesOffered
offered = TimesOffered.objects.filter(state="open").select_related("answer").first()
hilary = User.objects.get(name="Hilary Featherstonehaugh")
meeting = Session.objects.filter(is_private=True).first()
if meeting is None:
    meeting = one_to_one.plan(
        champion, hilary, minutes=30,
        starts_at=offered.starts.last().starts_at + timedelta(hours=2),
        place="The table by the window, Compton Library",
    )
# Introductions as they stand in between: one said yes, one said no.
from champions import asking, introducing, offering
from champions.models import Introduction
open_one = Introduction.objects.filter(state="asked", topic="instagram").first()
agreed = Introduction.objects.filter(state="agreed").first()
def ask_for(name, topic, words):
    asker = User.objects.get(name=name)
    return asker.help_requests.filter(words=words).first() or asking.ask(
        asker, words, topic=topic
    )
offering.offer(longest, ["pictures", "facebook"], "W" * 120 + " and pictures")
introducible = ask_for("Delroy Mapplebeck", "facebook", "How do I add an event?")
no_offer = ask_for("Delroy Mapplebeck", "x", "May I still use it?")
def introduced_by_now(request, name, say):
    found = request.introductions.first()
    if found is None:
        colleague = User.objects.get(name=name)
        found = introducing.ask(request, request.with_person, colleague)
        say(found)
    return found
said_yes = introduced_by_now(
    ask_for("Abdul-Rahman Basharat", "pictures", "Which size is best?"),
    "Kwame Darko", lambda found: introducing.say_yes(found, found.colleague),
)
not_now = introduced_by_now(
    ask_for("Abdul-Rahman Basharat", "nextdoor", "Who reads this?"),
    "Farouk Nettleton", introducing.say_no,
)
deputy = champion.service.appointments.filter(role="deputy").first()
taken_back = Assignment.objects.to_put_away().first()
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
# A module that somebody began and an editor has put away.
from learning import progress
from learning.models import ModuleIndexPage, ModulePage
if not ModulePage.objects.filter(slug="put-away").exists():
    shelf = ModuleIndexPage.objects.get()
    put_away = shelf.add_child(instance=ModulePage(
        title="Answering on the old network", slug="put-away",
        summary="Nobody is there any more.", first_published_at=now, live=False,
    ))
    progress.begin(learner, put_away)
# The record that the learner had before, and one that was merged already.
first_name = learner.name.split()[0]
duplicate = User.objects.filter(email="before.married@aireford.example").first()
if duplicate is None:
    from people import merging
    duplicate, earlier = (
        User.objects.create_user(
            email, name=f"{first_name} {name}", service=learner.service,
            joined_on=now.date() - timedelta(days=900),
        )
        for email, name in (
            ("before.married@aireford.example", "Throckmorton-Smythe"),
            ("library.assistant@aireford.example", "Throckmorton"),
        )
    )
    for module in ModulePage.objects.live()[:3]:
        progress.begin(duplicate, module)
    Booking.objects.create(session=free, person=duplicate, status="confirmed")
    User.objects.filter(pk=duplicate.pk).update(last_login=now - timedelta(days=90))
    progress.begin(earlier, ModulePage.objects.live().last())
    merging.merge(learner, earlier, by=None)
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
# Files of staff in other states: much would happen, nothing would, it goes on.
from django.core.cache import cache
from home.sample_city.staff_files import HEADS, bring_file
from people.models import StaffImport
staff_done, staff_waiting = StaffImport.objects.order_by("pk")[:2]
lead = User.objects.get(email="access@sociable.example")
known = [
    [entry.number, entry.person.email, entry.person.name, entry.person.job_title,
     entry.person.service.name]
    for entry in staff_done.source.entries.select_related("person__service")
]
staff_fine = bring_file(staff_done.source, lead, "libraries-again.csv", known)
staff_leavers = bring_file(
    staff_done.source, lead, "only-the-" + "very-" * 12 + "first.csv", known[:9]
)
staff_at_work = bring_file(staff_done.source, lead, "libraries-whole.csv", known)
StaffImport.objects.filter(pk=staff_at_work.pk).update(
    state="applying", since=now + timedelta(days=9)
)
cache.set(f"people.importing.progress:{staff_at_work.pk}", (12400, 50000), 3600)
print(json.dumps({
    "staff_done": staff_done.pk,
    "staff_waiting": staff_waiting.pk,
    "staff_fine": staff_fine.pk,
    "staff_leavers": staff_leavers.pk,
    "staff_at_work": staff_at_work.pk,
    "no_guidance": no_guidance.pk,
    "no_stories": no_stories.pk,
    "today": today.pk,
    "free": free.pk,
    "full": full.pk,
    "booked": booking.session_id,
    "booking": booking.pk,
    "booker": booking.person.email,
    "over": over.pk,
    "cafe": free.cafe.slug,
    "code": certificate.code,
    "finisher": certificate.completion.enrolment.person.email,
    "newcomer": newcomer.email,
    "service": champion.service.slug,
    "council": champion.service.get_root().slug,
    "champion": champion.pk,
    "answered": answered.person.email,
    "long_named": long_named.email,
    "plan": plans.filter(enrolment__person=learner).open().first().pk,
    "plan_tried": plans.filter(enrolment__person=champion, status="tried").first().pk,
    "token": token,
    "calm": calm.slug,
    "long_organisation": longest.service.get_root().slug,
    "ready": "reablement-and-occupational-therapy",
    "willing": User.objects.filter(willing__isnull=False).order_by("pk").first().email,
    "quiet_team": quiet.slug,
    "learner": learner.pk,
    "first_name": first_name,
    "duplicate": duplicate.pk,
    "merged_away": learner.merges.first().closed_id,
    "leaver": User.objects.filter(left_on__lte=timezone.localdate()).first().pk,
    "quiet_person": quiet.people.get().pk,
    "delroy": User.objects.get(name="Delroy Mapplebeck").pk,
    "long_team": longest.service.slug,
    "long_name": longest.pk,
    "hilary": User.objects.get(name="Hilary Featherstonehaugh").pk,
    "asked": asked.pk,
    "taken_back": taken_back.person.email,
    "module": ModulePage.objects.get(slug="answering-people-well").pk,
    "offered": offered.answer.request_id,
    "introducible": introducible.pk,
    "no_offer": no_offer.pk,
    "introduction": open_one.pk,
    "introducing": open_one.request_id,
    "said_yes": said_yes.pk,
    "yes": said_yes.colleague.email,
    "not_now": not_now.pk,
    "no": not_now.colleague.email,
    "not_now_request": not_now.request_id,
    "agreed": agreed.pk,
    "introduced": agreed.colleague.email,
    "agreed_request": agreed.request_id,
    "agreed_asker": agreed.request.person.email,
    "one_to_one": meeting.pk,
    "met": hilary.email,
    "deputy": deputy.person.email,
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
