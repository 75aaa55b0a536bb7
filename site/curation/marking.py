"""Where on the pictures each line of a transcription stands, and what is shown large: marked by an editor in the draft."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.trail import record
from curation import tapping
from curation.errors import NotPossible
from media_library import closeups
from media_library.models import Asset
from showcase.marks import (
    CLOSEUPS,
    LONGEST_WORDS,
    SMALLEST_SIDE,
    Closeup,
    Rectangle,
    as_regions,
    closeups_of,
    lines_of,
)
from showcase.models import WorkPage
from showcase.snapshot import media_of

#: What one line, and all of them, may have: more is a slip of the hand.
MOST_OF_A_LINE, MOST = 10, 400


@transaction.atomic
def keep_marks(
    page: WorkPage, boxes: Sequence[Sequence[Rectangle]], squares: Sequence[Closeup], *, by: User
) -> WorkPage:
    """Keep these rectangles for the draft's lines, in their order, and these details; returns the draft.

    Raises NotPossible for people who may not edit the page, while it is locked, where the text has other lines by now,
    and for what lies outside its picture, is too small, or lacks its sentence.
    """
    standing = WorkPage.objects.select_for_update().get(pk=page.pk)
    if not tapping.may_edit(standing, by):
        raise NotPossible(_("Only who edits the page marks its pictures."))
    if tapping.is_locked(standing, by):
        raise NotPossible(_("The work is in review: its marks cannot be changed now."))
    draft: WorkPage = standing.get_latest_revision_as_object()
    assets = {each.asset_id: each.asset for each in media_of(draft)}
    _check(draft, boxes, squares, assets)
    regions = [[key, rectangles] for key, rectangles in as_regions(draft.text, boxes)]
    details = [[each.asset, each.x, each.y, each.side, each.words] for each in squares]
    if regions == draft.regions and details == draft.closeups:
        return draft
    draft.regions, draft.closeups = regions, details
    draft.save_revision(user=by)
    for each in squares:
        closeups.ask_to_cut(assets[each.asset], each.x, each.y, each.side)
    marked = sum(bool(rectangles) for rectangles in boxes)
    record(
        "work.marked",
        by=by,
        subject=f"work:{page.pk}",
        label=draft.title,
        lines=marked,
        details=len(squares),
    )
    return draft


def is_cutting(draft: WorkPage) -> bool:
    """Whether a detail of the draft was not cut yet, so that nobody can see what they would sign."""
    assets = {each.asset_id: each.asset for each in media_of(draft)} if draft.closeups else {}
    return any(
        not closeups.cut_of(assets[each.asset], each.x, each.y, each.side)
        for each in closeups_of(draft.closeups)
        if each.asset in assets
    )


def _check(
    draft: WorkPage,
    boxes: Sequence[Sequence[Rectangle]],
    squares: Sequence[Closeup],
    assets: dict[int, Asset],
) -> None:
    if len(boxes) != len(lines_of(draft.text)):
        raise NotPossible(_("The text has other lines by now: open this page again."))
    if sum(map(len, boxes)) > MOST or any(len(rectangles) > MOST_OF_A_LINE for rectangles in boxes):
        raise NotPossible(_("There are too many rectangles."))
    for number, rectangles in enumerate(boxes, start=1):
        if not all(_is_inside(each, assets.get(each.asset)) for each in rectangles):
            raise NotPossible(
                _("Line %(number)s: its rectangle does not lie in the picture.") % {"number": number}
            )
    if len(squares) > CLOSEUPS:
        raise NotPossible(_("No more than %(most)s details are shown.") % {"most": CLOSEUPS})
    for number, each in enumerate(squares, start=1):
        square = Rectangle(each.asset, each.x, each.y, each.side, each.side)
        if not _is_inside(square, assets.get(each.asset)):
            raise NotPossible(
                _("Detail %(number)s: its square does not lie in the picture.") % {"number": number}
            )
        if each.side < SMALLEST_SIDE:
            raise NotPossible(
                _("Detail %(number)s is too small: its side needs %(least)s pixels.")
                % {"number": number, "least": SMALLEST_SIDE}
            )
        if not 0 < len(each.words) <= LONGEST_WORDS:
            raise NotPossible(
                _("Detail %(number)s needs one sentence of at most %(most)s characters.")
                % {"number": number, "most": LONGEST_WORDS}
            )


def _is_inside(box: Rectangle, asset: Asset | None) -> bool:
    return bool(
        asset
        and box.x >= 0
        and box.y >= 0
        and box.width > 0
        and box.height > 0
        and box.x + box.width <= (asset.width or 0)
        and box.y + box.height <= (asset.height or 0)
    )
