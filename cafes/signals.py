"""What the cafés tell the apps above, once it is certain."""

from django.dispatch import Signal

# provides: session, by (the person who called it off)
one_to_one_called_off = Signal()
