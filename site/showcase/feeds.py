"""Feeds: what is new for readers, and the lectures as a podcast."""

import datetime as dt
from typing import Any, cast

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.files.storage import storages
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from campaigns.models import Family
from showcase.content import Content, Medium
from showcase.house import house
from showcase.models import House, WorkCard
from showcase.visitors import FOR_MACHINES

NEWEST = 50
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
#: As Apple's list of enclosures calls what is called otherwise elsewhere.
PODCAST_TYPES = {"audio/mp4": "audio/x-m4a"}
#: Atom asks for a name of each work that holds for ever, wherever the site stands.
NAMES = "tag:hanmo,2021:"


class _Atom(Atom1Feed):
    """Atom whose own name is our address for it."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["author_name"] is None:  # every entry has one; empty where nobody is named
            handler.startElement("author", {})
            handler.addQuickElement("name", self.feed["title"])
            handler.endElement("author")


class WorksFeed(Feed):
    """``/feeds/works.xml``: the fifty newest works, as Atom."""

    feed_type: Any = _Atom
    language = "zh-Hans"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The feed; asked for again after a minute, so that what is withdrawn leaves it."""
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = FOR_MACHINES
        return response

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> House:
        """The house whose feed it is."""
        return house(request)

    def title(self, house: House) -> str:
        """The site's name and what it is."""
        return _printable(house.line)

    subtitle = description = title

    def feed_url(self) -> str:
        """Its own address."""
        return settings.PUBLIC_ADDRESS + reverse("feed_works")

    def link(self) -> str:
        """Where the works are."""
        return settings.PUBLIC_ADDRESS + reverse("works")

    def items(self) -> list[WorkCard]:
        """The newest cards."""
        cards = WorkCard.objects.select_related("kind", "unit", "release").defer("release__content")
        return list(cards[:NEWEST])

    def item_title(self, item: WorkCard) -> str:
        """The work's title, as it is: nothing here is markup."""
        return _printable(item.title)

    def item_description(self, item: WorkCard) -> str:
        """Its first lines, or its label where it has none; escaped, since readers take a summary for HTML."""
        return escape(_printable(item.excerpt or f"{item.by}　{item.unit}　{item.facts}".strip()))

    def item_link(self, item: WorkCard) -> str:
        """Its page."""
        return settings.PUBLIC_ADDRESS + item.url

    def item_guid(self, item: WorkCard) -> str:
        """Its number, which never changes."""
        return NAMES + item.slug

    item_guid_is_permalink = False

    def item_author_name(self, item: WorkCard) -> str:
        """Who made it, and their unit."""
        return _printable(f"{item.by}　{item.unit}".strip())

    def item_categories(self, item: WorkCard) -> list[str]:
        """Its kind."""
        return [item.kind.name]

    def item_pubdate(self, item: WorkCard) -> dt.datetime:
        """When it first became public."""
        return item.first_released_at

    def item_updateddate(self, item: WorkCard) -> dt.datetime:
        """When what stands there now became public."""
        return item.release.released_at or item.first_released_at


class _Podcast(Rss201rev2Feed):
    """RSS with what podcast players read."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:itunes": ITUNES}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:author", str(self.feed["author"]))
        handler.addQuickElement("itunes:summary", str(self.feed["description"]))
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("itunes:image", "", {"href": self.feed["image"]})
        handler.addQuickElement("itunes:category", "", {"text": "Education"})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:author", item["author_name"])
        handler.addQuickElement("itunes:explicit", "false")
        if item["seconds"]:
            handler.addQuickElement("itunes:duration", str(round(item["seconds"])))


class LecturesFeed(WorksFeed):
    """``/feeds/lectures.xml``: recordings, each with its file, for podcast players."""

    feed_type = _Podcast
    # As the lists of RSS and of Apple have it; theirs know no scripts.
    language = "zh-cn"

    def title(self, house: House) -> str:
        """The site's name, and that these are lectures."""
        return _printable(_("%(name)s, lectures") % {"name": house.label})

    def description(self, house: House) -> str:
        """What is to be heard."""
        return _("Lectures by the people of the court, to hear and to see.")

    def feed_url(self) -> str:
        """Its own address."""
        return settings.PUBLIC_ADDRESS + reverse("feed_lectures")

    def feed_extra_kwargs(self, house: House) -> dict[str, Any]:
        """Who answers for it, and its cover."""
        return {
            "author": _printable(house.host_label or house.label),
            "image": settings.PUBLIC_ADDRESS + static("podcast.png"),
        }

    def items(self) -> list[WorkCard]:
        """The newest recordings that have a file to play."""
        cards = WorkCard.objects.filter(kind__family=Family.RECORDING).select_related(
            "kind", "unit", "release"
        )
        return [card for card in cards[:NEWEST] if _recording(card)]

    def item_guid(self, item: WorkCard) -> str:
        """As players know it already."""
        return item.slug

    def item_enclosures(self, item: WorkCard) -> list[Enclosure]:
        """The recording: address, length in bytes, type."""
        medium = _recording(item)
        if not medium or not medium["play"]:
            return []
        path = f"{item.release.token}/{medium['play']['src']}"
        public = storages["public"]
        if not public.exists(path):
            return []
        kind = medium["play"]["type"]
        return [
            Enclosure(
                settings.PUBLIC_ADDRESS + public.url(path),
                str(public.size(path)),
                PODCAST_TYPES.get(kind, kind),
            )
        ]

    def item_extra_kwargs(self, item: WorkCard) -> dict[str, Any]:
        """How long it is, in seconds."""
        medium = _recording(item)
        return {"seconds": medium["duration"] if medium else None}


def _recording(card: WorkCard) -> Medium | None:
    """The card's first recording that is one file; players take no playlists."""
    content = cast(Content, card.release.content)
    for medium in content["media"]:
        play = medium["play"]
        if play and play["type"].startswith(("audio/", "video/")) and "mpegurl" not in play["type"].lower():
            return medium
    return None


def _printable(text: str) -> str:
    """Without control characters, which XML cannot hold."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t\u3000")
