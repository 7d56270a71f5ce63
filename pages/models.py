"""The ground under every app: the base of all pages, pictures, and the outbox."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page

from pages.querysets import MessageQuerySet


class BasePage(Page):
    """What every page of ours is built on."""

    # The relation to rows that hang on pages of this kind, and what that means to an
    # editor: with any of them a page is unpublished, not deleted (wagtail_hooks.py).
    needed_by = ""
    needed_because = ""

    class Meta:
        abstract = True


class Picture(AbstractImage):
    """A picture in the library; `description` is its default text alternative."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_picture_and_filter",
            )
        ]


class Message(models.Model):
    """One e-mail that is to be sent, or was: never its words, only its facts.

    Written in the same transaction as what it tells. See pages/outbox.py for the
    law that holds, pages/tasks.py for who sends.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        PREPARING = "preparing", _("Being prepared")
        HANDING_OVER = "handing-over", _("Being handed over")
        SENT = "sent", _("Sent")
        NOT_NEEDED = "not-needed", _("No longer needed")
        NOT_SENT = "not-sent", _("Not sent")
        UNSURE = "unsure", _("Unsure")

    kind = models.CharField(_("kind"), max_length=60)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("recipient"),
    )
    about = models.JSONField(
        _("about"), default=dict, help_text=_("The ids of what it is about")
    )
    key = models.CharField(_("key"), max_length=200, unique=True)
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    message_id = models.CharField(_("Message-ID"), max_length=200, blank=True)
    trouble = models.CharField(_("what went wrong"), max_length=500, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["status", "due_at"])]

    def __str__(self):
        return f"{self.kind} → {self.recipient_id} ({self.status})"

    @property
    def may_be_sent_again(self):
        """Whether an administrator may put it back in line."""
        return self.status in (self.Status.NOT_SENT, self.Status.UNSURE)


class Heartbeat(models.Model):
    """When something that must run each minute last ran, for /readyz."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self):
        return self.name
