from django.urls import path

from champions import views

urlpatterns = [
    path("help/", views.help_list, name="help_list"),
    path("help/ask/", views.help_ask, name="help_ask"),
    path("help/<int:pk>/", views.help_request, name="help_request"),
    path("help/<int:pk>/pass/", views.help_pass, name="help_pass"),
    path("team/", views.team_home, name="team_home"),
    path("team/<slug:slug>/", views.team, name="team"),
]
