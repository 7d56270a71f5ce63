"""What colleagues offer to help with, and introducing one to somebody who asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from champions.introduction_querysets import HelpOfferQuerySet, IntroductionQuerySet
from champions.topics import Topic
from pages import words as said_well


class HelpOffer(models.Model):
    """Somebody is ready to help colleagues with some topics, until taken back."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="help_offer"
    )
    words = models.CharField(_("in your own words"), max_length=200, blank=True)
    since = models.DateField(default=timezone.localdate)

    objects = HelpOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer to help")
        verbose_name_plural = _("offers to help")
        ordering = ["person__name", "pk"]

    def __str__(self):
        return f"{self.person}, since {self.since}"

    @property
    def named(self):
        """What it is about, in words: "Facebook, Instagram and answering people"."""
        order = Topic.values
        topics = sorted((row.topic for row in self.topics.all()), key=order.index)
        return capfirst(said_well.join_names([str(Topic(t).label) for t in topics]))


class OfferedTopic(models.Model):
    """One of the topics with which somebody is ready to help."""

    offer = models.ForeignKey(
        HelpOffer, on_delete=models.CASCADE, related_name="topics"
    )
    topic = models.CharField(
        _("I can help with"), max_length=20, choices=Topic.to_offer()
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "topic"], name="each_topic_offered_once"
            )
        ]

    def __str__(self):
        return f"{self.offer}: {self.topic}"


class Introduction(models.Model):
    """A colleague who offered help is to be introduced to whoever asked a question.

    Both are asked, neither by the other's name. Only once both said yes are they told
    of each other. Nobody has more than one to think about at a time.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Both are asked")
        AGREED = "agreed", _("Both said yes")
        NOT_THIS_TIME = "not-this-time", _("Not this time")
        RUN_OUT = "run-out", _("Its time ran out")
        CALLED_OFF = "called-off", _("Not needed any more")

    request = models.ForeignKey(
        "champions.HelpRequest", on_delete=models.CASCADE, related_name="introductions"
    )
    # What the question was about when both were asked.
    topic = models.CharField(max_length=20, choices=Topic.choices)
    # Who introduces them.
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
    )
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="introductions",
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    # The last day on which one can say yes.
    until = models.DateField()
    asker_agreed_at = models.DateTimeField(null=True, blank=True)
    colleague_agreed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="agreed")
                | Q(asker_agreed_at__isnull=False, colleague_agreed_at__isnull=False),
                name="both_agree_to_an_introduction",
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(state="asked"),
                name="one_open_introduction_per_request",
            ),
            models.UniqueConstraint(
                fields=["colleague"],
                condition=Q(state="asked"),
                name="one_open_introduction_per_colleague",
            ),
            models.UniqueConstraint(
                fields=["request", "colleague"],
                condition=~Q(state="called-off"),
                name="nobody_is_asked_twice_about_a_request",
            ),
        ]

    def __str__(self):
        return f"{self.request}: {self.state}"

    @property
    def is_open(self):
        return self.state == self.State.ASKED

    @property
    def is_agreed(self):
        return self.state == self.State.AGREED
