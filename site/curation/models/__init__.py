"""Drafts, reviews, bundles, withdrawals, attestations."""

from curation.models.bundle import Bundle, BundledWork
from curation.models.draft import AlbumDraft, Attestation, Draft, Series, Withdrawal
from curation.models.invitation import Invitation
from curation.models.loaded import LoadedLine
from curation.models.mistake import Mistake
from curation.models.proposal import HouseProposal
from curation.models.review import Part, Review, ReviewStage, VoidedPart
from curation.models.stage import WRITER, Deputy, ReviewClass, Stage, Step
from curation.models.suggestion import Correction, Suggestion
from curation.models.takedown import Takedown

__all__ = [
    "WRITER",
    "AlbumDraft",
    "Attestation",
    "Bundle",
    "BundledWork",
    "Correction",
    "Deputy",
    "Draft",
    "HouseProposal",
    "Invitation",
    "LoadedLine",
    "Mistake",
    "Part",
    "Review",
    "ReviewClass",
    "ReviewStage",
    "Series",
    "Stage",
    "Step",
    "Suggestion",
    "Takedown",
    "VoidedPart",
    "Withdrawal",
]
