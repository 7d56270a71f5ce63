from django.apps import AppConfig


class CafesConfig(AppConfig):
    name = "cafes"

    def ready(self):
        # Register what is written to people about bookings, and to hosts.
        # And hear of those who leave.
        from cafes import host_messages, messages, receivers  # noqa: F401
