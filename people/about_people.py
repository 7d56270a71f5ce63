"""What the models of people hold about a person; those of pages, Django and
Wagtail, which know no person of ours: about_the_house.py and about_wagtail.py."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people import (
    about_the_house,  # noqa: F401 (registers itself)
    about_wagtail,  # noqa: F401 (registers itself)
    keeping_times,  # noqa: F401 (registers itself)
)
from people.kept_about import ACCOUNT, Emptied, Goes, Link, Stays, about, each, nothing
from people.models import StaffRow

# What stands in place of a name that was taken out. It is written into the row, so that
# every page that shows the name of a colleague reads rightly.
NAMELESS = _("Somebody who has left")
NAMED_NO_MORE = _("Only the number is left, under which nobody is found any more.")


def _organisation_of(person):
    """Where somebody is counted from then on: so high up that nobody is made out."""
    return person.service and person.service.get_root()


nothing(
    "people.Service", _("A part of an organisation"), "path depth numchild name slug"
)
about(
    "people.User",
    "profile",
    _("Account and details"),
    Link(
        "pk",
        Emptied(
            {
                "email": lambda person: f"nobody-{person.pk}@erased.invalid",
                "name": lambda person: str(NAMELESS),
                "password": UNUSABLE_PASSWORD_PREFIX,
                "known_as": "",
                "job_title": "",
                "phone": "",
                "about": "",
                "photo": "",
                "access_needs": "",
                "service": _organisation_of,
                "last_login": None,
                "is_active": False,
                "is_superuser": False,
                "erased_at": lambda person: timezone.now(),
            },
            _("So that what was finished and who came can still be counted."),
        ),
    ),
    told="email name known_as service job_title phone about photo access_needs "
    "joined_on left_on is_active is_superuser last_login groups",
    labels={
        "is_active": _("may sign in"),
        "is_superuser": _("administrator of the whole site"),
        "last_login": _("last signed in"),
        "groups": _("rights in the site administration"),
    },
    untold={
        "password": "it is kept so that nobody can read it, and shown to nobody",
        "user_permissions": "none are given; rights come from groups",
        "erased_at": "empty for whoever can read this",
    },
)
about(
    "people.User_groups",
    ACCOUNT,
    _("Rights in the site administration"),
    Link("user", Goes()),
    told="group",
    untold={"user": "it is you"},
)
about(
    "people.User_user_permissions",
    ACCOUNT,
    _("Single rights in the site administration"),
    Link("user", Goes()),
    told="permission",
    untold={"user": "it is you"},
)
about(
    "people.Absence",
    "absences",
    _("Days away"),
    Link("person", Goes()),
    told="starts_on ends_on",
    untold={"person": "it is you"},
)
about(
    "people.Appointment",
    "profile",
    _("Roles held"),
    Link(
        "person",
        Stays(_("So that a service keeps its history of who looked after it.")),
    ),
    told="role service starts_on ends_on",
    untold={"person": "it is you"},
)
about(
    "people.UnsentForm",
    "unsent",
    _("What was written and could not be sent"),
    Link("person", Goes()),
    told="address page typed had_files kept_at",
    untold={"person": "it is you"},
)
about(
    "people.Look",
    "looks",
    _("Who looked at what"),
    Link("person", Goes()),
    Link("viewer", Stays(NAMED_NO_MORE), but_not=("person", "viewer")),
    told="viewer what service of took_away day",
    untold={"person": "it is you, or a colleague at whose page you looked"},
)
about(
    "people.Erasure",
    ACCOUNT,
    _("Who was erased"),
    Link(
        "done_by",
        Stays(_("So that an erasure can be done again when a backup is put back.")),
        is_told=False,
    ),
    untold={
        "person_number": "a number under which nobody is found any more",
        "seal": "from it nobody can tell the e-mail of which it was made",
        "because": "of somebody else",
        "done_at": "of somebody else",
        "done_by": "who did it; of somebody else",
    },
)
about(
    "people.AccessReview",
    ACCOUNT,
    _("Roles and rights looked through"),
    Link("looked_by", Stays(NAMED_NO_MORE)),
    told="looked_at service people roles",
    untold={"looked_by": "it is you", "seen": "a number made of what stood there"},
)
UNDONE_NO_MORE = Emptied(
    {"changes": lambda person: []},
    _("That there were two records, and which; it cannot be undone any more."),
)
about(
    "people.Merge",
    ACCOUNT,
    _("Two records made one"),
    Link("kept", UNDONE_NO_MORE),
    Link("closed", UNDONE_NO_MORE),
    Link("done_by", Stays(NAMED_NO_MORE), is_told=False),
    Link("undone_by", Stays(NAMED_NO_MORE), is_told=False),
    told="done_at undone_at",
    untold={
        "kept": "it is you",
        "closed": "it is you",
        "changes": "the same things as are told where they stand now, by number",
        "done_by": "a colleague of the digital access team",
        "undone_by": "a colleague of the digital access team",
    },
)
nothing(
    "people.LetGo",
    _("How many rows of which sort went, and when"),
    "rule ran_at rows trouble",
)


# Willing, ways in, files of staff --------------------------------------------------

about(
    "people.Willing",
    "willing",
    _("That you would look after a service"),
    Link("person", Goes()),
    told="hours_a_week agreed_by since",
    untold={"person": "it is you"},
)
about(
    "people.WorkAccount",
    "ways_in",
    _("Work account"),
    Link("person", Goes()),
    told="issuer subject bound_at",
    untold={"person": "it is you"},
)
about(
    "mfa.Authenticator",
    "ways_in",
    _("Second step when signing in"),
    Link("user", Goes()),
    told="type created_at last_used_at",
    untold={"user": "it is you", "data": "whoever has it can sign in as you"},
)
nothing(
    "people.StaffSource",
    _("An HR system, and how its files are read"),
    "name service reading",
)
about(
    "people.StaffEntry",
    "staff_file",
    _("Staff number"),
    Link("person", Goes()),
    told="source number let_go_on",
    untold={"person": "it is you"},
)
about(
    "people.StaffImport",
    ACCOUNT,
    _("Files of staff brought in"),
    Link("brought_by", Stays(NAMED_NO_MORE)),
    Link("applied_by", Stays(NAMED_NO_MORE)),
    told="source file_name brought_at state applied_at",
    untold=each(
        "of the people in the file, who are told themselves; or how it was worked on",
        "brought_by file reading said plan_digest counts new_services tries since "
        "applied_by",
    ),
)


def _staff_rows_left_out(person):
    """Rows of reports that were left out know somebody by their e-mail alone."""
    return StaffRow.objects.filter(person=None, email__iexact=person.email)


NAMELESS_ROW = Emptied(
    {
        "person": None,
        "name": "",
        "email": "",
        "changes": lambda person: [],
        "said": "",
    },
    _("So that the numbers of the report still add up."),
)
about(
    "people.StaffRow",
    "staff_file",
    _("What a file of staff changed"),
    Link("person", NAMELESS_ROW),
    Link("", NAMELESS_ROW, find=_staff_rows_left_out),
    told="staff_import kind name email changes said",
    untold={"person": "it is you", "number": "of a row in the file"},
)
