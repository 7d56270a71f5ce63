"""Each kind of message that is sent, written in the sample city as it is on the site.

Each function below does what makes the site write such a message; nothing of it is
kept. A kind without one fails tests/test_letters.py.
"""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from allauth.mfa.models import Authenticator

from cafes import booking, one_to_one, scheduling
from cafes.models import Booking, Session
from champions import (
    ahead,
    asking,
    handover,
    introducing,
    monday,
    nudges,
    offering,
    overdue,
)
from champions.models import HelpRequest, Nudge
from learning import asking_to_learn, plans
from learning.models import Assignment, ModulePage, Plan
from pages import choices, composing
from pages.models import Message
from people import appointing, away, joining, leaving, passwords, two_step
from people.models import Appointment, User
from people.signals import person_left

LETTERS = {}


@dataclass(frozen=True)
class Letter:
    """A message as it leaves: its subject, and each way of saying it."""

    kind: str
    subject: str
    html: str
    text: str


def letter(kind):
    """Register what makes the site write a message of this kind."""

    def register(write):
        LETTERS[kind] = write
        return write

    return register


def written(kind):
    """The Letter of this kind, written now and taken back."""
    with transaction.atomic():
        LETTERS[kind]()
        message = Message.objects.filter(kind=kind).latest("pk")
        message.claimed_at = timezone.now()
        mail = composing.mail_of(message, composing.email_of(message))
        transaction.set_rollback(True)
    return Letter(kind, mail.subject, mail.alternatives[0][0], mail.body)


def all_written():
    """Every letter, as a list of dictionaries."""
    return [asdict(written(kind)) for kind in LETTERS]


def _person(name="learner"):
    return User.objects.get(email=f"{name}@sociable.example")


def _session(**about):
    coming = Session.objects.upcoming().with_places().filter(**about)
    mine = Booking.objects.live().filter(person=_person()).values("session")
    coming = coming.exclude(pk__in=mine)
    return next(s for s in coming if s.capacity > s.places_taken and not s.is_online)


def _book(session=None):
    session = session or _session()
    return booking.book(session, _person(), experience=Booking.Experience.NEW)


@letter("people.password-reset")
def password_reset():
    passwords.send_reset(_person())


@letter("people.welcome")
def welcome():
    passwords.start_anew(_person())


@letter("cafes.place-given")
def place_given():
    _book()


@letter("cafes.waiting")
def waiting():
    session = _session()
    Session.objects.filter(pk=session.pk).update(capacity=session.places_taken)
    _book(session)


@letter("cafes.place-came-free")
def place_came_free():
    session = _session()
    Session.objects.filter(pk=session.pk).update(capacity=session.places_taken)
    _book(session)
    booking.give_back(session.bookings.filter(status="confirmed").first())


@letter("cafes.given-back")
def given_back():
    booking.give_back(_book())


@letter("cafes.left-queue")
def left_queue():
    waiting()
    booking.give_back(_person().bookings.waiting().latest("pk"))


@letter("cafes.moved")
def moved():
    session = _book().session
    later = timedelta(days=1, hours=1)
    scheduling.move(
        session, starts_at=session.starts_at + later, ends_at=session.ends_at + later
    )


@letter("cafes.another-host")
def another_host():
    start = timezone.now().replace(minute=0, second=0) + timedelta(days=9)
    meeting = one_to_one.plan(
        _person("champion"),
        _person(),
        starts_at=start,
        minutes=30,
        place="At the desk on the first floor",
    )
    one_to_one.pass_on(meeting, User.objects.get(name="Tom Ashworth"))


@letter("cafes.cancelled")
def cancelled():
    scheduling.cancel(_book().session, "The heating at the hub has failed.")


def _hosted(hosts=("champion",)):
    session = _session()
    session.hosts.clear()
    return scheduling.move(session, hosts=[_person(name) for name in hosts])


@letter("cafes.hosting")
def hosting():
    _hosted(["champion", "organiser"])


@letter("cafes.hosting-moved")
def hosting_moved():
    session = _hosted()
    later = timedelta(days=1)
    scheduling.move(
        session, starts_at=session.starts_at + later, ends_at=session.ends_at + later
    )


@letter("cafes.hosting-cancelled")
def hosting_cancelled():
    scheduling.cancel(_hosted(), "The heating at the hub has failed.")


@letter("cafes.hosting-ended")
def hosting_ended():
    scheduling.move(_hosted(), hosts=[])


@letter("cafes.interpreter")
def interpreter():
    booking.amend(
        _book(_hosted()),
        access_needs="British Sign Language interpreter",
        phone="07700 900118",
    )


@letter("people.appointed")
def appointed():
    person = _person()
    appointing.appoint(person, Appointment.Role.DEPUTY, person.service)


@letter("people.role-ended")
def role_ended():
    held = _person("champion").appointments.current().select_related("service")
    appointing.end(held.first(), timezone.localdate() + timedelta(days=30))


@letter("people.no-champion")
def no_champion():
    leaving.leave(_person("champion"))


@letter("champions.handing-over")
def handing_over():
    champion = _person("champion")
    held = champion.appointments.current().get(role=Appointment.Role.CHAMPION)
    day = timezone.localdate() + timedelta(days=30)
    chosen = handover.Handover(
        champion, handover.Kind.ROLES, day, followers={held.pk: _person()}
    )
    handover.arrange(chosen, champion)


