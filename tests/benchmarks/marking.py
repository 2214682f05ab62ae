"""Marking in bulk: the picker of sources, tag all occurrences, and a long history."""

import gc
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import regex
from PySide6.QtCore import QEventLoop, QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QListView

from annotator import edits
from annotator.gc_control import gc_paused
from annotator.model import SOURCE, NewArticle
from annotator.readers.plain import article_from_text
from annotator.settings import Settings
from annotator.storage.store import Store
from annotator.text.search import Query
from annotator.ui.annotations.tag_all_dialog import TagAllDialog
from annotator.ui.library.history_dialog import HistoryDialog
from annotator.ui.session.session import Session
from annotator.ui.window.main_window import MainWindow
from tests.benchmarks.material import content_of, text_of
from tests.benchmarks.table import Row, in_turns, timed
from tests.benchmarks.viewing import application, gaps_while, open_window, settle

_SOURCES, _ARTICLES, _STEPS = 2_000, 1_000, 100_000


def picker() -> Row:
    """L on a claim with 2,000 sources, until the list is painted, against a bare list of the same strings."""
    content = content_of(1_000_000, _SOURCES * 2)
    marked = [a._replace(tag=SOURCE.id if i % 2 else "claim") for i, a in enumerate(content.annotations)]
    content = content._replace(annotations=marked)
    with tempfile.TemporaryDirectory() as folder:
        window, _ = open_window(content, Path(folder))
        claim = next(a for a in marked[100:] if a.tag == "claim")
        window.view.make_current(claim.id)
        settle()
        picked = window.bench.linking.picker

        def ours() -> float:
            def work() -> None:
                window.bench.linking.link()
                picked.grab()

            taken = timed(work)
            assert picked.model.rowCount() >= _SOURCES - 1
            picked.close_picker()
            settle()
            return taken

        quotes = [a.quote for a in marked if a.tag == SOURCE.id]

        def floor() -> float:
            def work() -> None:
                view = QListView(window)
                view.setUniformItemSizes(True)
                view.setModel(QStringListModel(quotes, view))
                view.resize(420, 300)
                view.show()
                view.grab()
                view.deleteLater()

            taken = timed(work)
            settle()
            return taken

        times = in_turns(ours, floor, 11)
        window.close()
    return Row(f"link picker with {_SOURCES:,} sources", *times, 0)


def library(folder: Path) -> Path:
    """1,000 articles of 5 KB in which a word stands some 10,000 times."""
    path = folder / "library.sqlite3"
    with Store.open(path) as store, gc_paused():
        for first in range(0, _ARTICLES, 100):
            new: list[NewArticle] = []
            for i in range(first, first + 100):
                text = f"Article {i}\n\n{text_of(5_000)[:-60]}\n\n" + "Zanzibar. " * 10
                new.append(article_from_text(text, text.encode(), name=f"{i}.txt"))
            store.apply(edits.add_articles(new), "tester", new=new)
    return path


def tag_all() -> list[Row]:
    """Everything found and tagged in the whole library, against the pattern and the inserts alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = library(Path(folder))
        session = Session(path, "tester")
        window = MainWindow(session, Settings(Path(folder)))
        window.show()
        while session.document is None:
            QApplication.processEvents()
        settle()
        floor = raw(path)
        dialog = TagAllDialog(
            session, Query("Zanzibar", case=True, whole_words=True), "location", window.keys.hold, window
        )
        began = time.perf_counter()
        dialog.scope.setCurrentIndex(1)
        dialog.show()

        def search() -> None:
            _until(lambda: dialog.model.rowCount() == _ARTICLES * 10)

        def tag() -> None:
            dialog.go.click()
            _until(lambda: not session.saving)

        gap = max(gaps_while(search), gaps_while(tag))
        taken = (time.perf_counter() - began) * 1000
        with Store.open(path, read_only=True) as store:
            assert sum(sum(a.counts.values()) for a in store.articles()) == _ARTICLES * 10
        window.close()
    return [
        Row("tag all: 10,000 hits in 1,000 articles", taken, floor, 0),
        Row("… longest gap of the event loop (bar: 50 ms)", gap, 0, 50),
    ]


def raw(path: Path) -> float:
    """The same by hand: sqlite3, the pattern, and one executemany that is taken back."""

    def work() -> None:
        with closing(sqlite3.connect(path)) as connection:
            rows = [
                (f"{id_}{m.start()}", id_, "location", *m.span(), m[0], "", "{}", "tester", "manual", "2026", "2026")
                for id_, text in connection.execute("SELECT id, text FROM articles")
                for m in regex.finditer("Zanzibar", text)
            ]
            connection.executemany(
                'INSERT INTO annotations (id, article_id, tag, start, "end", quote, note, attributes, annotator, '
                "origin, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            connection.rollback()

    return timed(work)


def history() -> Row:
    """The history of 100,000 steps opened, against reading its rows."""
    with tempfile.TemporaryDirectory() as folder:
        window, _ = open_window(content_of(10_000, 100), Path(folder))
        session = window.session
        with closing(sqlite3.connect(session.path)) as connection, connection:
            connection.executemany(
                "INSERT INTO history (kind, action, size, at, annotator, undoes, payload) VALUES "
                "('do', 'tag', 1, '2026-01-01T00:00:00Z', 'tester', NULL, '{}')",
                [()] * _STEPS,
            )

        def ours() -> float:
            def work() -> None:
                dialog = HistoryDialog(session, window)
                dialog.show()
                _until(lambda: len(dialog.model.steps) > _STEPS)
                dialog.grab()
                dialog.close()

            with gc_paused():
                return timed(work)

        def floor() -> float:
            def work() -> None:
                with closing(sqlite3.connect(session.path)) as connection:
                    connection.execute(
                        "SELECT seq, kind, action, size, at, annotator, undoes FROM history ORDER BY seq"
                    ).fetchall()

            return timed(work)

        times = in_turns(ours, floor, 5)
        window.close()
    return Row(f"history of {_STEPS:,} steps opened", *times, 0)


def _until(true: Callable[[], object]) -> None:
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if true() else None)
    timer.start(1)
    if not true():
        loop.exec()


def run() -> list[Row]:
    application()
    gc.collect()
    return [picker(), *tag_all(), history()]
