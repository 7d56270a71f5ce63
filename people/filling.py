"""Filling in a form again on a page as it is now.

Works on the finished page, so that every form has it without knowing. What the form
carried along (hidden fields) tells one form from another where several are sent to one
address, and is carried again: it may say how things stood when the page was opened.
"""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup

HIDDEN = 'input[type="hidden"][name]'
CHOSEN = "input[type=radio][name], input[type=checkbox][name], button[name]"
WRITTEN = 'input[name]:not([type="hidden"]), textarea[name], select[name]'
# Left as the page has them.
NEVER = ("hidden", "password", "file", "submit", "button", "image", "reset")


def fill(html, page, address, typed, *, note, carries, keeps):
    """Give the page with the form filled in and the note above it, or None.

    Takes the page as HTML and its path, the address that the form is sent to, what
    was typed as {name: [values]}, the note as HTML, what else it is to carry along as
    {name: [values]}, and the names of those that it keeps as the page has them. None
    means that no such form is on the page, or that one is but has no place for some of
    the words.
    """
    soup = BeautifulSoup(html, "html.parser")
    forms = [
        form
        for form in soup.select('form[method="post" i]')
        if address in _addresses(form, page) and _is_the_same(form, typed)
    ]
    if not forms:
        return None
    form = max(forms, key=lambda form: _agreeing(form, typed))
    for control in _of(form, "input[name], textarea[name], select[name]"):
        _put(control, typed.get(control["name"], []))
    for details in (*form.find_parents("details"), *form.select("details")):
        details["open"] = ""
    _carry(soup, form, {**typed, **carries}, keeps)
    form.insert_before(BeautifulSoup(note, "html.parser"))
    return str(soup)


def _addresses(form, page):
    """Where the form is sent, as a whole or, by script, a part of it."""
    others = {
        urlsplit(part[where]).path
        for where in ("hx-post", "formaction")
        for part in _of(form, f"[{where}]")
    }
    return {urlsplit(form.get("action", "")).path or page, *others}


def _of(form, which):
    """What belongs to the form: what stands in it, and elsewhere what names it."""
    inside = form.select(which)
    if not form.get("id"):
        return inside
    page = form.find_parents()[-1]
    elsewhere = [part for part in page.select(which) if part.get("form") == form["id"]]
    return inside + elsewhere


def _values(form, which):
    """What the form itself holds ready to be sent, as {name: {values}}."""
    values = {}
    for control in _of(form, which):
        values.setdefault(control["name"], set()).add(control.get("value", "on"))
    return values


def _is_the_same(form, typed):
    """Whether all that was written or chosen has a place in this form.

    What a form carries along may have changed since, but not where it is all that
    there is: "tick it off" beside another task is another form.
    """
    places = {control["name"] for control in _of(form, "[name]")}
    needed = _values(form, CHOSEN)
    if not form.select(WRITTEN):
        needed |= _values(form, HIDDEN)
    return all(
        name in places and (name not in needed or needed[name] & set(values))
        for name, values in typed.items()
        if any(values)
    )


def _agreeing(form, typed):
    """How much of what the form carries along is as it was sent."""
    return sum(
        len(values & set(typed.get(name, ())))
        for name, values in _values(form, f"{HIDDEN}, {CHOSEN}").items()
    )


def _carry(soup, form, typed, keeps):
    """Let the form carry along what it did, whatever it would carry now."""
    for control in form.select(HIDDEN):
        if control["name"] not in keeps:
            control.decompose()
    shown = {control["name"] for control in form.select("[name]")}
    for name, values in typed.items():
        for value in values if name not in shown else ():
            field = soup.new_tag("input", type="hidden", value=value)
            field["name"] = name
            form.append(field)


def _put(control, values):
    kind = control.get("type", "text")
    if control.name == "select":
        for option in control.select("option"):
            option.attrs.pop("selected", None)
            if option.get("value", option.get_text()) in values:
                option["selected"] = ""
    elif control.name == "textarea":
        # The first line break after the tag is not part of what is in it.
        control.string = "\n" + (values[-1] if values else "")
    elif kind in ("checkbox", "radio"):
        control.attrs.pop("checked", None)
        if control.get("value", "on") in values:
            control["checked"] = ""
    elif kind not in NEVER and values:
        control["value"] = values[-1]
