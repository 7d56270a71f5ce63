"""Load the invented city of Aireford, to try Sociable out. A second time: nothing."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from home.sample_city import loading
from home.sample_city.people import PASSWORD, TRY_OUT


class Command(BaseCommand):
    help = "Loads the invented city of Aireford, once. Never in production."

    def add_arguments(self, parser):
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            metavar="2026-11-23",
            help="the day for which its dates are told; by default today",
        )

    def handle(self, *, today, **options):
        try:
            city = loading.load(today)
        except loading.Refused as refused:
            raise CommandError(str(refused)) from refused
        day = f"{city.today:%A} {city.today.day} {city.today:%B %Y}"
        if not city.is_new:
            self.stdout.write(f"Aireford is loaded already, for {day}.")
            return
        self.stdout.write(f"Aireford is loaded, for {day}. Sign in as one of these")
        self.stdout.write(f"with the password “{PASSWORD}”:")
        for email, who in TRY_OUT:
            self.stdout.write(f"  {email}  {who}")
