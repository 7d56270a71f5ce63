"""Mail: into a folder by default, by EMAIL_URL for real."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import env
from config.settings.folders import DATA_DIR


def _how_to_send():
    try:
        return env.email_url("EMAIL_URL")
    except (ImproperlyConfigured, ValueError) as error:
        raise ImproperlyConfigured(
            "EMAIL_URL does not say how to send mail: it must look like "
            "smtp+tls://user:password@mail.example:587."
        ) from error


MAIL_FOLDER = DATA_DIR / "mail"
if env("EMAIL_URL", default=""):
    vars().update(_how_to_send())
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "pages.mail_folder.FolderBackend"
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="Sociable <sociable@localhost>")
