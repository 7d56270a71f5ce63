"""Signing in and out, passwords, and my details; of allauth only what is named here."""

from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from allauth.account import views as account

from people import access_views, import_views, unsent_views, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/not-open/", account.account_inactive, name="account_inactive"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("forgotten-password/", account.password_reset, name="account_reset_password"),
    path(
        "forgotten-password/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    # One pattern for both parts: with converters the first takes the dash.
    re_path(
        r"^forgotten-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "forgotten-password/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("media/people/<str:name>", views.photograph, name="photograph"),
    path("me/unsent/", unsent_views.unsent_forms, name="unsent"),
    path("me/unsent/open/", unsent_views.unsent_open, name="unsent_open"),
    path(
        "me/unsent/<int:number>/throw-away/",
        unsent_views.unsent_throw_away,
        name="unsent_throw_away",
    ),
    path("me/details/", views.my_details, name="my_details"),
    path("me/details/away/", views.away_add, name="away_add"),
    path(
        "me/details/away/<int:absence_id>/remove/",
        views.away_remove,
        name="away_remove",
    ),
    path("me/details/willing/", views.willing_say, name="willing_say"),
    path(
        "me/details/willing/take-back/",
        views.willing_take_back,
        name="willing_take_back",
    ),
    path("me/details/messages/", views.message_choices, name="message_choices"),
    path(
        "me/details/password/",
        account.password_change,
        name="account_change_password",
    ),
    path("access/", access_views.access, name="access"),
    path("access/file/", access_views.access_file, name="access_file"),
    path("staff/", import_views.staff_imports, name="staff_imports"),
    path("staff/<int:import_id>/", import_views.staff_import, name="staff_import"),
    path(
        "staff/<int:import_id>/columns/",
        import_views.staff_import_columns,
        name="staff_import_columns",
    ),
    path(
        "staff/<int:import_id>/progress/",
        import_views.staff_import_progress,
        name="staff_import_progress",
    ),
    path(
        "staff/<int:import_id>/apply/",
        import_views.staff_import_apply,
        name="staff_import_apply",
    ),
    path(
        "staff/<int:import_id>/throw-away/",
        import_views.staff_import_throw_away,
        name="staff_import_throw_away",
    ),
    path(
        "staff/<int:import_id>/problems/",
        import_views.staff_import_problems,
        name="staff_import_problems",
    ),
    path("staff/of/<slug:slug>/", import_views.staff_export, name="staff_export"),
]
