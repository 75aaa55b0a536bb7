"""What every test may ask for. The fixtures for real browsers are in ``tests.browser``, the database's in
``tests.database``, the object store in ``tests.objectstore``, nginx in ``tests.nginx``, a Chinese font in ``tests.fonts``.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytest_plugins = ["tests.database", "tests.browser", "tests.objectstore", "tests.nginx", "tests.fonts"]

# Playwright keeps an event loop in the main thread, where Django would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: at the end the workers share what is left in small pieces, and none waits for another."""
    long = {"journeys", "authorization", "test_on_s3.py", "test_fixity.py", "test_hls.py", "test_objects.py"}

    def is_short(item: pytest.Item) -> bool:
        return not (long & set(item.path.parts) or "browser" in getattr(item, "fixturenames", ()))

    items.sort(key=is_short)


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Each test begins with empty caches, in Chinese, and leaves no file in the private or public folder."""
    from django.conf import settings
    from django.core.cache import caches
    from django.utils import translation

    for cache in caches.all(initialized_only=True):
        cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    for folder in (Path(settings.MEDIA_ROOT), Path(settings.PUBLIC_ROOT), settings.VAR / "tmp"):
        shutil.rmtree(folder, ignore_errors=True)
    (settings.VAR / "audit-heads").unlink(missing_ok=True)


@pytest.fixture
def work_off(db: None) -> Callable[..., int]:
    """Do all background work that waits, in this thread; returns how many jobs were done."""
    from jobs import queue

    return queue.work_off


@pytest.fixture
def service_environment(transactional_db: None) -> dict[str, str]:
    """The environment of a child process that shall see this test's folder and database.

    Start it as ``[sys.executable, "manage.py", …]`` with ``cwd=ROOT``, and end it by its process id.
    """
    from django.conf import settings
    from django.db import connection

    entry = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite://{entry['NAME']}"
    else:
        url = (
            f"postgres://{entry['USER']}:{entry['PASSWORD']}@{entry['HOST'] or 'localhost'}:"
            f"{entry['PORT'] or 5432}/{entry['NAME']}"
        )
    return os.environ | {
        "HANMO_INSIDE_TEST": "1",
        "HANMO_VAR": str(settings.VAR),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
