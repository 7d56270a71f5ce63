from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self):
        from pages import messages  # noqa: F401 (tells the outbox what it can compose)
