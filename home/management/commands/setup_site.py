"""Make what every site has: its first pages and its groups. Can be run again."""

from django.core.management.base import BaseCommand

from home.search import index
from home.skeleton import build_site


class Command(BaseCommand):
    help = (
        "Makes the first pages and groups of the site; what is there stays. Brings the "
        "index of the search up to date."
    )

    def handle(self, **options):
        bones = build_site()
        # After an upgrade there may be words to look for that were not kept before.
        index.refresh()
        pages = bones.home, bones.modules, bones.cafes, bones.guidance, bones.stories
        self.stdout.write(f"The site stands: {', '.join(map(str, pages))}.")