@letter("champions.ahead")
def look_ahead():
    held = _person("champion").appointments.current().select_related("service")
    appointing.end(held.first(), timezone.localdate() + timedelta(days=14))
    ahead.tell_access_team()


@letter("people.away")
def away_written():
    day = timezone.localdate() + timedelta(days=40)
    away.add(_person(), day, day + timedelta(days=4), by=_person("access"))


@letter("cafes.no-host")
def no_host():
    session = _hosted()
    person_left.send(
        sender=User, person=_person("champion"), on=session.starts_at.date()
    )


@letter("people.email-changed")
def email_changed():
    person = _person()
    person.email = "sam.whitfield@aireford.example"
    joining.change(person)


@letter("people.two-step-reset")
def two_step_was_reset():
    person = _person("access")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    two_step.reset(person, by=_person("admin"))


@letter("champions.question")
def question():
    asking.ask(_person(), "May I answer a complaint about another team?")


@letter("champions.taken-over")
def taken_over():
    request = asking.ask(_person(), "May I answer a complaint about another team?")
    others = [person for person, _role in asking.who_else(request)]
    asking.pass_on(request, others[0], by=others[0])


@letter("champions.answer")
def answer():
    request = asking.ask(_person(), "May I answer a complaint about another team?")
    asking.answer(request, request.with_person, "Yes. Say who will put it right.")


def _overdue():
    """A question of last week that its holder was reminded of and did not answer."""
    long_ago = timezone.now() - timedelta(days=14)
    words = "May I answer a complaint about another team?"
    request = asking.ask(_person(), words, at=long_ago)
    overdue.remind(request)
    return request


@letter("champions.reminder")
def reminder():
    _overdue()


@letter("champions.passed-up")
def passed_up():
    request = _overdue()
    HelpRequest.objects.filter(pk=request.pk).update(
        reminded_at=timezone.now() - timedelta(days=3)
    )
    overdue.pass_up(request)


@letter("champions.nudge")
def nudge():
    Nudge.objects.filter(person=_person()).delete()
    nudges.write(
        _person("champion"),
        _person(),
        "Hello Sam,\n\nI thought of you and “Answering people well”. If you like, we "
        "look at it together over a cup of tea.\n\nPriya",
    )


@letter("champions.monday")
def on_monday():
    """Written as on a Monday, and sent today."""
    today = timezone.now()
    monday.write(today - timedelta(days=timezone.localdate().weekday()))
    Message.objects.filter(kind="champions.monday").exclude(
        recipient=_person("champion")
    ).delete()
    Message.objects.filter(kind="champions.monday").update(
        about={"day": timezone.localdate().isoformat()}
    )


def _introduction():
    """Somebody is to be introduced to a colleague of another service."""
    words = "How do I make a reel that isn’t upside down?"
    request = asking.ask(_person(), words, topic="instagram")
    has_it = request.with_person
    colleague = User.objects.here().exclude(pk__in=[_person().pk, has_it.pk]).last()
    offering.offer(colleague, ["instagram"], "I run the market’s page.")
    return introducing.ask(request, has_it, colleague)


@letter("champions.introduction-asked")
@letter("champions.introduction-offered")
def introduction():
    _introduction()


@letter("champions.introduced")
@letter("champions.introduction-settled")
def introduced():
    asked = _introduction()
    for person in (asked.request.person, asked.colleague):
        introducing.say_yes(asked, person)


@letter("learning.plan-day")
def plan_day(person="learner"):
    plan = Plan.objects.of(_person(person)).first()
    plans.take_up(plan)
    yesterday = timezone.now() - timedelta(days=1)
    plans.put_off(plan, timezone.localdate(), yesterday)
    plans.remind()


@letter("learning.asked")
def asked_to_learn():
    person = _person()
    Assignment.objects.filter(person=person).delete()
    module = ModulePage.objects.live().exclude(enrolments__person=person).first()
    asking_to_learn.ask(
        _person("champion"), [person.pk], module, "The page is yours from January."
    )


def _asked():
    asked_to_learn()
    asking = Message.objects.filter(kind="learning.asked")
    asking.update(status=Message.Status.SENT)
    return Assignment.objects.open().get(person=_person())


@letter("learning.taken-back")
def taken_back():
    asking_to_learn.withdraw(_asked(), _person("champion"), "It can wait until May.")


@letter("learning.declined")
def declined():
    asking_to_learn.decline(_asked(), "I am on the desk all winter.")


def _sent_to_review():
    module = ModulePage.objects.get(slug="answering-people-well")
    module.save_revision(user=_person("editor"))
    return module.get_workflow().start(module, _person("editor"))


@letter("pages.to-review")
def to_review():
    _sent_to_review()


@letter("pages.review-outcome")
def review_outcome():
    task = _sent_to_review().current_task_state
    task.reject(user=_person("access"), comment="The second step needs a picture.")


@letter("pages.digest")
def digest():
    choices.keep(_person("champion"), "daily", set())
    question()
    plan_day("champion")
    asked = asking.ask(_person("champion"), "Who may post on a bank holiday?")
    asking.answer(asked, asked.with_person, "Whoever is in, by the rota.")
