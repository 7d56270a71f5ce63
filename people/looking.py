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
    where that is no part of the organisation. `people` may be ids too. What was noted
    on that day already is left as it is: then nothing is written, and one query asked.
    """
    told = {
        "viewer_id": viewer.pk,
        "what": what,
        "service": service,
        "took_away": took_away,
        "of": of[: Look._meta.get_field("of").max_length],
        "day": timezone.localdate(at),
    }
    ids = {getattr(person, "pk", person) for person in people}
    if not ids and service:
        ids = {None}
    noted = Look.objects.filter(**told).order_by().values_list("person_id", flat=True)
    new = ids - {viewer.pk} - set(noted)
    rows = [Look(person_id=pk, **told) for pk in sorted(new, key=lambda pk: pk or 0)]
    if rows:
        # Two at once note the same.
        Look.objects.bulk_create(rows, ignore_conflicts=True)
