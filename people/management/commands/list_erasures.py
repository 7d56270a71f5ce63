"""Write down who was erased, by number, to keep with the backups."""

from django.core.management.base import BaseCommand

from people import erasure_log
from people.models import Erasure


class Command(BaseCommand):
    help = (
        "Writes every erasure that the database knows, a line each, as apply_erasures "
        "reads them: where the disk of the site does not last, keep this with the "
        "backups."
    )

    def handle(self, **options):
        for erasure in Erasure.objects.order_by("done_at"):
            self.stdout.write(erasure_log.line_of(erasure), ending="")
