"""Making a mail of a message, at the moment at which it is sent."""

import re
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from pages import choices, outbox

# What the tags of a template leave behind.
TOO_MANY_LINES = re.compile(r"\s*\n\s*\n\s*\n")


def email_of(message):
    """What the message has to say now: an outbox.Email, or None when there is nothing
    left to tell, or the person has gone or has turned this kind off."""
    person = message.recipient
    if not person.is_active or person.has_left():
        return None
    kind = outbox.KINDS[message.kind]
    if kind.may_be_off and choices.is_off(person, kind.name):
        return None
    return kind.compose(message)


def mail_of(message, email):
    """The mail that says it, with its Message-ID, which the message keeps.

    One that holds something that may be turned off says how (RFC 2369), at one press
    of the mail program's own button (RFC 8058).
    """
    person = message.recipient
    message.message_id = message.message_id or make_msgid(domain="sociable")
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    kinds = [outbox.KINDS[name] for name in email.kinds or (message.kind,)]
    off = [kind for kind in kinds if kind.may_be_off]
    turn_off = choices.address_to_turn_off(person, off) if off else ""
    if turn_off:
        headers["List-Unsubscribe"] = f"<{turn_off}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    context = {
        "recipient": person,
        "subject": email.subject,
        "site_url": settings.SITE_URL,
        "turn_off": turn_off,
        "leads_to_choices": not any(kind.is_about_account for kind in kinds),
        **email.context,
    }
    body = render_to_string(f"{email.template}.txt", context)
    end = render_to_string("includes/email/turn_off.txt", context)
    mail = EmailMultiAlternatives(
        subject=email.subject,
        body=TOO_MANY_LINES.sub("\n\n", f"{body}\n\n{end}").strip() + "\n",
        to=[message.to_address or person.email],
        reply_to=[email.reply_to] if email.reply_to else None,
        headers=headers,
    )
    mail.attach_alternative(
        render_to_string(f"{email.template}.html", context), "text/html"
    )
    if email.calendar:
        mail.attach_alternative(
            email.calendar.decode(), f"text/calendar; method={email.calendar_method}"
        )
    return mail
