"""Drafts, reviews, withdrawals, attestations."""

from curation.models.draft import AlbumDraft, Attestation, Draft, Series, Withdrawal
from curation.models.loaded import LoadedLine
from curation.models.review import SIGNED, Part, Review

__all__ = [
    "SIGNED",
    "AlbumDraft",
    "Attestation",
    "Draft",
    "LoadedLine",
    "Part",
    "Review",
    "Series",
    "Withdrawal",
]
