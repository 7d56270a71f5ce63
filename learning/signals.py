"""Facts that learning announces to whoever lies above it."""

from django.dispatch import Signal

# Sent once, after the commit. provides args: completion
module_finished = Signal()
