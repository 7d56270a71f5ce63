"""How many messages failed lately, on the first page of the admin."""

from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from wagtail import hooks
from wagtail.admin.site_summary import SummaryItem

from pages.models import Message

LATELY = timedelta(days=14)


class FailedMessages(SummaryItem):
    """Not sent, or perhaps not, in the last two weeks; shown while there are any."""

    order = 400
    template_name = "pages/components/failed_messages.html"

    def __init__(self, request):
        super().__init__(request)
        self.number = 0
        if request.user.has_perm("pages.view_message"):
            since = timezone.now() - LATELY
            self.number = Message.objects.failed().filter(settled_at__gt=since).count()

    def is_shown(self):
        return self.number > 0

    def get_context_data(self, parent_context):
        failed = urlencode({"status": Message.FAILED}, doseq=True)
        return {
            "number": self.number,
            "url": f"{reverse('messages:index')}?{failed}",
        }


@hooks.register("construct_homepage_summary_items")
def failed_on_the_first_page(request, items):
    items.append(FailedMessages(request))
