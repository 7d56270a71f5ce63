"""What the models of the ground, of signing in and of Django hold about a person."""

from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from people.kept_about import (
    ACCOUNT,
    Goes,
    Link,
    about,
    nothing,
)

YOU = "it is you"
NUMBERS = "numbers of rows, which say nothing outside the database"

# The ground -----------------------------------------------------------------------

about(
    "pages.Message",
    "messages",
    _("E-mails that we sent"),
    Link("recipient", Goes()),
    told="kind status written_at settled_at to_address trouble",
    untold={
        "recipient": YOU,
        "about": NUMBERS,
        "key": NUMBERS,
        "attempts": "how often the machine tried",
        "due_at": "when the machine was to send it",
        "claimed_at": "when the machine took it up",
        "message_id": "what mail servers call it",
        "gathered_in": NUMBERS,
    },
)
about(
    "pages.MessageChoice",
    "messages",
    _("How often e-mail is wanted"),
    Link("person", Goes()),
    told="rhythm",
    untold={"person": YOU},
)
about(
    "pages.KindTurnedOff",
    "messages",
    _("E-mails turned off"),
    Link("person", Goes()),
    told="kind since",
    untold={"person": YOU},
)
nothing("pages.SharedContent", _("That what everybody reads has changed"), "token")
nothing("pages.Heartbeat", _("When the machine last ran"), "name beat_at")
nothing(
    "pages.PictureRendition",
    _("A picture of the library in another size"),
    "filter_spec file width height focal_point_key image",
)

# Signing in -----------------------------------------------------------------------


def _sessions_of(person):
    """Open sessions: whose one is, stands inside."""
    number = str(person.pk)
    keys = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == number
    ]
    return Session.objects.filter(pk__in=keys)


about(
    "sessions.Session",
    ACCOUNT,
    _("Open sessions"),
    Link("", Goes(), find=_sessions_of),
    told="expire_date",
    untold={
        "session_key": "whoever has it is signed in",
        "session_data": "that you are signed in, and sentences not yet shown to you",
    },
)
about(
    "account.EmailAddress",
    ACCOUNT,
    _("E-mails of the account"),
    Link("user", Goes()),
    told="email verified primary",
    untold={"user": YOU},
)
about(
    "account.EmailConfirmation",
    ACCOUNT,
    _("E-mails to be confirmed"),
    Link("email_address__user", Goes()),
    told="created sent",
    untold={
        "email_address": "it is told already",
        "key": "a way in, if it still holds",
    },
)
nothing("auth.Permission", _("A right that can be given"))
nothing("auth.Group", _("A group of rights"))
nothing("auth.Group_permissions", _("Which rights a group gives"))
nothing("contenttypes.ContentType", _("A list of the models"))
