"""Telephone numbers in a text become links, so that a phone rings them at a touch."""

import re

from pages import words

# What is rung in an emergency, and those that are as short: a count looks the same, so
# these are taken for numbers only beside a word that says so.
SHORT = (
    r"\b999\b|\b116 \d{3}\b|(?<=NHS )111\b|(?<=ring )1(?:01|11|12)\b"
    r"|\b1(?:01|11|12)\b(?= if\b)"
)
# British ones: area codes of two to four figures after the 0, and what follows.
LONG = (
    r"\b0\d{2} \d{4} \d{4}\b|\b0\d{3} \d{3} \d{4}\b|\b0\d{4} \d{6}\b"
    r"|\b0\d{4} \d{3} \d{3}\b|\b0800 \d{3} \d{3}\b|\b0808 2000 \d{3}\b"
)
# Not inside a longer row of figures, as in a reference, a sum or a decimal.
NUMBER = re.compile(rf"(?<![\d.,£#/-])(?<!\d )(?:{LONG}|{SHORT})(?![\d/-]| \d|[.,]\d)")
TAG = re.compile(r"(<[^>]*>)")
A_LINK = re.compile(r"<(/?)a\b", re.IGNORECASE)


def link_numbers(html):
    """Give the HTML with each telephone number outside a link made into one."""
    inside_a_link, parts = False, []
    for part in TAG.split(html):
        if tag := A_LINK.match(part):
            inside_a_link = not tag[1]
        elif not part.startswith("<") and not inside_a_link:
            part = NUMBER.sub(_link, part)
        parts.append(part)
    return "".join(parts)


def _link(found):
    number = found[0]
    href = words.phone_href(number)
    return f'<a class="govuk-link soc-nowrap" href="{href}">{number}</a>'
