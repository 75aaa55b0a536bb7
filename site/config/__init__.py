"""Settings, addresses and the commands that need the whole service.

Whoever imports ``config`` first (gunicorn, pytest, manage.py) finds everything else.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

for folder in (str(ROOT), str(ROOT / "site")):
    if folder not in sys.path:
        sys.path.insert(0, folder)
