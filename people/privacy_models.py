"""Who looked at what is kept about whom; who was erased; and what was let go of."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.querysets import LookQuerySet


class Look(models.Model):
    """That somebody opened what is kept about others, or took it away; a day each.

    Of a page about many people there is one row, for the whole part of the
    organisation; of one that was opened, or of a file, a row for each person.
    people/looking.py writes it, and says it to those whom it is about.
    """

    class What(models.TextChoices):
        TEAM = "team", _("the team page")
        PERSON = "person", _("your page in My team")
        SESSION = "session", _("the list of a session")
        ADMIN = "admin", _("your details in the site administration")
        ACCESS = "access", _("the list of roles and rights")

    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    what = models.CharField(_("what"), max_length=20, choices=What.choices)
    service = models.ForeignKey(
        "people.Service",
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="looks",
        null=True,
        blank=True,
    )
    # What it is the list of, in words, where that is no part of the organisation.
    of = models.CharField(_("of"), max_length=200, blank=True)
    took_away = models.BooleanField(_("took it away"), default=False)
    day = models.DateField(_("day"), default=timezone.localdate)

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        ordering = ["-day", "-pk"]
        constraints = [
            # Nothing counts as a value here: of a whole team there is no person.
            models.UniqueConstraint(
                "viewer",
                "what",
                "took_away",
                "day",
                Coalesce(F("service"), Value(0)),
                Coalesce(F("person"), Value(0)),
                "of",
                name="one_look_a_day",
            ),
            models.CheckConstraint(
                condition=Q(service__isnull=False) | Q(person__isnull=False),
                name="look_is_at_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.day}: {self.viewer_id} → {self.what}"


class Erasure(models.Model):
    """That a person was erased: no name, and enough to do it again.

    A backup that is put back brings people back who were erased since it was made. The
    same is written to a file beside the backups (erasure_log.py).
    """

    class Because(models.TextChoices):
        ASKED = "asked", _("They asked for it")
        TIME = "time", _("They left long enough ago")

    person_number = models.BigIntegerField(_("number"), unique=True)
    # Made of the e-mail with the key of the site, so that a number that belongs to
    # somebody else in another database erases nobody.
    seal = models.CharField(_("seal"), max_length=64)
    because = models.CharField(_("why"), max_length=10, choices=Because.choices)
    done_at = models.DateTimeField(_("done"), default=timezone.now)
    # Nobody, where the time was over.
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-done_at"]

    def __str__(self):
        return f"{self.person_number}, {self.done_at:%Y-%m-%d}"


class LetGo(models.Model):
    """That a rule of retention.py was followed: how many rows went, and when."""

    rule = models.CharField(_("rule"), max_length=60)
    ran_at = models.DateTimeField(_("when"), default=timezone.now)
    rows = models.PositiveIntegerField(_("how many went"), default=0)
    trouble = models.CharField(_("what went wrong"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("letting go")
        verbose_name_plural = _("what was let go of")
        ordering = ["-ran_at", "-pk"]
        indexes = [models.Index(fields=["rule", "ran_at"])]

    def __str__(self):
        return f"{self.ran_at:%Y-%m-%d} {self.rule}: {self.rows}"
