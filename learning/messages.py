"""What is written to people who are asked to do a module.

The mail names who asks and the module. Why, the person reads behind sign-in: a mail is
read over shoulders.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from learning.asked import Asked
from learning.models import Assignment
from pages import outbox


@outbox.kind("learning.asked")
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
    return outbox.Email(
        subject=_("%(name)s suggests a module for you") % {"name": told.who},
        template="learning/email/asked",
        context={
            "asked": told,
            "module": assignment.module,
            "url": settings.SITE_URL + reverse("my_page"),
        },
    )
