"""The cells of a matrix. There are a thousand on a page, so they are written here and
not by a template for each."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()

# The label stands on a card, where there is no column to read it from. The shapes are
# those of `state_shapes`.
CELL = (
    '<td role="cell" class="soc-matrix__cell soc-state--{0}" data-label="{1}">'
    '<svg aria-hidden="true"><use href="#soc-shape-{0}"/></svg><span>{2}</span></td>'
)
QUIET = '<td role="cell" class="is-quiet">{}</td>'


@register.simple_tag
def cells(row, is_wide):
    """The cells of a row of a Matrix; in a wide one, what is quiet stays empty."""
    written = [
        QUIET.format("" if is_wide else escape(cell.words))
        if cell.is_quiet
        else CELL.format(cell.kind, escape(cell.title), escape(cell.words))
        for cell in row.cells
    ]
    return mark_safe("".join(written))  # noqa: S308 (each is escaped above)
