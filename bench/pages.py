"""Public pages: how many a second, how flat from 1,000 works to 100,000, and what nginx in front adds.

    python bench/pages.py [--works 100000] [--seconds 8] [--peer http://127.0.0.1:8001/gallery/ …]

The service runs as in production (gunicorn, two workers) in a folder of its own, on works that this script makes;
`wrk` asks (Debian: wrk, nginx-light). "New" pages are asked for under an address that nobody asked for before, so that
no kept page answers. "Front" is docs/nginx.conf, "disk" the same nginx sending the same bytes from a file. A peer is any
address that serves a comparable page on this machine, say Wagtail's bakerydemo under two gunicorn workers.
"""

import argparse
import datetime as dt
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
from front import find_nginx, free_port, fronted, wait_for

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]

FEW = 1000
PEER_GOAL, FLAT_GOAL, FRONT_GOAL, MOST_QUERIES = 3.0, 1.2, 0.8, 8
#: A machine that others use, too, is slow at times: the best of so many counts.
ROUNDS = 3
#: What is measured at both sizes. `{slug}` is a work in the middle.
PAGES = {
    "24 newest of all": "/works/",
    "24 of a kind and a year": "/works/?kind=calligraphy&year=2021",
    "the last 24": "/works/?page={last}",
    "one work": "/works/{slug}/",
    "home": "/",
}
NEW = """
local n, thread = 0, tostring({}):sub(8)
request = function()
  n = n + 1
  local mark = wrk.path:find("?", 1, true) and "&" or "?"
  return wrk.format("GET", wrk.path .. mark .. "n=" .. thread .. n)
end
"""


