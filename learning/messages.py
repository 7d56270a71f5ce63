"""What is written to people about what they learn, decided at sending time.

A mail is read over shoulders, on locked screens and by whoever looks after a mailbox.
So it says who asks and which module; why they ask, and what somebody wrote down as
their plan, stands only behind sign-in.
"""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from learning.asked import Asked
from learning.models import Assignment, Plan
from pages import outbox


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
        .select_related("asked_by", "module")
        .first()
    )
    if assignment is None:
        return None
    told = Asked(assignment)
    address = settings.SITE_URL + reverse("my_page")
    return outbox.Email(
        subject=_("%(name)s suggests a module for you") % {"name": told.who},
        template="learning/email/asked",
        context={"asked": told, "module": assignment.module, "url": address},
        short=outbox.Short(
            _("It is “%(module)s”. Why, you can read on your page.")
            % {"module": assignment.module.title},
            address,
            _("Read why"),
        ),
    )
