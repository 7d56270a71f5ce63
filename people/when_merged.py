"""What becomes of what people, the ground and the libraries hold about somebody, when
two of their records are merged (merge_rules.py)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.merge_rules import GOES, moves, rows_of, settled, stays
from people.models import Appointment

AS_WRITTEN = _("It is written down as it was on the day.")
WAY_IN = _("Ways to sign in are those of the record that is kept.")
RIGHTS = _("Nobody gets rights in this admin by a merge. Give them by hand.")
OWN_ADMIN = _("It belongs to a sign-in that is closed.")


def one_role(ledger, kept, closed):
    """A role for a service that both held at the same time is one appointment, from the
    first day of either to the last."""
    for row in rows_of("people.Appointment", "person", closed):
        same = _at_the_same_time(row, kept)
        if not same:
            ledger.move(row, "person", kept)
            continue
        first, *others = same
        whole = [row, *same]
        ends = [one.ends_on for one in whole]
        for one in (row, *others):
            ledger.remove(one)
        ledger.change(
            first,
            starts_on=min(one.starts_on for one in whole),
            ends_on=None if None in ends else max(ends),
        )
        ledger.said.append(
            _("%(role)s of %(service)s was held by both, and is one appointment.")
            % {"role": row.get_role_display(), "service": row.service.name}
        )


def _at_the_same_time(row, person):
    held = Appointment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=row.starts_on),
        person=person,
        role=row.role,
        service=row.service_id,
    )
    if row.ends_on:
        held = held.filter(starts_on__lte=row.ends_on)
    return list(held.order_by("starts_on", "pk"))


def way_in_by_work_account(ledger, kept, closed):
    """The work account goes along where the record that is kept has none."""
    for row in rows_of("people.WorkAccount", "person", closed):
        if rows_of("people.WorkAccount", "person", kept).exists():
            ledger.leave(
                "people.WorkAccount",
                _(
                    "The record that is kept has a work account too, and that one "
                    "counts. Whoever comes with the other is not let in."
                ),
            )
        else:
            ledger.move(row, "person", kept)


settled("people.Appointment", "person", one_role)
settled("people.WorkAccount", "person", way_in_by_work_account)
moves("people.Absence", "person")
moves("people.StaffEntry", "person")
moves("people.StaffRow", "person")
moves("people.StaffImport", "brought_by")
moves("people.StaffImport", "applied_by")
moves("people.Willing", "person", twice=GOES)
moves("people.UnsentForm", "person")
moves("people.Look", "person", twice=GOES, never_with="viewer")
moves("people.Look", "viewer", twice=GOES, never_with="person")
stays("people.Erasure", "done_by", AS_WRITTEN)
stays("people.AccessReview", "looked_by", AS_WRITTEN)
stays("people.User_groups", "user", RIGHTS)
stays("people.User_user_permissions", "user", RIGHTS)
# It is by these that a record is known to be closed.
stays("people.Merge", "closed", AS_WRITTEN)
stays("people.Merge", "kept", AS_WRITTEN)
stays("people.Merge", "done_by", AS_WRITTEN)
stays("people.Merge", "undone_by", AS_WRITTEN)

moves("pages.Message", "recipient")
moves("pages.MessageChoice", "person")
moves("pages.KindTurnedOff", "person")
moves("pages.Picture", "uploaded_by_user")

stays("account.EmailAddress", "user", WAY_IN)
stays("mfa.Authenticator", "user", WAY_IN)

moves("wagtaildocs.Document", "uploaded_by_user")
moves("wagtailimages.Image", "uploaded_by_user")
moves("wagtailcore.Page", "owner")
stays("wagtailcore.Page", "locked_by", AS_WRITTEN)
stays("wagtailcore.Revision", "user", AS_WRITTEN)
stays("wagtailcore.ModelLogEntry", "user", AS_WRITTEN)
stays("wagtailcore.PageLogEntry", "user", AS_WRITTEN)
stays("wagtailcore.WorkflowState", "requested_by", AS_WRITTEN)
stays("wagtailcore.TaskState", "finished_by", AS_WRITTEN)
stays("wagtailcore.Comment", "user", AS_WRITTEN)
stays("wagtailcore.Comment", "resolved_by", AS_WRITTEN)
stays("wagtailcore.CommentReply", "user", AS_WRITTEN)
stays("wagtailcore.UploadedFile", "uploaded_by_user", OWN_ADMIN)
stays("wagtailcore.PageSubscription", "user", OWN_ADMIN)
stays("wagtailadmin.EditingSession", "user", OWN_ADMIN)
stays("wagtailadmin.FormState", "user", OWN_ADMIN)
stays("wagtailusers.UserProfile", "user", OWN_ADMIN)
