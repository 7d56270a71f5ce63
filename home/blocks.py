"""What a page of guidance is made of, and what each of its versions changed."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from learning.blocks import (
    CalloutBlock,
    DoDontBlock,
    ExampleBlock,
    MoreBlock,
    PictureBlock,
    TextBlock,
)


class GuidanceBodyBlock(blocks.StreamBlock):
    """What stands on a page of guidance: all that is read, nothing that is done."""

    text = TextBlock()
    callout = CalloutBlock()
    more = MoreBlock()
    picture = PictureBlock()
    example = ExampleBlock()
    do_dont = DoDontBlock()


class ChangeBlock(blocks.StructBlock):
    """One version of a page: from when it holds, and what it changed."""

    version = blocks.IntegerBlock(label=_("Version"), min_value=1, max_value=999)
    day = blocks.DateBlock(label=_("From"))
    what = blocks.TextBlock(
        label=_("What changed"),
        rows=2,
        max_length=400,
        help_text=_("For somebody who knows the version before it"),
    )

    class Meta:
        label = _("Version")
        icon = "history"
        template = "blocks/change_block.html"
        label_format = _("Version {version}")


class ChangesBlock(blocks.StreamBlock):
    """The versions of a page, each once."""

    change = ChangeBlock()

    class Meta:
        min_num = 1

    def clean(self, value):
        cleaned = super().clean(value)
        seen, errors = Counter(), {}
        for place, change in enumerate(cleaned):
            number = change.value["version"]
            seen[number] += 1
            if number is not None and seen[number] > 1:
                sentence = _("Version %(number)s is told of already.")
                errors[place] = StructBlockValidationError(
                    {"version": ValidationError(sentence % {"number": number})}
                )
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned
