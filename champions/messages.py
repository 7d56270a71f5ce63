"""What is written to people about requests for help, and about their team.

A mail is read over shoulders and on locked screens: it names who would be glad of a
word and links to the page, behind sign-in. What was asked stands only there.
"""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from champions import ahead, nudges
from champions.models import HelpAnswer, HelpRequest, Nudge
from champions.monday import Monday
from champions.permissions import can_answer
from champions.promising import goes_up_on
from pages import outbox, words
from people.models import Appointment, Service, User


# Somebody waits for it: it may be collected for a day, and never turned off.
@outbox.kind(
    "champions.question",
    _lazy("Somebody asks you for help"),
    waits=outbox.A_DAY,
)
def question(message):
    """To whoever has a request: somebody has a question. None once it is answered,
    passed on or gone, or when they may not answer it any more."""
    request = (
        HelpRequest.objects.open()
        .filter(pk=message.about["request"], with_person=message.recipient_id)
        .select_related("person", "service", "stands_in_for")
        .first()
    )
    if request is None or not can_answer(message.recipient, request):
        return None
    return outbox.Email(
        subject=_("Someone in your team has a question"),
        template="champions/email/question",
        context={"request": request, "url": _address(request)},
        short=outbox.Short(
            _("They would be glad of a word."),
            _address(request),
            _("Read the question"),
        ),
    )


@outbox.kind(
    "champions.taken-over",
    _lazy("A colleague takes over a question that I had"),
    hint=_lazy("Who has a question now also stands under Help."),
    waits=outbox.A_DAY,
    may_be_off=True,
)
def taken_over(message):
    """To whoever had a request: somebody else has it now, of their own accord. None
    once it is answered, gone or with them again."""
    request = (
        HelpRequest.objects.open()
        .filter(pk=message.about["request"], with_person__isnull=False)
        .exclude(with_person=message.recipient_id)
        .select_related("with_person")
        .first()
    )
    if request is None or not can_answer(message.recipient, request):
        return None
    said = _("%(name)s has taken a question over from you") % {
        "name": request.with_person.called
    }
    return outbox.Email(
        subject=said,
        template="champions/email/taken_over",
        context={"said": said, "url": _address(request)},
        short=outbox.Short(f"{said}.", _address(request), _("See the question")),
    )


@outbox.kind("champions.reminder", _lazy("A question still waits for me"))
def reminder(message):
    """To whoever has a request whose day has come. None once it is answered, passed on
    or gone, or when they may not answer it any more."""
    request = (
        HelpRequest.objects.open()
        .filter(pk=message.about["request"], with_person=message.recipient_id)
        .select_related("person", "service")
        .first()
    )
    if request is None or not can_answer(message.recipient, request):
        return None
    return outbox.Email(
        subject=_("Somebody still waits for a word from you"),
        template="champions/email/reminder",
        context={
            "answer_by": request.answer_by,
            "goes_up": goes_up_on(request) if not request.was_passed_up else None,
            "url": _address(request),
        },
    )


@outbox.kind(
    "champions.passed-up",
    _lazy("My question is with somebody else now"),
    waits=outbox.A_DAY,
)
def passed_up(message):
    """To the asker: the digital access team has it now, and answers by when. None once
    it is answered or gone, or with nobody."""
    request = (
        HelpRequest.objects.open()
        .filter(pk=message.about["request"], with_person__isnull=False)
        .select_related("with_person")
        .first()
    )
    if request is None:
        return None
    said = _("%(name)s has your question now") % {"name": request.with_person.called}
    by_when = _("%(name)s, of the digital access team, answers by %(day)s.") % {
        "name": request.with_person.name,
        "day": words.day(request.answer_by),
    }
    return outbox.Email(
        subject=said,
        template="champions/email/passed_up",
        context={"said": said, "by_when": by_when, "url": _address(request)},
        short=outbox.Short(by_when, _address(request), _("See your question")),
    )


