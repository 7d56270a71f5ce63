"""Addresses of learning that are not pages in Wagtail's tree."""

from django.urls import path

from learning.views import certificate, plan

urlpatterns = [
    path("certificates/", certificate.certificate_check, name="certificate_check"),
    path("certificates/<str:code>/", certificate.certificate, name="certificate"),
    path("me/plans/<int:plan_id>/", plan.plan, name="plan"),
]
