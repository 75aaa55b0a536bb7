"""The captions of a grid: only what somebody changed on it is written, so that two people at one album lose nothing."""

from collections.abc import Mapping, Sequence

from accounts.models import User
from media_library.library.arranging import caption
from media_library.models import Album, Asset


def keep(album: Album, typed: Mapping[str, str], *, by: User) -> int:
    """Keep the captions of a form: ``caption-<uid>`` is what stands there, ``was-<uid>`` what its page began with.

    Returns how many changed. Raises NotPossible (of ``library.arranging``) for one that is too long.
    """
    changed = {
        name.removeprefix("caption-"): text
        for name, text in typed.items()
        if name.startswith("caption-") and typed.get(name.replace("caption-", "was-", 1)) != text
    }
    files = {str(each.uid): each for each in Asset.objects.filter(album=album).only("uid")}
    return caption({files[uid]: text for uid, text in changed.items() if uid in files}, by)


def same_as_above(rows: Sequence[Asset], typed: Mapping[str, str], which: str) -> dict[str, str]:
    """The form once more, with the caption of the row above in the row ``which``, or in all empty ones (``all``)."""
    filled = dict(typed)
    above = ""
    for row in rows:
        name = f"caption-{row.uid}"
        here = filled.get(name, row.caption)
        if (which == "all" and not here.strip()) or which == str(row.uid):
            here = filled[name] = above
        above = here
    return filled
