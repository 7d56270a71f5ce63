"""The database: its tables, the skeleton of the site, the content, the sample city."""

import os

from dev.environment import PYTHON
from dev.shell import DATA_DIR, ROOT, Stamp, call, say, succeeds

STEPS = {
    "migrate": "The database could not be made",
    "setup_site": "The skeleton of the site could not be made",
    "load_content": "The content could not be loaded",
    "load_sample_city": "The sample city could not be loaded",
}


def prepare():
    """Bring the database up to what this code and content expect.

    Every step may be run again; all are left out when nothing has changed, and the
    database itself is asked, since it may be another than last time.
    """
    stamp = Stamp(
        DATA_DIR / "database-made-from",
        [
            ROOT / ".env",
            *ROOT.glob("*/migrations/*.py"),
            *(ROOT / "home").rglob("*.py"),
            *(ROOT / "content").rglob("*"),
        ],
        os.environ.get("DATABASE_URL", ""),
    )
    if stamp.holds() and succeeds([PYTHON, "manage.py", "migrate", "--check"]):
        return
    say("Making the database and loading the sample city.")
    for command, failure in STEPS.items():
        call([PYTHON, "manage.py", command], failure)
    stamp.set()
