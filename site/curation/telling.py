"""Who is told of a review, a release, a withdrawal. Each is called in the transaction of what it tells."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.messages import words
from accounts.messages.telling import aside, path, tell
from accounts.models import User
from accounts.roles import Role, holders
from curation.models import BundledWork, Draft, Review, ReviewStage
from curation.staffing import able, seats
from showcase.models import Release, WorkCard
from showcase.signals import card_removed, card_written
from submissions.telling import makers

words.register(
    {
        "review.turn": _("“%(title)s” waits for your signature: %(stage)s."),
        "bundle.turn": _("The bundle “%(title)s” waits for your signature: %(stage)s."),
        "review.handed": _("“%(title)s” was handed to you to sign: %(stage)s."),
        "review.overdue": _("Overdue works that wait for your signature: %(number)s."),
        "licence.ends": _("The licence of “%(title)s” ends on %(day)s."),
        "review.returned": _("“%(title)s” has come back from review."),
        "work.released": _("“%(title)s” is public now."),
        "work.withdrawn": _("“%(title)s” has been withdrawn and is no longer public."),
    }
)


@aside
def turns(review: Review) -> None:
    """Everybody who can sign a stage whose turn has come, and has no part in the review. Call it as often as you
    like: each turn is told once, and once for all works of a bundle."""
    known = seats()
    bundled = BundledWork.objects.filter(review=review, outcome="").select_related("bundle").first()
    for stage in review.stages.waiting().prefetch_related("review__parts", "review__voided"):
        assert stage.turn_at is not None
        if bundled:
            again = sum(part.part == stage.code for part in review.voided.all())
            event = f"bundle-turn:{bundled.bundle_id}:{_sending(bundled)}:{stage.code}:{again}"
            facts = _facts(review, stage) | {"title": bundled.bundle.name}
            link = path("curation_bundle", bundled.bundle_id)
            tell(able(stage, known), event, "bundle.turn", link=link, facts=facts)
            continue
        event = f"turn:{stage.pk}:{stage.turn_at.isoformat()}"
        tell(able(stage, known), event, "review.turn", link=_dossier(review), facts=_facts(review, stage))


@aside
def handed(review: Review, stage: ReviewStage, to: User) -> None:
    """A stage is theirs alone now."""
    event = f"handed:{stage.pk}:{timezone.now().isoformat()}"
    tell([to.pk], event, "review.handed", link=_dossier(review), facts=_facts(review, stage))


@aside
def returned(review: Review, by: User) -> None:
    """The new-media team has it again."""
    to = set(holders(Role.CURATOR).values_list("pk", flat=True)) - {by.pk}
    event, facts = f"returned:{review.pk}", {"title": review.page.title}
    tell(to, event, "review.returned", link=_dossier(review), facts=facts, detail=review.reason)


@receiver(card_written, dispatch_uid="curation.telling.released")
@aside
def released(card: WorkCard, release: Release, **_more: Any) -> None:
    """Those who made it, when it is newly public; a correction is between the staff."""
    if card.first_released_at == release.released_at:
        link = path("work", card.slug)
        _tell_makers(release, f"released:{release.pk}", "work.released", link, card.title)


@receiver(card_removed, dispatch_uid="curation.telling.withdrawn")
@aside
def withdrawn(card: WorkCard, **_more: Any) -> None:
    """Those who made it, when it is public no more; a card also goes when a newer one takes its place."""
    release = Release.objects.get(pk=card.release_id)
    if release.state == Release.State.WITHDRAWN:
        _tell_makers(release, f"withdrawn:{release.pk}", "work.withdrawn", "", card.title)


def _tell_makers(release: Release, event: str, kind: str, link: str, title: str) -> None:
    draft = Draft.objects.filter(page_id=release.page_id).select_related("submission").first()
    if draft:
        link = link or path("my_work", draft.submission.uid)
        tell(makers(draft.submission), event, kind, link=link, facts={"title": title})


def _sending(bundled: BundledWork) -> int:
    """What tells one sending of the bundle from the next: the oldest of its reviews."""
    rows = BundledWork.objects.filter(bundle=bundled.bundle_id, review__isnull=False)
    return min(rows.values_list("review", flat=True))


def _dossier(review: Review) -> str:
    return path("curation_work", review.page_id)


def _facts(review: Review, stage: ReviewStage) -> dict[str, str]:
    return {"title": review.page.title, "stage": stage.name, "stage_en": stage.name_en}
