"""What is written to people about introductions.

Nobody is named to the other before both have agreed; and no message says with what a
colleague would be glad of help next to who that is. That stands behind sign-in.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from champions.introduced import Introduced
from champions.models import Introduction
from pages import outbox


@outbox.kind(
    "champions.introduction-asked",
    _lazy("Somebody would be glad of help that I offered"),
    waits=outbox.A_DAY,
)
def asked(message):
    """To the colleague: somebody would be glad of help with what they offered. None
    once it is settled, or they have answered."""
    found = _waiting(message)
    return found and _email(
        message,
        found,
        why=_(
            "You’re getting this because you said that you can help colleagues. Under "
            "Help you can take that back."
        ),
        label=_("Say yes, or not this time"),
    )


@outbox.kind(
    "champions.introduction-offered",
    _lazy("May I be introduced to a colleague?"),
    waits=outbox.A_DAY,
)
def offered(message):
    """To the asker: they can be introduced to a colleague. With what, and what they
    asked, is not in it. None once it is settled, or they have answered."""
    found = _waiting(message)
    if found is None:
        return None
    said = _(
        "%(name)s would like to introduce you to a colleague who can help. You learn "
        "each other’s name once you have both said yes, and not before."
    ) % {"name": Introduced(found, message.recipient).helper}
    return _email(
        message,
        found,
        said=said,
        why=_("You’re getting this because you asked a question."),
        label=_("Say yes, or not this time"),
    )


@outbox.kind(
    "champions.introduced",
    _lazy("I am introduced to a colleague"),
    waits=outbox.A_DAY,
)
def introduced(message):
    """To each of the two: who the other is; an answer reaches them. None when it is
    gone."""
    found = _found(message)
    if found is None or not found.is_agreed:
        return None
    other = Introduced(found, message.recipient).other
    if other is None:
        return None
    said = _("You both said yes. %(name)s reads your answer to this message.") % {
        "name": other.called
    }
    return _email(
        message,
        found,
        said=said,
        other=other,
        why=_("You’re getting this because you agreed to be introduced."),
        label=_("See what it is about"),
        reply_to=other.email,
    )


@outbox.kind(
    "champions.introduction-settled",
    _lazy("What became of an introduction that I began"),
    hint=_lazy("It also stands with the question, under Help."),
    waits=outbox.A_DAY,
    may_be_off=True,
)
def settled(message):
    """To whoever introduces: whether both agreed; never who did not, and without their
    names. None when it is gone."""
    found = _found(message)
    if found is None or found.is_open:
        return None
    if found.is_agreed:
        heading = _("They are introduced")
        said = _("Both said yes, so the question is answered. Thank you.")
    else:
        heading = _("The introduction does not come about this time")
        said = _("You can choose another colleague, or answer the question yourself.")
    return _email(
        message,
        found,
        heading=heading,
        said=said,
        why=_("You’re getting this because you began an introduction."),
        label=_("See the question"),
    )


def _found(message):
    rows = Introduction.objects.for_list()
    return rows.filter(pk=message.about["introduction"]).first()


def _waiting(message):
    """The introduction, if the recipient is still to answer."""
    found = _found(message)
    return found if found and Introduced(found, message.recipient).can_say_yes else None


def _email(message, found, *, why, label, reply_to="", other=None, **said):
    read = Introduced(found, message.recipient)
    heading = said.get("heading", read.heading)
    sentence = said.get("said", read.sentence)
    url = settings.SITE_URL + _address(found, read)
    return outbox.Email(
        subject=heading,
        template="champions/email/introduction",
        context={
            "heading": heading,
            "said": sentence,
            "other": other,
            "why": why,
            "label": label,
            "url": url,
        },
        short=outbox.Short(sentence, url, label),
        reply_to=reply_to,
    )


def _address(found, read):
    if read.is_colleague:
        return reverse("help_introduction", args=[found.pk])
    return reverse("help_request", args=[found.request_id])
