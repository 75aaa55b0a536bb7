"""May this user see this asset? Each upper layer answers for what it knows; nobody else is asked."""

from collections.abc import Callable
from typing import Any

from accounts.roles import Role, has_role
from media_library.models import Asset

Answer = Callable[[Any, Asset], bool]
_answers: list[Answer] = []


def register(answer: Answer) -> Answer:
    """Let an upper layer grant sight of an asset: ``answer(user, asset) -> bool``. Call it in ``AppConfig.ready``."""
    _answers.append(answer)
    return answer


def may_see(user: Any, asset: Asset) -> bool:
    """Its owner, the curators, and whoever an upper layer answers for (a liaison, a reviewer)."""
    if not getattr(user, "is_active", False):
        return False
    if asset.owner_id == user.pk or has_role(user, Role.CURATOR):
        return True
    return any(answer(user, asset) for answer in _answers)
