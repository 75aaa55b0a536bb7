"""``python -m tests.media_library.corpus [--slow] [PATTERN …]``: run the corpus and tell how each file ended."""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from fnmatch import fnmatch
from multiprocessing import Pool
from pathlib import Path

from tests.media_library.corpus import CASES
from tests.media_library.corpus.trial import Outcome, attempt


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("patterns", nargs="*", default=["*"])
    parser.add_argument("--slow", action="store_true", help="the long ones too")
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    keys = [
        key
        for key, case in CASES.items()
        if (chosen.slow or not case.slow) and any(fnmatch(key, each) for each in chosen.patterns)
    ]
    with Pool(chosen.processes) as pool:
        return _report(zip(keys, pool.imap(_run, keys, chunksize=1), strict=True))


def _run(key: str) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
        try:
            outcome = attempt(CASES[key], Path(folder).resolve())
        except Exception as error:  # one file that cannot be made must not end the run
            outcome = Outcome(CASES[key], f"failed: {error!r}"[:600])
    outcome.case = None  # type: ignore[assignment]  # its maker cannot travel between processes
    return outcome


def _report(outcomes: Iterable[tuple[str, Outcome]]) -> int:
    counts: Counter[str] = Counter()
    longest = ("", 0.0)
    for key, outcome in outcomes:
        outcome.case = CASES[key]
        counts["files"] += 1
        counts[outcome.case.kind] += 1
        counts["exactly as expected"] += outcome.as_expected
        counts["with findings"] += bool(outcome.findings)
        longest = max(longest, (key, outcome.seconds), key=lambda each: each[1])
        if not outcome.as_expected or outcome.findings:
            wanted = outcome.case.expected or outcome.case.kind
            detail = outcome.refusal.params.get("detail", "") if outcome.refusal else ""
            print(
                f"{key}: {outcome.got} instead of {wanted} {detail} {outcome.findings or ''} ({outcome.seconds:.1f} s)",
                flush=True,
            )
        elif outcome.seconds > 10:
            print(f"{key}: {outcome.got} after {outcome.seconds:.1f} s")
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    print(f"longest: {longest[0]}, {longest[1]:.1f} s")
    return counts["exactly as expected"] < counts["files"] or counts["with findings"]


if __name__ == "__main__":
    sys.exit(main())
