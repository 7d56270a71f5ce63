"""Who may read a module and who may write one; who may read many of them at once
stands in ModulePageQuerySet.readable_by."""


def can_read(person, module):
    """Whether this person, or somebody signed out, may read a published module."""
    return module.is_public or person.is_authenticated


def can_edit(person, page):
    """Whether this person may open the page in the page editor; asks the database only
    about those who may enter the Wagtail admin at all."""
    may_enter = person.has_perm("wagtailadmin.access_admin")
    return may_enter and page.permissions_for_user(person).can_edit()


def can_add_below(person, page):
    """Whether this person may write a new page below this one."""
    may_enter = person.has_perm("wagtailadmin.access_admin")
    return may_enter and page.permissions_for_user(person).can_add_subpage()
