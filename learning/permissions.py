"""Who may read a module; the same for many stands in ModulePageQuerySet.readable_by."""


def can_read(person, module):
    """Whether this person, or somebody signed out, may read a published module."""
    return module.is_public or person.is_authenticated


def can_edit(person, page):
    """Whether this person may open the page in the page editor; asks the database only
    about those who may enter the Wagtail admin at all."""
    return (
        person.has_perm("wagtailadmin.access_admin")
        and page.permissions_for_user(person).can_edit()
    )
