"""The form of a page of guidance in the page editor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminPageForm

from learning.reading_measures import texts, words_of


def _words(body):
    return [words_of(text) for text in texts(body)]


class GuidancePageForm(WagtailAdminPageForm):
    """Asks, before a page that was out already comes out again with another text, for
    a new version or for the word that only the wording has changed."""

    only_wording = forms.BooleanField(
        label=_("Only the wording has changed"),
        help_text=_(
            "Tick this where the same holds as before. Nobody is asked to read it "
            "again."
        ),
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        is_open = not cleaned.get("only_wording") and not self.is_deferred_validation
        if self.instance.first_published_at and is_open and self._is_silent(cleaned):
            self.add_error(
                "only_wording",
                _(
                    "The text has changed. Tell of a new version under “What changed”, "
                    "or tick that only the wording has."
                ),
            )
        return cleaned

    def _is_silent(self, cleaned):
        """Whether the text has changed and no version tells of it. A reviewer is not
        asked about what its author has answered for."""
        if "body" not in cleaned or "changes" not in cleaned:
            return False
        out = type(self.instance).objects.get(pk=self.instance.pk)
        newest = max(change.value["version"] or 0 for change in cleaned["changes"])
        words = _words(cleaned["body"])
        answered_for = [_words(out.body)]
        if self.instance.workflow_in_progress:
            draft = self.instance.get_latest_revision_as_object()
            answered_for.append(_words(draft.body))
        return newest <= out.version and words not in answered_for
