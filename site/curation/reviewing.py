"""The reviews: open, sign, hand over, return. Only these write Review, ReviewStage, Part and VoidedPart.

The rule (国办发〔2018〕123号 先审后发; one person never takes two parts) is held by the database: a person has one
part in a review, authors and editors have theirs from the start, and this holds for the superuser too. Each verb has
a file of its own; this one gathers them for whoever calls.
"""

from curation.opening import open_review
from curation.returning import close_reviews, recall_review, return_review, return_to_stage
from curation.signing import hand_over, revision_of, sign, why_not

__all__ = [
    "close_reviews",
    "hand_over",
    "open_review",
    "recall_review",
    "return_review",
    "return_to_stage",
    "revision_of",
    "sign",
    "why_not",
]
