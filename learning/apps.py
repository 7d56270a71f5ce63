from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "learning"

    def ready(self):
        # What is written to people, and what is heard of modules that are published.
        from learning import messages, receivers  # noqa: F401 (register themselves)
