"""Works made public as curation makes them: a release, its card, the news of it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from campaigns.models import Kind
from showcase.models import Release, WorkCard
from showcase.signals import card_written
from tests.factories import UnitFactory
from tests.showcase.factories import ReleaseFactory


def content(title: str, **changes: Any) -> dict[str, Any]:
    """A released essay."""
    return {
        "slug": "",
        "title": title,
        "kind": {"code": "essay", "name": "文章", "name_en": "Essay", "family": "text"},
        "unit": "示例庭",
        "unit_en": "",
        "unit_id": 1,
        "item": None,
        "authors": ["示例员"],
        "created": "2021",
        "year": 2021,
        "summary": "",
        "text": "",
        "details": [],
        "media": [],
        "signers": [],
        "attested": "",
        **changes,
    }


@pytest.fixture
def public(db: None) -> Callable[..., WorkCard]:
    """``public("题", kind="essay", unit=…, year=…, text=…, files={"1/a.mp4": b"…"})`` returns the card."""
    unit = UnitFactory(name="示例法院研究室")
    made = iter(range(1, 10_000))

    def release(
        title: str, kind: Any = "essay", unit: Any = unit, files: Any = None, **changes: Any
    ) -> WorkCard:
        number = next(made)
        kind = Kind.objects.get(code=kind)
        changes.setdefault("unit", unit.name)
        cover = changes.pop("cover", {})
        whole = content(title, **changes) | {
            "slug": f"wz-2021-{number:04}",
            "kind": {"code": kind.code, "name": kind.name, "name_en": kind.name_en, "family": kind.family},
        }
        release = Release.objects.create(
            page_id=number,
            slug=whole["slug"],
            source=f"review:{number}",
            token=f"{number:032x}",
            state=Release.State.LIVE,
            content=whole,
            released_at=timezone.now(),
        )
        for path, data in (files or {}).items():
            storages["public"].save(f"{release.token}/{path}", ContentFile(data))
        card = WorkCard.objects.create(
            release=release,
            slug=whole["slug"],
            kind=kind,
            unit=unit,
            title=title,
            authors="、".join(whole["authors"]),
            year=whole["year"],
            excerpt=whole["text"][:200],
            cover=cover,
            first_released_at=timezone.now() + dt.timedelta(seconds=number),
        )
        card_written.send(WorkCard, card=card, release=release)
        return card

    return release


@pytest.fixture
def hall(transactional_db) -> list[str]:
    """One work of every manner; the addresses of all public pages."""
    works = [
        ReleaseFactory(),
        ReleaseFactory(details={"form": "手卷"}, pictures=[(1600, 200)]),
        ReleaseFactory(details={"form": "对联"}, pictures=[(100, 500), (100, 500)]),
        ReleaseFactory(essay=True, content={"title": "一个很长很长的题目" * 4}),
        ReleaseFactory(lecture=True, media=[]),
        ReleaseFactory(photographs=True),
    ]
    return ["/", "/works/", "/en/works/?kind=essay", *(f"/works/{work.slug}/" for work in works)]
