"""A real worker whose one handler hangs at its first attempt: ``python -m tests.jobs.worker_that_hangs FOLDER``.

The handler leaves a file in FOLDER for each attempt.
"""

import sys
import time
from pathlib import Path

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from jobs import queue

    folder = Path(sys.argv[1])

    @queue.handles("test.hang")
    def hang_at_first(subject: str) -> None:
        attempt = len(list(folder.iterdir())) + 1
        (folder / str(attempt)).touch()
        if attempt == 1:
            time.sleep(600)

    call_command("work")


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import config  # noqa: F401  (puts the source folders on the path)

    main()
