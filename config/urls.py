"""Every address of the site; the only file that includes each app's urls."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from pages.media import media
from pages.styleguide import styleguide
from pages.turning_off import turn_off

handler500 = "home.errors.server_error"

urlpatterns = [
    # Wagtail's own sign-in and reset lead to ours, which are throttled.
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    re_path(
        r"^admin/password_reset/",
        RedirectView.as_view(pattern_name="account_reset_password"),
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("people.ways_in_urls")),
    path("", include("people.urls")),
    path("", include("people.privacy_urls")),
    path("media/<path:path>", media, name="media"),
    path("messages/off/<str:token>/", turn_off, name="turn_off"),
    path("", include("learning.urls")),
    path("", include("cafes.urls")),
    path("", include("champions.urls")),
    path("", include("home.urls")),
]
if settings.SAMPLE_CITY:
    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))
urlpatterns.append(path("", include(wagtail_urls)))
