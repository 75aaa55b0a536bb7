"""docs/settings.md names every setting that the environment may give, and none that is gone."""

import re

from tests.conftest import ROOT

READ = re.compile(
    r"""(?:env\.(?:text|flag|number|words|folder|database)\(\s*|environ(?:\.get\(|\[)\s*)["']([A-Z][A-Z0-9_]+)["']"""
)
TOGETHER = re.compile(r"env\.together\(([^)]*)\)")
DOCUMENTED = re.compile(r"^\| `([A-Z][A-Z0-9_]+)` \|", re.M)
# Set by us for Python's or Django's sake; nobody chooses them.
NOT_SETTINGS = {"DJANGO_SETTINGS_MODULE", "PATH"}


def test_settings_page_names_exactly_what_is_read() -> None:
    sources = [
        *(ROOT / "site").rglob("*.py"),
        *(ROOT / "media_library").rglob("*.py"),
        *(ROOT / "submissions").rglob("*.py"),
        ROOT / "gunicorn.conf.py",
    ]
    texts = [path.read_text() for path in sources]
    read = {name for text in texts for name in READ.findall(text)} - NOT_SETTINGS
    read |= {
        name for text in texts for names in TOGETHER.findall(text) for name in re.findall(r'"(\w+)"', names)
    }

    documented = set(DOCUMENTED.findall((ROOT / "docs" / "settings.md").read_text()))

    assert documented == read
