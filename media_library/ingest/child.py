"""The child process: ``python -m media_library.ingest.child``. One task on one file, then it ends.

Reads its order as JSON from stdin and writes ``result.json`` into its working folder: ``{"refusal": …}`` where the
file is at fault, else ``{"result": …}``. Lines ``progress 0.42`` go to stdout. Anything that we did not foresee ends
it with a traceback, and the parent tries again.
"""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from media_library.ingest.confine import Limits, confine, die_with_parent
from media_library.ingest.refused import Refused


def main() -> None:
    order = json.load(sys.stdin)
    die_with_parent()
    confine(Limits(**order["limits"]))
    os.environ.update(
        {
            "VIPS_BLOCK_UNTRUSTED": "1",
            "VIPS_CONCURRENCY": "2",
            "TMPDIR": str(Path.cwd()),
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
    )
    answer: dict[str, Any]
    try:
        answer = {"result": _do(order)}
    except Refused as refused:
        answer = {"refusal": asdict(refused.refusal)}
    except MemoryError:
        answer = {"refusal": {"code": "too_big_to_read", "params": {}}}
    Path("result.json").write_text(json.dumps(answer), encoding="utf-8")


def _do(order: dict[str, Any]) -> Any:
    # Imported here: the parsers must not be loaded before the limits hold.
    from media_library.ingest import tasks

    return tasks.do(
        order["task"], Path(order["source"]), Path(order["folder"]), order["request"], progress=_say_progress
    )


def _say_progress(part: float) -> None:
    """``part`` of the work is done, 0 to 1."""
    sys.stdout.write(f"progress {min(max(part, 0.0), 1.0):.3f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
