"""A page that was sent to review: who hears of it.

The review itself is Wagtail's workflow. Wagtail would send its mail by itself, at once,
and be done; ours are rows of the outbox, written in the transaction of what they tell,
so that none is lost and each can be seen.
"""

from django.contrib.auth import get_user_model

from pages import outbox


def reviewers_of(task_state):
    """Those who may review at this point of the way, each once."""
    groups = task_state.task.specific.groups.all()
    people = get_user_model().objects.filter(groups__in=groups, is_active=True)
    return people.distinct().order_by("name")


def ask_reviewers(task_state, submitted_by=None):
    """Write to those who may review at this point of the way, but not to whoever
    brought the page there."""
    reviewers = reviewers_of(task_state)
    if submitted_by:
        reviewers = reviewers.exclude(pk=submitted_by.pk)
    for reviewer in reviewers:
        outbox.post(
            "pages.to-review",
            reviewer,
            key=str(task_state.pk),
            task_state=task_state.pk,
        )


def tell_author(workflow_state, decided_by=None):
    """Write to whoever sent the page to review what became of it, unless it was their
    own doing."""
    author = workflow_state.requested_by
    if author is None or author == decided_by:
        return
    status, step = workflow_state.status, workflow_state.current_task_state_id
    outbox.post(
        "pages.review-outcome",
        author,
        key=f"{workflow_state.pk}:{step}:{status}",
        workflow_state=workflow_state.pk,
        status=status,
    )
