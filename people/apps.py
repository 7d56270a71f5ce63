from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self):
        from people import (
            messages,  # noqa: F401 (tells the outbox what it can compose)
            second_step,  # noqa: F401 (hears of a second step)
        )
