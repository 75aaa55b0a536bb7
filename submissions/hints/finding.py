"""The hints of a version, each with the answer that a person gave it, if any."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from campaigns.models import Kind
from submissions import declarations
from submissions.hints import patterns
from submissions.hints.places import assets_of, places, with_position
from submissions.models import HintAnswer, SubmissionVersion

CONTEXT = 24
# The contributor's answers that need a second pair of eyes.
DECLARED = {
    declarations.PORTRAIT: patterns.Kind.PORTRAIT,
    declarations.MINOR: patterns.Kind.MINOR,
    declarations.CASE: patterns.Kind.CASE,
}


@dataclass(frozen=True)
class Hint:
    """``key`` is the same wherever kind, place, hit and what stands around it are the same; ``offset`` is for people."""

    key: str
    kind: patterns.Kind
    place: str
    label: str
    offset: int
    before: str
    hit: str
    after: str
    answer: HintAnswer | None


def hints(version: SubmissionVersion, kind: Kind) -> list[Hint]:
    """All hints of the version, in the order of its parts; three queries."""
    return hints_of_many([(version, kind)])[version.pk]


def hints_of_many(versions: Sequence[tuple[SubmissionVersion, Kind]]) -> dict[int, list[Hint]]:
    """The hints of each version, by its primary key; three queries whatever their number."""
    prefetch_related_objects([version for version, _kind in versions], "assets__renditions")
    known: dict[int, dict[str, HintAnswer]] = defaultdict(dict)
    of = [version.submission_id for version, _kind in versions]
    for each in HintAnswer.objects.filter(submission__in=of).select_related("by"):
        known[each.submission_id][each.key] = each
    return {version.pk: _hints(version, kind, known[version.submission_id]) for version, kind in versions}


def _hints(version: SubmissionVersion, kind: Kind, answers: dict[str, HintAnswer]) -> list[Hint]:
    def hint(
        of: patterns.Kind, place: str, label: str, offset: int, before: str, hit: str, after: str
    ) -> Hint:
        key = hashlib.sha256("\0".join((of, place, before, hit, after)).encode()).hexdigest()[:32]
        return Hint(key, of, place, label, offset, before, hit, after, answers.get(key))

    found = []
    assets = assets_of(version)
    for place in places(version, kind, assets):
        text = place.text
        for hit in patterns.find(text):
            before = text[max(0, hit.start - CONTEXT) : hit.start].rpartition("\n")[2]
            after = text[hit.end : hit.end + CONTEXT].partition("\n")[0]
            found.append(
                hint(hit.kind, place.name, place.label, hit.start, before, text[hit.start : hit.end], after)
            )
    for asset in with_position(assets.values()):
        told = _(
            "The camera wrote where it stood. What is shown to visitors does not say it; the picture may."
        )
        label = _("In the file “%(name)s”") % {"name": asset.name}
        key_place = f"file.{asset.sha256}"
        made = hint(patterns.Kind.POSITION, key_place, label, 0, "", "gps", "")
        found.append(Hint(made.key, made.kind, key_place, label, 0, told, "", "", made.answer))
    given = version.content.get("declared", {})
    for question, of in DECLARED.items():
        if (answer := given.get(question.name)) in question.careful:
            made = hint(of, f"declared.{question.name}", "", 0, "", str(answer), "")
            words = str(dict(question.answers)[answer])
            asked = f"{question.label} "
            found.append(
                Hint(
                    made.key, of, made.place, _("The contributor's answer"), 0, asked, words, "", made.answer
                )
            )
    # The same words at the same place need one answer.
    return list({each.key: each for each in found}.values())


def unresolved(version: SubmissionVersion, kind: Kind) -> list[Hint]:
    """The hints that nobody has answered."""
    return [hint for hint in hints(version, kind) if hint.answer is None]
