"""Load what ships with Sociable: modules, guidance, stories. Can be run again."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.content import loading
from home.content.kinds import GUIDANCE, MODULES, STORIES
from home.content.reading import BadFile
from home.skeleton import build_site


class Command(BaseCommand):
    help = (
        "Makes or updates a page for each file of content/modules/, content/guidance/ "
        "and content/stories/. Pages that were edited, unpublished, moved or deleted "
        "since are left alone. The stories that ship are made up, so they come only "
        "where the sample city may, or when they are asked for."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--stories",
            action="store_true",
            default=settings.SAMPLE_CITY,
            help="load the stories that ship, too: nobody of those names told them",
        )

    def handle(self, **options):
        bones = build_site()
        folders = [(MODULES, bones.modules), (GUIDANCE, bones.guidance)]
        if options["stories"]:
            folders.append((STORIES, bones.stories))
        bad = [line for folder in folders for line in self._load(*folder)]
        if bad:
            raise CommandError("\n".join(bad))

    def _load(self, kind, parent):
        """Load every file of one kind, and say so; give what is wrong with the bad."""
        for path in sorted((settings.CONTENT_DIR / kind.folder).glob("*.yaml")):
            try:
                self.stdout.write(loading.load(kind, path, parent))
            except BadFile as error:
                yield str(error)
            parent.refresh_from_db()
