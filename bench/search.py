"""Search in many short texts: words of 1 to 4 characters in mid-sentence, against a LIKE scan as the oracle.

    python bench/search.py [--texts 300000] [--queries 100] [--oracle 20] [--database postgres://…] [--keep FILE]

Without --database it runs on SQLite in a folder of its own. The texts are made by a seeded generator: words of 1 to 4
of the 3,755 commonest characters, drawn by Zipf's law, so that some words stand in a fifth of all texts and most in
a handful. Queries are cut out of the texts, hence common words are asked for most.

For each length it prints the time of a page of 24 ranked hits with the exact total, the time of the scan, and
recall (the share of the scan's hits that we find) and excess (hits that the scan does not find, as a share of its).
"""

import argparse
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]

GOALS = {1: 50, 2: 30, 3: 30, 4: 30}
"""Milliseconds at the 95th percentile, by length of the word."""


def main() -> int:
    """Load, ask, compare, print; 1 where a goal is missed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--texts", type=int, default=300_000)
    options.add_argument("--queries", type=int, default=100, help="of each length")
    options.add_argument(
        "--oracle", type=int, default=20, help="so many of each length are compared with the scan"
    )
    options.add_argument("--database", default="", help="postgres://user:password@host:port/name")
    options.add_argument(
        "--keep",
        type=Path,
        help="SQLite file to make, or to use again; on PostgreSQL, leave the table for another run",
    )
    chosen = options.parse_args()

    with tempfile.TemporaryDirectory(prefix="hanmo-bench-") as folder:
        _set_up(chosen.database, chosen.keep or Path(folder) / "search.sqlite3")
        return _measure(chosen)


def _set_up(database: str, path: Path) -> None:
    import django
    from django.conf import settings

    from config import env

    os.environ["BENCH_DATABASE"] = database
    settings.configure(DATABASES={"default": env.database("BENCH_DATABASE", path)}, USE_TZ=True)
    django.setup()


def _measure(chosen: argparse.Namespace) -> int:
    from django.db import connection

    from zh.index import SearchTable

    table = SearchTable("bench_search")
    maker = SimpleNamespace(connection=connection)
    texts = list(made_texts(chosen.texts))
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    version = ".".join(map(str, connection.get_database_version()))
    print(
        f"{connection.vendor} {version}, {len(texts):,} texts of {statistics.mean(map(len, texts)):.0f} characters"
    )
    if "bench_search" not in connection.introspection.table_names():
        begun = time.perf_counter()
        table.create(None, maker)
        table.put_many((pk, {"title": text[:10], "body": text[10:]}, {}) for pk, text in enumerate(texts, 1))
        table.settle()
        print(f"indexed in {time.perf_counter() - begun:.0f} s, {_size(connection) / 1e6:.0f} MB")
    missed = False
    dice = random.Random(7)
    print("length   p50 ms   p95 ms   worst   goal   hits p50   LIKE p50 ms   recall   excess")
    for length, goal in GOALS.items():
        words = [cut_word(dice, texts, length) for _ in range(chosen.queries)]
        times, totals = [], []
        for word in words:
            begun = time.perf_counter()
            results = table.search(f'"{word}"')
            times.append((time.perf_counter() - begun) * 1000)
            totals.append(results.total)
        scans, recall, excess = _compare(table, connection, words[: chosen.oracle])
        p95 = statistics.quantiles(times, n=20)[18]
        missed |= p95 > goal or recall < 1
        print(
            f"{length:6} {statistics.median(times):8.1f} {p95:8.1f} {max(times):7.1f} {goal:6} "
            f"{statistics.median(totals):10.0f} {statistics.median(scans):13.1f} {recall:8.3f} {excess:8.3f}"
        )
        slowest = max(range(len(words)), key=times.__getitem__)
        print(f"         slowest: {words[slowest]} with {totals[slowest]:,} hits")
    if not chosen.keep:
        table.drop(None, maker)
    return 1 if missed else 0


def _compare(table, connection, words: list[str]) -> tuple[list[float], float, float]:
    """The scan's times in ms, and the shares of the scan's hits that we find and of ours that it does not."""
    from zh.terms import parse

    scans, found, missing, extra = [], 0, 0, 0
    for word in words:
        with connection.cursor() as cursor:
            begun = time.perf_counter()
            # The folded fields stand one a line, so the scan reaches across none of them either.
            cursor.execute(f"SELECT pk FROM {table.name} WHERE folded LIKE %s", [f"%{word}%"])
            oracle = {pk for (pk,) in cursor.fetchall()}
            scans.append((time.perf_counter() - begun) * 1000)
            cursor.execute(*table.matching(parse(f'"{word}"')))
            ours = {pk for (pk,) in cursor.fetchall()}
        found += len(oracle)
        missing += len(oracle - ours)
        extra += len(ours - oracle)
    return scans, 1 - missing / found, extra / found


def made_texts(number: int):
    """Seeded sentences of 20 to 110 characters; the same for the same number."""
    dice = random.Random(2021)
    rows = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    chars = [char for pair in rows for char in pair.decode("gb2312", "ignore")]
    dice.shuffle(chars)
    weight = list(accumulate(1 / (rank + 10) for rank in range(len(chars))))
    lengths = dice.choices([1, 2, 3, 4], [2, 14, 3, 1], k=20_000)
    words = ["".join(dice.choices(chars, cum_weights=weight, k=length)) for length in lengths]
    word_weight = list(accumulate(1 / (rank + 20) for rank in range(len(words))))
    for _ in range(number):
        length = dice.randrange(20, 111)
        picked = dice.choices(words, cum_weights=word_weight, k=length)
        yield "".join(word + dice.choice("，。、") if dice.random() < 0.1 else word for word in picked)[
            :length
        ]


def cut_word(dice: random.Random, texts: list[str], length: int) -> str:
    """A word without punctuation from inside a random text."""
    while True:
        text = dice.choice(texts)
        start = dice.randrange(1, len(text) - length)
        word = text[start : start + length]
        if word.isalnum():
            return word


def _size(connection) -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute(
                "SELECT pg_total_relation_size('bench_search') + pg_total_relation_size('bench_search_vectors')"
            )
        return cursor.fetchone()[0]


if __name__ == "__main__":
    sys.exit(main())
