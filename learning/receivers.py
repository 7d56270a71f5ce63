"""What learning does when Wagtail publishes a page."""

from django.dispatch import receiver

from wagtail.signals import page_published

from learning import editions
from learning.models import ModulePage


@receiver(page_published, sender=ModulePage)
def a_version_came_out(instance, **kwargs):
    """By the editor, at the end of a review, or at a set time: it is one signal.

    Wagtail sends it too when a version is only put down for later.
    """
    if instance.live:
        editions.published(instance)
