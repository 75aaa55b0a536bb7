import pytest
from django.db import DatabaseError

from config import health


@pytest.mark.django_db
def test_a_sound_process_says_so(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert "no-cache" in response["Cache-Control"]


def test_a_missing_database_is_named(client, monkeypatch):
    class Gone:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr(health, "connection", Gone())

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"status": "failing", "missing": ["database"]}


@pytest.mark.django_db
def test_a_folder_that_cannot_be_written_is_named(client, settings, tmp_path):
    settings.VAR = tmp_path / "gone"

    assert client.get("/healthz").json() == {"status": "failing", "missing": ["storage"]}
