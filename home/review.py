"""The way of a page to the reader: its author, a communications colleague, the access
team. Wagtail's own workflow, made once; what is changed there by hand stays."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from wagtail.models import (
    GroupApprovalTask,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

# Wagtail's own, which the migrations make for the root of all pages.
OF_WAGTAIL = "Moderators approval"


def set_up(home, *groups):
    """Let all pages below `home` be read by these groups, one after the other, before
    they are published; nothing, where a way was made already or chosen by hand."""
    name = _("Communications, then the access team")
    there = WorkflowPage.objects.filter(page=home).exists()
    if there or Workflow.objects.filter(name=name).exists():
        return
    workflow = Workflow.objects.create(name=name)
    for order, group_name in enumerate(groups):
        task = GroupApprovalTask.objects.create(name=group_name)
        task.groups.add(Group.objects.get(name=group_name))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    for unused in Workflow.objects.filter(name=OF_WAGTAIL, active=True):
        unused.deactivate()


def waiting_for(person):
    """The reviews that wait for a group of this person's, the longest waiting first;
    each with the revision to be read and who sent it."""
    if not person.may_have_rights:
        return TaskState.objects.none()
    tasks = GroupApprovalTask.objects.filter(
        active=True, groups__in=person.groups.all()
    )
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=tasks.values("task_ptr")
    )
    waiting = waiting.select_related("revision", "workflow_state__requested_by")
    return waiting.order_by("started_at", "pk")
