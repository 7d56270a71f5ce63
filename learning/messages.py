"""What is written to people about what they learn, decided at sending time.

A plan is its writer's alone, and a mail is read over shoulders, on locked screens and
by whoever looks after a mailbox: so what they wrote stands only behind sign-in, and the
mail says after which module they wrote it.
"""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from learning.models import Plan
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
