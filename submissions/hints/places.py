"""The texts of a version, each with its place: what a reader of the work would see, and what its files say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from django.core.files.storage import storages
from django.utils.translation import gettext as _

from campaigns import fields
from campaigns.models import Kind
from media_library.models import Asset
from submissions.models import SubmissionVersion

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Place:
    """``name`` stays the same from version to version; ``label`` is for people."""

    name: str
    label: str
    text: str


def assets_of(version: SubmissionVersion) -> dict[str, Asset]:
    """The version's files by their uid; ``finding`` has read them beforehand."""
    return {str(each.uid): each for each in version.assets.all()}


def places(version: SubmissionVersion, kind: Kind, assets: dict[str, Asset]) -> list[Place]:
    """Every text of the version that holds something."""
    content, body = version.content, fields.body(kind)
    found = [
        Place("title", _("Title"), content["title"]),
        Place("text", body.label if body else _("Text"), content["text"]),
        Place("summary", _("About the work"), content["summary"]),
    ]
    for row in fields.described(kind, content["details"]):
        found.append(Place(f"details.{row['name']}", fields.label(row), row["value"]))
    for file in content["files"]:
        name = file["name"]
        found.append(
            Place(f"caption.{file['asset']}", _("Caption of “%(name)s”") % {"name": name}, file["caption"])
        )
        if asset := assets.get(file["asset"]):
            found.append(
                Place(f"file.{asset.sha256}", _("In the file “%(name)s”") % {"name": name}, _words(asset))
            )
    return [place for place in found if place.text]


def _words(asset: Asset) -> str:
    """The text of a document, without its marks."""
    return "\n".join(_read(each.path) for each in asset.renditions.all() if each.role == "text")


def _read(path: str) -> str:
    with storages["default"].open(path) as file:
        return unescape(_TAG.sub("", file.read().decode("utf-8")))


def with_position(assets: Iterable[Asset]) -> list[Asset]:
    """The files whose camera wrote where it stood."""
    return [asset for asset in assets if asset.facts.get("gps")]
