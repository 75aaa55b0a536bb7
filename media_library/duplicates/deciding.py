"""What people decided about likely duplicates: the only writer of a verdict. Once decided, never asked again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role, has_role
from audit import trail
from media_library.models import Asset, Resemblance


@transaction.atomic
def decide(pair: Resemblance, verdict: str, *, by: User) -> Resemblance:
    """Say that the two are the same picture, or that they are not; saying it again changes nothing.

    Raises PermissionDenied for others than curators, ValueError for no verdict.
    """
    if not has_role(by, Role.CURATOR):
        raise PermissionDenied(_("Only the new-media team decides on duplicates."))
    if verdict not in (Resemblance.Verdict.SAME, Resemblance.Verdict.DIFFERENT):
        raise ValueError(verdict)
    changed = (
        Resemblance.objects.filter(pk=pair.pk)
        .exclude(verdict=verdict)
        .update(verdict=verdict, by=by, at=timezone.now())
    )
    pair.refresh_from_db()
    if changed:
        first, second = pair.first, pair.second
        trail.record_many(
            f"asset.{verdict}",
            by=by,
            of=[
                (f"asset:{each.pk}", each.name, {"other": other.name, "uid": str(other.uid)})
                for each, other in ((first, second), (second, first))
            ],
        )
    return pair


def same_as(asset: Asset) -> list[Asset]:
    """The pictures that are the same as this one by somebody's decision, directly or by way of others, and it itself:
    the best original first (the most pixels, then the most bytes). Empty where nobody decided so."""
    found, news = {asset.pk}, {asset.pk}
    while news:
        pairs = Resemblance.objects.filter(verdict=Resemblance.Verdict.SAME)
        touching = (pairs.filter(first__in=news) | pairs.filter(second__in=news)).values_list(
            "first", "second"
        )
        news = {pk for pair in touching for pk in pair} - found
        found |= news
    if len(found) == 1:
        return []
    return sorted(Asset.objects.filter(pk__in=found).select_related("owner"), key=_worth, reverse=True)


def _worth(asset: Asset) -> tuple[int, int, int]:
    return (asset.width or 0) * (asset.height or 0), asset.size, -asset.pk
