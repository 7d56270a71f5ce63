"""What the first page of the Wagtail admin shows of the pages that are due."""

from django.utils import timezone

from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy

from home.models import GuidancePage, StoryPage
from learning.models import ModulePage

REVIEWED = (ModulePage, GuidancePage, StoryPage)


class DueForReview(Component):
    """The published pages that this editor may change and is to look at again."""

    order = 150
    template_name = "home/components/due_for_review.html"

    def get_context_data(self, parent_context):
        return {"pages": due_pages(parent_context["request"].user)}


def due_pages(editor, on=None):
    """Give what is due on that day for somebody who may change it, longest due first;
    one query for each kind of page."""
    day = on or timezone.localdate()
    theirs = PagePermissionPolicy().instances_user_has_permission_for(editor, "change")
    due = [
        page
        for model in REVIEWED
        for page in model.objects.live().filter(review_on__lte=day, pk__in=theirs)
    ]
    return sorted(due, key=lambda page: (page.review_on, page.title))
