"""Who may read a module, and who may take back what somebody was asked to do.

The same for many stands in querysets.py: `readable_by` and `seen_by`.
"""

from people.permissions import can_look_after


def can_read(person, module):
    """Whether this person, or somebody signed out, may read a published module."""
    return module.is_public or person.is_authenticated


def can_withdraw(viewer, assignment, on=None):
    """Whether the viewer may see what this person was asked to do, and take it back:
    whoever looks after them now, whoever it was that asked."""
    return can_look_after(viewer, assignment.person, on)
