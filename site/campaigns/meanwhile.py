"""Two people at one form of the plan: whoever saves second reads what the first one wrote, and nothing typed is lost.

A form carries a mark of each part as its reader saw it. A part that only one of the two has changed is taken as that
one wrote it; where both did, the second is asked once more, with both before them.
"""

import hashlib
import json
from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.models import User


def mark(words: Sequence[object]) -> str:
    """A short mark of a part's words."""
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()[:16]


def is_untouched(seen: str, typed: Sequence[object]) -> bool:
    """Whether the part came back as it was read. A form without marks says nothing of it."""
    return seen == mark(typed)


def changed_by_both(seen: str, typed: Sequence[object], standing: Sequence[object]) -> bool:
    """Whether a colleague wrote something else than what was read and than what is typed."""
    return bool(seen) and mark(standing) not in (seen, mark(typed)) and not is_untouched(seen, typed)


def told(who: User | None, standing: Sequence[str]) -> str:
    """The sentence for whoever saves second: what stands now, and how to put one's own in its place."""
    return _(
        "%(who)s changed this while you were writing. It now reads: %(words)s. What you typed stands below; save again to put it in its place."
    ) % {"who": who or _("Somebody"), "words": _("; ").join(each for each in standing if each)}
