"""What is kept about people, as a page of docs/: made of the same tables that the
notice of privacy, the erasure and the nights read, so that it cannot say otherwise."""

from django.utils.text import capfirst

from home.statements import COLUMNS, REASONS, SEES
from people.kept_about import ABOUT, ACCOUNT, ByHand, Emptied, Goes
from people.retention import RULES, how_long, in_words
from people.who_sees_what import TABLE, Sees

HEAD = """\
# What is kept about whom, why, for how long, and who sees it

Written by `manage.py write_what_is_kept` from the tables that the program itself \
follows. Do not change it by hand: a test fails where it is not what the code says. \
“You” is the member of staff whom it is about; the words are those of the notice that \
everybody reads at `/privacy/`.

It is about members of staff: those with an account, and those whom a file of staff \
names. Of the public the program asks nothing and keeps nothing: whoever reads without \
signing in is not written down. What somebody types can still name anybody.
"""
FOR_SIGNING_IN = """\
## What only signing in and the administration need

Told to the person with everything else (`/me/everything/`), but for what would let \
somebody in. No page shows it to colleagues, but for the site administration.
"""
TIMES = """\
## What goes each night

Every rule that `people/retention.py` follows. How many rows went is kept, not whose.

| rule | kept for | in the words of the notice |
|---|---|---|
"""
NOBODY = """\
## What holds nothing about anybody

Every other table of the program is declared to hold nothing about a person, with the \
reason beside it (`about_people.py` of each app), and a new one that nobody declared \
fails a test.
"""


def as_markdown():
    """Give the page as text."""
    parts = [HEAD, *(_kind(kind, row) for kind, row in TABLE.items())]
    parts.append(f"{FOR_SIGNING_IN}\n{_tables(ACCOUNT)}")
    parts.append(TIMES + "\n".join(_rule(rule) for rule in RULES.values()) + "\n")
    parts.append(NOBODY)
    return "\n".join(parts)


def _kind(kind, row):
    reason = REASONS[kind]
    told = [
        f"## {capfirst(str(row.what))}\n",
        f"- **Why:** {capfirst(str(reason.why))}.",
        f"- **Kept:** {how_long(kind) or reason.how_long}.",
        f"- **Who sees it:** {_seen_by(row)}.",
    ]
    tables = _tables(kind)
    return "\n".join([*told, "", tables] if tables else [*told, ""])


def _seen_by(row):
    seeing = [
        (label, getattr(row, column))
        for column, label in COLUMNS.items()
        if column != "they" and getattr(row, column) is not Sees.NO
    ]
    if not seeing:
        return "you alone"
    said = [
        str(label) if sees is Sees.YES else f"{label} ({_lower(SEES[sees])})"
        for label, sees in seeing
    ]
    return "; ".join(["you", *said])


def _tables(kind):
    """The tables that hold it, with their fields, and what an erasure does to each."""
    found = [said for said in ABOUT.values() if said.kind == kind]
    lines = [
        f"| {said.called} (`{said.label}`) | {_fields(said)} | {_erased(said)} |"
        for said in found
    ]
    if not lines:
        return ""
    head = "| where | fields that you are given | when you are erased |\n|---|---|---|"
    return "\n".join([head, *lines, ""])


def _fields(said):
    return ", ".join(f"`{name}`" for name in said.told) or "none"


def _erased(said):
    deeds = dict.fromkeys(_deed(link.on_erasure) for link in said.links)
    return " Where you are the other one named in it: ".join(deeds)


def _deed(deed):
    if isinstance(deed, Goes):
        return "Goes."
    if isinstance(deed, ByHand):
        return f"Goes: {_lower(deed.says)}."
    if isinstance(deed, Emptied):
        fields = ", ".join(f"`{name}`" for name in deed.fields)
        return f"Stays, and these say nothing of you then: {fields}. {deed.because}"
    return f"Stays. {deed.because}"


def _rule(rule):
    after = in_words(rule.after) if rule.after else "until it is over"
    return f"| `{rule.name}` | {after} | {rule.sentence} |"


def _lower(text):
    text = str(text)
    return text[:1].lower() + text[1:]
