"""Sessions under /cafes/sessions/, and the organiser's desk under /organise/."""

from django.urls import path

from cafes import (
    booking_for_views,
    desk_views,
    one_to_one_views,
    planning_views,
    views,
)

urlpatterns = [
    path("cafes/sessions/<int:session_id>/", views.session_detail, name="session"),
    path(
        "cafes/sessions/<int:session_id>/book/", views.session_book, name="session_book"
    ),
    path(
        "cafes/sessions/<int:session_id>/said/", views.session_said, name="session_said"
    ),
    path(
        "cafes/sessions/<int:session_id>/give-back/",
        views.session_give_back,
        name="session_give_back",
    ),
    path(
        "cafes/sessions/<int:session_id>/calendar.ics",
        views.session_calendar,
        name="session_calendar",
    ),
    path(
        "cafes/sessions/<int:session_id>/move/",
        one_to_one_views.one_to_one_move,
        name="one_to_one_move",
    ),
    path(
        "cafes/sessions/<int:session_id>/call-off/",
        one_to_one_views.one_to_one_call_off,
        name="one_to_one_call_off",
    ),
    path("organise/", desk_views.organise, name="organise"),
    path("organise/new/", planning_views.organise_new, name="organise_new"),
    path(
        "organise/<int:session_id>/",
        desk_views.organise_session,
        name="organise_session",
    ),
    path(
        "organise/<int:session_id>/another/",
        planning_views.organise_another,
        name="organise_another",
    ),
    path(
        "organise/<int:session_id>/change/",
        planning_views.organise_change,
        name="organise_change",
    ),
    path(
        "organise/<int:session_id>/cancel/",
        planning_views.organise_cancel,
        name="organise_cancel",
    ),
    path(
        "organise/<int:session_id>/book/",
        booking_for_views.organise_find,
        name="organise_find",
    ),
    path(
        "organise/<int:session_id>/book/<int:person_id>/",
        booking_for_views.organise_book,
        name="organise_book",
    ),
    path(
        "organise/for/<int:person_id>/",
        booking_for_views.organise_for,
        name="organise_for",
    ),
    path(
        "organise/<int:session_id>/give-back/<int:booking_id>/",
        booking_for_views.organise_give_back,
        name="organise_give_back",
    ),
    path(
        "organise/<int:session_id>/list.csv",
        desk_views.organise_list,
        name="organise_list",
    ),
    path(
        "organise/<int:session_id>/register/",
        desk_views.organise_register,
        name="organise_register",
    ),
    path(
        "organise/<int:session_id>/register/<int:booking_id>/",
        desk_views.organise_tick,
        name="organise_tick",
    ),
    path(
        "organise/<int:session_id>/register/add/",
        desk_views.organise_add,
        name="organise_add",
    ),
]
