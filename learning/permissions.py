"""Who may read a module; the same for many stands in ModulePageQuerySet.readable_by."""


def can_read(person, module):
    """Whether this person, or somebody signed out, may read a published module."""
    return module.is_public or person.is_authenticated
