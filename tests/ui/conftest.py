"""A real window on a real library, closed properly at the end of each test."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.pool import StaticPool

from annotator.model import Annotation
from annotator.settings import SHOWN_AROUND, Settings
from annotator.storage.store import Store
from annotator.ui.appearance import theme
from annotator.ui.session.session import Session
from annotator.ui.window.main_window import MainWindow
from tests.making import BRIDGE


class Desk:
    """The window under test and the hands of the person before it."""

    def __init__(self, qtbot: QtBot, path: Path, *, stands: bool = True) -> None:
        self.qtbot = qtbot
        self.path = path
        theme.apply(theme.theme_for(theme.LIGHT))
        self.session = Session(path, "tester")
        settings = Settings()
        if SHOWN_AROUND.name not in settings._values:  # these people have seen the program before, unless a test says 0
            settings.set({SHOWN_AROUND: True})
        self.window = MainWindow(self.session, settings)
        self.window.show()
        qtbot.waitExposed(self.window)
        if stands:
            self.until(lambda: self.window._painted and not self.window.keys.is_holding)

    @property
    def view(self) -> QWidget:
        return self.window.view

    def until(self, true: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=30_000)

    def settle(self) -> None:
        """Wait until everything that was asked for is stored and shown."""
        space, window = self.session, self.window
        self.until(lambda: space.is_open and not space.saving and not window.notice.busy and not window.keys.is_holding)
        self.qtbot.wait(1)

    def bring(self, folder: Path, text: str = BRIDGE, name: str = "bridge.txt") -> str:
        """Open a file with this text; the id of its article."""
        path = folder / name
        path.write_text(text, encoding="utf-8")
        before = self.session.document
        self.window.open_files([str(path)])
        self.until(lambda: self.session.document is not before)
        self.settle()
        assert self.session.document is not None
        return self.session.document.article.id

    def select(self, words: str, nth: int = 0) -> None:
        """Select words of the article with the keyboard alone, from the caret set before them."""
        document = self.session.document
        assert document is not None
        start = -1
        for _ in range(nth + 1):
            start = document.text.index(words, start + 1)
        cursor = QTextCursor(self.window.view.document())
        cursor.setPosition(document.offsets.to_utf16(start))
        self.window.view.setTextCursor(cursor)
        end = document.offsets.to_utf16(start + len(words))
        for _ in words:
            if self.window.view.textCursor().position() >= end:
                return
            self.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, on: QWidget | None = None
    ) -> None:
        """Press a key and wait until it was heard."""
        QTest.keyClick(on or self.window.focusWidget() or self.window, key, modifier)
        self.hear()

    def type(self, words: str, on: QWidget) -> None:
        """Type words into a field and wait until they were heard."""
        QTest.keyClicks(on, words)
        self.hear()

    def hear(self) -> None:
        """Wait until what was pressed was heard: keys may wait for what was asked for before."""
        self.until(lambda: not self.window.keys.is_holding)

    def mark(self, words: str, key: Qt.Key, nth: int = 0) -> Annotation:
        """Select words and press a tag's key; the annotation that is stored."""
        before = {a.id for a in self.stored()}
        self.select(words, nth)
        self.press(key)
        self.settle()
        (made,) = [a for a in self.stored() if a.id not in before]
        return made

    def stored(self) -> list[Annotation]:
        """What the database holds of the open article, read by another connection."""
        document = self.session.document
        with Store.open(self.path, read_only=True) as store:
            content = store.content(document.article.id) if document is not None else None
            return content.annotations if content is not None else []

    def refuse_writes(self, refused: bool) -> None:
        """Have the library's connection refuse every change, or take them again.

        The driver is asked alone: a transaction of ours would end the one that the store is in.
        """
        pool = self.session.store._engine.pool
        assert isinstance(pool, StaticPool)
        driver = pool.connection.dbapi_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute(f"PRAGMA query_only = {'ON' if refused else 'OFF'}")

    def articles(self) -> list[str]:
        """The titles in the database, newest first."""
        with Store.open(self.path, read_only=True) as store:
            return [a.title for a in store.articles()]

    def close(self) -> None:
        if self.session.is_open:
            self.refuse_writes(False)  # a test that failed may have left it so: the window would ask, and wait for ever
            if self.window.notice.job is not None:
                self.window.notice.job.is_wanted = False  # or the window would ask whether to stop it
            self.window.close()
        self.window.deleteLater()


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """No widget outlives its test: the style sheet of the next window would be worked out for each of them anew.

    Nor is a key held any longer, as Qt remembers of the last one that was pressed: what is selected depends on it.
    """
    QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)
    yield
    for widget in qapp.topLevelWidgets():
        if widget.parent() is None:
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def make_desk(qtbot: QtBot, library: Path) -> Iterator[Callable[[], Desk]]:
    """Makes a window on the test's library; a second one after the first was closed."""
    desks: list[Desk] = []

    def make() -> Desk:
        desks.append(Desk(qtbot, library))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()
    # The offscreen clipboard is destroyed after Python is; what Python made must not be in it then.
    QGuiApplication.clipboard().clear()


@pytest.fixture
def desk(make_desk: Callable[[], Desk], tmp_path: Path) -> Desk:
    """A window with one article open."""
    made = make_desk()
    made.bring(tmp_path)
    return made
