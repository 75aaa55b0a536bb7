"""Settings for the tests: the service's own, in a fresh folder, with nothing slow in them.

A process that a test starts (a worker, a server) takes the folder and the database of the test: see the fixture
``service_environment``.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "HANMO_INSIDE_TEST" not in os.environ:
    # One folder for each xdist worker; the environment of the controller is never taken over.
    _folder = tempfile.mkdtemp(prefix=f"hanmo-{os.environ.get('PYTEST_XDIST_WORKER', 'test')}-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    os.environ["HANMO_VAR"] = _folder
    for _name in (
        "DATABASE_URL",
        "PUBLIC_ADDRESS",
        "DEMO",
        "DEBUG",
        "DEMO_PASSWORD",
        "ALLOWED_HOSTS",
        "SECRET_KEY",
        "EMAIL_URL",
        "EMAIL_FROM",
        "S3_ENDPOINT",
        "S3_KEY",
        "S3_SECRET",
        "S3_REGION",
        "S3_PRIVATE_BUCKET",
        "S3_PUBLIC_BUCKET",
    ):
        os.environ.pop(_name, None)

from config import env
from tests.catalogues import compile_changed

if not {"HANMO_INSIDE_TEST", "PYTEST_XDIST_WORKER"} & set(os.environ):
    compile_changed()  # before Django reads them

from config.settings import *  # noqa: F403
from config.settings import STATIC_ROOT, STORAGES, VAR

_VARIABLE = "DATABASE_URL" if "HANMO_INSIDE_TEST" in os.environ else "TEST_DATABASE_URL"
DATABASES = {"default": env.database(_VARIABLE, VAR / "hanmo.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, since live servers, worker threads and child processes see it too. What survives a power cut is no
    # question here, so nothing waits for the disk.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] |= {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA busy_timeout=20000;"
    }
# A database that is put back must not be held open.
DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "WARNING"}}
MIN_FREE_BYTES = 0
