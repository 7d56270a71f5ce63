"""How long what people, the ground and the libraries hold is kept (retention.py)."""

import logging
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, PageLogEntry

from pages.models import Message
from people import erasing
from people.models import (
    Absence,
    AccessReview,
    LetGo,
    Look,
    Merge,
    StaffImport,
    StaffRow,
    UnsentForm,
    User,
)
from people.retention import A_YEAR, gone, rule

logger = logging.getLogger(__name__)

THREE_MONTHS = timedelta(days=90)
THREE_YEARS = timedelta(days=3 * 365)
# Of people who left: in one night at most; the others the next.
MOST_LEAVERS = 200

# Everything about a person that has no shorter time of its own.
WITH_THE_ACCOUNT = (
    "profile record private confidence access_needs bookings messages guidance "
    "staff_file ways_in willing introductions"
)


@rule(
    "people.leavers",
    WITH_THE_ACCOUNT,
    A_YEAR,
    _("as long as you have an account, and %(time)s after you left"),
)
def erase_leavers(before):
    """Erase whoever left long enough ago; see erasing.py for what is still counted."""
    left = User.objects.filter(
        left_on__lte=timezone.localdate(before), erased_at=None
    ).order_by("left_on")[:MOST_LEAVERS]
    done = 0
    for person in left:
        try:
            erasing.erase(person, because=erasing.Because.TIME)
        except DatabaseError:
            # One who cannot be erased must not keep the others.
            logger.exception("Person %s was not erased", person.pk)
        else:
            done += 1
    return done


@rule("people.looks", "looks", A_YEAR, _("%(time)s"))
def forget_looks(before):
    return gone(Look.objects.filter(day__lte=timezone.localdate(before)))


@rule("people.absences", "absences", THREE_MONTHS, _("%(time)s after you were back"))
def forget_absences(before):
    return gone(Absence.objects.filter(ends_on__lt=timezone.localdate(before)))


@rule(
    "people.staff-rows",
    "staff_file",
    StaffImport.NAMES_KEPT,
    _("what a file changed about you, for %(time)s"),
)
def forget_names_in_reports(before):
    """The report of a file keeps its numbers."""
    old = StaffRow.objects.with_names(brought_before=before)
    return old.update(name="", email="", changes=[], said="")


@rule("people.access-reviews", "", THREE_YEARS, _("%(time)s"))
def forget_access_reviews(before):
    """That roles and rights were looked through, for whoever asks for proof of it."""
    return gone(AccessReview.objects.filter(looked_at__lte=before))


@rule(
    "people.unsent",
    "unsent",
    UnsentForm.LASTS,
    _("%(time)s, or until you send it"),
)
def throw_away_unsent(before):
    """Every few minutes too (tasks.py): an hour is an hour."""
    return gone(UnsentForm.objects.too_old(before + UnsentForm.LASTS))


@rule(
    "pages.messages",
    "messages",
    THREE_MONTHS,
    _("that an e-mail was sent, for %(time)s"),
)
def forget_messages(before):
    """What is still to be sent stays, whatever its age."""
    return gone(Message.objects.filter(settled_at__lte=before))


@rule("sessions", "", timedelta(0), _("until the session is over"))
def end_sessions(before):
    return gone(Session.objects.filter(expire_date__lte=before))


@rule("admin.unsaved", "", timedelta(days=28), _("%(time)s"))
def forget_unsaved(before):
    """What was written in the administration and not saved."""
    return gone(FormState.objects.filter(last_updated_at__lte=before))


@rule("admin.log", "", 2 * A_YEAR, _("%(time)s"))
def forget_log(before):
    """Who did what in the administration of the site."""
    pages = gone(PageLogEntry.objects.filter(timestamp__lte=before))
    return pages + gone(ModelLogEntry.objects.filter(timestamp__lte=before))


@rule("people.let-go", "", 2 * A_YEAR, _("%(time)s"))
def forget_let_go(before):
    """The log of this very table."""
    return gone(LetGo.objects.filter(ran_at__lte=before))


@rule(
    "people.merges",
    "profile",
    Merge.UNDO_FOR,
    _("for %(time)s, how two records of yours that were made one can be two again"),
)
def forget_how_to_undo(before):
    over = Merge.objects.filter(done_at__lte=before)
    return over.exclude(changes=[]).update(changes=[])
