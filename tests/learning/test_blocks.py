"""What an editor is told before a module can be published."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile

import pytest
from PIL import Image

from learning.blocks import (
    CheckBlock,
    PictureBlock,
    PracticeBlock,
    StepBlock,
    StepsBlock,
)
from pages.models import Picture
from tests.learning.factories import (
    block,
    check,
    confidence,
    option,
    plan,
    practice,
    reply,
    step,
    task,
    text,
    turn,
)


def faults(block_type, raw):
    """Every sentence that an editor would read about this block, as one text."""
    with pytest.raises(ValidationError) as caught:
        block_type.clean(block_type.to_python(raw))
    return "\n".join(_sentences(caught.value))


def _sentences(error):
    for inner in getattr(error, "block_errors", {}).values():
        yield from _sentences(inner)
    for inner in getattr(error, "non_block_errors", []):
        yield str(inner)
    if not hasattr(error, "block_errors"):
        yield from error.messages


def clean(block_type, raw):
    return block_type.clean(block_type.to_python(raw))


def test_one_answer_needs_exactly_one_that_is_right():
    for options in (
        [option("A"), option("B")],
        [option("A", right=True), option("B", right=True)],
    ):
        said = faults(CheckBlock(), check(options=options)["value"])
        assert "Mark exactly one answer as right" in said
    assert clean(CheckBlock(), check()["value"])


def test_several_answers_need_a_right_and_a_wrong_one():
    for is_right in (True, False):
        options = [option("A", right=is_right), option("B", right=is_right)]
        said = faults(CheckBlock(), check(options=options, choose="several")["value"])
        assert "Mark at least one answer as right" in said


def test_every_answer_needs_words_to_whoever_chooses_it():
    options = [option("A", right=True, feedback=""), option("B")]
    assert "whoever chooses it” is empty" in faults(
        CheckBlock(), check(options=options)["value"]
    )


def test_a_reply_leads_only_to_a_turn_that_is_there():
    turns = [turn("first", [reply("Yes", goes_to="nowhere"), reply("No")])]
    said = faults(PracticeBlock(), practice(turns)["value"])
    assert "There is no turn with the short name “nowhere”" in said


def test_two_turns_have_two_names():
    said = faults(PracticeBlock(), practice([turn("first"), turn("first")])["value"])
    assert "Another turn has this short name already" in said


def test_a_reply_may_lead_back():
    turns = [turn("first", [reply("Again", goes_to="first"), reply("No")])]
    assert clean(PracticeBlock(), practice(turns)["value"])


@pytest.mark.parametrize("slug", ["finish", "plan", "certificate", "sessions", "Next"])
def test_an_address_that_the_site_needs_is_refused(slug):
    assert "needs itself" in faults(StepBlock(), step("A", slug=slug)["value"])


def test_an_address_has_only_letters_figures_and_hyphens():
    assert "Use only small letters" in faults(
        StepBlock(), step("A", slug="ü b")["value"]
    )


def test_an_address_left_empty_is_made_from_the_title():
    steps = [step("Who is there"), step("Who is there"), step("Finish")]
    for each in steps[1:]:
        each["value"]["slug"] = ""
    cleaned = clean(StepsBlock(), steps)
    assert [s.value["slug"] for s in cleaned] == [
        "who-is-there",
        "who-is-there-2",
        "finish-2",
    ]


def test_confidence_and_plan_are_asked_once_in_a_module():
    for twice in (confidence, plan):
        said = faults(StepsBlock(), [step("A", twice()), step("B", twice())])
        assert "this is the second" in said
    assert clean(StepsBlock(), [step("A", confidence()), step("B", plan(), task())])


@pytest.fixture
def picture(site_skeleton):
    file = BytesIO()
    Image.new("RGB", (40, 30)).save(file, "PNG")
    return Picture.objects.create(title="A", file=ImageFile(file, "a.png"))


def test_a_picture_is_told_in_words_or_is_decoration(picture):
    told = {"file": picture.pk, "alt": "A lamp", "decorative": False, "caption": ""}
    assert clean(PictureBlock(), told)
    assert clean(PictureBlock(), {**told, "alt": "", "decorative": True})
    assert "Say in words" in faults(PictureBlock(), {**told, "alt": " "})
    assert "not decoration" in faults(PictureBlock(), {**told, "decorative": True})


def test_a_draft_may_be_unfinished():
    steps = StepsBlock()
    unfinished = [step("A", check(options=[option("A"), option("B")]))]
    assert steps.clean_deferred(steps.to_python(unfinished))


def test_steps_of_plain_text_are_fine():
    assert clean(
        StepsBlock(), [step("A", text(), block("more", {"summary": "?", "text": "!"}))]
    )
