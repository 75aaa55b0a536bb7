"""A submission, its files, its immutable versions, and what was decided on it."""

from submissions.models.agreement import Agreement, SignedDeclaration
from submissions.models.batch import Batch
from submissions.models.consent import ConsentWithdrawal
from submissions.models.decision import Decision
from submissions.models.hint import HintAnswer, HintFollowUp
from submissions.models.late import LateAccess
from submissions.models.licence import Licence
from submissions.models.newer import NewerVersion
from submissions.models.submission import EDITABLE, IS_EDITABLE, State, Submission, SubmissionFile
from submissions.models.version import SubmissionVersion
from submissions.models.word import Word

__all__ = [
    "EDITABLE",
    "IS_EDITABLE",
    "Agreement",
    "Batch",
    "ConsentWithdrawal",
    "Decision",
    "HintAnswer",
    "HintFollowUp",
    "LateAccess",
    "Licence",
    "NewerVersion",
    "SignedDeclaration",
    "State",
    "Submission",
    "SubmissionFile",
    "SubmissionVersion",
    "Word",
]
