"""Blocks in which a person does something.

Checks and tasks belong to finishing a step; the others are free to leave.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from learning.blocks import samples
from learning.blocks.reading import WORDS

GROUP = _("To do")


class Tried:
    """A block that a person does something with: its template wants a `part`."""

    def get_preview_context(self, value, parent_context=None):
        """As for somebody who has done nothing with it yet."""
        from learning.previews import sample_of

        context = super().get_preview_context(value, parent_context)
        return {**context, **sample_of(self, value)}


class OptionBlock(blocks.StructBlock):
    """One answer that may be chosen, and what is said to whoever chooses it."""

    text = blocks.TextBlock(label=_("Answer"), rows=2)
    right = blocks.BooleanBlock(label=_("This is right"), required=False)
    feedback = blocks.TextBlock(
        label=_("What is said to whoever chooses it"),
        rows=2,
        help_text=_("Say why, for right and wrong answers alike"),
    )

    class Meta:
        label = _("Answer")
        template = "blocks/option_block.html"


class CheckBlock(Tried, blocks.StructBlock):
    """A question that counts: it can be tried any number of times."""

    question = blocks.TextBlock(label=_("Question"), rows=2)
    choose = blocks.ChoiceBlock(
        label=_("Choose"),
        choices=[("one", _("One answer")), ("several", _("All that are right"))],
        default="one",
        search_index=False,
    )
    # Not searched, as what is said to them is not: out of its place in the step, a
    # wrong answer would read as advice, and a right one would be given away.
    options = blocks.ListBlock(
        OptionBlock(),
        label=_("Answers"),
        min_num=2,
        # Whole: what a value leaves out, the form would show as “undefined”.
        default=[OptionBlock().get_default() for _number in range(2)],
        search_index=False,
    )
    not_sure = blocks.TextBlock(
        label=_("What “I’m not sure” is told"),
        rows=2,
        search_index=False,
        required=False,
        help_text=_("Only where one answer is chosen"),
    )
    right = blocks.TextBlock(
        label=_("When exactly the right ones are chosen"),
        rows=2,
        search_index=False,
        required=False,
        help_text=_("Only where several are chosen"),
    )
    not_quite = blocks.TextBlock(
        label=_("When they are not, before what is said to each"),
        rows=2,
        search_index=False,
        required=False,
        help_text=_("Only where several are chosen"),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        right = [bool(option["right"]) for option in cleaned["options"]]
        if cleaned["choose"] == "one" and sum(right) != 1:
            raise _about_options(
                _("Mark exactly one answer as right, or choose “All that are right”.")
            )
        if cleaned["choose"] == "several" and (all(right) or not any(right)):
            raise _about_options(
                _("Mark at least one answer as right, and leave one that isn’t.")
            )
        return cleaned

    class Meta:
        description = _("A question whose answers are told why. It counts.")
        preview_value = samples.CHECK
        label = _("Question")
        icon = "help"
        group = GROUP
        template = "blocks/check_block.html"


class ReplyBlock(blocks.StructBlock):
    """One thing a person might say, what happens then, and why."""

    text = blocks.TextBlock(label=_("What one might say back"), rows=2)
    signed = blocks.CharBlock(
        label=_("Signed"),
        max_length=60,
        required=False,
        help_text=_("“Joe” is shown as “You, as Joe”"),
    )
    then_who = blocks.CharBlock(
        label=_("What follows: who, and when"),
        max_length=150,
        help_text=_("“Mrs Adeyemi, an hour later”"),
    )
    then_says = blocks.TextBlock(
        label=_("What follows: what they say or do"),
        rows=2,
        help_text=_("What comes of that reply"),
    )
    verdict = blocks.ChoiceBlock(
        label=_("How it went"),
        choices=[
            ("worked", _("It worked")),
            ("nearly", _("Nearly")),
            ("backfired", _("It backfired")),
        ],
        default="worked",
    )
    why = blocks.TextBlock(label=_("Why it went so"), rows=3)
    goes_to = blocks.CharBlock(
        label=_("Leads to the turn"),
        max_length=60,
        required=False,
        help_text=_("The short name of another turn; empty: it ends here"),
    )

    class Meta:
        label = _("Reply")
        template = "blocks/reply_block.html"


class TurnBlock(blocks.StructBlock):
    """Somebody writes, and one chooses what to say back."""

    label = blocks.CharBlock(
        label=_("Short name"),
        max_length=60,
        help_text=_("For you: a reply can lead to it, “waiting” for one"),
        search_index=False,
    )
    who = blocks.CharBlock(label=_("Who writes"), max_length=100)
    when = blocks.CharBlock(label=_("Where and when"), max_length=200, required=False)
    says = blocks.TextBlock(label=_("What they write"), rows=3)
    prompt = blocks.CharBlock(
        label=_("Question"),
        max_length=150,
        default=_("What would you say back?"),
        search_index=False,
    )
    # Not searched, for the same reason as the answers of a question.
    replies = blocks.ListBlock(
        ReplyBlock(),
        label=_("Replies to choose from"),
        min_num=2,
        # Whole: what a value leaves out, the form would show as “undefined”.
        default=[ReplyBlock().get_default() for _number in range(2)],
        search_index=False,
    )

    class Meta:
        label = _("Turn")
        template = "blocks/turn_block.html"


class PracticeBlock(Tried, blocks.StructBlock):
    """A conversation to practise; nothing that is tried in it is kept."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    intro = blocks.TextBlock(label=_("First sentences"), rows=2, required=False)
    turns = blocks.ListBlock(
        TurnBlock(),
        label=_("Turns: each time that somebody writes"),
        min_num=1,
        help_text=_("It begins with the first; a reply may lead to another"),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        errors = _faults_of_turns(cleaned["turns"])
        if errors and not self.is_deferred_validation:
            raise StructBlockValidationError(
                block_errors={"turns": ListBlockValidationError(block_errors=errors)}
            )
        return cleaned

    class Meta:
        description = _("Somebody writes; one chooses a reply and sees what follows.")
        preview_value = samples.PRACTICE
        label = _("Practice conversation")
        icon = "comment"
        group = GROUP
        template = "blocks/practice_block.html"


class TaskBlock(Tried, blocks.StructBlock):
    """Something to do away from the screen, and to tick off."""

    text = blocks.CharBlock(
        label=_("What is ticked off"),
        max_length=250,
        help_text=_("As the person would say it: “I have turned on two-step sign-in”"),
    )
    how = blocks.RichTextBlock(
        label=_("How to do it"), features=["h3", *WORDS], required=False
    )

    class Meta:
        description = _("Something to do for real, and to tick off. It counts too.")
        preview_value = samples.TASK
        label = _("Task")
        icon = "tick-inverse"
        group = GROUP
        template = "blocks/task_block.html"


class ConfidenceBlock(Tried, blocks.StaticBlock):
    """How sure a person feels before they begin; what is asked stands on the module."""

    class Meta:
        description = _("How sure one feels before beginning; asked again at the end.")
        preview_value = None
        label = _("How sure do you feel")
        icon = "view"
        group = GROUP
        admin_text = _(
            "Asks how sure one feels, in the words under “Beginning and end” of the "
            "module. Best in the first step; it is asked again at the end."
        )
        template = "blocks/confidence_block.html"


class PlanBlock(Tried, blocks.StructBlock):
    """One thing a person will try, in their own words; theirs alone."""

    prompt = blocks.CharBlock(
        label=_("Heading"), max_length=120, default=_("One thing I will try")
    )
    examples = blocks.ListBlock(
        blocks.CharBlock(label=_("Example"), max_length=200),
        label=_("Examples"),
        min_num=0,
    )

    class Meta:
        description = _("One thing to try, in one’s own words. Only they see it.")
        preview_value = samples.PLAN
        label = _("One thing I will try")
        icon = "edit"
        group = GROUP
        template = "blocks/plan_block.html"


def _about_options(sentence):
    """A fault of the answers of a question taken together."""
    return StructBlockValidationError(
        block_errors={
            "options": ListBlockValidationError(
                non_block_errors=[ValidationError(sentence)]
            )
        }
    )


def _faults_of_turns(turns):
    """Short names that are there twice, and replies that lead nowhere, by turn."""
    labels = [turn["label"] for turn in turns]
    errors = {}
    for number, turn in enumerate(turns):
        if turn["label"] in labels[:number]:
            errors[number] = StructBlockValidationError(
                {
                    "label": ValidationError(
                        _("Another turn has this short name already.")
                    )
                }
            )
            continue
        lost = {
            place: StructBlockValidationError(
                {
                    "goes_to": ValidationError(
                        _("There is no turn with the short name “%(label)s”.")
                        % {"label": reply["goes_to"]}
                    )
                }
            )
            for place, reply in enumerate(turn["replies"])
            if reply["goes_to"] and reply["goes_to"] not in labels
        }
        if lost:
            errors[number] = StructBlockValidationError(
                {"replies": ListBlockValidationError(block_errors=lost)}
            )
    return errors
