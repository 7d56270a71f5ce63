from django.urls import path

from champions import (
    appointing_views,
    coverage_views,
    handover_views,
    introducing_views,
    meeting_views,
    notes_views,
    nudging_views,
    suggesting_views,
    team_views,
    views,
)

urlpatterns = [
    path("coverage/", coverage_views.coverage, name="coverage"),
    path("coverage/file/", coverage_views.coverage_file, name="coverage_file"),
    path("coverage/months/", coverage_views.coverage_history, name="coverage_history"),
    path(
        "coverage/months/file/",
        coverage_views.coverage_history_file,
        name="coverage_history_file",
    ),
    path(
        "coverage/<slug:slug>/not-yet/",
        coverage_views.coverage_not_yet,
        name="coverage_not_yet",
    ),
    path(
        "coverage/<slug:slug>/not-yet/take-back/",
        coverage_views.coverage_not_yet_take_back,
        name="coverage_not_yet_take_back",
    ),
    path(
        "coverage/<slug:slug>/appoint/<slug:role>/",
        appointing_views.coverage_appoint,
        name="coverage_appoint",
    ),
    path(
        "coverage/<slug:slug>/appoint/<slug:role>/<int:person_id>/",
        appointing_views.coverage_appoint_person,
        name="coverage_appoint_person",
    ),
    path("help/", views.help_list, name="help_list"),
    path("help/ask/", views.help_ask, name="help_ask"),
    path("help/take-back/", views.help_take_back, name="help_take_back"),
    path("help/notes/", notes_views.help_notes, name="help_notes"),
    path(
        "help/notes/<int:note_id>/take-back/",
        notes_views.help_note_take_back,
        name="help_note_take_back",
    ),
    path("help/offers/", introducing_views.help_offers, name="help_offers"),
    path(
        "help/offers/take-back/",
        introducing_views.help_offers_take_back,
        name="help_offers_take_back",
    ),
    path(
        "help/introductions/<int:introduction_id>/",
        introducing_views.help_introduction,
        name="help_introduction",
    ),
    path(
        "help/<int:pk>/introduce/",
        introducing_views.help_introduce,
        name="help_introduce",
    ),
    path(
        "help/<int:pk>/introduce/<int:introduction_id>/call-off/",
        introducing_views.help_introduce_call_off,
        name="help_introduce_call_off",
    ),
    path("help/<int:pk>/", views.help_request, name="help_request"),
    path("help/<int:pk>/pass/", views.help_pass, name="help_pass"),
    path("handover/<int:person_id>/", handover_views.handover_days, name="handover"),
    path(
        "handover/<int:person_id>/who/",
        handover_views.handover_who,
        name="handover_who",
    ),
    path(
        "handover/<int:person_id>/check/",
        handover_views.handover_check,
        name="handover_check",
    ),
    path(
        "help/<int:pk>/times/", meeting_views.help_offer_times, name="help_offer_times"
    ),
    path(
        "help/<int:pk>/times/<int:times_id>/pick/",
        meeting_views.help_pick_time,
        name="help_pick_time",
    ),
    path(
        "help/<int:pk>/times/<int:times_id>/take-back/",
        meeting_views.help_take_times_back,
        name="help_take_times_back",
    ),
    path("letters/", nudging_views.letters_wanted, name="letters_wanted"),
    path("team/", team_views.team_home, name="team_home"),
    path("team/<slug:slug>/", team_views.team, name="team"),
    path("team/<slug:slug>/list.csv", team_views.team_csv, name="team_csv"),
    path("team/<slug:slug>/list.xlsx", team_views.team_xlsx, name="team_xlsx"),
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
