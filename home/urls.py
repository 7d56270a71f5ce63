from django.urls import path

from home import health, views

urlpatterns = [
    path("me/", views.my_page, name="my_page"),
    path("me/record/", views.my_record, name="my_record"),
    path("search/", views.search, name="search"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
