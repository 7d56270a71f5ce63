from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self):
        from people import (
            messages,  # noqa: F401 (tells the outbox what it can compose)
            second_step,  # noqa: F401 (hears of a second step)
        )

        # What every app keeps about people.
        autodiscover_modules("about_people")
        # And what becomes of it when two records of a person are merged.
        autodiscover_modules("when_merged")
