"""Guidance and stories go the way of the modules: again and again, without loss.

What holds for every kind of file is tried with modules in test_content.py.
"""

from datetime import date

from django.core.management import CommandError, call_command

from wagtail.models import Revision

import pytest

from home import acknowledging
from home.models import GuidancePage, LoadedContent, LocalBox, StoryPage
from tests.home.factories import LocalBoxFactory
from tests.people.factories import PersonFactory

GUIDANCE = """\
slug: answering
title: Answering
summary: How fast, and in what voice.
looked_after_by: digital access team
checked_on: 2026-11-02
review_on: 2027-05-02
body:
  - text: |
      ## Hours

      Within **two** hours.
  - do_dont: {do: [Sign it], dont: [Shout]}
changes:
  - version: 1
    day: 2026-11-02
    what: The first version.
"""
STORY = """\
slug: the-front-desk
title: It’s the front desk
summary: How somebody came to it.
name: Joan Braithwaite
job: customer services officer
service: Compton Community Hub
platform: facebook
made_up: true
opening: I’d never had an account.
tried: |
  I wrote as I talk.

  - Slowly
  - With **two** fingers
happened: She rang me.
quote: It’s the same job.
again: Begin early.
not_for: The knitting group.
told_on: 2026-10-12
agreed_on: 2026-10-19
review_on: 2028-10-19
"""
FILES = {"guidance/1-answering.yaml": GUIDANCE, "stories/desk.yaml": STORY}
MODELS = {"guidance/1-answering.yaml": GuidancePage, "stories/desk.yaml": StoryPage}
each = pytest.mark.parametrize("name", FILES)


@pytest.fixture
def content(settings, tmp_path, site_skeleton):
    settings.CONTENT_DIR = tmp_path
    for folder in ("guidance", "stories"):
        (tmp_path / folder).mkdir()
    return tmp_path


def load(capsys):
    call_command("load_content")
    return capsys.readouterr().out


def write(content, name, old="", new=""):
    assert old in FILES[name]
    text = FILES[name].replace(old, new, 1) if old else FILES[name]
    (content / name).write_text(text, encoding="utf-8")


class TestLoading:
    def test_guidance_arrives_whole(self, content, site_skeleton, capsys):
        write(content, "guidance/1-answering.yaml")
        load(capsys)

        page = GuidancePage.objects.child_of(site_skeleton.guidance).get()
        assert page.live
        assert [block.block_type for block in page.body] == ["text", "do_dont"]
        assert "<b>two</b>" in page.body[0].value.source
        assert page.version == 1
        assert page.newest_change.value["day"] == date(2026, 11, 2)
        assert page.licence == GuidancePage.Licence.CC_BY
        page.full_clean()

    def test_made_up_stories_stay_away_from_a_real_site(
        self, content, site_skeleton, settings, capsys
    ):
        settings.SAMPLE_CITY = False
        write(content, "stories/desk.yaml")
        load(capsys)
        assert not StoryPage.objects.exists()

        call_command("load_content", stories=True)
        assert StoryPage.objects.get().is_made_up

    def test_a_story_arrives_whole(self, content, site_skeleton, capsys):
        write(content, "stories/desk.yaml")
        load(capsys)

        page = StoryPage.objects.child_of(site_skeleton.stories).get()
        assert page.live
        assert page.person_name == "Joan Braithwaite"
        assert page.is_made_up
        assert page.tried == (
            "<p>I wrote as I talk.</p>"
            "<ul><li>Slowly</li><li>With <b>two</b> fingers</li></ul>"
        )
        assert page.told_on == date(2026, 10, 12)
        page.full_clean()

    @each
    def test_a_second_time_makes_no_double_and_no_revision(self, content, capsys, name):
        write(content, name)
        load(capsys)
        revisions = Revision.objects.count()

        assert "nothing new" in load(capsys)

        assert MODELS[name].objects.count() == 1
        assert Revision.objects.count() == revisions

    @each
    def test_new_words_are_published(self, content, capsys, name):
        write(content, name)
        load(capsys)
        write(content, name, "summary: How", "summary: Why")

        assert "brought up to date" in load(capsys)
        assert MODELS[name].objects.get().summary.startswith("Why")

    @each
    def test_what_was_edited_since_is_left_alone(self, content, capsys, name):
        write(content, name)
        load(capsys)
        page = MODELS[name].objects.get()
        page.summary = "Our own words."
        page.save_revision().publish()
        write(content, name, "summary: How", "summary: Why")

        assert "it was edited here; left alone." in load(capsys)
        assert MODELS[name].objects.get().summary == "Our own words."

    def test_a_local_box_is_no_edit_and_stays(self, content, capsys):
        name = "guidance/1-answering.yaml"
        write(content, name)
        load(capsys)
        LocalBoxFactory(page=GuidancePage.objects.get())
        write(content, name, "**two** hours", "**three** hours")

        assert "brought up to date" in load(capsys)
        assert LocalBox.objects.get().page == GuidancePage.objects.get()

    def test_what_people_have_read_stays_read(self, content, capsys):
        name = "guidance/1-answering.yaml"
        write(content, name)
        load(capsys)
        person = PersonFactory()
        acknowledging.acknowledge(person, GuidancePage.objects.get(), 1)
        new = "changes:\n  - {version: 2, day: 2026-12-01, what: Three hours.}\n"
        write(content, name, "changes:\n", new)

        load(capsys)

        page = GuidancePage.objects.get()
        assert page.version == 2
        assert page.acknowledgements.get().version == 1

    def test_guidance_stands_in_the_order_of_its_files(self, content, capsys):
        for number, slug in ((2, "aaa"), (1, "bbb")):
            text = GUIDANCE.replace("slug: answering", f"slug: {slug}")
            (content / "guidance" / f"{number}.yaml").write_text(text)
        load(capsys)

        pages = GuidancePage.objects.order_by("path")
        assert [page.slug for page in pages] == ["bbb", "aaa"]


