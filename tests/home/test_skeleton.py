"""The skeleton of the site stands, however often and wherever it is made."""

from django.contrib.auth.models import Group
from django.core.management import call_command

from wagtail.models import GroupPagePermission, Page, Site

import pytest

from home.models import HomePage
from home.skeleton import ACCESS_TEAM, EDITORS, MODERATORS, build_site


def test_the_site_begins_at_the_home_page(site_skeleton):
    site = Site.objects.get(is_default_site=True)

    assert site.root_page.specific == site_skeleton.home
    assert site_skeleton.modules.url_path == "/home/modules/"
    assert site_skeleton.cafes.url_path == "/home/cafes/"
    assert site_skeleton.guidance.url_path == "/home/guidance/"
    assert site_skeleton.stories.url_path == "/home/stories/"


def test_the_host_name_comes_from_the_setting(site_skeleton, settings):
    settings.SITE_URL = "https://sociable.aireford.example"

    build_site()

    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("sociable.aireford.example", 443)


def test_the_welcome_page_is_gone(site_skeleton):
    assert not Page.objects.filter(depth=2).exclude(pk=site_skeleton.home.pk).exists()


def test_a_second_time_changes_nothing(site_skeleton):
    before = list(Page.objects.values_list("pk", "path", "title"))
    rights = GroupPagePermission.objects.count()

    assert build_site() == site_skeleton

    assert list(Page.objects.values_list("pk", "path", "title")) == before
    assert GroupPagePermission.objects.count() == rights


def test_a_site_from_before_gets_what_is_new(site_skeleton):
    site_skeleton.guidance.delete()
    site_skeleton.stories.delete()

    bones = build_site()

    assert bones.home == site_skeleton.home
    assert bones.guidance.url_path == "/home/guidance/"
    assert bones.stories.url_path == "/home/stories/"


def test_words_changed_by_an_editor_stay(site_skeleton):
    HomePage.objects.update(headline="Hello, Aireford")

    assert build_site().home.headline == "Hello, Aireford"


def test_editors_write_and_moderators_publish(site_skeleton):
    def rights(name):
        return set(
            GroupPagePermission.objects.filter(group__name=name).values_list(
                "permission__codename", flat=True
            )
        )

    assert rights(EDITORS) == {"add_page", "change_page"}
    assert "publish_page" in rights(MODERATORS)


def test_moderators_write_local_boxes_which_are_published_at_once(site_skeleton):
    def may(name):
        return Group.objects.get(name=name).permissions.filter(codename="add_localbox")

    assert may(MODERATORS).exists()
    assert not may(EDITORS).exists()


def test_the_access_team_looks_after_people_and_publishes_nothing(site_skeleton):
    team = Group.objects.get(name=ACCESS_TEAM)
    may = {
        f"{app}.{name}"
        for app, name in team.permissions.values_list(
            "content_type__app_label", "codename"
        )
    }

    assert {
        "wagtailadmin.access_admin",
        "people.add_user",
        "people.change_appointment",
        "cafes.change_venue",
    } <= may
    # The list says who asked for help.
    assert "pages.view_message" not in may
    assert not team.page_permissions.exists()


@pytest.mark.django_db(transaction=True)
def test_it_stands_again_after_the_database_was_emptied():
    call_command("flush", interactive=False, verbosity=0)
    assert not Page.objects.exists()

    bones = build_site()

    assert Site.objects.get(is_default_site=True).root_page.specific == bones.home
    assert bones.home.get_parent().is_root()


def test_the_command_says_what_stands(db, capsys):
    call_command("setup_site")

    assert "Sociable, Modules, Cafés, Guidance" in capsys.readouterr().out
