"""The working copy as a version has it: for a newer version that is given up."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from media_library.models import Asset
from submissions.models import Submission, SubmissionFile, SubmissionVersion

#: What a version keeps under the names of the working copy; call, kind and unit of an accepted work do not change.
NAMES = ("title", "authors", "created", "summary", "text", "details", "declared")


def restore(submission: Submission, version: SubmissionVersion) -> None:
    """Write the facts, files and signed declaration of ``version`` into the working copy. In the caller's transaction,
    which holds the row. Files that are taken out stay in the library with their uploader."""
    content = version.content
    facts = {name: content[name] for name in NAMES if name in content}
    facts |= {"telephone": content.get("telephone", ""), **_terms(content.get("terms"))}
    for name, value in facts.items():
        setattr(submission, name, value)
    submission.changed_at = timezone.now()
    submission.save(update_fields=[*facts, "changed_at"])
    if "files" in content:
        _files(submission, content["files"])
    _paper(submission, content.get("signed"))


def _terms(terms: dict[str, Any] | None) -> dict[str, Any]:
    if not terms:
        return {}
    return {
        "terms_id": terms["id"],
        "terms_accepted_at": datetime.fromisoformat(terms["accepted_at"]),
        "terms_accepted_from": terms.get("accepted_from"),
    }


def _files(submission: Submission, rows: list[dict[str, Any]]) -> None:
    """``read``: what the cameras wrote was offered when these files came first."""
    assets = {str(each.uid): each for each in Asset.objects.filter(uid__in=[row["asset"] for row in rows])}
    submission.files.all().delete()
    SubmissionFile.objects.bulk_create(
        SubmissionFile(
            submission=submission,
            asset=assets[row["asset"]],
            role=row["role"],
            caption=row["caption"],
            position=position,
            read=True,
        )
        for position, row in enumerate(rows)
        if row["asset"] in assets
    )


def _paper(submission: Submission, signed: dict[str, str] | None) -> None:
    """A paper that nobody has attested goes with what it was signed for; the version's own stands again."""
    asset = Asset.objects.filter(uid=signed["asset"]).first() if signed else None
    submission.papers.filter(attested_by=None).exclude(asset=asset).delete()
    if asset and not submission.papers.filter(asset=asset).exists():
        submission.papers.create(asset=asset)
