"""A work of pictures as IIIF Presentation 3: what other viewers need to show it as it is meant, close views included."""

from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.urls import reverse
from django.utils.translation import override

from showcase import hanging
from showcase.content import Content, Medium, Source
from showcase.marks import lines_of
from showcase.models import House, Release

#: Authors keep their rights; the institution shows their works.
RIGHTS = "http://rightsstatements.org/vocab/InC/1.0/"
BEHAVIORS = {"album": "paged", "pair": "continuous", "screens": "continuous"}


def manifest(release: Release, house: House) -> dict[str, Any] | None:
    """The manifest of a release; None where it shows no pictures of its own."""
    content: Content = release.content
    hung = hanging.hang(content) if hanging.is_hung(content) else None
    shown = [*hung.panels, *([] if content.get("closeups") else hung.details)] if hung else []
    pictures = shown or hanging.pictures(content)
    if content["kind"]["family"] != "pictures" or not pictures:
        return None
    own = settings.PUBLIC_ADDRESS + reverse("work_manifest", args=[release.slug])
    made: dict[str, Any] = {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": own,
        "type": "Manifest",
        "label": _zh(content["title"]),
        "metadata": [_row(*each) for each in _facts(content)],
        "rights": RIGHTS,
        "requiredStatement": _row("署名", "Attribution", _credit(content)),
        "provider": [_provider(house)],
        "homepage": [_homepage(release, content)],
        "behavior": [BEHAVIORS.get(hung.manner if hung else "", "individuals")],
        "thumbnail": [_image(release, _by_width(pictures[0])[0])],
        "items": [
            _canvas(release, content, own, number, each) for number, each in enumerate(pictures, start=1)
        ],
    }
    if content["summary"]:
        made["summary"] = _zh(content["summary"])
    # What is written down the page is read from the right.
    if hung and hung.manner in ("strip", "pair", "screens", "album"):
        made["viewingDirection"] = "right-to-left"
    return made


def _zh(*values: str) -> dict[str, list[str]]:
    return {"zh-Hans": list(values)}


def _row(label: str, label_en: str, value: str) -> dict[str, Any]:
    return {"label": {"zh-Hans": [label], "en": [label_en]}, "value": _zh(value)}


def _credit(content: Content) -> str:
    return "，".join(filter(None, ["、".join(content["authors"]), content["unit"]]))


def _facts(content: Content) -> list[tuple[str, str, str]]:
    rows = [("作者", "Authors", "、".join(content["authors"])), ("单位", "Unit", content["unit"])]
    rows += [(each["label"], each["label_en"], each["value"]) for each in content["details"]]
    rows += [("创作时间", "Made", content["created"]), ("编号", "Number", content["slug"])]
    return [row for row in rows if row[2]]


def _provider(house: House) -> dict[str, Any]:
    home = f"{settings.PUBLIC_ADDRESS}/"
    with override("zh-hans"):
        name = house.label
    page = {"id": home, "type": "Text", "label": _zh(name), "format": "text/html"}
    return {"id": home, "type": "Agent", "label": _zh(name), "homepage": [page]}


def _homepage(release: Release, content: Content) -> dict[str, Any]:
    with override("zh-hans"):
        address = settings.PUBLIC_ADDRESS + reverse("work", args=[release.slug])
    label = _zh(content["title"])
    return {"id": address, "type": "Text", "label": label, "format": "text/html", "language": ["zh-Hans"]}


def _address(release: Release, src: str) -> str:
    return settings.PUBLIC_ADDRESS + str(storages["public"].url(f"{release.token}/{src}"))


def _by_width(medium: Medium) -> list[Source]:
    """The picture's files, the smallest first; JPEG where there are some, which every viewer knows."""
    return sorted(medium["jpeg"] or medium["webp"], key=lambda each: each["width"])


def _image(release: Release, source: Source) -> dict[str, Any]:
    kind = "image/webp" if source["src"].endswith(".webp") else "image/jpeg"
    size = {"width": source["width"], "height": source["height"]}
    return {"id": _address(release, source["src"]), "type": "Image", "format": kind, **size}


def _canvas(release: Release, content: Content, own: str, number: int, medium: Medium) -> dict[str, Any]:
    largest = _by_width(medium)[-1]
    image = _image(release, largest)
    if medium["tiles"]:
        tiles = _address(release, medium["tiles"]).removesuffix("/info.json")
        image["service"] = [{"id": tiles, "type": "ImageService3", "profile": "level0"}]
    canvas = f"{own}/canvas/{number}"
    painting = {"id": f"{canvas}/image", "type": "Annotation", "motivation": "painting"}
    made: dict[str, Any] = {
        "id": canvas,
        "type": "Canvas",
        "label": _zh(medium["caption"] or content["title"]),
        "width": medium["width"] or largest["width"],
        "height": medium["height"] or largest["height"],
        "items": [
            {
                "id": f"{canvas}/page",
                "type": "AnnotationPage",
                "items": [{**painting, "body": image, "target": canvas}],
            }
        ],
    }
    if lines := _lines(content, canvas, medium):
        made["annotations"] = [{"id": f"{canvas}/lines", "type": "AnnotationPage", "items": lines}]
    return made


def _lines(content: Content, canvas: str, medium: Medium) -> list[dict[str, Any]]:
    """The lines of the transcription that stand on this picture, each with its place."""
    number = next(at for at, each in enumerate(content["media"]) if each is medium)
    words = lines_of(content["text"])
    return [
        {
            "id": f"{canvas}/lines/{at}",
            "type": "Annotation",
            "motivation": "supplementing",
            "body": {
                "type": "TextualBody",
                "value": words[region["line"]],
                "format": "text/plain",
                "language": "zh-Hans",
            },
            "target": f"{canvas}#xywh={','.join(map(str, region['box']))}",
        }
        for at, region in enumerate(content.get("regions", []), start=1)
        if region["medium"] == number and region["line"] < len(words)
    ]
