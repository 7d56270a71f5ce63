"""Bring the index of the search up to date. Can be run again."""

from django.core.management.base import BaseCommand, CommandError

from home.search import index


class Command(BaseCommand):
    help = (
        "Compares the words that can be searched with what is published, and writes "
        "those that differ anew. With --check, only says what it would do, and fails "
        "if anything that is published cannot be found, or only by old words."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="change nothing, only say"
        )

    def handle(self, *, check, **options):
        found = index.lag() if check else index.refresh()
        for what, keys in (
            ("not there yet", found.missing),
            ("changed since", found.changed),
            ("over, unpublished or gone", found.left_over),
        ):
            for kind, source, part in keys:
                self.stdout.write(f"{kind} {source} {part}".rstrip() + f": {what}")
        if not found:
            self.stdout.write("The index is up to date.")
        elif check and found.is_behind:
            raise CommandError("The index is behind: run refresh_search.")
        elif not check:
            self.stdout.write("The index is up to date now.")
