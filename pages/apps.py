from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self):
        # Registers what is written to people about pages in review, and when.
        from pages import messages, receivers  # noqa: F401 (register themselves)
