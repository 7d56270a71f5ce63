"""Giving a certificate, and finding one by the code that somebody typed.

A certificate says what was done, as it was on the day: later changes of a name, a
service or the module leave it alone.
"""

from django.utils import timezone

from learning.models import Certificate
from learning.models.progress import CODE_ALPHABET, CODE_LENGTH
from learning.outline import outline_of
from people.looking_after import team_of


def give(completion):
    """Write the certificate of a completion, within the caller's transaction."""
    person, module = completion.enrolment.person, completion.enrolment.module
    service = person.service
    finished_on = timezone.localdate(completion.finished_at)
    champion = team_of(service, on=finished_on).champion if service else None
    return Certificate.objects.create(
        completion=completion,
        person_name=person.name,
        service_name=service.name if service and not service.is_organisation else "",
        organisation_name=service.get_root().name if service else "",
        champion_name=champion.name if champion else "",
        module_title=module.title,
        covers=module.covers,
        minutes=outline_of(module).minutes,
        finished_on=finished_on,
        edition=completion.edition,
    )


def clean_code(typed):
    """The code that somebody meant: capitals, without what was put between."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[: CODE_LENGTH + 1]


def find(typed):
    """The certificate with the code that was typed, or None."""
    code = clean_code(typed)
    if len(code) != CODE_LENGTH or not set(code) <= set(CODE_ALPHABET):
        return None
    return Certificate.objects.filter(code=code).first()
