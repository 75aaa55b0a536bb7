"""Sound as a picture: its peaks, drawn as bars."""

import json
from collections.abc import Sequence
from uuid import UUID

from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from media_library import storage
from media_library.serving import seen_by

BARS = 160
_STEP, _WIDE, _HIGH, _LEAST = 4, 3, 100, 2


@require_safe
def waveform(request: HttpRequest, uid: UUID) -> HttpResponse:
    """An SVG for those who may see the asset. Raises Http404 for what has no sound, or no peaks yet."""
    asset = seen_by(request.user, uid)
    peaks = asset.renditions.filter(role="peaks").first()
    if peaks is None:
        raise Http404
    try:
        told = json.loads(b"".join(storage.blocks(storages["default"], peaks.path)))
    except FileNotFoundError as error:
        raise Http404 from error
    except storage.StoreAway:
        return HttpResponse(status=503, headers={"Retry-After": "10", "Cache-Control": "no-store"})
    response = HttpResponse(drawn(told["peaks"]), content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def drawn(peaks: Sequence[float]) -> str:
    """The bars as one path; the picture may be drawn out to any width."""
    bars = "".join(
        f"M{number * _STEP} {(_HIGH - tall) // 2}h{_WIDE}v{tall}h-{_WIDE}z"
        for number, tall in enumerate(max(_LEAST, round(peak * _HIGH)) for peak in _gathered(peaks))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BARS * _STEP} {_HIGH}" width="{BARS * _STEP}"'
        f' height="{_HIGH}" preserveAspectRatio="none"><path fill="#5e554d" d="{bars}"/></svg>'
    )


def _gathered(peaks: Sequence[float]) -> list[float]:
    """As many as there are bars, each the highest of its part; silence where there is nothing."""
    heights = [min(1.0, max(0.0, float(peak))) for peak in peaks] or [0.0]
    return [
        max(
            heights[
                number * len(heights) // BARS : max(
                    (number + 1) * len(heights) // BARS, number * len(heights) // BARS + 1
                )
            ]
        )
        for number in range(BARS)
    ]
