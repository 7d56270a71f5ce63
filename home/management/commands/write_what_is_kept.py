"""Write the page of docs/ that says what is kept about people."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from home.what_is_kept import as_markdown

PAGE = settings.BASE_DIR / "docs" / "what-is-kept.md"


class Command(BaseCommand):
    help = (
        "Writes docs/what-is-kept.md, or another file, from the tables that the "
        "program follows: what is kept about whom, why, for how long, and who sees it."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=PAGE)

    def handle(self, *, file, **options):
        with translation.override(settings.LANGUAGE_CODE):
            file.write_text(as_markdown(), encoding="utf-8")
        self.stdout.write(f"Written: {file}")
