"""Letting the messages to a person go together, for those who want fewer of them.

A message of a kind that may wait is put into a digest: a message of its own, one for a
person and a day at most, due at nine. What is in it never goes by itself, and is sent
or not sent with it (sending.py). A digest that is on its way takes nothing more in:
what comes later goes into the next.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from pages.models import Message, MessageChoice

DIGEST = "pages.digest"
HOUR = time(9)
MONDAY = 0

Rhythm = MessageChoice.Rhythm
Status = Message.Status


def gather(message, waits):
    """Put a message that waits into the digest in which its recipient wants it, or take
    it out of one. Takes how long its kind may wait, or None for not at all. Gives the
    digest, or None: then it goes by itself."""
    digest = _digest_for(message, waits)
    Message.objects.filter(pk=message.pk, status=message.status).update(
        status=Status.TOGETHER if digest else Status.WAITING, gathered_in=digest
    )
    message.refresh_from_db(fields=["status", "gathered_in"])
    return digest


def hour_from(moment, rhythm):
    """The next time, at that moment or after it, at which digests of this rhythm go:
    nine in the site's own zone, each day or each Monday."""
    local = timezone.localtime(moment)
    day = local.date()
    if local.time() > HOUR:
        day += timedelta(days=1)
    if rhythm == Rhythm.WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return timezone.make_aware(datetime.combine(day, HOUR))


def _digest_for(message, waits):
    """The digest that still takes the message in; made if there is none as yet."""
    if waits is None:
        return None
    choice = MessageChoice.objects.filter(person=message.recipient_id).first()
    if choice is None or choice.rhythm == Rhythm.AS_THEY_COME:
        return None
    rhythm = choice.rhythm
    if waits < timedelta(weeks=1):
        rhythm = Rhythm.DAILY
    hour = hour_from(max(message.due_at, message.written_at), rhythm)
    while True:
        digest = _digest_at(message.recipient_id, hour)
        if digest.status == Status.WAITING:
            return digest
        hour = hour_from(hour + timedelta(minutes=1), rhythm)


def _digest_at(person_id, hour):
    day = timezone.localdate(hour).isoformat()
    digest, _is_new = Message.objects.get_or_create(
        key=f"{DIGEST}:{person_id}:{day}",
        defaults={"kind": DIGEST, "recipient_id": person_id, "due_at": hour},
    )
    return digest