FAULTS = {
    "no summary": (
        "guidance/1-answering.yaml",
        "summary: How fast, and in what voice.\n",
        "",
        None,
        "“summary: …” is missing",
    ),
    "no changes": (
        "guidance/1-answering.yaml",
        GUIDANCE[GUIDANCE.index("changes:") :],
        "",
        None,
        "“changes: …” is missing",
    ),
    "a block in which something is done": (
        "guidance/1-answering.yaml",
        "- do_dont:",
        "- check:",
        "- do_dont:",
        "no block called “check”",
    ),
    "a day that is none": (
        "guidance/1-answering.yaml",
        "day: 2026-11-02",
        "day: soon",
        "day: 2026-11-02",
        "Here a day is needed",
    ),
    "a day with an hour": (
        "guidance/1-answering.yaml",
        "day: 2026-11-02",
        "day: 2026-11-02 10:00:00",
        "day: 2026-11-02",
        "Here a day is needed",
    ),
    "a version that is there twice": (
        "guidance/1-answering.yaml",
        "changes:\n",
        "changes:\n  - {version: 1, day: 2026-12-01, what: Again.}\n",
        None,
        "line 15: “version”: Version 1 is told of already.",
    ),
    "a licence that there is not": (
        "guidance/1-answering.yaml",
        "slug: answering\n",
        "slug: answering\nlicence: none\n",
        "title: Answering",
        "“licence”",
    ),
    "a key of another kind": (
        "stories/desk.yaml",
        "service: Compton",
        "covers: Compton",
        None,
        "“service: …” is missing",
    ),
    "a heading in a story": (
        "stories/desk.yaml",
        "happened: She rang me.",
        "happened: '## She rang me.'",
        "happened:",
        "There is <h2>",
    ),
    "a figure for words": (
        "stories/desk.yaml",
        "again: Begin early.",
        "again: 7",
        "again:",
        "“again” needs words",
    ),
    "a platform that there is not": (
        "stories/desk.yaml",
        "platform: facebook",
        "platform: myspace",
        "platform:",
        "“platform”",
    ),
    "a summary that is too long": (
        "stories/desk.yaml",
        "summary: How somebody came to it.",
        f"summary: {'long ' * 40}",
        "summary:",
        "“summary”",
    ),
}


class TestBadFiles:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_it_says_where_and_what_and_changes_nothing(self, content, capsys, fault):
        name, old, new, line_of, sentence = FAULTS[fault]
        write(content, name, old, new)

        with pytest.raises(CommandError) as error:
            load(capsys)

        message = str(error.value)
        assert message.startswith(name)
        assert sentence in message
        if line_of:
            line = FILES[name][: FILES[name].index(line_of)].count("\n") + 1
            assert f"{name}, line {line}" in message
        assert not MODELS[name].objects.exists()
        assert not LoadedContent.objects.exists()

    def test_the_good_files_of_other_kinds_are_loaded(self, content, capsys):
        write(content, "guidance/1-answering.yaml", "version: 1", "version: one")
        write(content, "stories/desk.yaml")

        with pytest.raises(CommandError, match="guidance"):
            load(capsys)

        assert StoryPage.objects.exists()
