"""What the people app writes to people, decided when it is sent."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from pages import outbox
from pages.outbox import Email
from people import passwords


@outbox.kind("people.password-reset", _lazy("A link to a new password"))
def password_reset(message):
    """The link that somebody asked for who has forgotten their password."""
    return Email(
        subject=_("Choose a new password"),
        template="people/email/password_reset",
        context={"link": passwords.link(message.recipient)},
    )


@outbox.kind("people.welcome", _lazy("Your way in"))
def welcome(message):
    """The first link to a password; not needed once one was chosen."""
    if message.recipient.has_usable_password():
        return None
    return Email(
        subject=_("Your way into Sociable"),
        template="people/email/welcome",
        context={
            "link": passwords.link(message.recipient),
            "again": f"{settings.SITE_URL}{reverse('account_reset_password')}",
        },
    )
