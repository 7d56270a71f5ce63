from django.apps import AppConfig


class CafesConfig(AppConfig):
    name = "cafes"

    def ready(self):
        # Registers what is written to people about their bookings.
        from cafes import messages  # noqa: F401
