"""A released work, a person, a unit as schema.org says it: for machines, nothing that the page does not say."""

from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit
from campaigns.models import Family
from showcase import hanging
from showcase.content import Content, Medium
from showcase.exhibitions.content import ExhibitionContent
from showcase.models import Maker, Release

Thing = dict[str, Any]


def address(name: str, *args: Any) -> str:
    """A whole address of ours."""
    return settings.PUBLIC_ADDRESS + reverse(name, args=args)


def work(content: Content, release: Release, picture: str, description: str, language: str) -> Thing:
    """A work, by its kind."""
    family = content["kind"]["family"]
    facts = hanging.facts(content)
    said: Thing = {
        "@context": "https://schema.org",
        "@type": _type(content),
        "name": content["title"],
        "url": address("work", content["slug"]),
        "identifier": content["slug"],
        "inLanguage": language,
        "description": description,
        "dateCreated": content["created"],
        "datePublished": timezone.localdate(release.released_at).isoformat() if release.released_at else "",
        "image": picture,
        "creator": [_named(maker) for maker in release.card.makers],
        "sourceOrganization": {
            "@type": "Organization",
            "name": content["unit"],
            "url": address("unit_works", content["unit_id"]),
        },
    }
    if family == Family.TEXT:
        said |= {"headline": content["title"][:110], "author": said.pop("creator")}
    if said["@type"] == "VisualArtwork":
        said |= {"artform": content["kind"]["name_en"] or content["kind"]["name"]}
        for name, field in (("height", "height_cm"), ("width", "width_cm")):
            if facts.get(field):
                said[name] = {"@type": "QuantitativeValue", "value": facts[field], "unitCode": "CMT"}
    if family == Family.RECORDING:
        said |= _recording(content, release)
    if said["@type"] == "ImageGallery":
        said["associatedMedia"] = [
            {
                "@type": "ImageObject",
                "contentUrl": file(
                    release, max(each["jpeg"] or each["webp"], key=lambda one: one["width"])["src"]
                ),
                "caption": each["caption"],
            }
            for each in hanging.pictures(content)
        ]
    return {name: value for name, value in said.items() if value}


def exhibition(content: ExhibitionContent, picture: str, description: str) -> Thing:
    """An exhibition, which takes place here."""
    own = address("exhibition", content["slug"])
    said: Thing = {
        "@context": "https://schema.org",
        "@type": "ExhibitionEvent",
        "name": content["title"],
        "url": own,
        "startDate": content["opens"],
        "endDate": content["closes"],
        "description": description,
        "image": picture,
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": own},
    }
    return {name: value for name, value in said.items() if value}


def person(maker: Maker, units: list[Unit]) -> Thing:
    """A person, who belongs to the units of their works."""
    return {
        "@context": "https://schema.org",
        **_named((maker.pk, maker.name)),
        "affiliation": [organization(unit) for unit in units],
    }


def organization(unit: Unit) -> Thing:
    """A unit."""
    return {"@type": "Organization", "name": unit.label, "url": address("unit_works", unit.pk)}


def file(release: Release, src: str) -> str:
    """The whole address of a release's file."""
    return settings.PUBLIC_ADDRESS + storages["public"].url(f"{release.token}/{src}")


def _type(content: Content) -> str:
    if hanging.is_hung(content):
        return "VisualArtwork"
    match content["kind"]["family"]:
        case Family.TEXT:
            return "Article"
        case Family.RECORDING:
            played = _played(content)
            return "AudioObject" if played and played["kind"] == "audio" else "VideoObject"
        case Family.PICTURES:
            return "ImageGallery" if len(hanging.pictures(content)) > 1 else "Photograph"
    return "CreativeWork"


def _played(content: Content) -> Medium | None:
    return next((each for each in content["media"] if each["play"]), None)


def _recording(content: Content, release: Release) -> Thing:
    played = _played(content)
    if played is None or played["play"] is None:
        return {"@type": "CreativeWork"}
    seconds = round(played["duration"] or 0)
    return {
        "contentUrl": file(release, played["play"]["src"]),
        "encodingFormat": played["play"]["type"],
        "duration": f"PT{seconds}S" if seconds else "",
        "uploadDate": release.released_at.isoformat() if release.released_at else "",
        "thumbnailUrl": file(release, played["poster"]) if played["poster"] else "",
    }


def _named(maker: tuple[int, str]) -> Thing:
    pk, name = maker
    return {"@type": "Person", "name": name, "url": address("person", pk)}
