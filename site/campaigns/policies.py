"""Who keeps calls, kinds and terms."""

from typing import Any

from wagtail.permissions import register_permission_policy

from accounts.policies import CuratorsKeepIt
from campaigns.models import Call, Kind, Terms


class WrittenOnce(CuratorsKeepIt):
    """Terms that somebody accepted are never edited: curators add a new version."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"add", "view"} and super().user_has_permission(user, action)


register_permission_policy(Call, CuratorsKeepIt(Call))
register_permission_policy(Kind, CuratorsKeepIt(Kind))
register_permission_policy(Terms, WrittenOnce(Terms))
