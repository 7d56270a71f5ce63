"""What the people app writes to people, decided when it is sent."""

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from pages import outbox, words
from pages.models import Message
from pages.outbox import Email
from people import passwords
from people.looking_after import who_administers
from people.models import Appointment, Service, User

# What a role asks of somebody, after "you are digital champion of Libraries".
ASKS = {
    Appointment.Role.CHAMPION: _lazy(
        "Colleagues there see your name as the one to ask, and you see how far they "
        "are and who waits for an answer."
    ),
    Appointment.Role.DEPUTY: _lazy("When the champion is away, questions come to you."),
    Appointment.Role.COMMUNICATIONS: _lazy(
        "Colleagues ask you about tone, and about anything that is in the news."
    ),
    Appointment.Role.ORGANISER: _lazy(
        "You plan cafés, see who is coming and take the register."
    ),
    Appointment.Role.ACCESS_TEAM: _lazy(
        "You see where a service lacks a champion, and answer where nobody else can."
    ),
}


@outbox.kind(
    "people.password-reset", _lazy("A link to a new password"), is_about_account=True
)
def password_reset(message):
    """The link that somebody asked for who has forgotten their password."""
    return Email(
        subject=_("Choose a new password"),
        template="people/email/password_reset",
        context={"link": passwords.link(message.recipient)},
    )


@outbox.kind("people.welcome", _lazy("Your way in"), is_about_account=True)
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


@outbox.kind("people.appointed", _lazy("You have a role"))
def appointed(message):
    """You hold a role, from a day on. None once it has ended, or never was; nor that it
    goes on, to who never heard that it ends."""
    today = timezone.localdate()
    appointment = (
        Appointment.objects.filter(pk=message.about["appointment"])
        .select_related("service")
        .first()
    )
    if appointment is None or (appointment.ends_on and appointment.ends_on < today):
        return None
    if message.about["goes_on"] and not _was_told("people.role-ended", appointment.pk):
        return None
    role = appointment.get_role_display()
    return Email(
        subject=_("Your role: %(role)s, %(service)s")
        % {"role": role, "service": appointment.service},
        template="people/email/appointed",
        context={
            "appointment": appointment,
            "is_to_come": appointment.starts_on > today,
            "asks": ASKS[appointment.role],
            "opens_team": appointment.role in Appointment.OPENING_TEAMS,
            "administrator": who_administers(message.recipient),
        },
    )


@outbox.kind("people.role-ended", _lazy("A role of yours has ended"))
def role_ended(message):
    """A role ends with a day, or never begins. None when it goes on after all, when the
    person leaves, or of one that never began and of which they never heard."""
    about = message.about
    last_day = date.fromisoformat(about["day"])
    service = Service.objects.filter(pk=about["service"]).first()
    if service is None or message.recipient.left_on or _goes_on(message, last_day):
        return None
    if about["never_began"] and not _was_told("people.appointed", about["appointment"]):
        return None
    role = Appointment.Role(about["role"]).label
    return Email(
        subject=_("Your role has ended: %(role)s, %(service)s")
        % {"role": role, "service": service},
        template="people/email/role_ended",
        context={
            "role": role,
            "service": service,
            "never_began": about["never_began"],
            "last_day": last_day,
            "is_over": last_day < timezone.localdate(),
            "administrator": who_administers(message.recipient),
        },
    )


def _goes_on(message, last_day):
    """Whether the person holds the role on the day after that, by any appointment."""
    held = message.recipient.appointments.current(last_day + timedelta(days=1))
    return held.filter(
        role=message.about["role"], service=message.about["service"]
    ).exists()


def _was_told(kind, appointment_id):
    """Whether a message of that kind told of an appointment, as far as we know."""
    told = Message.objects.filter(kind=kind, about__appointment=appointment_id)
    return told.filter(status__in=[Message.Status.SENT, Message.Status.UNSURE]).exists()


@outbox.kind(
    "people.email-changed",
    _lazy("Your e-mail here has been changed"),
    is_about_account=True,
)
def email_changed(message):
    """To the e-mail that somebody had, and to the one that they have now. The old
    mailbox may be read by somebody else: it does not hear of the new one."""
    is_old = bool(message.to_address)
    return Email(
        subject=_("Your e-mail on Sociable has been changed"),
        template="people/email/email_changed",
        context={
            "is_old": is_old,
            "address": message.to_address or message.recipient.email,
            "day": words.day(message.written_at),
            "administrator": who_administers(message.recipient),
        },
    )


@outbox.kind(
    "people.two-step-reset",
    _lazy("Your second step at the sign-in has been taken away"),
    is_about_account=True,
)
def two_step_reset(message):
    """To whoever signs in with one step again, by the word of somebody else."""
    by = User.objects.filter(pk=message.about["by"]).first()
    return Email(
        subject=_("You sign in to Sociable with one step again"),
        template="people/email/two_step_reset",
        context={
            "by": by.name if by else _("Whoever runs the server"),
            "day": words.day(message.written_at),
            "url": settings.SITE_URL + reverse("mfa_index"),
            "administrator": who_administers(message.recipient),
        },
    )


@outbox.kind("people.no-champion", _lazy("A service has no champion any more"))
def no_champion(message):
    """To the digital access team: somebody leaves, and these services have no champion
    then. None once each has one, or nobody leaves after all."""
    about = message.about
    leaver = User.objects.filter(pk=about["person"], left_on__isnull=False).first()
    day = date.fromisoformat(about["day"])
    services = Service.objects.filter(pk__in=about["services"])
    services = list(services.without_own_champion(max(day, timezone.localdate())))
    if leaver is None or not services:
        return None
    names = words.join_names([service.name for service in services])
    return Email(
        subject=_("No champion: %(services)s") % {"services": names},
        template="people/email/no_champion",
        context={
            "leaver": leaver,
            "day": day,
            "is_over": day <= timezone.localdate(),
            "services": services,
            "appoint": settings.SITE_URL + reverse("appointment:add"),
        },
    )


@outbox.kind("people.away", _lazy("Somebody wrote down that you are away"))
def away_written(message):
    """To whoever is away by the word of somebody else: the days, and where to change
    them. None once the days are taken back or over."""
    absence = message.recipient.absences.filter(pk=message.about["absence"]).first()
    if absence is None or absence.ends_on < timezone.localdate():
        return None
    by = User.objects.filter(pk=message.about["by"]).first()
    return Email(
        subject=_("You are away from %(first)s until %(last)s")
        % {
            "first": words.day_month(absence.starts_on),
            "last": words.day_month(absence.ends_on),
        },
        template="people/email/away",
        context={
            "absence": absence,
            "by": by.name if by else _("Somebody"),
            "url": settings.SITE_URL + reverse("my_details"),
        },
    )
