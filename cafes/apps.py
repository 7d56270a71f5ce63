from django.apps import AppConfig


class CafesConfig(AppConfig):
    name = "cafes"

    def ready(self):
        # What is written to people about bookings, and to hosts; and who leaves.
        from cafes import (
            host_messages,  # noqa: F401 (registers itself)
            messages,  # noqa: F401 (registers itself)
            receivers,  # noqa: F401 (registers itself)
        )
