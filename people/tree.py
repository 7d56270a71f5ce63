"""Adding, moving and removing services; a tree with the organisations as its roots."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from people.models import Service


class NotMoved(Exception):
    """A service cannot be put there; as a string it says so to the reader."""


class NotRemoved(Exception):
    """Something still hangs on the service; as a string it says so to the reader."""


@transaction.atomic
def add(name, slug, below=None):
    """Add a service below another, or an organisation when there is none."""
    lock()
    if below is None:
        return Service.add_root(name=name, slug=slug)
    return Service.objects.get(pk=below.pk).add_child(name=name, slug=slug)


@transaction.atomic
def change(service, name, slug, below=None):
    """Rename a service, give it an address, and put it below another (None: a root).

    All that lies below it comes along. Raises NotMoved when the other is below it.
    """
    lock()
    service = Service.objects.get(pk=service.pk)
    service.name, service.slug = name, slug
    service.save(update_fields=["name", "slug"])
    above = service.get_parent()
    if above == below:
        return service
    if below is None:
        service.move(Service.get_last_root_node(), "last-sibling")
    elif below.is_within(service):
        raise NotMoved(
            _("%(below)s is part of %(service)s, so cannot stand above it.")
            % {"below": below.name, "service": service.name}
        )
    else:
        service.move(Service.objects.get(pk=below.pk), "last-child")
    return Service.objects.get(pk=service.pk)


@transaction.atomic
def remove(service):
    """Remove a service on which nothing hangs; else raise NotRemoved."""
    lock()
    service = Service.objects.get(pk=service.pk)
    if service.get_children_count():
        raise NotRemoved(
            _("There are services below %(service)s. Move or remove them first.")
            % {"service": service.name}
        )
    if service.people.exists():
        raise NotRemoved(
            _("There are people in %(service)s. Move them to another service first.")
            % {"service": service.name}
        )
    if service.appointments.exists():
        raise NotRemoved(
            _(
                "Somebody holds or held a role for %(service)s, and its history is "
                "kept. Rename it, or put it below another."
            )
            % {"service": service.name}
        )
    try:
        service.delete()
    except ProtectedError as error:
        raise NotRemoved(
            _("Something still belongs to %(service)s, so it stays.")
            % {"service": service.name}
        ) from error


def lock():
    """One hand at the tree at a time, until the transaction ends: a path written from
    an old tree breaks it."""
    list(Service.objects.filter(depth=1).select_for_update().values_list("pk"))
