"""Take the second step away from somebody whom no other administrator can help."""

from django.core.management.base import BaseCommand, CommandError

from people import two_step
from people.models import User


class Command(BaseCommand):
    help = (
        "Take the app and the recovery codes away from whoever has lost both. They "
        "sign in with their password and set it up anew."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", help="The e-mail with which they sign in")

    def handle(self, email, **options):
        person = User.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(f"Nobody has the e-mail {email}.")
        if not two_step.reset(person, by=None):
            raise CommandError(f"{person.name} has no second step.")
        self.stdout.write(f"{person.name} signs in with one step now, and is told.")
