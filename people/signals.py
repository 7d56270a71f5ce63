"""What people tells the apps above it, once it is certain (after commit)."""

from django.dispatch import Signal

# A person has left, or is to leave. Provides: person, on (the day from which on).
person_left = Signal()
