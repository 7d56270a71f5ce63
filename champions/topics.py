"""What somebody can be helped with: a platform, as modules name them, or a thing that
is the same on each of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.models import ModulePage

About = ModulePage.About


class Topic(models.TextChoices):
    """A short list, so that whoever offers help and whoever asks mean the same."""

    FACEBOOK = About.FACEBOOK.value, About.FACEBOOK.label
    INSTAGRAM = About.INSTAGRAM.value, About.INSTAGRAM.label
    LINKEDIN = About.LINKEDIN.value, About.LINKEDIN.label
    X = About.X.value, About.X.label
    WHATSAPP = About.WHATSAPP.value, About.WHATSAPP.label
    NEXTDOOR = About.NEXTDOOR.value, About.NEXTDOOR.label
    YOUTUBE = About.YOUTUBE.value, About.YOUTUBE.label
    BLUESKY = About.BLUESKY.value, About.BLUESKY.label
    ANSWERING = "answering", _("Answering people")
    WRITING = "writing", _("Writing posts")
    PICTURES = "pictures", _("Pictures and video")
    OWN_ACCOUNT = "own-account", _("My own account")
    OTHER = "other", _("Something else")

    @classmethod
    def of(cls, module):
        """The topic of a module: its platform, or something else."""
        about = module.about if module else ""
        return cls(about) if about in cls.values else cls.OTHER

    @classmethod
    def to_offer(cls):
        """The choices in which one can offer help: something else says nothing."""
        return [choice for choice in cls.choices if choice[0] != cls.OTHER]
