"""Filling in a form again on a page as it is now."""

from bs4 import BeautifulSoup

from people import filling

NOTE = '<div class="note">Not sent yet</div>'


def filled(form, typed, *, address="/ask/", page="/ask/"):
    html = filling.fill(
        f"<main><p>before</p>{form}</main>",
        page,
        address,
        typed,
        note=NOTE,
        carries={"unsent": [7]},
        keeps=["csrfmiddlewaretoken"],
    )
    return html and BeautifulSoup(html, "html.parser")


def post(inside, action="/ask/"):
    return f'<form method="post" action="{action}">{inside}</form>'


def test_what_was_written_stands_in_its_fields():
    page = filled(
        post('<input name="room" value="old"><textarea name="words">old</textarea>'),
        {"room": ["Room 2 & a half"], "words": ['He said "no" </textarea><b>']},
    )
    assert page.select_one("[name=room]")["value"] == "Room 2 & a half"
    words = page.select_one("textarea").get_text()
    assert words.strip() == 'He said "no" </textarea><b>'
    assert page.b is None


def test_a_line_break_at_the_beginning_stays():
    page = filled(post('<textarea name="w"></textarea>'), {"w": ["\nSecond line"]})
    assert page.select_one("textarea").get_text() == "\n\nSecond line"


def test_choices_are_as_they_were_left():
    page = filled(
        post(
            '<input type="radio" name="how" value="new" checked>'
            '<input type="radio" name="how" value="used">'
            '<input type="checkbox" name="shown" checked>'
            '<select name="venue"><option value="1" selected>A<option value="2">B'
            "</select>"
        ),
        {"how": ["used"], "venue": ["2"]},
    )
    assert [i["value"] for i in page.select("[type=radio][checked]")] == ["used"]
    assert page.select_one("[name=shown]").get("checked") is None
    assert [o["value"] for o in page.select("option[selected]")] == ["2"]


def test_passwords_and_files_are_left_alone():
    page = filled(
        post('<input type="password" name="key"><input name="words">'),
        {"key": ["secret"], "words": ["Hello"]},
    )
    assert page.select_one("[name=key]").get("value") is None


def test_what_it_carried_along_is_carried_again_but_for_the_tokens():
    page = filled(
        post(
            '<input type="hidden" name="csrfmiddlewaretoken" value="new">'
            '<input type="hidden" name="mark" value="now">'
            '<input type="hidden" name="shown" value="1">'
            '<input type="hidden" name="shown" value="2"><input name="words">'
            '<button name="act" value="plan">'
        ),
        {"mark": ["then"], "shown": ["2", "3"], "words": ["Hello"], "act": ["plan"]},
    )
    carried = [(i["name"], i["value"]) for i in page.select("[type=hidden]")]
    assert carried == [
        ("csrfmiddlewaretoken", "new"),
        ("mark", "then"),
        ("shown", "2"),
        ("shown", "3"),
        ("unsent", "7"),
    ]


def test_the_note_stands_right_before_the_form():
    page = filled(post('<input name="words">'), {"words": ["Hello"]})
    assert page.form.find_previous_sibling()["class"] == ["note"]


def test_a_form_that_is_folded_away_is_opened():
    page = filled(
        f"<details><summary>Write</summary>{post('<input name=w>')}</details>",
        {"w": ["Hello"]},
    )
    assert page.details.has_attr("open")


def test_of_several_to_one_address_it_is_the_one_that_was_sent():
    forms = "".join(
        post(
            f'<input type="hidden" name="block" value="{block}">'
            f'<textarea name="words" id="{block}"></textarea>'
            '<button name="act" value="plan">'
        )
        for block in ("one", "two")
    )
    page = filled(forms, {"block": ["two"], "act": ["plan"], "words": ["Hello"]})
    assert page.select_one("#two").get_text().strip() == "Hello"
    assert page.select_one("#one").get_text() == ""


def test_a_form_without_an_address_is_sent_to_its_own_page():
    form = '<form method="post"><input name="w"></form>'
    assert filled(form, {"w": ["Hello"]}) is not None
    assert filled(form, {"w": ["Hello"]}, page="/other/") is None


def test_there_is_none_when_some_of_the_words_have_no_place():
    form = post('<input name="words">')
    assert filled(form, {"words": ["Hello"], "hopes": ["Much"]}) is None
    assert filled(form, {"words": ["Hello"], "hopes": [""]}) is not None


def test_there_is_none_when_the_button_is_not_there_any_more():
    form = post('<button name="act" value="finish">')
    assert filled(form, {"act": ["next"]}) is None


def test_another_task_to_tick_off_is_another_form():
    form = post('<input type="hidden" name="block" value="b"><button name="act">')
    assert filled(form, {"block": ["a"]}) is None
    assert filled(form, {"block": ["b"]}) is not None


def test_what_a_form_carries_along_may_have_changed():
    form = post(
        '<input type="hidden" name="expects" value="queue"><input name="hopes">'
    )
    assert filled(form, {"expects": ["place"], "hopes": ["Much"]}) is not None


def test_a_question_of_which_no_answer_is_left_is_another_question():
    form = post('<input type="radio" name="choice" value="c">')
    assert filled(form, {"choice": ["a"]}) is None


def test_a_part_that_script_sends_elsewhere_belongs_to_its_form():
    form = post('<input type="checkbox" name="here" value="3" hx-post="/tick/3/">')
    assert filled(form, {"here": ["3"]}, address="/tick/3/") is not None
