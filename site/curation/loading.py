"""Existing works in bulk: pages, their revisions and, where an operator attests an earlier approval, their releases.

What the verbs for single works do in a hundred queries is done here for two hundred works at once, with the same
functions for what a work says (``content_of``, ``card_of``) and the same rows at the end.
A batch is one transaction, and a line's key is written with its page: whatever dies, a second run goes on.
"""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from accounts.models import Unit
from audit.trail import record
from campaigns.models import Kind
from curation import releasing
from curation.crediting import known_people
from curation.drafting import next_numbers
from curation.lines import Line
from curation.models import Attestation, LoadedLine
from jobs import queue
from media_library.models import Asset
from showcase import facets, makers, search
from showcase.cards import card_of
from showcase.models import Release, WorkCard, WorkMedia, WorkPage, WorksPage
from showcase.snapshot import content_of, public_place

BATCH = 200

Assets = Mapping[str, Sequence[Asset]]
"""The checked files of each line, by the line's key."""


@dataclass(frozen=True)
class Attested:
    """Who answers for it that the works were released before, and on what approval."""

    operator: str
    approval: str


def load_batch(lines: Sequence[Line], assets: Assets, operator: str, attested: Attested | None = None) -> int:
    """Make a page of each line that is not loaded yet; release it where that is attested. Returns how many.

    Units that do not exist are made. The works of a batch are loaded all or not at all.
    """
    with transaction.atomic():
        if attested:
            makers.one_at_a_time()
        parent = WorksPage.objects.select_for_update().get()
        known = already_loaded(lines)
        new = list({line.key: line for line in lines if line.key not in known}.values())
        if not new:
            return 0
        # What has files is live only when they stand; what is text alone is live with its rows.
        pages = _plant(parent, new, {line.key for line in new if attested and not line.files})
        _add_media(pages, new, assets)
        revisions = _revise(pages)
        LoadedLine.objects.bulk_create(
            LoadedLine(key=line.key, page=page) for line, page in zip(new, pages, strict=True)
        )
        for line, page in zip(new, pages, strict=True):
            approval = {"approval": attested.approval} if attested else {}
            record(
                "work.loaded",
                by=operator,
                subject=f"work:{page.pk}",
                label=page.title,
                line=line.number,
                **approval,
            )
        later = _release(pages, revisions, new, attested) if attested else []
    for release in later:
        # Files are copied outside the transaction; should we die here, the worker does what was asked for.
        queue.settle("curation.release", str(release.pk))
    return len(new)


def _plant(parent: WorksPage, lines: Sequence[Line], at_once: set[str]) -> list[WorkPage]:
    """The pages (those with a key in ``at_once`` live) as the last children of ``parent``: the rows of Wagtail's table at once, then those of ours."""
    kinds = {kind.code: kind for kind in Kind.objects.all()}
    units = _units({line.unit for line in lines})
    numbers = _numbers(lines, kinds)
    last = parent.get_last_child()
    step = WorksPage._str2int(last.path[-WorksPage.steplen :]) if last else 0
    now = timezone.now()
    content_type = ContentType.objects.get_for_model(WorkPage)
    pages = []
    for offset, (line, slug) in enumerate(zip(lines, numbers, strict=True), 1):
        live = line.key in at_once
        page = WorkPage(
            title=line.title,
            draft_title=line.title,
            slug=slug,
            url_path=f"{parent.url_path}{slug}/",
            path=WorksPage._get_path(parent.path, parent.depth + 1, step + offset),
            depth=parent.depth + 1,
            content_type=content_type,
            locale_id=parent.locale_id,
            live=live,
            has_unpublished_changes=not live,
            first_published_at=now if live else None,
            last_published_at=now if live else None,
            latest_revision_created_at=now,
            kind=kinds[line.kind],
            unit=units[line.unit],
            authors=line.authors,
            created=line.created,
            summary=line.summary,
            text=line.text,
            details=line.details,
        )
        pages.append(page)
    inherited = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = [Page(**{name: getattr(page, name) for name in inherited}) for page in pages]
    Page.objects.bulk_create(rows)
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = page.page_ptr_id = row.pk
        page.save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    return pages


def _units(names: set[str]) -> dict[str, Unit]:
    found = {unit.name: unit for unit in Unit.objects.filter(name__in=names)}
    for name in sorted(names - set(found)):
        found[name] = Unit.objects.create(name=name)
    return found


