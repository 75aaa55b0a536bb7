"""What is said to people about a file on its way."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media_library.ingest.refusals import explain_code
from media_library.models import Asset, State

_STEPS = {
    "show": gettext_lazy("The file is being read."),
    "encode": gettext_lazy("The recording is being made playable."),
    "tiles": gettext_lazy("The picture is being prepared for a close look."),
    "avif": gettext_lazy("Ready. A smaller copy for visitors is being made."),
    "hls": gettext_lazy("Ready. Further sizes for slow lines are being made."),
    "sprites": gettext_lazy("Ready. Small frames for the seek bar are being made."),
}


def describe_progress(asset: Asset) -> str:
    """One sentence: what is being done, or how it ended and what helps."""
    match asset.state:
        case State.REFUSED:
            return explain_code(asset.refusal, asset.refusal_params)
        case State.FAILED:
            return _(
                "We could not process this file, through no fault of yours. It is kept safely; try again."
            )
        case State.WAITING if asset.step == "scan":
            return _("The file waits for the virus scanner, which does not answer at the moment.")
        case State.WAITING if asset.step == "store":
            return _("The file waits for the file store, which does not answer at the moment.")
        case State.WAITING:
            return _("The file has arrived and waits to be read.")
    step = asset.step or ("show" if asset.state == State.CHECKING else "")
    if step not in _STEPS:
        return _("Ready.")
    sentence = str(_STEPS[step])
    return (
        _("%(sentence)s %(percent)s %%") % {"sentence": sentence, "percent": asset.progress}
        if asset.progress
        else sentence
    )
