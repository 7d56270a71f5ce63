"""The one way templates make components and say numbers and times.

Every template has these without loading them. What each component accepts stands
at the head of its template in templates/components/.
"""

from django import forms, template
from django.utils.safestring import mark_safe

from pages import words
from pages.avatars import initials, tone
from pages.drawing import drawn, drawn_around
from pages.icons import ICONS, PLATFORMS, SHAPES
from pages.phone_links import link_numbers

register = template.Library()

for way in (
    words.in_words,
    words.ordinal,
    words.clock,
    words.span,
    words.day,
    words.full_day,
    words.day_month,
    words.short_day,
    words.lately,
    words.minutes,
    words.minutes_left,
    words.join_names,
    words.phone_href,
):
    register.filter(way.__name__, way)

NOTES = {"info": "talk", "good": "tick", "gap": "bang"}
DRAWINGS = ("hero", "learn", "ask", "meet", "404", "certificate")

# The first that fits is the class of a form's control.
CONTROLS = (
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.widgets.Input, "govuk-input"),
)


def _known(value, allowed, what):
    """The value, if it is one of those allowed; else say which are."""
    if value not in allowed:
        raise template.TemplateSyntaxError(
            f"There is no {what} “{value}”: choose one of {', '.join(allowed)}"
        )
    return value


@register.filter(is_safe=True)
def rings(html):
    """Rich text in which each telephone number can be rung at a touch."""
    return mark_safe(link_numbers(str(html)))  # noqa: S308


@register.simple_tag
def unchanging(template_name, **said):
    """A template that says the same to everybody, but for what is handed to it here."""
    return drawn(template_name, **said)


@register.simple_tag
def mark():
    """Our mark: a cup and a speech bubble that overlap."""
    return drawn("components/mark.html")


@register.simple_tag
def icon(name, classes="soc-icon"):
    """A small drawing, always beside a word."""
    paths = mark_safe(ICONS[_known(name, ICONS, "icon")])  # noqa: S308
    return drawn("components/icon.html", paths=paths, classes=classes)


@register.simple_tag
def platform(name, size=""):
    """The mark of a platform, by the name that modules and accounts keep."""
    if name not in PLATFORMS:
        return topic_mark("talk", size)
    return drawn(
        "components/platform.html",
        icon_name=PLATFORMS[name],
        is_topic=False,
        size=size,
    )


@register.simple_tag
def topic_mark(name, size=""):
    """The mark of a subject that belongs to no platform, by the name of an icon."""
    icon_name = name if name in ICONS else "talk"
    return drawn(
        "components/platform.html", icon_name=icon_name, is_topic=True, size=size
    )


@register.inclusion_tag("components/avatar.html")
def avatar(person, size="", talk=False):
    """A person's initials or photograph; with a tail for somebody to talk to."""
    return {
        "initials": initials(person.name),
        "photo": getattr(person, "photo", None),
        "tone": tone(person.pk),
        "size": size,
        "talk": talk,
    }


@register.inclusion_tag("components/person.html")
def person(person, role="", talk=False, size=""):
    """An avatar with the name, and what they are to the reader."""
    return {"person": person, "role": role, "talk": talk, "size": size}


@register.simple_tag
def state(kind, text):
    """How something stands, in words with a shape; the only place that draws one."""
    kind = _known(kind, SHAPES, "state")
    shape = mark_safe(SHAPES[kind])  # noqa: S308 (our own drawing)
    return drawn("components/state.html", kind=kind, shape=shape, text=str(text))


@register.inclusion_tag("components/state_shapes.html")
def state_shapes():
    """The shapes of all states once, for a page that draws hundreds by their names."""
    return {"shapes": [(name, mark_safe(SHAPES[name])) for name in SHAPES]}  # noqa: S308


@register.simple_tag
def progress(done, total, sentence=""):
    """How far along: a bar, and the same as a sentence."""
    parts = ["done" if part < done else "todo" for part in range(total)]
    if done < total:
        parts[done] = "now"
    return drawn("components/progress.html", parts=tuple(parts), sentence=str(sentence))


@register.simple_tag
def date_block(moment, tone=""):
    """The day as a picture; the same is always said in the text beside it."""
    return drawn("components/date_block.html", moment=words.local(moment), tone=tone)


@register.simple_tag
def back_link(url, label):
    """The way back, named for where it leads."""
    return drawn("components/back_link.html", url=str(url), label=str(label))


@register.simple_tag
def art(name):
    """One of the drawings of cups and tables seen from above."""
    return drawn(f"components/art/{_known(name, DRAWINGS, 'drawing')}.html")


@register.simple_block_tag
def note(content, kind="info", *, id="", role="", classes=""):
    """Something to notice: info (amber), good or gap."""
    return drawn_around(
        "components/note.html",
        content,
        kind=_known(kind, NOTES, "note"),
        icon_name=NOTES[kind],
        id=id,
        role=role,
        classes=classes,
    )


@register.simple_block_tag
def say(content, who="", you=False, plain=False, *, labelled_by="", classes=""):
    """A panel in which a person speaks; never a notice."""
    return drawn_around(
        "components/say.html",
        content,
        who=str(who),
        you=bool(you),
        plain=bool(plain),
        labelled_by=labelled_by,
        classes=classes,
    )


@register.simple_block_tag
def card(content, tone="", *, labelled_by="", id="", classes=""):
    """A thing that stands alone: plain, oat, glaze, amber or raised."""
    return drawn_around(
        "components/card.html",
        content,
        tone=tone,
        labelled_by=labelled_by,
        id=id,
        classes=classes,
    )


@register.simple_block_tag
def empty(content, motif, title, *, classes=""):
    """What will be here one day, and one thing to do about it."""
    return drawn_around(
        "components/empty.html", content, motif=motif, title=str(title), classes=classes
    )


@register.simple_block_tag
def facts(content, wide=False):
    """A list of facts about a thing; holds nothing but fact tags."""
    return drawn_around("components/facts.html", content, wide=bool(wide))


@register.simple_block_tag
def fact(content, label):
    """One fact: its name and what it is."""
    return drawn_around("components/fact.html", content, label=str(label))


@register.simple_tag
def control(field):
    """The control of a form's field in GOV.UK's classes, and that for errors."""
    widget = field.field.widget
    ours = next((name for kind, name in CONTROLS if isinstance(widget, kind)), "")
    classes = [ours, widget.attrs.get("class", "")]
    if field.errors and not isinstance(widget, forms.CheckboxInput):
        classes.append(f"{ours}--error")
    # Else the browser would speak before we do, in its own words.
    field.form.use_required_attribute = False
    attrs = {"class": " ".join(filter(None, classes))}
    if described_by(field):
        attrs["aria-describedby"] = described_by(field)
    return field.as_widget(attrs=attrs)


@register.filter
def described_by(field):
    """The ids of a field's hint and errors, where it has any."""
    ids = [f"{field.auto_id}_hint"] if field.help_text else []
    ids += [f"{field.auto_id}_{n}_error" for n in range(1, len(field.errors) + 1)]
    return " ".join(ids)


@register.filter
def option_id(field, position):
    """The id of one option of a field; the first has the field's own."""
    return field.auto_id if position == 1 else f"{field.auto_id}_{position}"
