"""Who may see an asset because of a submission: its authors and, once it was sent, those who judge it."""

from typing import Any

from accounts.roles import liaison_units
from media_library.models import Asset
from submissions import rules
from submissions.models import SignedDeclaration, Submission, SubmissionFile


def sees(user: Any, asset: Asset) -> bool:
    """The answer for ``media_library.access``: authors with accounts, and the unit's liaisons for what was sent.

    Versions are asked, not the working copy: what its contributor amends is nobody's before it is sent again, and a
    file that was taken out stays with the versions that had it.
    """
    if SubmissionFile.objects.filter(asset=asset, submission__contributor=user.pk).exists():
        return True  # a draft that a colleague has handed on
    units = liaison_units(user)
    signed = SignedDeclaration.objects.filter(asset=asset).select_related("submission").first()
    if signed and signed.submission.receipt and signed.submission.unit_id in units:
        return True
    holding = Submission.objects.filter(versions__assets=asset).distinct()
    return any(submission.unit_id in units or rules.is_author(user, submission) for submission in holding)
