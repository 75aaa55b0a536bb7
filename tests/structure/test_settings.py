"""docs/settings.md names every setting that the environment may give, and none that is gone."""

import re

from tests.conftest import ROOT

READ = re.compile(
    r"""(?:env\.(?:text|flag|number|words|folder|database)\(\s*|environ(?:\.get\(|\[)\s*)["']([A-Z][A-Z_]+)["']"""
)
DOCUMENTED = re.compile(r"^\| `([A-Z][A-Z_]+)` \|", re.M)
# Set by us for Python's or Django's sake; nobody chooses them.
NOT_SETTINGS = {"DJANGO_SETTINGS_MODULE", "PATH"}


def test_settings_page_names_exactly_what_is_read() -> None:
    sources = [
        *(ROOT / "site").rglob("*.py"),
        *(ROOT / "media_library").rglob("*.py"),
        *(ROOT / "submissions").rglob("*.py"),
        ROOT / "gunicorn.conf.py",
    ]
    read = {name for path in sources for name in READ.findall(path.read_text())} - NOT_SETTINGS

    documented = set(DOCUMENTED.findall((ROOT / "docs" / "settings.md").read_text()))

    assert documented == read
