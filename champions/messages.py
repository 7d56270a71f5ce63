"""What is written to people about requests for help, and about their team.

A mail is read over shoulders and on locked screens: it names who would be glad of a
word and links to the page, behind sign-in. What was asked stands only there.
"""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from champions import nudges
from champions.models import HelpAnswer, HelpRequest, Nudge
from champions.monday import Monday
from champions.permissions import can_answer
from pages import outbox


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
