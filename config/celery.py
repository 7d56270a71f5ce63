"""The Celery application: which tasks there are, and what runs when."""

from celery import Celery
from celery.schedules import crontab

app = Celery("sociable")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "sweep-the-outbox": {"task": "pages.tasks.sweep", "schedule": crontab()},
    "send-questions-on": {
        "task": "champions.tasks.send_on",
        "schedule": crontab(minute="*/5"),
    },
    "remind-of-plans": {
        "task": "learning.tasks.remind",
        "schedule": crontab(minute="*/10"),
    },
    "refresh-the-search": {
        "task": "home.tasks.refresh_search",
        "schedule": crontab(minute=17),
    },
    "forget-marks": {
        "task": "champions.tasks.forget_marks",
        "schedule": crontab(hour=3, minute=40),
    },
    "look-ahead": {
        "task": "champions.tasks.look_ahead",
        "schedule": crontab(day_of_week="mon", hour=7, minute=30),
    },
    "keep-coverage": {
        "task": "champions.tasks.keep_coverage",
        "schedule": crontab(hour=3, minute=50),
    },
    "let-go-of-what-is-old": {
        "task": "people.tasks.let_go_of_old",
        "schedule": crontab(hour=3, minute=20),
    },
    # Three times, for the case that the first did not happen.
    "write-on-monday": {
        "task": "champions.tasks.write_on_monday",
        "schedule": crontab(day_of_week="mon", hour="7-9", minute=10),
    },
    "throw-away-unsent-forms": {
        "task": "people.tasks.throw_away_unsent",
        "schedule": crontab(minute="*/5"),
    },
    "sweep-files-of-staff": {
        "task": "people.tasks.sweep_imports",
        "schedule": crontab(),
    },
    "throw-away-files-of-staff": {
        "task": "people.tasks.throw_away_staff_files",
        "schedule": crontab(minute=23),
    },
}