@outbox.kind(
    "champions.answer",
    _lazy("News of questions that I asked"),
    hint=_lazy("An answer that you have not read also stands first on your page."),
    waits=outbox.A_WEEK,
    may_be_off=True,
)
def answer(message):
    """To the asker: there is an answer. None when it is gone, or was read."""
    said = (
        HelpAnswer.objects.filter(pk=message.about["answer"])
        .select_related("request", "writer")
        .first()
    )
    if said is None or said.request.is_read_since(said.written_at):
        return None
    return outbox.Email(
        subject=_("There is an answer to your question"),
        template="champions/email/answer",
        context={"writer": said.writer, "url": _address(said.request)},
        short=outbox.Short(
            _answered_by(said.writer), _address(said.request), _("Read the answer")
        ),
    )


@outbox.kind("champions.handing-over", _lazy("Somebody is needed in a role"))
def handing_over(message):
    """To the digital access team: somebody hands on a role, or is away, and nobody
    follows as yet. None once somebody does, or the day is long over."""
    about = message.about
    first = date.fromisoformat(about["first"])
    person = User.objects.filter(pk=about["person"]).first()
    service = Service.objects.filter(pk=about["service"]).first()
    if person is None or service is None:
        return None
    wanted = Appointment.Role.DEPUTY if about["is_for_a_while"] else about["role"]
    held = Appointment.objects.current(max(first, timezone.localdate()))
    held = held.in_role(wanted).filter(service=service).exclude(person=person)
    if held.exists():
        return None
    role = Appointment.Role(wanted).label
    return outbox.Email(
        subject=_("Needed: %(role)s, %(service)s")
        % {"role": role.lower(), "service": service.name},
        template="champions/email/handing_over",
        context={
            "person": person,
            "service": service,
            "role": role.lower(),
            "first": first,
            "is_for_a_while": about["is_for_a_while"],
            "suggested": User.objects.here().filter(pk=about["suggested"]).first(),
            "url": settings.SITE_URL
            + reverse("coverage_appoint", args=[service.slug, wanted]),
        },
    )


@outbox.kind(
    "champions.ahead",
    _lazy("Each Monday, what there is to see to among champions"),
    waits=outbox.A_DAY,
    may_be_off=True,
)
def look_ahead(message):
    """To the digital access team: how much there is to see to in time. Who it is about
    stands on the page. None when there is nothing any more."""
    found = ahead.counted_for(message.recipient)
    if not found:
        return None
    said = ahead.heading(found)
    url = settings.SITE_URL + reverse("coverage")
    return outbox.Email(
        subject=said,
        template="champions/email/ahead",
        context={"heading": said, "url": url},
        short=outbox.Short(f"{said}.", url, _("See what it is")),
    )


@outbox.kind(
    "champions.monday",
    _lazy("On Monday: how many people of my team to speak to, and who waits"),
    hint=_lazy("Who it is always stands on the page of your team."),
    waits=outbox.A_DAY,
    may_be_off=True,
)
def monday(message):
    """To whoever looks after a team. None when that Monday is over, when they are away
    or look after none any more, and when there is nothing to tell."""
    waits = Monday(message.recipient, message.claimed_at)
    if waits.day != date.fromisoformat(message.about["day"]) or not waits.is_there:
        return None
    url = settings.SITE_URL + waits.address
    return outbox.Email(
        subject=waits.sentence,
        template="champions/email/monday",
        context={"waits": waits, "url": url},
        short=outbox.Short(f"{waits.sentence}.", url, _("See who it is")),
    )


# In a colleague's own name and words: whoever wants none says so on their record.
@outbox.kind("champions.nudge", _lazy("A colleague who looks after me writes to me"))
def nudge(message):
    """To somebody of a team, in the writer's words. None when it is held back."""
    letter = (
        Nudge.objects.sent()
        .filter(pk=message.about["nudge"])
        .select_related("writer")
        .first()
    )
    if letter is None or not nudges.may_leave(letter, message.claimed_at):
        return None
    return outbox.Email(
        subject=_("%(name)s writes to you") % {"name": letter.writer.name},
        template="champions/email/nudge",
        context={
            "letter": letter,
            "url": settings.SITE_URL + reverse("my_record") + "#letters",
        },
        reply_to=letter.writer.email,
    )


def _answered_by(writer):
    if writer is None:
        return _("It waits for you behind sign-in.")
    return _("%(name)s has answered.") % {"name": writer.called}


def _address(request):
    return settings.SITE_URL + reverse("help_request", args=[request.pk])
