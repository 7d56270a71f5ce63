"""What is written to people about what they learn, decided at sending time.

A mail is read over shoulders, on locked screens and by whoever looks after a mailbox.
So it says who asks and which module; why they ask, and what somebody wrote down as
their plan, stands only behind sign-in.
"""

from datetime import date

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from learning.asked import Asked
from learning.models import Assignment, Plan
from pages import outbox
from pages.models import Message
from people.permissions import can_look_after


@outbox.kind(
    "learning.plan-day",
    _lazy("A reminder of what I planned to try, in the morning of its day"),
    hint=_lazy("What you wrote is not in the message: it only leads you there."),
    waits=outbox.A_DAY,
    may_be_off=True,
)
def plan_day(message):
    """Today is the day of a plan. None once it is ticked off, let go or put off, or the
    day is over."""
    day = date.fromisoformat(message.about["day"])
    plan = Plan.objects.of(message.recipient).open()
    plan = plan.filter(pk=message.about["plan"], try_on=day).first()
    if plan is None or timezone.localdate(message.claimed_at) != day:
        return None
    module = plan.enrolment.module.title
    address = settings.SITE_URL + reverse("plan", args=[plan.pk])
    return outbox.Email(
        subject=_("Today you wanted to try something"),
        template="learning/email/plan_day",
        context={"module": module, "address": address},
        short=outbox.Short(
            _("You wrote it down after “%(module)s”.") % {"module": module},
            address,
            _("Read what you wrote"),
        ),
    )


@outbox.kind(
    "learning.asked",
    _lazy("A colleague suggests a module to me"),
    hint=_lazy("It also stands on your page, with their reason."),
    waits=outbox.A_WEEK,
    may_be_off=True,
)
def asked(message):
    """To whoever is asked. None once it is finished, taken back or gone, or the module
    is not published any more."""
    assignment = (
        Assignment.objects.open()
        .filter(pk=message.about["assignment"], module__live=True)
        .select_related("asked_by", "module", "person__service")
        .first()
    )
    if assignment is None:
        return None
    told = Asked(assignment)
    address = settings.SITE_URL + reverse("my_page")
    return outbox.Email(
        subject=_("%(name)s suggests a module for you") % {"name": told.who},
        template="learning/email/asked",
        context={
            "asked": told,
            "module": assignment.module,
            "url": address,
            "not_for_me": settings.SITE_URL
            + reverse("asked_not_for_me", args=[assignment.pk]),
            "can_answer": bool(_reached(assignment)),
        },
        short=outbox.Short(
            _("It is “%(module)s”. Why, you can read on your page.")
            % {"module": assignment.module.title},
            address,
            _("Read why"),
        ),
        reply_to=_reached(assignment),
    )


def _reached(assignment):
    """The e-mail of whoever asked, as long as they look after the person."""
    asker = assignment.asked_by
    return asker.email if asker and can_look_after(asker, assignment.person) else ""


@outbox.kind(
    "learning.taken-back",
    _lazy("A colleague takes a suggestion to me back"),
    hint=_lazy("Only if the suggestion came by e-mail. It also stands on your page."),
    waits=outbox.A_WEEK,
    may_be_off=True,
)
def taken_back(message):
    """To whoever was asked. None if no mail told them that they were, or they have read
    that it was taken back."""
    assignment = (
        Assignment.objects.to_put_away()
        .filter(pk=message.about["assignment"])
        .select_related("withdrawn_by", "module")
        .first()
    )
    if assignment is None or not _was_told(assignment):
        return None
    said = Asked(assignment).taken_back
    address = settings.SITE_URL + reverse("my_page")
    return outbox.Email(
        subject=_("A suggestion to you was taken back"),
        template="learning/email/taken_back",
        context={"said": said, "url": address},
        short=outbox.Short(said, address, _("Read why")),
    )


def _was_told(assignment):
    """Whether a mail told that it was asked, as far as we know."""
    told = Message.objects.filter(
        kind="learning.asked", about__assignment=assignment.pk
    )
    return told.filter(status__in=[Message.Status.SENT, Message.Status.UNSURE]).exists()


@outbox.kind(
    "learning.declined",
    _lazy("Somebody says that what I suggested is not for them"),
    hint=_lazy("It also stands on the page of that person, under My team."),
    waits=outbox.A_WEEK,
    may_be_off=True,
)
def declined(message):
    """To whoever asked: that it is not for somebody, who and why stand behind sign-in.
    None when they do not look after that person any more."""
    assignment = (
        Assignment.objects.seen_by(message.recipient)
        .filter(pk=message.about["assignment"], withdrawn_by=F("person"))
        .select_related("person", "module")
        .first()
    )
    if assignment is None:
        return None
    said = _("Somebody says that “%(module)s” is not for them just now.") % {
        "module": assignment.module.title
    }
    address = settings.SITE_URL + reverse("team_home")
    return outbox.Email(
        subject=_("About a module that you suggested"),
        template="learning/email/declined",
        context={"said": said, "url": address},
        short=outbox.Short(said, address, _("See your team")),
    )
