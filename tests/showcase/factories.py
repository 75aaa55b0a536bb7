"""Released works, as curation would leave them: a release with its files in the public store, and its card.

``ReleaseFactory(essay=True)``, ``ReleaseFactory(lecture=True)``, ``ReleaseFactory(photographs=True)``; plain: a
calligraphy. ``pictures=[(300, 600), …]`` are the sizes in pixels of what is shown.
"""

import io
import secrets
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image

from campaigns.models import Kind
from showcase.cards import card_of
from showcase.content import Content, Medium
from showcase.models import Release, WorkCard
from showcase.signals import card_written
from tests.factories import UnitFactory

POEM = "半亩方塘一鉴开，天光云影共徘徊。\n问渠那得清如许？为有源头活水来。"
ESSAY = "清早的审判庭还没有人。\n\n老庭长把暖水瓶放在窗台上。他说，先把心放平，再把话说清。"
SETS: dict[str, dict[str, Any]] = {
    "calligraphy": {
        "title": "观书有感",
        "text": POEM,
        "details": {"script": "行书", "form": "条幅", "height_cm": "138", "width_cm": "34"},
        "pictures": [(300, 900)],
    },
    "essay": {"title": "窗台上的暖水瓶", "text": ESSAY, "details": {"genre": "散文"}, "pictures": []},
    "lecture": {
        "title": "如何读一首诗",
        "text": "各位同志：\n今天读一首诗。",
        "details": {"speaker": "示例甲"},
        "pictures": [],
        "video": True,
    },
    "photograph": {
        "title": "晨光中的法庭",
        "text": "",
        "details": {"taken_on": "2021-06-18", "place": "示例县"},
        "pictures": [(600, 400), (400, 600), (600, 400)],
    },
}


def picture(token: str, name: str, size: tuple[int, int], caption: str = "") -> Medium:
    """A picture in one width, JPEG and WebP, standing in the public store."""
    sources = {}
    for kind, ending in (("JPEG", "jpg"), ("WEBP", "webp")):
        made = io.BytesIO()
        Image.new("RGB", size, (214, 200, 170)).save(made, kind)
        src = f"{name}.{ending}"
        storages["public"].save(f"{token}/{src}", ContentFile(made.getvalue()))
        sources[kind] = [{"src": src, "width": size[0], "height": size[1]}]
    return {
        **_medium("picture", caption),
        "width": size[0],
        "height": size[1],
        "colour": "#d6c8aa",
        "jpeg": sources["JPEG"],
        "webp": sources["WEBP"],
    }


def recording(kind: str = "video", caption: str = "") -> Medium:
    """A recording; its bytes are of no concern to a page."""
    media_type = {"video": "video/mp4", "audio": "audio/mp4"}[kind]
    return {
        **_medium(kind, caption),
        "play": {"src": "play.mp4", "type": media_type},
        "duration": 754.2,
        "peaks": [0.1, 0.8, 0.4],
    }


def document(html: str | None = None, caption: str = "") -> Medium:
    """A document that came in as clean HTML."""
    return {**_medium("document", caption), "html": html}


def _medium(kind: str, caption: str) -> Medium:
    return {
        "kind": kind,
        "role": "main",
        "caption": caption,
        "alt": caption,
        "width": None,
        "height": None,
        "colour": "",
        "webp": [],
        "jpeg": [],
        "tiles": None,
        "play": None,
        "poster": None,
        "duration": None,
        "peaks": [],
        "html": None,
        "pages": [],
    }


class ReleaseFactory(DjangoModelFactory):
    """A live release with its card; ``withdrawn=True``: one that ended, without."""

    class Meta:
        model = Release

    class Params:
        essay = factory.Trait(kind="essay")
        lecture = factory.Trait(kind="lecture")
        photographs = factory.Trait(kind="photograph")
        withdrawn = factory.Trait(state=Release.State.WITHDRAWN)
        preparing = factory.Trait(state=Release.State.PREPARING)

    page_id = factory.Sequence(lambda n: 100_000 + n)
    slug = factory.Sequence(lambda n: f"sf-2021-{n + 1:04}")
    source = factory.Sequence(lambda n: f"attestation:{n + 1}")
    token = factory.LazyFunction(lambda: secrets.token_hex(16))
    state = Release.State.LIVE
    released_at = factory.LazyFunction(timezone.now)

    kind = "calligraphy"
    unit = factory.SubFactory(UnitFactory)
    item = None
    content = factory.LazyFunction(dict)
    media = None
    pictures = None
    details = None

    @classmethod
    def _create(cls, model_class: type[Release], *args: Any, **kwargs: Any) -> Release:
        given = {name: kwargs.pop(name) for name in ("kind", "unit", "item", "media", "pictures", "details")}
        kind = Kind.objects.get(code=given["kind"])
        usual = SETS.get(given["kind"], SETS["essay"])
        kwargs["content"] = _content(kind, given, usual, kwargs["slug"], kwargs["token"]) | kwargs["content"]
        release = super()._create(model_class, *args, **kwargs)
        if release.state == Release.State.LIVE:
            card = card_of(release, release.released_at)
            card.kind, card.unit, card.item = kind, given["unit"], given["item"]
            card.save()
            card_written.send(WorkCard, card=card, release=release)
        return release


def _content(kind: Kind, given: dict[str, Any], usual: dict[str, Any], slug: str, token: str) -> Content:
    labels = {field["name"]: field for field in kind.fields}
    english = {each["value"]: each["label_en"] for field in kind.fields for each in field.get("choices", [])}
    details = usual["details"] if given["details"] is None else given["details"]
    sizes = usual["pictures"] if given["pictures"] is None else given["pictures"]
    media = given["media"]
    if media is None:
        media = [recording()] if usual.get("video") else []
        media += [picture(token, f"p{n}", size, f"图{n}") for n, size in enumerate(sizes, start=1)]
    item = given["item"]
    return {
        "slug": slug,
        "title": usual["title"],
        "kind": {"code": kind.code, "name": kind.name, "name_en": kind.name_en, "family": kind.family},
        "unit": given["unit"].name,
        "unit_en": given["unit"].name_en,
        "unit_id": given["unit"].pk,
        "item": {"id": item.pk, "label": item.label, "title": item.title} if item else None,
        "authors": ["示例甲"],
        "created": "2021-06",
        "year": 2021,
        "summary": "",
        "text": usual["text"],
        "details": [
            {
                "name": name,
                "label": labels[name]["label"],
                "label_en": labels[name]["label_en"],
                "value": value,
                "value_en": english.get(value, value),
            }
            for name, value in details.items()
        ],
        "media": media,
        "signers": [
            {"part": "first", "name": "示例初"},
            {"part": "second", "name": "示例复"},
            {"part": "final", "name": "示例终"},
        ],
        "attested": "",
    }
