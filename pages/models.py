"""The ground under every app: the base of all pages, pictures, and the outbox."""

from copy import copy

from django.conf import settings
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page, PageViewRestriction

from pages.querysets import MessageQuerySet


class BasePage(Page):
    """What every page of ours is built on."""

    # Whether it is known that no page around it is closed by a password or for a group.
    is_known_open = False

    class Meta:
        abstract = True

    def route(self, request, path_components):
        """As Wagtail's, but the pages on the way are remembered."""
        # Built on these models.
        from pages.shared import remembered

        if not path_components:
            return super().route(request, path_components)
        slug, *rest = path_components
        page = remembered(("child", self.pk, slug), lambda: self._child(slug))
        # A view may keep on its page what it finds; the page of others stays as it is.
        return copy(page).route(request, rest)

    def _child(self, slug):
        """The page of that address below this one, whole. Raises Http404, which is not
        remembered: there is no end to addresses that lead nowhere."""
        try:
            child = self.get_children().get(slug=slug)
        except Page.DoesNotExist:
            raise Http404 from None
        child._cached_parent_obj = self
        page = child.specific
        page.is_known_open = not page.get_view_restrictions().exists()
        return page

    def get_view_restrictions(self):
        """As Wagtail's; asks nothing about a page of which it is known."""
        if self.is_known_open:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    @property
    def preview_sizes(self):
        """As wide as the telephone and the desk that all our screens are drawn for."""
        return [
            {
                "name": "phone",
                "icon": "mobile-alt",
                "device_width": 390,
                "label": _("As on a telephone"),
            },
            {
                "name": "desk",
                "icon": "desktop",
                "device_width": 1280,
                "label": _("As at a desk"),
            },
        ]


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
        TOGETHER = "together", _("Goes together with others")
        PREPARING = "preparing", _("Being prepared")
        HANDING_OVER = "handing-over", _("Being handed over")
        SENT = "sent", _("Sent")
        NOT_NEEDED = "not-needed", _("No longer needed")
        NOT_SENT = "not-sent", _("Not sent")
        UNSURE = "unsure", _("Unsure")

    FAILED = (Status.NOT_SENT, Status.UNSURE)

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
    # One that waits for others of its recipient, or went with them: in which.
    gathered_in = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        related_name="gathered",
        null=True,
        blank=True,
        verbose_name=_("goes in"),
    )
    # Where it goes, if not to the e-mail that the recipient has now.
    to_address = models.EmailField(_("to another address"), blank=True, db_default="")
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
        """Whether an administrator may put it back in line; one that went together
        with others goes again with those alone."""
        return self.status in self.FAILED and self.gathered_in_id is None


class MessageChoice(models.Model):
    """How a person wants those messages that can wait. Without a row: as they come."""

    class Rhythm(models.TextChoices):
        AS_THEY_COME = "as-they-come", _("As they come")
        DAILY = "daily", _("Together, once a day")
        WEEKLY = "weekly", _("Together, once a week")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    rhythm = models.CharField(
        _("rhythm"), max_length=20, choices=Rhythm.choices, default=Rhythm.AS_THEY_COME
    )

    def __str__(self):
        return f"{self.person_id}: {self.rhythm}"


class KindTurnedOff(models.Model):
    """A person does not want messages of this kind."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=60)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="one_kind_turned_off_once"
            )
        ]

    def __str__(self):
        return f"{self.person_id}: {self.kind}"


class SharedContent(models.Model):
    """One row, whose token is another whenever something that everybody reads has
    changed: see pages/shared.py."""

    ONLY = 1

    token = models.UUIDField()

    def __str__(self):
        return str(self.token)


class Heartbeat(models.Model):
    """When something that must run each minute last ran, for /readyz."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self):
        return self.name
