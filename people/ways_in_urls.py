"""The ways in besides a password: a work account."""

from django.urls import path

from people import work_account_views

urlpatterns = [
    path(
        "sign-in/with/<slug:slug>/",
        work_account_views.start,
        name="work_account_start",
    ),
    path(
        "sign-in/with/<slug:slug>/back/",
        work_account_views.back,
        name="work_account_back",
    ),
]
