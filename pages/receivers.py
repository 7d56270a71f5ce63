"""What the ground does when a page goes through review, and when any page changes."""

from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_save,
    pre_delete,
    pre_save,
)
from django.dispatch import receiver

from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page, PageViewRestriction, Site, TaskState, WorkflowState
from wagtail.signals import (
    post_page_move,
    pre_page_move,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from pages import reviewing, shared

# What everybody reads, with all that is built on these.
SHARED = (
    Page,
    Site,
    BaseSiteSetting,
    PageViewRestriction,
    AbstractImage,
    AbstractRendition,
)

# Under the names of Wagtail's own notifiers, which would send their mail themselves.
# Whoever connects first under a name has it, and the ground is ready before Wagtail.
INSTEAD_OF = {
    "asking": "group_approval_task_submitted_email_notification",
    "approved": "workflow_state_approved_email_notification",
    "rejected": "workflow_state_rejected_email_notification",
}


@receiver(task_submitted, sender=TaskState, dispatch_uid=INSTEAD_OF["asking"])
def it_waits_for_review(instance, user=None, **kwargs):
    reviewing.ask_reviewers(instance, user)


@receiver(workflow_approved, sender=WorkflowState, dispatch_uid=INSTEAD_OF["approved"])
def it_was_approved(instance, user=None, **kwargs):
    reviewing.tell_author(instance, user)


@receiver(workflow_rejected, sender=WorkflowState, dispatch_uid=INSTEAD_OF["rejected"])
def changes_were_asked_for(instance, user=None, **kwargs):
    reviewing.tell_author(instance, user)


@receiver(workflow_cancelled, sender=WorkflowState)
def its_review_was_ended(instance, user=None, **kwargs):
    """Also when somebody who may published it meanwhile."""
    reviewing.tell_author(instance, user)


@receiver([pre_save, post_save, pre_delete, post_delete])
def something_was_saved(sender, **kwargs):
    """Before, so that transactions which change several pages queue for the token and
    not for each other's pages; after, for what is saved without a transaction."""
    if issubclass(sender, SHARED):
        shared.changed()


@receiver([pre_page_move, post_page_move])
def a_page_was_moved(**kwargs):
    shared.changed()


@receiver(m2m_changed)
def something_was_tied(instance, **kwargs):
    if isinstance(instance, SHARED):
        shared.changed()
