"""What the page editor sends for a module."""

from wagtail.test.utils.form_data import rich_text


def as_form(module):
    """What the page editor sends for a module that was opened and saved."""
    return {
        "title": module.title,
        "slug": module.slug,
        "summary": module.summary,
        "about": module.about,
        "icon": module.icon,
        "is_public": "on",
        "change": "wording",
        "steps": _stream(module.steps.raw_data),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }


def _stream(raw):
    form = {"count": len(raw)}
    for order, each in enumerate(raw):
        form[str(order)] = {
            "type": each["type"],
            "id": each["id"],
            "order": order,
            "deleted": "",
            "value": _value(each["type"], each["value"]),
        }
    return form


def _value(block_type, value):
    if block_type == "text":
        return rich_text(value)
    if value is None:
        return {}
    if isinstance(value, str):
        return value
    return {
        name: _child(name, child) for name, child in value.items() if child is not False
    }


def _child(name, child):
    if name == "body":
        return _stream(child)
    if name == "how":
        return rich_text(child)
    if isinstance(child, list):
        return _stream([{**each, "type": "item"} for each in child])
    return child
