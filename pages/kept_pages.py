"""Pages on which people's records hang: in the admin unpublished, never deleted."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from wagtail import hooks
from wagtail.models import Page

from pages import words


class KeptPages:
    """Leads from deleting pages of one model to unpublishing them.

    `records` is the name by which the model knows what people have left on it.
    `explain` takes how many pages there are and gives the sentence that says why,
    with %(pages)s for their titles.
    """

    def __init__(self, model, records, explain):
        self.model = model
        self.records = records
        self.explain = explain

    def register(self):
        """Let Wagtail ask before it deletes."""
        hooks.register("before_delete_page", self.unpublish_instead)
        hooks.register("before_bulk_action", self.unpublish_many_instead)

    def among(self, pages):
        """Those of these pages, or below them, on which something hangs; in order."""
        found = self.model.objects.none()
        for page in pages:
            found |= self.model.objects.descendant_of(page, inclusive=True)
        with_records = found.filter(**{f"{self.records}__isnull": False})
        return with_records.distinct().order_by("path")

    def unpublish_instead(self, request, page):
        """Lead from deleting a page to unpublishing it, where records need it."""
        kept = list(self.among([page]))
        if not kept:
            return None
        self._say(request, kept)
        if page.live:
            return redirect("wagtailadmin_pages:unpublish", page.pk)
        return redirect("wagtailadmin_explore", page.get_parent().pk)

    def unpublish_many_instead(self, request, action_type, objects, action):
        """The same for several pages at once; then none of them is deleted."""
        if action_type != "delete" or not issubclass(action.model, Page):
            return None
        kept = list(self.among(objects))
        if not kept:
            return None
        self._say(request, kept)
        address = reverse(
            "wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]
        )
        return redirect(f"{address}?{urlencode({'id': [p.pk for p in objects]}, True)}")

    def _say(self, request, kept):
        titles = words.join_names(f"“{page.title}”" for page in kept)
        messages.warning(request, self.explain(len(kept)) % {"pages": titles})
