"""Where things live."""

from pathlib import Path

from config.settings.environment import BASE_DIR, env

DATA_DIR = Path(env.path("DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Who was erased, by number; kept with the backups, and never put back with one.
ERASURE_LOG = Path(env.path("ERASURE_LOG", default=str(DATA_DIR / "erasures.jsonl")))
CONTENT_DIR = BASE_DIR / "content"
# What no web server may ever serve: files of staff that somebody brought.
PRIVATE_ROOT = DATA_DIR / "private"
