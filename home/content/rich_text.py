"""Markdown to rich text: no more than an editor could have written in the field."""

import re
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from wagtail.rich_text import features as registry

from markdown import Markdown

# Which feature of a rich text field keeps which tag.
TAGS_OF_FEATURES = {
    **{heading: {heading} for heading in ("h2", "h3", "h4", "h5", "h6")},
    "bold": {"b"},
    "italic": {"i"},
    "ol": {"ol", "li"},
    "ul": {"ul", "li"},
    "link": {"a"},
    "hr": {"hr"},
}
EVERYWHERE = {"p", "br"}
# Markdown's name for what Wagtail calls otherwise.
RENAMED = re.compile(r"<(/?)(strong|em)>")
NEW_NAMES = {"strong": "b", "em": "i"}
BETWEEN_TAGS = re.compile(r">\s*\n\s*<")
LINE_BREAK = re.compile(r"\s*\n\s*")
PARAGRAPH_IN_ITEM = re.compile(r"<li>\s*<p>((?:(?!</?p>).)*)</p>\s*</li>", re.S)


class Tags(HTMLParser):
    """The set of tags in a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.found = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)


def from_markdown(text, features=None):
    """Turn Markdown into the rich text that a field with these features keeps.

    `features` are the field's own, by default those of every rich text field.
    Raises ValueError, with a sentence, for what the field cannot keep.
    """
    html = Markdown(extensions=["sane_lists"], output_format="html").convert(text)
    html = RENAMED.sub(lambda tag: f"<{tag[1]}{NEW_NAMES[tag[2]]}>", html)
    html = PARAGRAPH_IN_ITEM.sub(r"<li>\1</li>", html)
    kept = EVERYWHERE.union(
        *(
            TAGS_OF_FEATURES.get(feature, set())
            for feature in features or registry.get_default_features()
        )
    )
    lost = Tags(html).found - kept
    if lost:
        names = ", ".join(f"<{tag}>" for tag in sorted(lost))
        raise ValueError(
            _("There is %s in the text, which cannot be kept here.") % names
        )
    return LINE_BREAK.sub(" ", BETWEEN_TAGS.sub("><", html))
