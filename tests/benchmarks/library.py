"""The library: 1,000 files brought in against parsing alone, and searching 100,000 articles."""

import gc
import random
import sqlite3
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from annotator.formats.importing.parsing import parse_file
from annotator.formats.importing.result import in_batches
from annotator.gc_control import gc_paused
from annotator.model import ArticleState
from annotator.queries.article_query import asked
from annotator.readers.sandbox import Sandbox
from annotator.settings import Settings
from annotator.storage.import_batch import take_in
from annotator.storage.rows import article_values
from annotator.storage.search import search
from annotator.storage.store import Store
from annotator.ui.session.session import Session
from annotator.ui.window.main_window import MainWindow
from tests.benchmarks.material import text_of
from tests.benchmarks.table import Row, in_turns, timed
from tests.benchmarks.viewing import application, gaps_while

_FILES, _ARTICLES = 1_000, 100_000


def importing() -> list[Row]:
    """Files of 5 KB: read, hashed, stored, indexed; the floor reads and normalises them alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base, paths, sandbox = text_of(5_000), [], Sandbox()  # which starts no process for a plain text
        for i in range(_FILES):
            paths.append(folder / f"{i:04}.txt")
            paths[-1].write_text(f"{i:04} {base}", encoding="utf-8")
        template = folder / "empty.sqlite3"
        Store.open(template).close()

        def ours() -> None:
            (folder / "library.sqlite3").write_bytes(template.read_bytes())
            with Store.open(folder / "library.sqlite3") as store, gc_paused():
                steps = []
                for batch in in_batches(parse_file(path, sandbox) for path in paths):
                    _, applied = take_in(store, batch, "tester")
                    steps += [applied.step.seq] if applied else []
                if len(steps) > 1:
                    store.merge_steps(steps)

        def floor() -> None:
            for path in paths:
                parse_file(path, sandbox)

        def by_hand() -> None:
            (folder / "library.sqlite3").write_bytes(template.read_bytes())
            with closing(sqlite3.connect(folder / "library.sqlite3", isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
                for batch in in_batches(parse_file(path, sandbox) for path in paths):
                    values = [article_values(e.new, ArticleState(e.new.article.id)) for p in batch for e in p.entries]
                    rows, columns = [tuple(v.values()) for v in values], ", ".join(values[0])
                    last = connection.execute("SELECT coalesce(max(rowid), 0) FROM articles").fetchone()
                    connection.execute("BEGIN")
                    connection.executemany(f"INSERT INTO articles ({columns}) VALUES ({', '.join('?' * 22)})", rows)
                    connection.execute(
                        "INSERT INTO article_search (rowid, title, text, note, keywords) "
                        "SELECT rowid, title, text, note, keywords FROM articles WHERE rowid > ?",
                        last,
                    )
                    connection.execute("COMMIT")
                connection.execute("PRAGMA journal_mode=DELETE")

        times = in_turns(lambda: timed(ours), lambda: timed(floor), 3)
        least = in_turns(lambda: timed(ours), lambda: timed(by_hand), 3)
        gc.collect()
        tracemalloc.start()
        ours()
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
    return [
        Row(f"{_FILES:,} files of 5 KB into the library", *times, 2.0),
        Row("… the same texts stored and indexed by sqlite3 alone", *least, 0),
        Row("… its memory above the base", peak, 0, 0, "MB"),
    ]


def _rows() -> Iterator[tuple[Any, ...]]:
    words = [f"w{i:05}" for i in range(20_000)]
    common = ["the", "bridge", "said", "county", "storm", "people", "state", "monday"]
    chance = random.Random(1)
    for i in range(_ARTICLES):
        pieces = chance.choices(words, k=320) + ([common[i % 8]] * 2 if i % 3 else common)
        chance.shuffle(pieces)
        text = f"Title {i}\n\n{' '.join(pieces)} {'zanzibarica' if i == 777 else ''} {' '.join(words[:80])}"
        yield (
            *(f"id{i}", f"Title {i}", text, f"{i:064}", "2026-01-01T00:00:00Z", "n", "text/plain", "s", 400, None),
            *(chance.choice(["bbc", "cnn"]), "[]", None, None, "todo", None, None, "[]", "", "[]", "[]", "[]"),
        )


def filled(path: Path, count: int) -> Path:
    """A library of so many articles of 3 KB, with its index."""
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(f"INSERT INTO articles VALUES ({', '.join('?' * 22)})", islice(_rows(), count))
        connection.execute("INSERT INTO article_search(article_search) VALUES ('rebuild')")
    return path


def opening(large: Path, small: Path) -> list[Row]:
    """From the start of the session to the first article in the window, with 100,000 articles and with 100."""
    gaps: list[float] = []

    def first_article(path: Path) -> float:
        session = Session(path, "tester")
        window = MainWindow(session, Settings(path.parent))
        loop = QEventLoop()
        shown: list[float] = []
        began = time.perf_counter()
        session.document_changed.connect(lambda: shown.append(time.perf_counter()))
        QTimer.singleShot(1_500, loop.quit)
        window.show()
        gap = gaps_while(loop.exec)
        if path is large:
            assert len(session.articles.listed) == _ARTICLES
            gaps.append(gap)
        window.close()
        window.deleteLater()
        return (shown[0] - began) * 1000

    times = in_turns(lambda: first_article(large), lambda: first_article(small), 5)
    return [
        Row(f"open a library of {_ARTICLES:,} articles (floor: 100)", *times, 1.3),
        Row("… longest gap of the event loop (bar: 50 ms)", statistics.median(gaps), 0, 50),
    ]


def searching() -> list[Row]:
    """A word that stands in one article and one that stands in every one, against their count by FTS5 alone."""
    with tempfile.TemporaryDirectory() as name:
        path = filled(Path(name) / "library.sqlite3", _ARTICLES)
        rows = opening(path, filled(Path(name) / "small.sqlite3", 100))
        for kind, word, bar in (("rare", "zanzibarica", 50), ("common", "w00042", 300)):

            def floor(word: str = word) -> None:
                with closing(sqlite3.connect(path)) as connection:
                    connection.execute(
                        "SELECT count(*) FROM article_search WHERE article_search MATCH ?", (word,)
                    ).fetchone()

            def ours(word: str = word) -> None:
                assert search(path, asked(word))

            mine, least = in_turns(lambda f=ours: timed(f), lambda f=floor: timed(f), 5)  # type: ignore[misc]
            rows.append(Row(f"search {_ARTICLES:,} articles: a {kind} word (bar: {bar} ms)", mine, 0, bar))
            rows.append(Row("… counted by FTS5 alone", least, 0, 0))
    return rows


def run() -> list[Row]:
    application()
    return [*importing(), *searching()]
