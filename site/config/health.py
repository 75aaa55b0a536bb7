"""``/healthz``: whether this process can do its work, for whoever watches it."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 and ``{"status": "ok"}``, or 503 and what is missing: ``database`` or ``storage``."""
    missing = [name for name, works in (("database", _database), ("storage", _storage)) if not works()]
    if missing:
        return JsonResponse({"status": "failing", "missing": missing}, status=503)
    return JsonResponse({"status": "ok"})


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _storage() -> bool:
    """Whether the folder that holds everything can be written to."""
    try:
        probe = settings.VAR / "healthz"
        probe.touch()
    except OSError:
        return False
    return True
