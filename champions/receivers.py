"""What champions says and does when somebody is away, or calls a 1-2-1 off."""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from cafes.signals import one_to_one_called_off
from champions import meeting, standing_in
from people.looking_after import is_away
from people.signals import days_away_added, days_away_taken_back


@receiver(days_away_added)
def away_is_told(person, absence, **kwargs):
    """Open questions go on at once, and the person reads to whom."""
    if is_away(person):
        return standing_in.hand_on(person)
    return standing_in.told_ahead(person, absence)


@receiver(days_away_taken_back)
def back_is_told(person, **kwargs):
    """What others hold in their place stays there until they take it."""
    kept = standing_in.KeptForMe(person)
    return f"{kept.sentence} {_('You can take it back under Help.')}" if kept else ""


@receiver(one_to_one_called_off)
def question_waits_again(session, by, **kwargs):
    """What a 1-2-1 was to answer is open again, unless its asker called it off."""
    meeting.called_off(session, by)
