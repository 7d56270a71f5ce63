"""Erase again whoever was erased, after a backup was put back. Can be run again."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from people import erasing_again, erasure_log


class Command(BaseCommand):
    help = (
        "Reads the log of erasures (ERASURE_LOG, or another file of the same form) and "
        "erases again whoever in it has come back with a backup. Run it before the "
        "site is opened again. Fails if somebody in it has another e-mail than the one "
        "who was erased; look who it is, and name the number with --even-if-changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("log", nargs="?", help="another file than ERASURE_LOG")
        parser.add_argument(
            "--even-if-changed",
            type=int,
            action="append",
            default=[],
            metavar="NUMBER",
            help="erase the person of this number even under another e-mail",
        )

    def handle(self, *, log, even_if_changed, **options):
        path = Path(log) if log else settings.ERASURE_LOG
        if log and not path.exists():
            raise CommandError(f"There is no file {path}.")
        came = {}
        for told in self._lines(path):
            number = told["person"]
            result = erasing_again.apply(told, number in even_if_changed)
            came.setdefault(result, []).append(number)
        done, already = (
            len(came.get(result, []))
            for result in (erasing_again.DONE, erasing_again.ALREADY)
        )
        self.stdout.write(f"Erased again: {done}. Erased already: {already}.")
        if changed := came.get(erasing_again.CHANGED):
            numbers = ", ".join(str(number) for number in changed)
            raise CommandError(
                f"Left alone, since they have another e-mail now: {numbers}. Look who "
                "they are, and run this again with --even-if-changed."
            )

    def _lines(self, path):
        if not path.exists():
            return []
        try:
            return erasure_log.read(path)
        except erasure_log.NotReadable as wrong:
            raise CommandError(
                f"Line {wrong} of {path} is no erasure. Nothing was done."
            ) from wrong
