"""The floor: a Django view with one indexed SELECT, and nothing else around it.

Served as the site is, by the same program with as many processes and threads, on the
same database. What a page costs is told as a multiple of this.
"""

from django import setup
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import path


def application_without_middleware():
    """The WSGI application: after the set-up, since parts of the site insist on their
    middleware, it takes all of it away."""
    setup()
    settings.MIDDLEWARE = []
    settings.ROOT_URLCONF = "bench.floor"
    return WSGIHandler()


def one_row(request, person_id):
    """The name of one person, by the primary key."""
    from people.models import User

    return HttpResponse(User.objects.values_list("name", flat=True).get(pk=person_id))


urlpatterns = [path("floor/<int:person_id>/", one_row)]
