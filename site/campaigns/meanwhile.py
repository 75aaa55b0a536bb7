"""Two people at one form of the plan: whoever saves second reads what the first one wrote, and nothing typed is lost.

A form carries a mark of each part as its reader saw it. A part that only one of the two has changed is taken as that
one wrote it; where both did, the second is asked once more, with both before them.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from accounts.models import User

Part = TypeVar("Part", str, str | int)


def marks(parts: Sequence[Part]) -> str:
    """A short mark of each part, for a form to bring back."""
    return ",".join(
        hashlib.sha256(json.dumps(each, ensure_ascii=False).encode()).hexdigest()[:12] for each in parts
    )


def merged(
    seen: str, typed: Sequence[Part], standing: Sequence[Part]
) -> tuple[Sequence[Part], Sequence[Part]]:
    """What is to be kept, and what stands where both wrote something else; of a form without marks all is kept."""
    read, mine, theirs = seen.split(","), marks(typed).split(","), marks(standing).split(",")
    if not len(read) == len(mine) == len(theirs):
        return typed, []
    kept, clashing = list(typed), []
    for place, mark in enumerate(read):
        if mine[place] == mark:
            kept[place] = standing[place]
        elif theirs[place] not in (mark, mine[place]):
            clashing.append(standing[place])
    return kept, clashing


def told(who: User | None, clashing: Sequence[str]) -> str:
    """The sentence for whoever saves second: what stands now, and how to put one's own in its place."""
    words = _("; ").join(each or _("(empty)") for each in clashing)
    return _(
        "%(who)s changed this while you were writing. It now reads: %(words)s. What you typed stands below; save again to put it in its place."
    ) % {"who": who or _("Somebody"), "words": words}
