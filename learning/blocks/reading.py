"""Blocks to read or look at; nothing of them is asked of a person."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import get_text_for_indexing

from learning.blocks import samples

WORDS = ["bold", "link", "ul", "ol"]
GROUP = _("To read")


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, headings and lists."""

    def __init__(self, **kwargs):
        super().__init__(features=["h2", "h3", *WORDS], **kwargs)

    def get_searchable_content(self, value):
        # One by one: a heading would run on into the paragraph that follows it.
        parts = re.split(r"</(?:p|h\d|li)>", str(value.source))
        return [text for part in parts if (text := get_text_for_indexing(part))]

    class Meta:
        description = _("Paragraphs, headings, lists and links.")
        preview_value = samples.TEXT
        label = _("Text")
        icon = "pilcrow"
        group = GROUP
        template = "blocks/text_block.html"


class CalloutBlock(blocks.StructBlock):
    """A few words set apart; with care for hard subjects."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("note", _("Something to notice")),
            ("care", _("With care: a hard subject, and whom to ring")),
        ],
        default="note",
        search_index=False,
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=WORDS)

    class Meta:
        description = _("A few words that stand out, or whom to ring where it is hard.")
        preview_value = samples.CALLOUT
        label = _("Callout")
        icon = "warning"
        group = GROUP
        template = "blocks/callout_block.html"


class MoreBlock(blocks.StructBlock):
    """Words that open on a press, for those who want them."""

    summary = blocks.CharBlock(
        label=_("Question"), max_length=150, help_text=_("What one presses to open it")
    )
    text = blocks.RichTextBlock(label=_("Answer"), features=WORDS)

    class Meta:
        description = _("A question that opens on a press, for those who want it.")
        preview_value = samples.MORE
        label = _("More, on a press")
        icon = "help"
        group = GROUP
        template = "blocks/more_block.html"


class PictureBlock(blocks.StructBlock):
    """A picture that says in words what it shows, or says that it is decoration."""

    file = ImageChooserBlock(label=_("Picture"))
    alt = blocks.TextBlock(
        label=_("What it shows, in words"),
        required=False,
        rows=2,
        max_length=400,
        help_text=_("For those who cannot see it: what you would say on the phone"),
    )
    decorative = blocks.BooleanBlock(
        label=_("It is decoration: nothing is lost without it"), required=False
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)

    def clean(self, value):
        cleaned = super().clean(value)
        told = bool(cleaned.get("alt", "").strip())
        if not self.is_deferred_validation and not told and not cleaned["decorative"]:
            raise _on(
                "alt",
                _("Say in words what the picture shows, or tick decoration."),
            )
        if told and cleaned["decorative"]:
            raise _on(
                "decorative",
                _("A picture with words is not decoration. Clear one of the two."),
            )
        return cleaned

    def get_preview_value(self):
        """The newest picture of the library; none while there is none."""
        picture = get_image_model().objects.order_by("-pk").first()
        return self.normalize({"file": picture, "caption": picture and picture.title})

    class Meta:
        description = _("A picture, with what it shows in words.")
        label = _("Picture")
        icon = "image"
        group = GROUP
        template = "blocks/picture_block.html"


class PartBlock(blocks.StructBlock):
    """One phrase of a reply, and why it is there."""

    says = blocks.TextBlock(label=_("The phrase"), rows=2)
    title = blocks.CharBlock(label=_("What it does"), max_length=150)
    why = blocks.TextBlock(label=_("Why"), rows=2, required=False)

    class Meta:
        label = _("Phrase")
        template = "blocks/part_block.html"


class ExampleBlock(blocks.StructBlock):
    """A post and its answer, with each phrase of the answer explained."""

    place = blocks.CharBlock(
        label=_("Where"), max_length=150, help_text=_("“Compton Hub, on Facebook”")
    )
    # "from" is a word of Python's own, so it cannot be an attribute here.
    locals()["from"] = blocks.CharBlock(label=_("Who wrote"), max_length=100)
    when = blocks.CharBlock(label=_("When"), max_length=100, required=False)
    message = blocks.TextBlock(label=_("What they wrote"), rows=3)
    reply_from = blocks.CharBlock(label=_("Who replied"), max_length=150)
    reply_when = blocks.CharBlock(
        label=_("When they replied"), max_length=100, required=False
    )
    parts = blocks.ListBlock(
        PartBlock(), label=_("The reply, phrase by phrase"), min_num=1
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        max_length=250,
        required=False,
        help_text=_("Say whether it is made up or real, and with whose agreement"),
    )

    class Meta:
        description = _("A post and a good answer, explained phrase by phrase.")
        preview_value = samples.EXAMPLE
        label = _("Example post")
        icon = "openquote"
        group = GROUP
        template = "blocks/example_block.html"


class DoDontBlock(blocks.StructBlock):
    """What to do and what to leave, side by side."""

    do = blocks.ListBlock(
        blocks.TextBlock(label=_("Do"), rows=1), label=_("Do"), min_num=1
    )
    # Not searched: in a list of results it would read as advice to do it.
    dont = blocks.ListBlock(
        blocks.TextBlock(label=_("Don’t"), rows=1),
        label=_("Don’t"),
        min_num=1,
        search_index=False,
    )

    class Meta:
        description = _("What to do and what to leave, side by side.")
        preview_value = samples.DO_DONT
        label = _("Do and don’t")
        icon = "list-ul"
        group = GROUP
        template = "blocks/do_dont_block.html"


def _on(child, sentence):
    """A fault of one child of a block, said under it."""
    return StructBlockValidationError(block_errors={child: ValidationError(sentence)})
