from django.urls import path

from champions import nudging_views, suggesting_views, team_views, views

urlpatterns = [
    path("help/", views.help_list, name="help_list"),
    path("help/ask/", views.help_ask, name="help_ask"),
    path("help/take-back/", views.help_take_back, name="help_take_back"),
    path("help/<int:pk>/", views.help_request, name="help_request"),
    path("help/<int:pk>/pass/", views.help_pass, name="help_pass"),
    path("letters/", nudging_views.letters_wanted, name="letters_wanted"),
    path("team/", team_views.team_home, name="team_home"),
    path("team/<slug:slug>/", team_views.team, name="team"),
    path("team/<slug:slug>/ask/", suggesting_views.team_ask, name="team_ask"),
    path(
        "team/<slug:slug>/ask/form/",
        suggesting_views.team_ask_form,
        name="team_ask_form",
    ),
    path(
        "team/<slug:slug>/ask/check/",
        suggesting_views.team_ask_check,
        name="team_ask_check",
    ),
    path(
        "team/<slug:slug>/asked/<int:assignment_id>/take-back/",
        suggesting_views.team_withdraw,
        name="team_withdraw",
    ),
    path(
        "team/<slug:slug>/asked/<int:assignment_id>/take-back-all/",
        suggesting_views.team_withdraw_all,
        name="team_withdraw_all",
    ),
    path(
        "team/<slug:slug>/<int:person_id>/", team_views.team_person, name="team_person"
    ),
    path(
        "team/<slug:slug>/<int:person_id>/mark/",
        team_views.team_mark,
        name="team_mark",
    ),
    path(
        "team/<slug:slug>/<int:person_id>/unmark/",
        team_views.team_unmark,
        name="team_unmark",
    ),
    path(
        "team/<slug:slug>/<int:person_id>/write/",
        nudging_views.team_write,
        name="team_write",
    ),
    path(
        "team/<slug:slug>/<int:person_id>/write/check/",
        nudging_views.team_write_check,
        name="team_write_check",
    ),
]
