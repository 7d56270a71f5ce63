"""In Wagtail: a module in which people have records is unpublished, not deleted."""

from django.utils.translation import ngettext

from learning.models import ModulePage
from pages.kept_pages import KeptPages


def _explain(count):
    return ngettext(
        "%(pages)s cannot be deleted: people have begun it, and what they did hangs "
        "on it. Unpublish it instead, and nobody sees it; their records stay.",
        "%(pages)s cannot be deleted: people have begun them, and what they did "
        "hangs on them. Unpublish them instead: nobody sees them; the records stay.",
        count,
    )


KeptPages(ModulePage, records="enrolments", explain=_explain).register()
