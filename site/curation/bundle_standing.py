"""Where a bundle stands, in words: read from where its works stand, never stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation.models import BundledWork
from curation.standing import Standing


@dataclass
class BundleStanding:
    """``code``: draft, in_review, signed, stuck, released, empty. ``free``: works may be added, taken out, sent."""

    code: str
    sentence: str
    free: bool = False


def standing_of(rows: Sequence[BundledWork], known: Mapping[int, Standing]) -> BundleStanding:
    """Where it stands; ``known`` are the standings of its works by page."""
    here = [row for row in rows if not row.outcome]
    if not here:
        number = sum(row.outcome == BundledWork.Outcome.RELEASED for row in rows)
        if not number:
            return BundleStanding("empty", _("All works have left this bundle."))
        told = ngettext("%(number)d work was released.", "%(number)d works were released together.", number)
        return BundleStanding("released", told % {"number": number})
    if not any(row.review_id for row in here):
        return BundleStanding("draft", _("To be put together and sent to review."), free=True)
    codes = {row.page_id: known[row.page_id].code for row in here}
    stuck = [row.page.title for row in here if codes[row.page_id] == "stuck"]
    if stuck:
        names = "".join(f"《{title}》" for title in stuck)
        told = _(
            "The release of %(works)s failed, so nothing of the bundle is public. Try it again there, or take that work down."
        )
        return BundleStanding("stuck", told % {"works": names})
    open_reviews = sum(code == "in_review" for code in codes.values())
    if open_reviews:
        told = ngettext(
            "In review: %(open)d of %(number)d work is not signed by all yet.",
            "In review: %(open)d of %(number)d works are not signed by all yet.",
            len(here),
        )
        return BundleStanding("in_review", told % {"open": open_reviews, "number": len(here)})
    if "releasing" in codes.values():
        return BundleStanding(
            "releasing", _("All have signed; the files are being released, and all go public at once.")
        )
    return BundleStanding(
        "signed", _("All have signed; it goes public as soon as nothing stands against it.")
    )
