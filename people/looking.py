"""Who looked at what is kept about whom, or took it away.

Once a day for each reader and page: one row for a page about a whole part of the
organisation, and one for each person whose own page was opened or who stands in a
file that was taken away. The person it is about reads it (looked.py); nobody else does.
"""

from django.utils import timezone

from people.models import Look


def record(viewer, what, *, service=None, people=(), took_away=False, of="", at=None):
    """Note that the viewer opened a page about others, or took it away.

    `what` is one of Look.What. With `people`, a row for each of them, without the
    viewer; else one for the whole `service`. `of` says in words what it is the list of,
    where that is no part of the organisation. One statement, however often it is
    called: what was noted on that day already is left as it is.
    """
    day = timezone.localdate(at)
    told = {
        "viewer_id": viewer.pk,
        "what": what,
        "service": service,
        "took_away": took_away,
        "of": of[: Look._meta.get_field("of").max_length],
        "day": day,
    }
    ids = sorted({person.pk for person in people} - {viewer.pk})
    rows = [Look(person_id=pk, **told) for pk in ids] if people else [Look(**told)]
    Look.objects.bulk_create(rows, ignore_conflicts=True)
