"""Settings come from the environment through these few helpers; none needs setting."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit


def text(name: str, default: str = "") -> str:
    """The value of ``name``, stripped; ``default`` where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off.

    Raises ValueError for anything else, since a misspelt switch must not pass as "off".
    """
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ValueError(f"{name} must be 1 or 0, not {value!r}")


def number(name: str, default: int) -> int:
    """The value of ``name`` as an integer. Raises ValueError where it is none."""
    value = text(name)
    return int(value) if value else default


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A comma-separated list."""
    value = text(name)
    return [word.strip() for word in value.split(",") if word.strip()] or list(default)


def database(name: str, default: Path) -> dict[str, object]:
    """A Django database entry from a URL: ``postgres://user:password@host:port/name`` or ``sqlite:///path``.

    SQLite runs in WAL with ``synchronous=FULL``: with NORMAL a power cut loses commits that were acknowledged.
    """
    url = text(name)
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_HEALTH_CHECKS": True,
            "CONN_MAX_AGE": 60,
        }
    if url and parts.scheme != "sqlite":
        raise ValueError(f"{name} must begin with postgres:// or sqlite:///")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": parts.path if url else str(default),
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }
