"""A submission, its files, its immutable versions, and what was decided on it."""

from submissions.models.consent import ConsentWithdrawal
from submissions.models.decision import Decision
from submissions.models.submission import EDITABLE, State, Submission, SubmissionFile
from submissions.models.version import SubmissionVersion

__all__ = [
    "EDITABLE",
    "ConsentWithdrawal",
    "Decision",
    "State",
    "Submission",
    "SubmissionFile",
    "SubmissionVersion",
]
