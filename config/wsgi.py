"""The door through which a web server calls the site."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
