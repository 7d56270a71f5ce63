"""A step, its body, and the steps of a module taken together."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from learning.blocks.doing import (
    CheckBlock,
    ConfidenceBlock,
    PlanBlock,
    PracticeBlock,
    TaskBlock,
)
from learning.blocks.reading import (
    CalloutBlock,
    DoDontBlock,
    ExampleBlock,
    MoreBlock,
    PictureBlock,
    TextBlock,
)

# Addresses below a module that are, or may one day be, something else than a step.
RESERVED_SLUGS = {"certificate", "edit", "finish", "next", "plan", "sessions"}
SLUG_LENGTH = 80
ONCE_IN_A_MODULE = {
    "confidence": _("Only one step may ask how sure one feels; this is the second."),
    "plan": _("Only one step may ask for one thing to try; this is the second."),
}


class BodyBlock(blocks.StreamBlock):
    """What stands in a step, from top to bottom."""

    text = TextBlock()
    callout = CalloutBlock()
    more = MoreBlock()
    picture = PictureBlock()
    example = ExampleBlock()
    do_dont = DoDontBlock()
    check = CheckBlock()
    practice = PracticeBlock()
    task = TaskBlock()
    confidence = ConfidenceBlock()
    plan = PlanBlock()


class StepBlock(blocks.StructBlock):
    """One step: what a person reads or does in about three minutes."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    slug = blocks.CharBlock(
        label=_("Address"),
        max_length=SLUG_LENGTH,
        required=False,
        help_text=_(
            "The last part of the address: small letters, figures and hyphens. "
            "Left empty, it is made from the title."
        ),
    )
    minutes = blocks.IntegerBlock(
        label=_("Minutes"), min_value=1, max_value=60, default=3
    )
    lede = blocks.TextBlock(
        label=_("First sentences"), rows=2, max_length=400, required=False
    )
    body = BodyBlock(label=_("What stands in it"))

    def clean(self, value):
        cleaned = super().clean(value)
        slug = cleaned["slug"] = (cleaned.get("slug") or "").strip().lower()
        if slug in RESERVED_SLUGS:
            raise _about_slug(
                _("“%(slug)s” is an address that the site needs itself. Take another.")
                % {"slug": slug}
            )
        try:
            if slug:
                validate_slug(slug)
        except ValidationError:
            raise _about_slug(
                _("Use only small letters, figures and hyphens, or leave it empty.")
            ) from None
        return cleaned

    class Meta:
        label = _("Step")
        icon = "list-ol"
        template = "blocks/step_block.html"
        label_format = _("{title}")


class StepsBlock(blocks.StreamBlock):
    """The steps of a module: each at its own address."""

    step = StepBlock()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name_what_is_missing(self)

    def clean(self, value):
        cleaned = super().clean(value)
        errors = _double_addresses(cleaned) or _double_blocks(cleaned)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        _address_the_rest(cleaned)
        return cleaned

    class Meta:
        # A long module is opened as the list of its steps.
        collapsed = True


def _name_what_is_missing(block):
    """Let each field of a block, and of those within it, name itself if left empty;
    rich text and pictures, which Wagtail makes later, keep Wagtail's own sentence."""
    is_made_later = isinstance(block, blocks.RichTextBlock | blocks.ChooserBlock)
    if isinstance(block, blocks.FieldBlock) and not is_made_later and block.label:
        sentence = _("“{label}” is empty. Write it, or take the block away.")
        block.field.error_messages["required"] = format_lazy(
            sentence, label=block.label
        )
    for child in getattr(block, "child_blocks", {}).values():
        _name_what_is_missing(child)
    if isinstance(block, blocks.ListBlock):
        _name_what_is_missing(block.child_block)


def free_slug(title, taken):
    """An address made from a title that is neither reserved nor taken."""
    base = slugify(title)[: SLUG_LENGTH - 4].strip("-") or "step"
    slug, number = base, 2
    while slug in taken or slug in RESERVED_SLUGS:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _address_the_rest(steps):
    """Give each step without an address one of its own."""
    taken = {step.value["slug"] for step in steps}
    for step in steps:
        if not step.value["slug"] and step.value["title"]:
            step.value["slug"] = free_slug(step.value["title"], taken)
            taken.add(step.value["slug"])


def _double_addresses(steps):
    """The faults of steps whose address an earlier one has, as after “duplicate”."""
    first, errors = {}, {}
    for number, step in enumerate(steps):
        slug = step.value["slug"]
        if slug and slug in first:
            errors[number] = _about_slug(
                _(
                    "Step %(number)s has this address already. Empty this field, and "
                    "one is made from the title."
                )
                % {"number": first[slug] + 1}
            )
        first.setdefault(slug, number)
    return errors


def _double_blocks(steps):
    """The faults of blocks that may stand only once in a module."""
    seen, errors = Counter(), {}
    for number, step in enumerate(steps):
        faults = {}
        for place, block in enumerate(step.value["body"]):
            seen[block.block_type] += 1
            if block.block_type in ONCE_IN_A_MODULE and seen[block.block_type] > 1:
                sentence = ONCE_IN_A_MODULE[block.block_type]
                faults[place] = ValidationError(sentence)
        if faults:
            errors[number] = StructBlockValidationError(
                {"body": StreamBlockValidationError(block_errors=faults)}
            )
    return errors


def _about_slug(sentence):
    return StructBlockValidationError(block_errors={"slug": ValidationError(sentence)})
