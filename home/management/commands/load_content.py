"""Load the modules that ship with Sociable. Can be run again."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.content import modules
from home.content.reading import BadFile
from home.skeleton import build_site


class Command(BaseCommand):
    help = (
        "Makes or updates a page for each file of content/modules/. Pages that were "
        "edited, unpublished, moved or deleted since are left alone."
    )

    def handle(self, **options):
        library = build_site().modules
        bad = []
        for path in sorted((settings.CONTENT_DIR / "modules").glob("*.yaml")):
            try:
                self.stdout.write(modules.load(path, library))
            except BadFile as error:
                bad.append(str(error))
            library.refresh_from_db()
        if bad:
            raise CommandError("\n".join(bad))
