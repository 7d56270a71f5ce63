from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "learning"

    def ready(self):
        """Make known what is written to people."""
        from learning import messages  # noqa: F401 (registers its kinds)
