"""Addresses of learning that are not pages in Wagtail's tree."""

from django.urls import path

from learning.views import asked, certificate, plan

urlpatterns = [
    path("asked/<int:pk>/put-away/", asked.asked_put_away, name="asked_put_away"),
    path("asked/<int:pk>/not-for-me/", asked.asked_not_for_me, name="asked_not_for_me"),
    path("certificates/", certificate.certificate_check, name="certificate_check"),
    path("certificates/<str:code>/", certificate.certificate, name="certificate"),
    path("me/plans/<int:plan_id>/", plan.plan, name="plan"),
]
