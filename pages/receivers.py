"""What the ground does when a page goes through review."""

from django.dispatch import receiver

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from pages import reviewing

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
