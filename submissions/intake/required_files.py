"""What the files of a work still lack: whether they stood their check, how many, how large, how long."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from campaigns import fields
from campaigns.models import Family
from media_library.ingest.words import describe_progress
from media_library.models import Asset
from media_library.models import Family as AssetFamily
from media_library.models import State as AssetState
from submissions.models import Submission, SubmissionFile


def files_found(submission: Submission, details: dict[str, Any], files: list[SubmissionFile]) -> list[str]:
    """A sentence for everything that keeps the files from being sent; empty where nothing does."""
    limits: dict[str, Any] = submission.call.limits_for(submission.kind)
    found = [sentence for file in files if (sentence := _fault(file.asset, limits.get("formats") or []))]
    works = files
    if submission.kind.family != Family.TEXT:
        # A script or slides beside it do not make a lecture.
        works = [file for file in files if file.asset.family != AssetFamily.DOCUMENT]
    found += _numbers(limits, works, files)
    pictures, places = fields.places(submission.kind, details)
    if (limits.get("files_min") or 0) <= len(works) < pictures:
        found.append(
            _("This form needs %(number)s pictures, in this order: %(places)s.")
            % {"number": pictures, "places": _(", ").join(places)}
        )
    for file in works:
        found += _measures(file.asset, limits)
    return found


def _numbers(limits: dict[str, Any], works: list[SubmissionFile], files: list[SubmissionFile]) -> list[str]:
    found = []
    least, most = limits.get("files_min") or 0, limits.get("files_max")
    if len(works) < least:
        found.append(
            ngettext(
                "Please add the work itself: at least %(least)s file.",
                "Please add the work itself: at least %(least)s files.",
                least,
            )
            % {"least": least}
        )
    if most and len(files) > most:
        found.append(
            _("There are %(number)s files; this call takes at most %(most)s.")
            % {"number": len(files), "most": most}
        )
    if (least := limits.get("set_min")) and 1 < len(works) < least:
        found.append(
            _("Send one picture, or a set of at least %(least)s; here are %(number)s.")
            % {"least": least, "number": len(works)}
        )
    return found


def _measures(asset: Asset, limits: dict[str, Any]) -> list[str]:
    """Pixels of a picture's long side, and minutes of a recording."""
    found = []
    edge = max(asset.width or 0, asset.height or 0)
    least = limits.get("edge_min")
    if least and asset.family == AssetFamily.PICTURE and 0 < edge < least:
        found.append(
            _("“%(name)s” has %(edge)s pixels on its long side; this call asks for at least %(least)s.")
            % {"name": asset.name, "edge": edge, "least": least}
        )
    minutes = (asset.duration or 0) / 60
    told = {"name": asset.name, "minutes": f"{minutes:.1f}"}
    if (least := limits.get("minutes_min")) and 0 < minutes < least:
        found.append(
            _("“%(name)s” lasts %(minutes)s minutes; this call asks for at least %(least)s.")
            % {**told, "least": least}
        )
    if (most := limits.get("minutes_max")) and minutes > most:
        found.append(
            _("“%(name)s” lasts %(minutes)s minutes; this call takes at most %(most)s.")
            % {**told, "most": most}
        )
    return found


def _fault(asset: Asset, formats: list[str]) -> str:
    """What keeps a file from being sent, as a sentence; empty where nothing does."""
    named = {"name": asset.name}
    if asset.state in (AssetState.WAITING, AssetState.CHECKING):
        return _("“%(name)s” is still being checked. Please wait a moment and send again.") % named
    if asset.state == AssetState.REFUSED:
        return _("“%(name)s”: %(reason)s Please take it out, or put another file in its place.") % {
            **named,
            "reason": describe_progress(asset),
        }
    if asset.state == AssetState.FAILED:
        return (
            _("“%(name)s” could not be processed. Please upload it again, or tell the new-media team.")
            % named
        )
    if formats and asset.format.upper() not in {name.upper() for name in formats}:
        return _("“%(name)s” is %(format)s; this call takes %(formats)s.") % {
            **named,
            "format": asset.format.upper(),
            "formats": pgettext("between things of a list", ", ").join(formats),
        }
    return ""
