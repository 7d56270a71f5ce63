"""Walking through a practice conversation by the replies that were chosen."""

import pytest

from learning.blocks import CheckBlock, PracticeBlock
from learning.checking import NOT_SURE, judge
from learning.practice import LONGEST, rounds
from tests.learning.factories import check, option, practice, reply, turn


@pytest.fixture
def conversation():
    turns = [
        turn("first", [reply("Sorry", goes_to="later"), reply("A form", "backfired")]),
        turn("later", [reply("Still here"), reply("Silence", "nearly")]),
    ]
    return PracticeBlock().to_python(practice(turns)["value"])


def reply_ids(conversation, number):
    return [str(r.id) for r in conversation["turns"][number]["replies"].bound_blocks]


def test_it_begins_with_the_first_turn(conversation):
    (only,) = rounds(conversation, [])
    assert only.turn.value["label"] == "first"
    assert only.is_last
    assert only.chosen is None


def test_a_reply_that_leads_on_opens_the_next_turn(conversation):
    sorry, _form = reply_ids(conversation, 0)
    first, second = rounds(conversation, [sorry])
    assert first.chosen["text"] == "Sorry"
    assert first.is_newest
    assert not first.is_last
    assert second.chosen is None
    assert second.path == (sorry,)


def test_a_reply_that_leads_nowhere_ends_it(conversation):
    _sorry, form = reply_ids(conversation, 0)
    (only,) = rounds(conversation, [form])
    assert only.is_last
    assert only.is_newest
    assert only.why == "Why it went wrong."


def test_the_other_branch_is_walked_by_its_own_reply(conversation):
    sorry, _form = reply_ids(conversation, 0)
    _here, silence = reply_ids(conversation, 1)
    _first, second = rounds(conversation, [sorry, silence])
    assert second.chosen["text"] == "Silence"
    assert second.is_last


def test_a_reply_that_is_gone_ends_the_path_before_it(conversation):
    assert len(rounds(conversation, ["gone", "too"])) == 1


def test_turns_that_lead_to_one_another_come_to_an_end():
    turns = [turn("first", [reply("Again", goes_to="first"), reply("No")])]
    conversation = PracticeBlock().to_python(practice(turns)["value"])
    again, _no = reply_ids(conversation, 0)
    walked = rounds(conversation, [again] * 50)
    assert len(walked) == LONGEST
    assert walked[-1].is_last


@pytest.fixture
def question():
    return CheckBlock().to_python(check()["value"])


def option_ids(question):
    return [str(item.id) for item in question["options"].bound_blocks]


def test_a_right_answer_is_told_why(question):
    right, _wrong = option_ids(question)
    feedback = judge(question, [right])
    assert feedback.is_right
    assert (feedback.title, feedback.sentences) == ("Yes", ["Because it is so."])


def test_a_wrong_answer_is_told_why_and_may_be_tried_again(question):
    _right, wrong = option_ids(question)
    feedback = judge(question, [wrong])
    assert not feedback.is_right
    assert feedback.title == "Not quite"


def test_not_being_sure_has_words_of_its_own(question):
    feedback = judge(question, [NOT_SURE])
    assert not feedback.is_right
    assert feedback.sentences == ["Think of who waits."]


def test_nothing_chosen_or_an_answer_that_is_gone_is_asked_for_again(question):
    assert judge(question, []).is_missing
    assert judge(question, ["gone"]).is_missing


def test_several_are_right_only_when_all_of_them_and_no_other_are_chosen():
    options = [option("A", True, "Yes, A"), option("B", True, "Yes, B"), option("C")]
    question = CheckBlock().to_python(check(options=options, choose="several")["value"])
    a, b, c = option_ids(question)
    assert judge(question, [b, a]).is_right
    assert judge(question, [a, b]).sentences == [
        "Those are the ones.",
        "Yes, A",
        "Yes, B",
    ]
    assert judge(question, [a, b, c]).sentences == ["Because it is so."]
    more = judge(question, [a])
    assert not more.is_right
    assert more.right == more.chosen
    assert more.sentences == ["What you chose is right, and there is more to find."]
    assert judge(question, []).is_missing
