"""Addresses of what a person sees and does about what is kept about them."""

from django.urls import path

from people import privacy_views

urlpatterns = [
    path("me/everything/", privacy_views.everything, name="everything"),
    path("me/looked/", privacy_views.who_looked, name="who_looked"),
]
