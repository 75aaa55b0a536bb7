"""A newer version of a work's submission beside its page: what differs, and taking it over, wholly or by part."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from audit.trail import record
from campaigns.fields import body, described, label
from campaigns.models import Kind
from curation.consenting import refuse_if_taken_back, said_by_submissions
from curation.differences import Difference
from curation.errors import NotPossible
from curation.models import Draft
from curation.opening import refuse_if_under_way
from curation.suggesting import write_words
from media_library.models import Asset
from media_library.models import State as AssetState
from showcase.models import WorkMedia, WorkPage
from showcase.snapshot import media_of
from submissions.declarations import names_are_public
from submissions.hints.finding import unresolved
from submissions.intake import agreeing, newer
from submissions.models import NewerVersion

Outcome = NewerVersion.Outcome


@dataclass(frozen=True)
class Shown:
    """A file on one side: its asset, where there still is one, and its caption."""

    asset: Asset
    role: str
    caption: str


@dataclass(frozen=True)
class Part:
    """A part of the work that the newer version changes. ``edited``: the page's own words are not those that were
    accepted, so that taking over would undo an editor's work."""

    name: str
    label: str
    here: str
    offered: str
    edited: bool = False
    files_here: list[Shown] = field(default_factory=list)
    files_offered: list[Shown] = field(default_factory=list)

    @property
    def before(self) -> str:
        """The page's words as HTML, with what would go marked."""
        return Difference(self.name, self.here, self.offered).before

    @property
    def after(self) -> str:
        """The newer words as HTML, with what is new marked."""
        return Difference(self.name, self.here, self.offered).after


def offered_for(page: WorkPage) -> NewerVersion | None:
    """The newer version that waits for an answer at this page."""
    draft = Draft.objects.filter(page_id=page.pk).values("submission")
    return newer.offered().filter(submission__in=draft).first()


def newer_pages(pages: Collection[Page]) -> set[int]:
    """Of these pages the keys of those at which a newer version waits."""
    waiting = newer.offered().order_by().values("submission")
    return set(
        Draft.objects.filter(page_id__in=[each.pk for each in pages], submission__in=waiting).values_list(
            "page", flat=True
        )
    )


def parts_of(row: NewerVersion, page: WorkPage) -> list[Part]:
    """What the contributor changed since what was accepted, and what differs from the page as it was edited last."""
    assert row.version is not None
    draft, latest = (
        Draft.objects.select_related("version").get(page=page),
        page.get_latest_revision_as_object(),
    )
    kind = row.submission.kind
    here, there = _of_page(latest, kind), _of_content(row.version.content, kind)
    accepted = _of_content(draft.version.content, kind)
    found = []
    for name, title in _labels(kind).items():
        unchanged = name in accepted and accepted[name] == there.get(name)
        if name not in there or there[name] == here[name] or unchanged:
            continue
        files: dict[str, Any] = {}
        if name == "files":
            files = {"files_here": _media_here(latest), "files_offered": _media_offered(row.version.content)}
        edited = name in accepted and accepted[name] != here[name]
        found.append(Part(name, title, here[name], there[name], edited, **files))
    return found


@transaction.atomic
def take_over(
    row: NewerVersion,
    page: WorkPage,
    chosen: Collection[str],
    *,
    by: User,
    words: str,
    seen: int | None,
    attested: str = "",
) -> NewerVersion:
    """Write the chosen parts into a new revision of the page. ``seen``: the revision beside which they were read;
    ``attested``: the uid of the signed declaration that was ticked as seen, where the curators look at it themselves.

    Raises NotPossible as ``newer.answer`` does; also while the page is in review or on its way to the public, where
    somebody edited it meanwhile, a file is not ready, a newly signed declaration was not looked at, an author who is spoken for has not confirmed the version, or a
    privacy hint of it has no answer.
    """
    assert row.version is not None
    page = WorkPage.objects.select_for_update().get(pk=page.pk)
    refuse_if_under_way(page)
    refuse_if_taken_back(page)
    if page.latest_revision_id != seen:
        raise NotPossible(_("The page was edited meanwhile; please compare again."))
    parts = {part.name: part for part in parts_of(row, page)}
    taken = [name for name in parts if name in chosen]
    if not taken:
        raise NotPossible(_("Please tick what is taken over; or do not take it over, and say why."))
    if waits := agreeing.unconfirmed(row.submission):
        raise NotPossible(waits)
    if agreeing.unattested(row.submission):
        with said_by_submissions():
            _attest(row, by, attested)
    if unresolved(row.version, row.submission.kind):
        raise NotPossible(_("Please answer every privacy hint of the newer version first."))
    outcome = Outcome.TAKEN if len(taken) == len(parts) else Outcome.PARTLY
    with said_by_submissions():
        newer.answer(row, by=by, outcome=outcome, parts=taken, words=words)
    latest = page.get_latest_revision_as_object()
    _write(latest, row.version.content, taken, by)
    latest.save_revision(user=by)
    Draft.objects.filter(page=page).update(version=row.version)
    record(
        "work.newer_taken",
        by=by,
        subject=f"work:{page.pk}",
        label=latest.title,
        version=row.version.number,
        parts=taken,
        left=[name for name in parts if name not in taken],
    )
    return row


