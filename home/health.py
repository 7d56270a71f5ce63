"""Whether the site lives (/healthz), and whether all it needs is well (/readyz).

For whoever watches it: plain text that names what failed and never how it is reached.
"""

import logging
import os
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from celery import current_app
from kombu.exceptions import KombuError, OperationalError

from pages.models import Heartbeat

logger = logging.getLogger(__name__)

# The sweep runs each minute; three missed in a row, and something is wrong.
SWEEP_IS_LATE_AFTER = timedelta(minutes=3)
BROKER_ANSWERS_WITHIN = 2  # seconds
LOOK_AT = {
    "database": "look at DATABASE_URL and at the database",
    "queue": "look at CELERY_BROKER_URL and at Redis",
    "sweep": "look whether beat and worker are running",
}


@never_cache
@require_safe
def healthz(request):
    """This process answers. Asks nothing of anything else."""
    return HttpResponse("well\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    """Each thing that is needed, well or not; 503 when one of them is not."""
    found = {"database": _database(), "queue": _queue(), "sweep": _sweep()}
    lines = [
        f"{name}: {'well' if well else f'not well ({LOOK_AT[name]})'}\n"
        for name, well in found.items()
    ]
    status = 200 if all(found.values()) else 503
    return HttpResponse("".join(lines), content_type="text/plain", status=status)


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        logger.exception("The database is not well")
        return False
    return True


def _queue():
    """Whether a message can be handed to the broker."""
    folder = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("data_folder_out")
    if folder:
        return os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(
                max_retries=1, interval_start=0, timeout=BROKER_ANSWERS_WITHIN
            )
    except (KombuError, OperationalError, OSError):
        logger.exception("The queue is not well")
        return False
    return True


def _sweep():
    """Whether the sweep ran lately: a worker and a beat are there and do their work."""
    lately = timezone.now() - SWEEP_IS_LATE_AFTER
    try:
        return Heartbeat.objects.filter(name="sweep", beat_at__gt=lately).exists()
    except (DatabaseError, InterfaceError):
        return False