def _numbers(lines: Sequence[Line], kinds: Mapping[str, Kind]) -> list[str]:
    """A public number for each line, in the year in which the work was made."""
    this_year = timezone.localdate().year
    places = defaultdict(list)
    for place, line in enumerate(lines):
        places[kinds[line.kind].prefix, int(line.created[:4] or this_year)].append(place)
    numbers = [""] * len(lines)
    for (prefix, year), those in sorted(places.items()):
        for place, number in zip(those, next_numbers(prefix, year, len(those)), strict=True):
            numbers[place] = number
    return numbers


def _add_media(pages: Sequence[WorkPage], lines: Sequence[Line], assets: Assets) -> None:
    rows = [
        WorkMedia(page=page, asset=asset, alt=line.title, sort_order=position)
        for page, line in zip(pages, lines, strict=True)
        for position, asset in enumerate(assets.get(line.key, []))
    ]
    WorkMedia.objects.bulk_create(rows)
    for page in pages:
        page.media = [row for row in rows if row.page_id == page.pk]
        page.wagtail_admin_comments = []  # as new as the page: nothing to look up


def _revise(pages: Sequence[WorkPage]) -> list[Revision]:
    """A revision of each page, as if it had been saved in the editor, made its latest."""
    now = timezone.now()
    content_type = ContentType.objects.get_for_model(WorkPage)
    base_type = ContentType.objects.get_for_model(Page)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=content_type,
            base_content_type=base_type,
            object_id=str(page.pk),
            object_str=str(page),
            created_at=now,
            content=page.serializable_data(),
        )
        for page in pages
    )
    rows = []
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = revision
        page.live_revision = revision if page.live else None
        row = Page(pk=page.pk, latest_revision=revision, live_revision=page.live_revision)
        rows.append(row)
    Page.objects.bulk_update(rows, ["latest_revision", "live_revision"], batch_size=BATCH)
    return list(revisions)


def _release(
    pages: Sequence[WorkPage], revisions: Sequence[Revision], lines: Sequence[Line], attested: Attested
) -> list[Release]:
    """Attest each page; works of text alone go live at once, those with files are returned to be released."""
    attestations = Attestation.objects.bulk_create(
        Attestation(page=page, operator=attested.operator, approval=attested.approval) for page in pages
    )
    _tell_history(pages, attested)
    rows = list(zip(pages, revisions, lines, attestations, strict=True))
    later = [
        releasing.prepare_attested(attestation, revision.pk)
        for _page, revision, line, attestation in rows
        if line.files
    ]
    texts = [row for row in rows if not row[2].files]
    _go_live(texts, attested)
    return later


def _tell_history(pages: Sequence[WorkPage], attested: Attested) -> None:
    """What Wagtail shows as the page's history; the words for the act are in ``curation.wagtail_hooks``."""
    now = timezone.now()
    content_type = ContentType.objects.get_for_model(WorkPage)
    data = {"operator": attested.operator, "approval": attested.approval}
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page=page,
            content_type=content_type,
            label=page.title,
            action="curation.attest",
            data=data,
            timestamp=now,
        )
        for page in pages
    )


def _go_live(rows: Sequence[tuple[WorkPage, Revision, Line, Attestation]], attested: Attested) -> None:
    now = timezone.now()
    people = known_people([(page.authors, page.unit_id) for page, *_rest in rows])
    releases = Release.objects.bulk_create(
        Release(
            page_id=page.pk,
            slug=page.slug,
            source=f"attestation:{attestation.pk}",
            revision_id=revision.pk,
            token=secrets.token_hex(16),
            state=Release.State.LIVE,
            content={**content_of(page, public_place), "people": known, "attested": attested.approval},
            released_at=now,
        )
        for (page, revision, _line, attestation), known in zip(rows, people, strict=True)
    )
    cards = []
    for (page, *_rest), release in zip(rows, releases, strict=True):
        card = card_of(release, now)
        card.item_id, card.unit_id, card.kind_id = page.item_id, page.unit_id, page.kind_id
        cards.append(card)
        record(
            "work.released",
            by=attested.operator,
            subject=f"work:{page.pk}",
            label=page.title,
            release=release.source,
            approval=attested.approval,
        )
    WorkCard.objects.bulk_create(cards)
    released = list(zip(cards, releases, strict=True))
    search.remember_many(released)
    makers.remember_many(released)


def already_loaded(lines: Sequence[Line]) -> set[str]:
    """The keys of those lines that became pages before."""
    keys = [line.key for line in lines]
    return set(LoadedLine.objects.filter(key__in=keys).values_list("key", flat=True))


def finish() -> None:
    """After the last batch: tidy the index, and count anew what lists count, since no work sent its own news."""
    facets.recount()
    search.WORKS.settle()
    makers.PEOPLE.settle()
