"""What every installation shares."""

from django.utils.translation import gettext_lazy as _

from csp.constants import NONE, SELF

from config.settings.environment import BASE_DIR, env
from config.settings.folders import *  # noqa: F403 (settings are built by layers)
from config.settings.folders import DATA_DIR
from config.settings.mail import *  # noqa: F403 (as above)
from config.settings.queue import *  # noqa: F403 (as above)
from config.settings.signing_in import *  # noqa: F403 (as above)
from config.settings.writing import *  # noqa: F403 (as above)

# Whether the invented city of Aireford may be shown and signed in to.
SAMPLE_CITY = False

# A file of staff that would let go of more than so many of a hundred asks twice.
STAFF_LEAVERS_ASKED_TWICE = env.int("STAFF_LEAVERS_ASKED_TWICE", default=10)

# Addresses -------------------------------------------------------------------

SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]
WAGTAILADMIN_BASE_URL = SITE_URL
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# What it is made of ----------------------------------------------------------

INSTALLED_APPS = [
    "home",
    "champions",
    "cafes",
    "learning",
    "people",
    "pages",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "people.users_app.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "laces",
    "modelcluster",
    "taggit",
    "treebeard",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_forms_gds",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "pages.shared.SharedContentMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.admin_policy.AdminPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "people.middleware.PersonalPagesMiddleware",
    "pages.led_elsewhere.LedElsewhereMiddleware",
    "people.two_step_gate.TwoStepMiddleware",
    "people.middleware.UnsentFormsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.navigation.navigation",
            ],
            "builtins": [
                "pages.templatetags.component_tags",
                "people.templatetags.opened_by_tags",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["gds"]
CRISPY_TEMPLATE_PACK = "gds"

# Rows ------------------------------------------------------------------------

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that will write queues for its turn at once,
    # so no two of them read the same last place.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
            "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What a browser is told ------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
# Wagtail allows its own previews to be framed by itself.
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# Asking for help -------------------------------------------------------------

# Working days: within how many it is answered, how many after that it goes up, and how
# many there are to agree to an introduction.
HELP_ANSWER_DAYS = env.int("HELP_ANSWER_DAYS", default=2)
HELP_PASS_UP_DAYS = env.int("HELP_PASS_UP_DAYS", default=2)
HELP_INTRODUCTION_DAYS = env.int("HELP_INTRODUCTION_DAYS", default=5)

# Language and time -----------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env("TIME_ZONE", default="Europe/London")
USE_TZ = True
USE_I18N = True

# Logs ------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Each saved page would write eight lines about the index of the search.
    "loggers": {"django_tasks": {"level": "WARNING"}},
}
