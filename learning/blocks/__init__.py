"""What a step is made of: to read (reading.py), to do (doing.py), and the whole.

Type names and child names are those of content/modules/*.yaml, one for one, with two
exceptions: words in Markdown there are rich text here, and a turn of a practice
conversation keeps its short id from there as its `label`, to which `goes_to` points.
Progress hangs on the ids that Wagtail gives the blocks (and the items of lists).
"""

from learning.blocks.doing import (
    CheckBlock,
    ConfidenceBlock,
    OptionBlock,
    PlanBlock,
    PracticeBlock,
    ReplyBlock,
    TaskBlock,
    TurnBlock,
)
from learning.blocks.reading import (
    CalloutBlock,
    DoDontBlock,
    ExampleBlock,
    MoreBlock,
    PartBlock,
    PictureBlock,
    TextBlock,
)
from learning.blocks.steps import BodyBlock, StepBlock, StepsBlock

__all__ = [
    "BodyBlock",
    "CalloutBlock",
    "CheckBlock",
    "ConfidenceBlock",
    "DoDontBlock",
    "ExampleBlock",
    "MoreBlock",
    "OptionBlock",
    "PartBlock",
    "PictureBlock",
    "PlanBlock",
    "PracticeBlock",
    "ReplyBlock",
    "StepBlock",
    "StepsBlock",
    "TaskBlock",
    "TextBlock",
    "TurnBlock",
]
