"""Where files stand: folders of this machine, or buckets of another that speaks S3."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config import env


def s3() -> dict[str, str]:
    """The S3 that the environment names; empty where it names none.

    Raises ImproperlyConfigured for half a configuration, an endpoint that is no address, and one bucket for both.
    """
    told = env.together("S3_ENDPOINT", "S3_KEY", "S3_SECRET", "S3_PRIVATE_BUCKET", "S3_PUBLIC_BUCKET")
    if not told:
        return {}
    told["S3_ENDPOINT"] = told["S3_ENDPOINT"].rstrip("/")
    if not told["S3_ENDPOINT"].startswith(("http://", "https://")):
        raise ImproperlyConfigured("S3_ENDPOINT must begin with http:// or https://.")
    if told["S3_PRIVATE_BUCKET"] == told["S3_PUBLIC_BUCKET"]:
        raise ImproperlyConfigured("S3_PRIVATE_BUCKET and S3_PUBLIC_BUCKET must be two buckets.")
    return told | {"S3_REGION": env.text("S3_REGION", "us-east-1")}


def on_s3(told: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Entries of ``STORAGES`` for what `s3` returns."""
    options = {
        "endpoint_url": told["S3_ENDPOINT"],
        "access_key": told["S3_KEY"],
        "secret_key": told["S3_SECRET"],
        "region_name": told["S3_REGION"],
    }
    return {
        "default": {
            "BACKEND": "media_library.objects.Objects",
            "OPTIONS": options | {"bucket_name": told["S3_PRIVATE_BUCKET"]},
        },
        "public": {
            "BACKEND": "media_library.objects.ReleasedObjects",
            "OPTIONS": options | {"bucket_name": told["S3_PUBLIC_BUCKET"]},
        },
    }
