"""What becomes of a file that somebody sent, told in the reader's language to whoever waits for it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from media_library.ingest.words import describe_progress
from media_library.models import Asset, State
from media_library.serving import seen_by
from media_library.thumbnails import thumbnail_url


def describe(asset: Asset) -> dict[str, Any]:
    """The facts that an upload row shows; ``settled`` says that asking again will bring nothing new."""
    return {
        "uid": str(asset.uid),
        "name": asset.name,
        "size": asset.size,
        "state": asset.state,
        "settled": asset.state in (State.READY, State.REFUSED, State.FAILED),
        "progress": asset.progress,
        "sentence": describe_progress(asset),
        "thumbnail": thumbnail_url(asset),
    }


@require_safe
def state(request: HttpRequest, uid: UUID) -> JsonResponse:
    """The state of one asset as JSON, for those who may see it; strangers get 404."""
    response = JsonResponse(describe(seen_by(request.user, uid)))
    response["Cache-Control"] = "private, no-store"
    return response
