"""The loader of shipped modules: again and again, without doubles, without loss."""

import io

from django.core.management import CommandError, call_command

from wagtail.models import Revision

import pytest
from PIL import Image

from home.content.rich_text import from_markdown
from home.models import LoadedContent
from learning import progress
from learning.models import ModulePage
from learning.outline import outline_of
from pages.models import Picture
from tests.people.factories import PersonFactory

MODULE = """\
slug: saying-hello
title: Saying hello
summary: How to begin.
about: any
icon: talk
thanks: Somebody will be glad of it.
covers: two steps on saying hello
looked_after_by: digital access team
checked_on: 2026-11-02
review_on: 2027-05-02
confidence: Saying hello, I feel
steps:
  - id: first
    slug: the-first-word
    title: The first word
    minutes: 3
    body:
      - confidence: {id: before}
      - text: |
          Say **hello**, then [read more](https://words.example/).

          ## Why

          - It is short
          - It is kind
      - picture: {file: pictures/cup.png, alt: A cup of tea}
      - practice:
          id: neighbour
          turns:
            - id: begin
              who: Len
              says: Morning
              prompt: What do you say?
              replies:
                - id: back
                  text: Morning, Len
                  then_who: Len
                  then_says: Nice day
                  verdict: worked
                  why: It was polite.
                  goes_to: end
                - id: nothing
                  text: You look at your feet.
                  then_who: Len
                  then_says: Suit yourself
                  verdict: backfired
                  why: He had begun.
            - id: end
              who: Len
              says: Bye
              prompt: And now?
              replies:
                - {id: bye, text: Bye, then_who: Len, then_says: Bye, why: It ends.}
                - {id: what, text: What, then_who: Len, then_says: Eh, why: Odd.}
      - check:
          id: what-first
          question: What comes first?
          choose: one
          options:
            - {id: hello, text: Hello, right: true, feedback: It does.}
            - {id: bye, text: Goodbye, feedback: That comes last.}
          not_sure: Think of a door.
  - id: second
    slug: the-last-word
    title: The last word
    minutes: 2
    body:
      - do_dont: {do: [Wave], dont: [Run]}
      - task: {id: try-it, text: I have said hello, how: "To **anybody**."}
      - plan: {id: plan, prompt: One thing I will try, examples: [Wave at Len]}
"""