def main() -> int:
    """Fill, serve, ask, compare, print; 1 where a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--works", type=int, default=100_000)
    options.add_argument("--seconds", type=int, default=8, help="for each round")
    options.add_argument("--peer", nargs="*", default=[], help="addresses to compare with")
    chosen = options.parse_args()
    wrk = shutil.which("wrk")
    if not wrk:
        raise SystemExit("This needs wrk (Debian: apt install wrk).")
    find_nginx()

    with tempfile.TemporaryDirectory(prefix="hanmo-bench-") as name:
        folder = Path(name)
        (folder / "new.lua").write_text(NEW)
        environment = _environment(folder / "var")
        os.environ.update(environment)
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=ROOT,
            env=environment,
            check=True,
        )
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
            cwd=ROOT,
            env=environment,
            check=True,
        )
        import django

        django.setup()
        print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
        ask = Asker(wrk, folder / "new.lua", chosen.seconds)
        return _measure(chosen, folder, environment, ask)


class Asker:
    """wrk with two threads and eight connections; answers in requests a second."""

    def __init__(self, wrk: str, script: Path, seconds: int) -> None:
        self.command = [wrk, "-t2", "-c8", "--timeout", "30s", f"-d{seconds}s"]
        self.script = script

    def __call__(self, address: str, new: bool = False) -> float:
        """Raises SystemExit where an answer was no page."""
        command = [*self.command, *(["-s", str(self.script)] if new else []), address]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        speed = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])
        if "Non-2xx" in told or "Socket errors" in told or not speed:
            raise SystemExit(f"{address}: {told}")
        return speed


def _measure(chosen: Any, folder: Path, environment: dict[str, str], ask: Asker) -> int:
    missed = []
    speed: dict[int, dict[str, float]] = {}
    for number in sorted({FEW, chosen.works}):
        begun = time.perf_counter()
        fill(number)
        print(f"\n{number:,} works, made in {time.perf_counter() - begun:.0f} s")
        speed[number] = {}
        with served(environment) as address:
            for what, path in _paths(number).items():
                speed[number][what] = max(ask(address + path, new=True) for _ in range(ROUNDS))
                queries = _queries(path)
                print(f"  {what:24} {speed[number][what]:7.0f} a second, new; {queries} queries")
                if queries > MOST_QUERIES:
                    missed.append(f"{what}: {queries} queries")
            if number == chosen.works:
                missed += _front(folder, environment, ask, address)
                missed += _peers(chosen.peer, ask, speed[number]["24 newest of all"])
    print()
    for what, few in speed[FEW].items():
        ratio = few / speed[chosen.works][what]
        print(f"{what:24} with {chosen.works:,} works takes {ratio:.2f} × the time of {FEW:,}")
        if ratio > FLAT_GOAL:
            missed.append(f"{what}: {ratio:.2f} × from {FEW:,} to {chosen.works:,}")
    print("\n".join(f"MISSED: {line}" for line in missed) or "Every goal is met.")
    return 1 if missed else 0


def _front(folder: Path, environment: dict[str, str], ask: Asker, address: str) -> list[str]:
    """nginx before the service, and the same bytes from the disk, in turns; the best of two each."""
    disk, bytes_of_it = free_port(), folder / "disk"
    bytes_of_it.mkdir()
    (bytes_of_it / "page.html").write_bytes(requests.get(f"{address}/works/", timeout=30).content)
    also = f"server {{ listen 127.0.0.1:{disk}; root {bytes_of_it}; }}"
    with fronted(address, Path(environment["HANMO_VAR"]), folder, also) as front_address:
        runs = [(ask(f"{front_address}/works/"), ask(f"http://127.0.0.1:{disk}/page.html")) for _ in range(2)]
    kept_by_service = ask(f"{address}/works/")
    front, plain = (max(run[side] for run in runs) for side in (0, 1))
    print(f"  the same page, kept by the service {kept_by_service:,.0f} a second")
    print(f"  through the front {front:,.0f}, the same bytes from the disk {plain:,.0f}: {front / plain:.2f}")
    return [f"front: {front / plain:.2f} of the disk"] if front / plain < FRONT_GOAL else []


def _peers(addresses: list[str], ask: Asker, ours: float) -> list[str]:
    missed = []
    for address in addresses:
        theirs = max(ask(address) for _ in range(ROUNDS))
        print(f"  {address}: {theirs:.0f} a second; ours, new, is {ours / theirs:.1f} ×")
        if ours / theirs < PEER_GOAL:
            missed.append(f"{address}: {ours / theirs:.1f} ×")
    return missed


def _paths(number: int) -> dict[str, str]:
    facts = {"slug": slug(number // 2), "last": -(-number // 24)}
    return {what: path.format(**facts) for what, path in PAGES.items()}


def _queries(path: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    mark = "&" if "?" in path else "?"
    with CaptureQueriesContext(connection) as seen:
        assert Client().get(f"{path}{mark}n=q", headers={"host": "127.0.0.1"}).status_code == 200
    return len(seen)


def slug(number: int) -> str:
    """The public number of the work that was made at this place."""
    return f"sf-{2000 + number % 25}-{number:06}"


def fill(number: int) -> None:
    """Live releases up to this number, their cards and counts; 40 units, 25 years, four kinds."""
    from django.utils import timezone

    from accounts.models import Unit
    from campaigns.models import Kind
    from showcase import generation
    from showcase.models import Release
    from showcase.rebuilding import rebuild

    if not Unit.objects.exists():
        Unit.objects.bulk_create(Unit(name=f"第{n}审判庭") for n in range(1, 41))
    units = list(Unit.objects.all())
    kinds = [Kind.objects.get(code=code) for code in ("calligraphy", "photograph", "essay", "lecture")]
    standing = Release.objects.count()
    now = timezone.now()
    for start in range(standing, number, 2000):
        Release.objects.bulk_create(
            Release(
                page_id=1_000_000 + n,
                slug=slug(n),
                source=f"bench:{n}",
                token=f"{n:032x}",
                state=Release.State.LIVE,
                released_at=now - dt.timedelta(minutes=number - n),
                content=_content(n, kinds[n * 7919 // 25 % 4], units[n * 31 % 40]),
            )
            for n in range(start, min(start + 2000, number))
        )
    rebuild()
    generation.advance()


def _content(n: int, kind: Any, unit: Any) -> dict[str, Any]:
    width, height = (1600, 1067) if kind.code == "photograph" else (700, 2000)
    widths = [320, 640, 1280, 1600] if width > 1000 else [320, 640]
    sources = [{"src": f"a/web-{w}.webp", "width": w, "height": w * height // width} for w in widths]
    medium = {
        "kind": "picture",
        "role": "main",
        "caption": "清晨的台阶",
        "alt": "清晨的台阶",
        "tiles": None,
        "width": width,
        "height": height,
        "colour": "#d6c8aa",
        "webp": sources,
        "avif": sources,
        "jpeg": [{**each, "src": each["src"].replace("webp", "jpg")} for each in sources],
        "play": None,
        "poster": None,
        "duration": None,
        "peaks": [],
        "html": None,
        "pages": [],
    }
    verse = "半亩方塘一鉴开，天光云影共徘徊。\n问渠那得清如许？为有源头活水来。"
    details = {"script": "行书", "height_cm": "138", "width_cm": "34"} if kind.code == "calligraphy" else {}
    return {
        "slug": slug(n),
        "title": f"观书有感 {n}",
        "kind": {"code": kind.code, "name": kind.name, "name_en": kind.name_en, "family": kind.family},
        "unit": unit.name,
        "unit_en": unit.name_en,
        "unit_id": unit.pk,
        "item": None,
        "authors": [f"示例{n % 997}"],
        "created": str(2000 + n % 25),
        "year": 2000 + n % 25,
        "summary": "",
        "text": verse if kind.code == "calligraphy" else "\n\n".join([verse.replace("\n", "") * 4] * 12),
        "details": [
            {"name": name, "label": name, "label_en": name, "value": value, "value_en": value}
            for name, value in details.items()
        ],
        "media": [medium] if kind.family == "pictures" else [],
        "signers": [{"part": "first", "name": "示例初"}],
        "attested": "",
    }


@contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """The address of gunicorn with the project's own configuration, until the block ends."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn"],
        cwd=ROOT,
        env=environment | {"PORT": str(port)},
        start_new_session=True,
    )
    try:
        wait_for(port, process)
        requests.get(f"http://127.0.0.1:{port}/healthz", timeout=120)  # it listens before it can answer
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _environment(folder: Path) -> dict[str, str]:
    folder.mkdir()
    return os.environ | {
        "HANMO_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEMO": "0",
    }


if __name__ == "__main__":
    sys.exit(main())
