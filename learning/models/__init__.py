"""What one can learn (pages), and how far one has come (progress)."""

from learning.models.assignment import Assignment
from learning.models.editions import Edition
from learning.models.pages import ModuleIndexPage, ModulePage
from learning.models.progress import (
    Answer,
    Certificate,
    Completion,
    Confidence,
    Enrolment,
    Plan,
    StepRecord,
)

__all__ = [
    "Answer",
    "Assignment",
    "Certificate",
    "Completion",
    "Confidence",
    "Edition",
    "Enrolment",
    "ModuleIndexPage",
    "ModulePage",
    "Plan",
    "StepRecord",
]
