"""The form of a module in the page editor."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminPageForm

NEEDED = {
    "title": _("Give the module a title; it can change later."),
    "summary": _("Say in a sentence what it is about, for the list of modules."),
    "slug": _("It needs an address: small letters, figures and hyphens."),
    "steps": _("A module has at least one step. Press the plus to add it."),
}


class ModulePageForm(WagtailAdminPageForm):
    """Asks, before a module that was out already comes out again, what has changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, sentence in NEEDED.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = sentence
        if "change" in self.fields:
            # Without the empty choice, which would be an answer too.
            self.fields["change"].choices = self.instance.Change.choices
        if self._was_answered_for_what_is_out():
            self.initial.update(change="", what_changed="")

    def _was_answered_for_what_is_out(self):
        """Whether the answer in the draft is that of a version which came out."""
        if not self.instance.pk or not self.instance.has_unpublished_changes:
            return True
        last = self.instance.editions.last()
        return last is not None and last.what_changed == self.instance.what_changed

    def clean(self):
        cleaned = super().clean()
        if self.instance.first_published_at and not self.is_deferred_validation:
            self._ask_what_changed(cleaned)
        return cleaned

    def _ask_what_changed(self, cleaned):
        """Take no silence for an answer."""
        change = cleaned.get("change")
        if not change:
            self.add_error(
                "change", _("Say whether the substance has changed, or only the words.")
            )
        elif change == self.instance.Change.SUBSTANCE and not cleaned["what_changed"]:
            self.add_error(
                "what_changed",
                _("Say what has changed: those who finished before will read it."),
            )
