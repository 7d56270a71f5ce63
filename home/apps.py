from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        # Hears what is saved, to keep it findable.
        from home.search import receivers  # noqa: F401 (register themselves)
