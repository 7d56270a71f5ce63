from django.apps import AppConfig


class ChampionsConfig(AppConfig):
    name = "champions"

    def ready(self):
        """Make known what is written to people, and hear what people announces."""
        from champions import (  # noqa: F401 (register themselves)
            introduction_messages,
            messages,
            receivers,
        )
