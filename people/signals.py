"""What people tells the apps above it, and asks of them."""

from django.dispatch import Signal

# A person has left, or is to leave; sent once it is certain (after commit). Provides:
# person, on (the day from which on).
person_left = Signal()

# A person has said that they are away, or taken such days back. Provides: person, and
# the absence that was added. A receiver may give a sentence, to be told to them.
days_away_added = Signal()
days_away_taken_back = Signal()

# Somebody is about to let a person go. Provides: person, on. Each receiver gives what
# its app does about that, as a list of sentences.
leaving_is_asked = Signal()
