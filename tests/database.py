"""One database for each xdist worker, migrated once for all, put back from a copy after every test that commits.

Django would empty the tables instead, and with them everything that migrations put there (pages, roles, kinds),
would leave full-text tables as they are, and would break on an append-only table. A copy brings back all of it.

A test that only works inside a transaction (``django_db``) is rolled back as usual.
"""

import fcntl
import hashlib
import importlib.metadata
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences"}
TOUCHING = COMMITTING | {"db"}
# What the summary says at the end.
LEFT_OUT = pytest.StashKey[int]()
MIGRATED = pytest.StashKey[float]()


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(COMMITTING & set(item.fixturenames)) or bool(marker and marker.kwargs.get("transaction"))


def depends_on_database(item: pytest.Item) -> bool:
    """Whether the test asks for the database by marker or fixture, and is not marked ``once``.

    What is shown in a browser is the same on any database: of these tests the journeys alone are made on each.
    """
    shown = "browser" in getattr(item, "fixturenames", ()) and "journeys" not in item.path.parts
    if item.get_closest_marker("once") or shown:
        return False
    return item.get_closest_marker("django_db") is not None or bool(TOUCHING & set(item.fixturenames))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what touches a database; the rest has run on SQLite and would only repeat itself.

    So would a test that is marked ``once``: it keeps rows as everything does, but what it proves is about bytes or
    doors.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        return
    left_out = [item for item in items if not depends_on_database(item)]
    items[:] = [item for item in items if depends_on_database(item)]
    config.hook.pytest_deselected(items=left_out)
    config.stash[LEFT_OUT] = len(left_out)
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = len(left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:
    """Hear from an xdist worker how many tests it left out: all leave out the same."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    """Say what was left out, and how the next round gets quicker."""
    if number := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"PostgreSQL: {number} tests that do not depend on the database were left to SQLite."
        )
    if (seconds := config.stash.get(MIGRATED, 0)) > 5 and not config.getoption("reuse_db"):
        terminalreporter.write_line(
            f"Migrating took {seconds:.0f} s; pytest --reuse-db saves it in the next round."
        )


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker,
) -> Iterator[None]:
    """Migrate once for all workers: the first of them does, the others begin with its copy, and each keeps a copy of
    the freshly migrated database.
    """
    from django.db import connection
    from django.test import TransactionTestCase
    from django.test.utils import setup_databases, teardown_databases

    began = time.monotonic()
    # `pytest_runtest_teardown` below does it better.
    TransactionTestCase._fixture_teardown = lambda self: None
    kept = _kept(request, tmp_path_factory)
    with django_db_blocker.unblock(), _alone(kept):
        migrated = _take_over(connection, kept)
        databases = setup_databases(verbosity=0, interactive=False, keepdb=migrated)
        _copy_aside(connection)
        if not migrated:
            _leave(connection, kept)
    request.config.stash[MIGRATED] = time.monotonic() - began
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{_pristine(connection)}"')
        teardown_databases(databases, verbosity=0)


def _kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the workers of one run find what the first of them migrated: a copy, or on PostgreSQL its name.

    With ``--reuse-db`` on SQLite all runs find it, as long as models and migrations are the same: for quick rounds at
    the desk; the gate never does it.
    """
    from django.db import connection

    if connection.vendor == "sqlite" and request.config.getoption("reuse_db"):
        return Path(tempfile.gettempdir()) / f"hanmo-migrated-{_shape_of_the_database()}.sqlite3"
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "migrated"


@contextmanager
def _alone(kept: Path) -> Iterator[None]:
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _take_over(connection, kept: Path) -> bool:
    """Begin with what another worker migrated; False where none did, or it has ended and taken all with it."""
    if not kept.exists():
        return False
    own = connection.settings_dict["TEST"]["NAME"]
    if connection.vendor == "sqlite":
        shutil.copyfile(kept, own)
        return True
    with connection._nodb_cursor() as cursor:
        template = kept.read_text()
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone():
            return False
        cursor.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
    return True


def _leave(connection, kept: Path) -> None:
    unfinished = kept.with_suffix(f".{os.getpid()}")
    if connection.vendor == "sqlite":
        shutil.copyfile(_pristine(connection), unfinished)
    else:
        unfinished.write_text(_pristine(connection))
    unfinished.replace(kept)


def _shape_of_the_database() -> str:
    """A digest over all that decides how a migrated database looks."""
    digest = hashlib.sha256()
    for distribution in sorted(
        str(found.name) + found.version for found in importlib.metadata.distributions()
    ):
        digest.update(distribution.encode())
    for folder in ("site", "media_library", "submissions"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if {"models", "models.py", "migrations", "zh", "settings.py", "apps.py"} & set(path.parts):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After the test's fixtures have ended, put the database back where the test may have committed.

    With the last test the session's fixtures have ended too, and the database is gone. Where every test until now
    was skipped, there is none yet.
    """
    try:
        return (yield)
    finally:
        # Also where a fixture's end failed: the next test shall not pay for it.
        if _commits(item) and nextitem and MIGRATED in item.config.stash:
            from django.db import connection
            from pytest_django.plugin import blocking_manager_key

            with item.config.stash[blocking_manager_key].unblock():
                _put_back(connection)


def _pristine(connection) -> str:
    return f"{connection.settings_dict['NAME']}_pristine"


def _copy_aside(connection) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copyfile(connection.settings_dict["NAME"], _pristine(connection))
        return
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{_pristine(connection)}"')
        cursor.execute(
            f'CREATE DATABASE "{_pristine(connection)}" TEMPLATE "{connection.settings_dict["NAME"]}"'
        )


def _put_back(connection) -> None:
    connection.close()
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(f"{name}{ending}").unlink(missing_ok=True)
        shutil.copyfile(_pristine(connection), name)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{_pristine(connection)}"')
