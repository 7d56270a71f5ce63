"""Asking a named person for help, and the answers."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from champions.querysets import HelpRequestQuerySet
from learning.models import ModulePage
from people.models import Appointment


class HelpRequest(models.Model):
    """A question to the champion, or to whoever stands in when they are away."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="help_requests",
    )
    words = models.TextField(_("your question"), max_length=2000)
    module = models.ForeignKey(
        ModulePage,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    step = models.UUIDField(null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    # Who has it now, in which role, and for whom they stand in.
    with_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="help_requests_received",
        null=True,
        blank=True,
    )
    with_role = models.CharField(
        max_length=20, choices=Appointment.Role.choices, blank=True
    )
    stands_in_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for help")
        verbose_name_plural = _("requests for help")
        ordering = ["asked_at", "pk"]

    def __str__(self):
        return f"{self.person}, {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self):
        return self.answered_at is None


class HelpAnswer(models.Model):
    """One turn of the conversation that follows a request, from either side."""

    request = models.ForeignKey(
        HelpRequest, on_delete=models.CASCADE, related_name="answers"
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
    )
    words = models.TextField(_("your answer"), max_length=4000)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.request}: {self.writer}"
