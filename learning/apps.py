from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "learning"

    def ready(self):
        # Hears of modules that are published.
        from learning import receivers  # noqa: F401 (register themselves)
