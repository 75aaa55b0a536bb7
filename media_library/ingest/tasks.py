"""What the child process can be asked to do. Each task takes and returns plain data."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from media_library.ingest.formats import FORMATS, Family, Format
from media_library.ingest.identify import identify
from media_library.ingest.made import Made
from media_library.ingest.refused import Refusal, Refused

Progress = Callable[[float], None]


def do(task: str, source: Path, folder: Path, request: dict[str, Any], *, progress: Progress) -> Any:
    """Do ``show`` or one of the later steps. Raises Refused where the file is at fault."""
    match task:
        case "show":
            return show(source, folder, request["name"], progress)
        case "tiles":
            from media_library.ingest.tiles import derive_tiles

            made = derive_tiles(FORMATS[request["format"]], source, folder, request["facts"])
        case "closeup":
            from media_library.ingest.pictures import derive_closeup

            made = derive_closeup(
                FORMATS[request["format"]], source, folder, request["facts"], request["square"]
            )
        case "avif":
            from media_library.ingest.pictures import derive_avif

            made = derive_avif(FORMATS[request["format"]], source, folder)
        case "hls":
            from media_library.ingest.hls import derive_hls

            made = derive_hls(FORMATS[request["format"]], source, folder, request["facts"], progress)
        case "sprites":
            from media_library.ingest.sprites import derive_sprites

            made = derive_sprites(FORMATS[request["format"]], source, folder, request["facts"], progress)
        case "encode":
            from media_library.ingest.recordings import encode

            made = encode(FORMATS[request["format"]], source, folder, request["facts"], progress)
        case _:
            raise ValueError(f"no such task: {task}")
    return [each.as_data() for each in made]


def show(source: Path, folder: Path, name: str, progress: Progress) -> dict[str, Any]:
    """Identify, examine, and derive what pages need: ``{"format", "facts", "made"}``."""
    format = identify(source, name)
    if isinstance(format, Refusal):
        raise Refused(format.code, **format.params)
    facts = examine(format, source)
    made = derive(format, source, folder, facts, progress)
    return {"format": format.code, "facts": facts, "made": [each.as_data() for each in made]}


def examine(format: Format, source: Path) -> dict[str, Any]:
    """The facts of a file, with every limit held before anything is decoded. Raises Refused.

    Always there: ``family``, and ``later``, the names of the steps that remain after `derive`.
    """
    if format.family is Family.PICTURE:
        from media_library.ingest import pictures

        facts = pictures.examine(format, source)
    elif format.family is Family.DOCUMENT:
        from media_library.ingest import documents

        facts = documents.examine(format, source)
    else:
        from media_library.ingest import recordings

        facts = recordings.examine(format, source)
    return {"family": str(format.family), "later": []} | facts


def derive(
    format: Format, source: Path, folder: Path, facts: dict[str, Any], progress: Progress
) -> list[Made]:
    """Write what pages need into ``folder``: the same bytes each time, so that all of it can be made again.

    Adds to ``facts`` what only decoding tells. Raises Refused where the file breaks off.
    """
    if format.family is Family.PICTURE:
        from media_library.ingest import pictures

        return pictures.derive(format, source, folder, facts)
    if format.family is Family.DOCUMENT:
        from media_library.ingest import documents

        return documents.derive(format, source, folder, facts)
    from media_library.ingest import recordings

    return recordings.derive(format, source, folder, facts, progress)
