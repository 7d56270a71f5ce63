"""Stories: who told them, who may be asked, and how long they hold."""

import json
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

import pytest

from tests.home.factories import StoryPageFactory
from tests.people.factories import PersonFactory
from tests.queries import assert_steady_queries

ASK = "Write to your own champion"


@pytest.fixture
def joan(site_skeleton):
    return PersonFactory(name="Joan Braithwaite", phone="0113 496 0127")


@pytest.fixture
def story(joan):
    return StoryPageFactory(person=joan, may_be_asked=True)


def read(client, page):
    return " ".join(client.get(page.url).content.decode().split())


def yesterday():
    return timezone.localdate() - timedelta(days=1)


def draft_of(story):
    """What an editor's form sends of a story that nobody has agreed to yet."""
    names = ("title", "slug", "summary", "person_name", "job_title", "service_name")
    plain = {name: getattr(story, name) for name in (*names, "opening", "quote")}
    line = {
        "key": "a",
        "text": "Words.",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    rich = json.dumps({"entityMap": {}, "blocks": [line]})
    return {
        **plain,
        **dict.fromkeys(("tried", "happened", "again", "not_for"), rich),
        **dict.fromkeys(("told_to", "told_on", "agreed_on", "review_on", "person"), ""),
        "platform": "any",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }


class TestReading:
    def test_anybody_reads_who_told_what_and_when(self, client, story):
        html = read(client, story)

        for words in (
            "<b>Joan Braithwaite</b>, customer services officer, Compton Community Hub",
            "Told in October 2026.",
            "What I tried",
            "She rang me back.",
            "Where it wasn’t the right tool",
            "The knitting group.",
            "Joan read this and agreed on 19 October 2026 to its being here",
        ):
            assert words in html

    def test_one_that_is_made_up_says_so(self, client, site_skeleton):
        html = read(client, StoryPageFactory(is_made_up=True))

        assert "Nobody of that name told it." in html
        assert "agreed" not in html

    def test_one_that_is_due_is_shown_and_says_when_it_was_told(
        self, client, site_skeleton
    ):
        story = StoryPageFactory(review_on=yesterday())

        html = read(client, story)

        assert "This was told in October 2026, and is due for another look." in html
        assert "She rang me back." in html

    def test_a_name_of_one_word_has_its_initial(self, client, site_skeleton):
        assert "Cher’s story" in read(client, StoryPageFactory(person_name="Cher"))


class TestAsking:
    def test_a_colleague_is_told_how_to_reach_whoever_told_it(self, client, story):
        client.force_login(PersonFactory())

        html = read(client, story)

        assert "Joan is glad to be asked." in html
        assert f'href="{reverse("help_ask")}"' in html
        assert "soc-avatar--talk" in html
        assert story.person.phone not in html

    def test_the_public_is_not(self, client, story):
        html = read(client, story)

        assert ASK not in html
        assert "soc-avatar--talk" not in html

    def test_nobody_is_led_to_themselves(self, client, story):
        client.force_login(story.person)

        assert ASK not in read(client, story)

    def test_whoever_did_not_agree_to_it_is_left_alone(self, client, joan):
        client.force_login(PersonFactory())

        assert ASK not in read(client, StoryPageFactory(person=joan))

    def test_nor_is_whoever_has_left(self, client, story):
        story.person.left_on = timezone.localdate()
        story.person.save()
        client.force_login(PersonFactory())

        assert ASK not in read(client, story)

    def test_the_story_outlives_the_account(self, client, story):
        story.person.delete()
        client.force_login(PersonFactory())

        html = read(client, story)

        assert "Joan Braithwaite" in html
        assert ASK not in html

    def test_only_a_colleague_on_the_site_can_be_asked(self, site_skeleton):
        story = StoryPageFactory()
        story.may_be_asked = True

        with pytest.raises(ValidationError, match="which colleague"):
            story.full_clean()

    def test_the_next_look_comes_after_the_telling(self, site_skeleton):
        story = StoryPageFactory()
        story.review_on = story.told_on

        with pytest.raises(ValidationError, match="comes after"):
            story.full_clean()


class TestPublishing:
    def test_nobody_agrees_before_it_was_told(self, story):
        story.agreed_on = story.told_on - timedelta(days=1)
        with pytest.raises(ValidationError, match="on the day it was told, or after"):
            story.full_clean()

    @pytest.mark.parametrize("field", ["agreed_on", "told_on", "review_on"])
    def test_nothing_is_published_without_its_days(self, site_skeleton, field):
        story = StoryPageFactory()
        setattr(story, field, None)

        with pytest.raises(ValidationError, match=field):
            story.full_clean()

    def test_a_draft_is_kept_without_them_and_not_published(
        self, client, site_skeleton
    ):
        story = StoryPageFactory()
        story.unpublish()
        client.force_login(PersonFactory(is_superuser=True))
        edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
        typed = draft_of(story)

        assert client.post(edit, typed).status_code == 302
        client.post(edit, typed | {"action-publish": "1"})

        story.refresh_from_db()
        assert not story.live
        assert story.get_latest_revision_as_object().agreed_on is None


class TestList:
    def test_the_last_told_comes_first(self, client, site_skeleton):
        day = timezone.localdate()
        StoryPageFactory(title="Long ago", told_on=day - timedelta(days=400))
        StoryPageFactory(title="Lately", told_on=day)

        html = client.get("/stories/").content.decode()

        assert html.index("Lately") < html.index("Long ago")

    def test_an_unpublished_one_is_not_in_it(self, client, story):
        story.unpublish()

        html = client.get("/stories/").content.decode()

        assert story.title not in html
        assert "Nobody has told one yet" in html

    def test_it_costs_the_same_however_long(self, client, site_skeleton):
        assert_steady_queries(
            lambda count: [
                StoryPageFactory(person=PersonFactory(), may_be_asked=True)
                for _number in range(count)
            ],
            lambda: client.get("/stories/"),
        )


class TestFrontPage:
    def test_it_tells_the_newest_that_somebody_told(self, client, site_skeleton):
        day = timezone.localdate()
        StoryPageFactory(quote="Made up today.", told_on=day, is_made_up=True)
        StoryPageFactory(quote="Due again.", told_on=yesterday(), review_on=day)
        StoryPageFactory(quote="Mine, last week.", told_on=day - timedelta(days=7))

        html = client.get("/").content.decode()

        assert "Mine, last week." in html
        assert "Made up today." not in html
        assert "Due again." not in html

    def test_one_made_up_says_so_there_too(self, client, site_skeleton):
        StoryPageFactory(is_made_up=True)

        assert "Made up, after many like it." in client.get("/").content.decode()

    def test_without_a_story_nothing_is_missing(self, client, site_skeleton):
        assert "soc-front-story" not in client.get("/").content.decode()
