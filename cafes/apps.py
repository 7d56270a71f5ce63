from django.apps import AppConfig


class CafesConfig(AppConfig):
    name = "cafes"

    def ready(self):
        # Registers what is written to people about their bookings.
        # And hears of those who leave.
        from cafes import messages, receivers  # noqa: F401 (register themselves)
