"""Who may read a module, who may write one, and who may take back what somebody was
asked to do.

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


def can_edit(person, page):
    """Whether this person may open the page in the page editor; asks the database only
    about those who may enter the Wagtail admin at all."""
    may_enter = person.has_perm("wagtailadmin.access_admin")
    return may_enter and page.permissions_for_user(person).can_edit()


def can_add_below(person, page):
    """Whether this person may write a new page below this one."""
    may_enter = person.has_perm("wagtailadmin.access_admin")
    return may_enter and page.permissions_for_user(person).can_add_subpage()