def _attest(row: NewerVersion, by: User, seen: str) -> None:
    """What is attested falls with a step that cannot be made."""
    if not agreeing.may_attest(by, row.submission):
        raise NotPossible(
            _(
                "A newly signed declaration came with it: the unit's liaison looks at it first, and has been told."
            )
        )
    agreeing.attest(row.submission, by, seen)


def decline(row: NewerVersion, page: WorkPage, *, by: User, words: str) -> NewerVersion:
    """Leave the page as it is, and say why. May be done while it is in review."""
    with transaction.atomic(), said_by_submissions():
        newer.answer(row, by=by, outcome=Outcome.DECLINED, words=words)
        record(
            "work.newer_left", by=by, subject=f"work:{page.pk}", label=page.title, reason=words.strip()[:1000]
        )
    return row


def _write(latest: WorkPage, content: dict[str, Any], taken: Collection[str], by: User) -> None:
    write_words(
        latest, {name: content[name].strip() for name in ("title", "summary", "text") if name in taken}
    )
    if "authors" in taken:
        latest.authors = _authors(content)
    if "created" in taken:
        latest.created = content["created"]
    if "details" in taken:
        latest.details = content["details"]
    if "files" in taken:
        alts = {(each.asset_id, each.caption): each.alt for each in media_of(latest)}
        offered = _media_offered(content)
        for each in offered:
            if each.asset.state != AssetState.READY:
                raise NotPossible(_("“%(name)s” is not ready yet.") % {"name": each.asset.name})
        latest.media = [
            WorkMedia(
                asset=each.asset,
                role=each.role,
                caption=each.caption,
                alt=alts.get((each.asset.pk, each.caption)) or each.caption or latest.title,
                sort_order=position,
            )
            for position, each in enumerate(offered)
        ]


def _labels(kind: Kind) -> dict[str, str]:
    text = body(kind)
    return {
        "title": _("Title"),
        "authors": _("Authors"),
        "created": _("Made when"),
        "details": _("Details"),
        "text": text.label if text else _("Text"),
        "summary": _("About the work"),
        "files": _("Files"),
    }


def _of_page(page: WorkPage, kind: Kind) -> dict[str, str]:
    return {
        "title": page.title,
        "authors": "、".join(map(str, page.authors)),
        "created": page.created,
        "details": _lines(kind, page.details),
        "text": page.text,
        "summary": page.summary,
        "files": _file_lines([(str(each.asset.uid), each.caption) for each in media_of(page)]),
    }


def _of_content(content: dict[str, Any], kind: Kind) -> dict[str, str]:
    """Empty for what was accepted before versions kept their contents."""
    if "title" not in content:
        return {}
    return {
        "title": content["title"].strip(),
        "authors": "、".join(_authors(content)),
        "created": content["created"],
        "details": _lines(kind, content["details"]),
        "text": content["text"],
        "summary": content["summary"],
        "files": _file_lines([(each["asset"], each["caption"]) for each in content["files"]]),
    }


def _authors(content: dict[str, Any]) -> list[str]:
    """The names that visitors may read."""
    if not names_are_public(content.get("declared", {})):
        return []
    return [author["name"] for author in content["authors"]]


def _lines(kind: Kind, details: dict[str, Any]) -> str:
    return "\n".join(f"{label(row)}：{row['value']}" for row in described(kind, details))


def _file_lines(files: list[tuple[str, str]]) -> str:
    return "\n".join(f"{uid} {caption}" for uid, caption in files)


def _media_here(page: WorkPage) -> list[Shown]:
    return [Shown(each.asset, each.role, each.caption) for each in media_of(page)]


def _media_offered(content: dict[str, Any]) -> list[Shown]:
    files = content["files"]
    assets = {
        str(asset.uid): asset
        for asset in Asset.objects.filter(uid__in=[each["asset"] for each in files]).prefetch_related(
            "renditions"
        )
    }
    return [
        Shown(assets[each["asset"]], each["role"], each["caption"])
        for each in files
        if each["asset"] in assets
    ]
