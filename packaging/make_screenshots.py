"""Makes the README's pictures: ``python packaging/make_screenshots.py``.

A real window opens the sample article, marks it with real key presses, and is drawn in light and in dark. Nothing of
the person who runs it is touched.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.resources import resource
from annotator.settings import SHOWN_AROUND, THEME, Settings
from annotator.ui.appearance import theme
from annotator.ui.session.session import Session
from annotator.ui.window.main_window import MainWindow

TARGET = Path(__file__).parent / "screenshots"
CLAIM, SOURCE, CREDIT, LOCATION = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4
MARKS = (
    ("ran aground in the southern part of the Suez Canal", CLAIM),
    ("Suez Canal. It", LOCATION),
    ("Malaysia", LOCATION),
    ("Rotterdam", LOCATION),
    ("High winds and a sandstorm had made the ship hard to control", CLAIM),
    ("its operator Evergreen Marine", SOURCE),
    ("The Suez Canal Authority", SOURCE),
    ("human or technical error as possible causes", CLAIM),
    ("Lloyd’s List", SOURCE),
    ("Cape of Good Hope", LOCATION),
    ("more than 300 ships were waiting at Suez, at Port Said and in the Great Bitter Lake", CLAIM),
    ("Port Said", LOCATION),
    ("Great Bitter Lake", LOCATION),
    ("Dredgers moved some 30,000 cubic metres of sand from around the bow", CLAIM),
    ("the canal authority", SOURCE),
    ("Copernicus Sentinel data, processed by ESA", CREDIT),
    ("NASA/JSC", CREDIT),
    ("About 12 % of world trade passes through the canal", CLAIM),
    ("the blockage held up goods worth roughly 9.6 billion dollars a day", CLAIM),
)
LINKS = (
    ("High winds and a sandstorm had made the ship hard to control", "Evergreen Marine"),
    ("human or technical error as possible causes", "The Suez Canal Authority"),
    ("Dredgers moved some 30,000 cubic metres of sand from around the bow", "the canal authority"),
    ("the blockage held up goods worth roughly 9.6 billion dollars a day", "Lloyd"),
)


class Hands:
    """Somebody at the window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def wait(self) -> None:
        window = self.window
        while not window.session.is_open or window.session.saving or window.notice.busy or window.keys.is_holding:
            QTest.qWait(5)
        QTest.qWait(20)

    def select(self, words: str) -> None:
        document, view = self.window.session.document, self.window.view
        assert document is not None
        start = document.offsets.to_utf16(document.text.index(words))
        cursor = QTextCursor(view.document())
        cursor.setPosition(start)
        cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)

    def mark(self, words: str, key: Qt.Key) -> None:
        self.select(words.removesuffix(". It"))
        QTest.keyClick(self.window.view, key)
        self.wait()

    def link(self, claim: str, source: str) -> None:
        window, document = self.window, self.window.session.document
        assert document is not None
        window.view.make_current(next(a.id for a in document.in_order if a.quote == claim))
        QTest.keyClick(window.view, Qt.Key.Key_L)
        self.wait()
        QTest.keyClicks(window.bench.linking.picker.line, source)
        QTest.keyClick(window.bench.linking.picker.line, Qt.Key.Key_Return)
        self.wait()


def main() -> None:
    app = QApplication([sys.argv[0], *theme.STYLE])
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(Path(home))
        settings.set({THEME: theme.LIGHT, SHOWN_AROUND: True})  # without the steps for newcomers
        theme.apply(theme.theme_for(theme.LIGHT))
        session = Session(Path(home) / "library.sqlite3", "you")
        window = MainWindow(session, settings)
        window.resize(1360, 860)
        window.show()
        hands = Hands(window)
        hands.wait()
        window.open_files([str(resource("sample-article.txt"))])
        while session.document is None:
            QTest.qWait(5)
        for words, key in MARKS:
            hands.mark(words, key)
        for claim, source in LINKS:
            hands.link(claim, source)
        QTest.keyClick(window.view, Qt.Key.Key_N)
        QTest.keyClicks(window.inspector.note, "Which day does the estimate stand for?")
        QTest.keyClick(window.inspector.note, Qt.Key.Key_Escape)
        hands.wait()
        hands.select("Some shipping companies sent their vessels around the southern tip of Africa")
        window.view.verticalScrollBar().setValue(0)
        window.view.selected_by_mouse.emit(window.view.cursorRect())
        for name, choice in (("light", theme.LIGHT), ("dark", theme.DARK)):
            window.actions_by_id[f"theme_{choice}"].trigger()
            QTest.qWait(50)
            window.grab().save(str(TARGET / f"window-{name}.png"))
        window.actions_by_id[f"theme_{theme.LIGHT}"].trigger()
        window.view.selection.clear()
        window.actions_by_id["suggest"].trigger()
        while not session.document.proposed:
            QTest.qWait(5)
        hands.wait()
        QTest.keyClick(window.view, Qt.Key.Key_Tab)
        QTest.qWait(50)
        window.grab().save(str(TARGET / "suggestions.png"))
        window.close()
    app.quit()


if __name__ == "__main__":
    main()
