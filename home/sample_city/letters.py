"""What champions of Aireford wrote to people of their team.

Written as champions/nudges.py would have, without the e-mails.
"""

from champions.models import Nudge

# To whom, by whom, so many days ago.
LETTERS = (
    (
        "Sam Okonkwo-Whitfield",
        "Priya Raman",
        24,
        "Hello Sam,\n\nthe Compton page is yours from January, so I thought of you. "
        "Shall we look at the last month of it together? Wednesdays after four are "
        "quiet at the hub.\n\nPriya",
    ),
    (
        "Hilary Featherstonehaugh",
        "Tom Ashworth",
        6,
        "Hello Hilary,\n\none thing at a time is plenty. When the autumn rush is over "
        "and you would like ten minutes at my desk, just answer this.\n\nTom",
    ),
)


def write(people, calendar):
    """Write the letters, as they were sent."""
    for name, writer, ago, words in LETTERS:
        Nudge.objects.create(
            person=people[name],
            writer=people[writer],
            words=words,
            written_at=calendar.ago(ago, 9, 40),
        )
