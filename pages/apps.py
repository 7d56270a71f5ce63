from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self):
        # What is written to people, and what is heard of pages in review.
        from pages import (
            messages,  # noqa: F401 (registers itself)
            receivers,  # noqa: F401 (registers itself)
            review_messages,  # noqa: F401 (registers itself)
        )
