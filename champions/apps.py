from django.apps import AppConfig


class ChampionsConfig(AppConfig):
    name = "champions"

    def ready(self):
        """Make known what is written to people."""
        from champions import messages  # noqa: F401 (registers its kinds)
