"""Reviewers see the files of the works that were sent to review, also when the review is over."""

from typing import Any

from accounts.roles import REVIEWERS, has_role
from curation.models import Review
from media_library.access import register
from media_library.models import Asset


@register
def reviewer_sees(user: Any, asset: Asset) -> bool:
    """Whether the user holds a reviewer's role and the asset was shown by a page in review: what one signed, one can
    look at again."""
    return has_role(user, *REVIEWERS) and Review.objects.filter(assets=asset).exists()
