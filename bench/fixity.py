"""Re-reading 10,000 originals: `verify_originals`, and `sha256sum -c` over the same files.

    python bench/fixity.py [files] [KiB each] [runs]

Ratios within one run on one machine; the two take turns, the best of their runs counts. The files are too many to
matter in memory only where they are made larger than it: what is compared is the work around the reading.
"""

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
GOAL = 0.5


def fill(files: int, size: int) -> Path:
    """So many assets with different bytes in the private store; returns the list that sha256sum reads."""
    import hashlib

    from django.conf import settings

    from accounts.models import User
    from media_library.models import Asset

    owner = User.objects.create_user(username="sender", password=None)
    store = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    (store / "originals").mkdir(parents=True)
    assets, sums = [], []
    for number in range(files):
        data = os.urandom(size)
        asset = Asset(owner=owner, name=f"{number}.jpg", size=size, sha256=hashlib.sha256(data).hexdigest())
        (store / asset.original_path).write_bytes(data)
        assets.append(asset)
        sums.append(f"{asset.sha256}  {store / asset.original_path}\n")
    Asset.objects.bulk_create(assets, batch_size=500)
    listed = store / "SHA256SUMS"
    listed.write_text("".join(sums))
    return listed


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def main() -> None:
    files, kibibytes, runs = (
        int(each) for each in [*sys.argv[1:], *("10000", "256", "3")[len(sys.argv) - 1 :]]
    )
    with tempfile.TemporaryDirectory(prefix="hanmo-bench-") as scratch:
        os.environ |= {"HANMO_VAR": scratch, "DJANGO_SETTINGS_MODULE": "config.settings", "DEMO": "0"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        listed = fill(files, kibibytes * 1024)
        ways: dict[str, Callable[[], object]] = {
            "verify_originals": lambda: call_command("verify_originals"),
            "sha256sum -c": lambda: subprocess.run(["sha256sum", "-c", "--quiet", listed], check=True),
        }
        best: dict[str, float] = {}
        for _run in range(runs):
            for name, act in ways.items():
                best[name] = min(best.get(name, float("inf")), timed(act))
    print(f"{platform.machine()}, {os.cpu_count()} cores, {files} files of {kibibytes} KiB")
    for name, seconds in best.items():
        print(f"{name:18} {seconds:6.1f} s  {files * kibibytes / 1024 / seconds:6.0f} MiB/s")
    print(f"ratio {best['sha256sum -c'] / best['verify_originals']:.2f} (goal ≥ {GOAL})")


if __name__ == "__main__":
    main()