@pytest.fixture
def content(settings, tmp_path, site_skeleton):
    """An empty folder of content, into which `write` puts a module and a picture."""
    settings.CONTENT_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    for folder in ("modules", "guidance", "stories"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pictures").mkdir()
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(picture, "PNG")
    (tmp_path / "pictures" / "cup.png").write_bytes(picture.getvalue())
    return tmp_path


def write(content, text=MODULE, name="saying-hello.yaml"):
    (content / "modules" / name).write_text(text, encoding="utf-8")


def load(capsys):
    call_command("load_content")
    return capsys.readouterr().out


def blocks_of(page, number=0):
    return {block.block_type: block for block in page.steps[number].value["body"]}


class TestLoading:
    def test_makes_a_published_page_in_the_library(
        self, content, site_skeleton, capsys
    ):
        write(content)

        assert "“Saying hello”: made." in load(capsys)

        page = ModulePage.objects.child_of(site_skeleton.modules).get()
        assert page.live
        assert not page.has_unpublished_changes
        assert page.confidence_statement == "Saying hello, I feel"
        assert [step.value["slug"] for step in page.steps] == [
            "the-first-word",
            "the-last-word",
        ]

    def test_every_kind_of_block_arrives(self, content, capsys):
        write(content)
        load(capsys)

        page = ModulePage.objects.get()
        first, second = blocks_of(page), blocks_of(page, 1)
        text = first["text"].value.source
        assert "<b>hello</b>" in text
        assert '<a href="https://words.example/">read more</a>' in text
        assert "<ul><li>It is short</li>" in text
        assert first["picture"].value["file"].file.name
        assert first["check"].value["options"][0]["right"] is True
        turns = first["practice"].value["turns"]
        assert turns[0]["replies"][0]["goes_to"] == turns[1]["label"] == "end"
        assert second["do_dont"].value["dont"][0] == "Run"
        assert "<b>anybody</b>" in second["task"].value["how"].source

    def test_a_second_time_makes_no_double_and_no_revision(self, content, capsys):
        write(content)
        load(capsys)
        revisions = Revision.objects.count()

        assert "“Saying hello”: nothing new." in load(capsys)

        assert ModulePage.objects.count() == 1
        assert Picture.objects.count() == 1
        assert Revision.objects.count() == revisions

    def test_a_file_with_another_number_in_front_is_the_same_file(
        self, content, capsys
    ):
        write(content, name="4-saying-hello.yaml")
        load(capsys)
        (content / "modules" / "4-saying-hello.yaml").rename(
            content / "modules" / "1-saying-hello.yaml"
        )

        assert "“Saying hello”: nothing new." in load(capsys)

    def test_ids_stay_when_words_and_order_change(self, content, capsys):
        write(content)
        load(capsys)
        asks = {ask.words: ask.id for ask in outline_of(ModulePage.objects.get()).asks}

        first, second = MODULE.split("  - id: second\n")
        head, first = first.split("  - id: first\n")
        write(
            content,
            f"{head}  - id: second\n{second}  - id: first\n{first}".replace(
                "What comes first?", "What would you say first?"
            ),
        )
        assert "brought up to date" in load(capsys)

        later = {ask.words: ask.id for ask in outline_of(ModulePage.objects.get()).asks}
        assert later["What would you say first?"] == asks["What comes first?"]
        assert later["I have said hello"] == asks["I have said hello"]

    def test_a_changed_picture_is_a_new_one(self, content, capsys):
        write(content)
        load(capsys)
        Image.new("RGB", (9, 9), "red").save(content / "pictures" / "cup.png")

        assert "brought up to date" in load(capsys)

        assert Picture.objects.count() == 2
        page = ModulePage.objects.get()
        assert blocks_of(page)["picture"].value["file"].width == 9

    def test_the_words_of_a_picture_stand_in_the_library_too(self, content, capsys):
        write(content)
        load(capsys)

        assert Picture.objects.get().description == "A cup of tea"


class TestHalfWay:
    """What happens to somebody who is half-way when the content is loaded again."""

    @pytest.fixture
    def enrolment(self, content, capsys):
        write(content)
        load(capsys)
        page = ModulePage.objects.get()
        outline = outline_of(page)
        enrolment = progress.begin(PersonFactory(), page)
        progress.arrive(enrolment, outline.steps[0])
        progress.answer_rightly(enrolment, outline.asks[0].id)
        progress.go_on(enrolment, outline.steps[0])
        progress.arrive(enrolment, outline.steps[1])
        return enrolment

    def state(self, enrolment):
        return progress.state_of(ModulePage.objects.get(), enrolment)

    def test_loading_the_same_keeps_their_progress(self, enrolment, content, capsys):
        load(capsys)

        state = self.state(enrolment)
        assert (state.done, state.next_step.number) == (1, 2)

    def test_new_words_keep_their_progress(self, enrolment, content, capsys):
        write(content, MODULE.replace("Say **hello**", "Say **hi**"))
        assert "brought up to date" in load(capsys)

        state = self.state(enrolment)
        assert (state.done, state.next_step.title) == (1, "The last word")

    def test_a_step_put_before_theirs_keeps_their_progress(
        self, enrolment, content, capsys
    ):
        new = (
            "steps:\n  - {id: new, slug: new, title: New, minutes: 1, "
            "body: [{text: Hello}]}\n"
        )
        write(content, MODULE.replace("steps:\n", new))
        assert "brought up to date" in load(capsys)

        state = self.state(enrolment)
        assert [step.is_done for step in state.steps] == [False, True, False]
        assert state.next_step.title == "The last word"

    def test_and_they_can_finish(self, enrolment, content, capsys):
        write(content, MODULE.replace("Say **hello**", "Say **hi**"))
        load(capsys)
        enrolment.module = page = ModulePage.objects.get()

        progress.tick(enrolment, outline_of(page).asks[1].id)
        state = progress.go_on(enrolment, outline_of(page).steps[1])

        assert state.finished_at


class TestLeftAlone:
    """What people have done to a page since is theirs."""

    @pytest.fixture
    def module(self, content, capsys):
        write(content)
        load(capsys)
        write(content, MODULE.replace("How to begin.", "Where to begin."))
        return ModulePage.objects.get()

    def summary(self):
        return ModulePage.objects.get().summary

    def test_an_edited_page(self, module, capsys):
        module.summary = "Our own words."
        module.save_revision().publish()

        assert "“Saying hello”: it was edited here; left alone." in load(capsys)
        assert self.summary() == "Our own words."

    def test_a_page_with_a_draft(self, module, capsys):
        module.summary = "Our own words."
        module.save_revision()

        assert "it was edited here" in load(capsys)
        assert self.summary() == "How to begin."
        assert module.get_latest_revision_as_object().summary == "Our own words."

    def test_a_page_edited_and_put_back(self, module, capsys):
        module.summary = "Our own words."
        module.save_revision().publish()
        module.revisions.order_by("created_at").first().publish()

        assert "it was edited here" in load(capsys)

    def test_an_unpublished_page(self, module, capsys):
        module.unpublish()

        assert "it was unpublished here" in load(capsys)
        assert not ModulePage.objects.get().live

    def test_a_moved_page(self, module, site_skeleton, capsys):
        module.move(site_skeleton.home, "last-child")

        assert "it was moved here" in load(capsys)
        assert ModulePage.objects.get().get_parent().specific == site_skeleton.home

    def test_a_deleted_page(self, module, capsys):
        module.delete()

        assert "it was deleted here" in load(capsys)
        assert not ModulePage.objects.exists()

    def test_a_page_that_somebody_made_at_its_address(
        self, content, site_skeleton, capsys
    ):
        site_skeleton.modules.add_child(
            instance=ModulePage(title="Ours", slug="saying-hello", summary="Ours")
        )
        write(content)

        assert "somebody has made a page at its address" in load(capsys)
        assert ModulePage.objects.get().title == "Ours"
        assert not LoadedContent.objects.exists()


FAULTS = {
    "a missing line": ("title: Saying hello\n", "", None, "“title: …” is missing"),
    "an unknown key": ("icon: talk", "icons: talk", "icon: talk", "called “icons”"),
    "an unknown block": (
        "- do_dont:",
        "- do_and_dont:",
        "- do_dont:",
        "no block called “do_and_dont”",
    ),
    "an unknown key in a block": (
        "          question:",
        "          asks:",
        "          question:",
        "nothing called “asks”",
    ),
    "an id that is there twice": (
        "{id: bye, text: G",
        "{id: hello, text: G",
        "{id: bye, text: G",
        "“hello” is used",
    ),
    "a key that is there twice": (
        "slug: saying-hello\n",
        "slug: saying-hello\nslug: again\n",
        "title: Saying hello",
        "“slug” stands here a second time",
    ),
    "two right answers to one question": (
        "Goodbye, feedback",
        "Goodbye, right: true, feedback",
        "          options:",
        "exactly one answer",
    ),
    "a reply that leads nowhere": (
        "goes_to: end",
        "goes_to: nowhere",
        "goes_to: end",
        "no turn with the short name “nowhere”",
    ),
    "a picture that is not there": (
        "cup.png",
        "mug.png",
        "cup.png",
        "no picture “pictures/mug.png”",
    ),
    "a picture outside the folder": (
        "pictures/cup.png",
        "modules/saying-hello.yaml",
        "cup.png",
        "must lie in content/pictures",
    ),
    "a picture without words": (
        ", alt: A cup of tea",
        "",
        "cup.png",
        "what the picture shows",
    ),
    "a reserved address": (
        "slug: the-last-word",
        "slug: finish",
        "slug: the-last-word",
        "needs itself",
    ),
    "a heading that a step may not have": (
        "          ## Why",
        "          # Why",
        "- text: |",
        "There is <h1>",
    ),
    "words where a figure belongs": (
        "minutes: 2",
        "minutes: two",
        "minutes: 2",
        "whole number",
    ),
    "yes where words belong": (
        "          question: What comes first?",
        "          question: yes",
        "          question: What",
        "words are needed",
    ),
    "a date that is none": (
        "checked_on: 2026-11-02",
        "checked_on: soon",
        "checked_on: 2026-11-02",
        "“checked_on”",
    ),
    "a platform that there is not": (
        "about: any",
        "about: myspace",
        "about: any",
        "“about”",
    ),
    "YAML that cannot be read": (
        "      - picture: {",
        "      - picture: {{",
        None,
        "cannot be read as YAML",
    ),
}


class TestBadFiles:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_it_says_where_and_what_and_changes_nothing(self, content, capsys, fault):
        old, new, line_of, sentence = FAULTS[fault]
        assert MODULE.count(old) == 1 or fault == "an unknown block"
        write(content, MODULE.replace(old, new, 1))

        with pytest.raises(CommandError) as error:
            load(capsys)

        message = str(error.value)
        assert sentence in message
        assert message.startswith("modules/saying-hello.yaml")
        if line_of:
            line = MODULE[: MODULE.index(line_of)].count("\n") + 1
            assert f"line {line}: " in message
        assert not ModulePage.objects.exists()
        assert not LoadedContent.objects.exists()
        assert not Picture.objects.exists()
        assert not [file for file in content.rglob("media/**/*") if file.is_file()]

    def test_it_leaves_what_was_loaded_before(self, content, capsys):
        write(content)
        load(capsys)
        write(content, MODULE.replace("minutes: 2", "minutes: two"))

        with pytest.raises(CommandError):
            load(capsys)

        assert ModulePage.objects.get().summary == "How to begin."

    def test_the_good_files_beside_it_are_loaded(self, content, capsys):
        write(content)
        write(content, "nothing", "broken.yaml")

        with pytest.raises(CommandError, match="broken.yaml"):
            load(capsys)

        assert ModulePage.objects.get().title == "Saying hello"

    def test_everything_wrong_is_said_at_once(self, content, capsys):
        write(
            content,
            MODULE.replace("minutes: 2", "minutes: two").replace("cup.png", "mug.png"),
        )

        with pytest.raises(CommandError) as error:
            load(capsys)

        assert str(error.value).count("modules/saying-hello.yaml, line") == 2

    def test_a_file_that_is_not_text(self, content, capsys):
        (content / "modules" / "x.yaml").write_bytes(b"\xff\xfe\x00")

        with pytest.raises(CommandError, match="not a text file in UTF-8"):
            load(capsys)


class TestMarkdown:
    def test_gives_what_an_editor_could_have_written(self):
        assert from_markdown("1. One,\n   still one\n\n2. *Two*", ["ol", "italic"]) == (
            "<ol><li>One, still one</li><li><i>Two</i></li></ol>"
        )

    def test_refuses_what_the_field_cannot_keep(self):
        with pytest.raises(ValueError, match="<li>, <ul>"):
            from_markdown("- one", ["bold"])

    def test_makes_no_code_run(self):
        with pytest.raises(ValueError, match="<script>"):
            from_markdown("Hello <script>alert(1)</script>")
