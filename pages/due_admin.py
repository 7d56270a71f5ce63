"""What is due for another look: on the first page of the admin, and as a report."""

from datetime import date

from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import PageReportView

from pages.due import pages_due
from pages.words import day

SHOWN_FIRST = 8


def when(page, on: date | None = None):
    """When a page is due, in words: "Overdue since 3 May 2026", "By 3 May 2026"."""
    today = on or timezone.localdate()
    sentence = _("Overdue since %(day)s") if page.review_on < today else _("By %(day)s")
    return sentence % {"day": day(page.review_on)}


class DuePages(Component):
    """The pages that have waited longest, on the first page of the admin."""

    template_name = "pages/components/due_pages.html"
    order = 200

    def get_context_data(self, parent_context):
        found = list(pages_due(parent_context["request"].user)[: SHOWN_FIRST + 1])
        shown = found[:SHOWN_FIRST]
        return {
            "rows": [(page, when(page)) for page in shown],
            "has_more": len(found) > len(shown),
        }


class DueReport(PageReportView):
    """Every page that is due, with who looks after it."""

    page_title = gettext_lazy("Due for another look")
    header_icon = "calendar-check"
    index_url_name = "due_report"
    index_results_url_name = "due_report_results"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    any_permission_required = ["add", "change", "publish"]
    is_searchable = False
    list_export = ["title", "review_on", "who"]
    export_headings = {
        "title": gettext_lazy("Page"),
        "review_on": gettext_lazy("Next look"),
        "who": gettext_lazy("Looked after by"),
    }

    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Page"),
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        Column("when", label=gettext_lazy("Next look"), accessor=when),
        Column("who", label=gettext_lazy("Looked after by")),
        DateColumn("last_published_at", label=gettext_lazy("Last published")),
    ]

    def get_queryset(self):
        self.queryset = pages_due(self.request.user)
        return super().get_queryset()


@hooks.register("construct_homepage_panels")
def due_on_the_first_page(request, panels):
    panels.append(DuePages())


@hooks.register("register_reports_menu_item")
def due_in_the_menu():
    return MenuItem(
        DueReport.page_title,
        reverse("due_report"),
        name="due",
        icon_name=DueReport.header_icon,
        order=100,
    )


@hooks.register("register_admin_urls")
def addresses_of_the_report():
    results = DueReport.as_view(results_only=True)
    return [
        path("reports/due/", DueReport.as_view(), name="due_report"),
        path("reports/due/results/", results, name="due_report_results"),
    ]
