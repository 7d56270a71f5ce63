"""Ways to a new password: each is a link by e-mail, made when it is sent.

Nothing here is ever stored that would open a door: the outbox keeps only that a
link is to be sent (messages.py makes it).
"""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from allauth.account.utils import user_pk_to_url_str

from pages import outbox


@transaction.atomic
def send_reset(person):
    """Send a link to somebody who has forgotten their password; once a minute."""
    outbox.post("people.password-reset", person, key=f"{timezone.now():%Y%m%d%H%M}")


@transaction.atomic
def start_anew(person):
    """Send a link to choose a password. The one that they have, and every session
    opened with it, ends now."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
    outbox.post("people.welcome", person, key=f"{timezone.now():%Y%m%d%H%M%S.%f}")


def link(person):
    """Give an address at which the person can choose a password, for three days.

    It is good once, and only while their e-mail and password stay as they are.
    """
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(person),
            "key": default_token_generator.make_token(person),
        },
    )
    return f"{settings.SITE_URL}{path}"
