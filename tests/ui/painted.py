"""A window that marks by itself, as fast as it can, and says on standard output what it has painted.

Run as a program by the kill test: ``python -m tests.ui.painted LIBRARY ARTICLE_FILE``. Each line is the id of an
annotation that was in sight when the view painted itself: it is written after the paint.
"""

import os
import random
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.settings import Settings
from annotator.ui.appearance import theme
from annotator.ui.reading import view as reading
from annotator.ui.session.session import Session
from annotator.ui.window.main_window import MainWindow


def main(library: str, file: str) -> int:
    app = QApplication([sys.argv[0], *theme.STYLE])
    theme.apply(theme.theme_for(theme.LIGHT))
    paint = reading.ReadingView.paintEvent
    told: set[str] = set()

    def paint_and_tell(view: reading.ReadingView, event: object) -> None:
        paint(view, event)  # type: ignore[arg-type]
        for seen in view.sight.blocks():
            strips = view._highlights.strips(seen.block, seen.first_line, seen.last_line)
            for id_ in {s.id for s in strips} - told:
                told.add(id_)
                print(id_, flush=True)

    reading.ReadingView.paintEvent = paint_and_tell  # type: ignore[method-assign, assignment]
    session = Session(Path(library), "tester")
    window = MainWindow(session, Settings())
    window.open_files([file])
    window.show()
    chance, parent = random.Random(), os.getppid()
    keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)

    def mark() -> None:
        if os.getppid() != parent:  # the test was ended: nobody is there to kill this window
            app.quit()
        if session.document is not None:
            view = window.view
            start = chance.randrange(200)  # in sight, so that what is marked is painted
            cursor = QTextCursor(view.document())
            cursor.setPosition(start)
            cursor.setPosition(start + chance.randrange(1, 60), QTextCursor.MoveMode.KeepAnchor)
            view.setTextCursor(cursor)
            QTest.keyClick(view, chance.choice(keys))

    timer = QTimer()
    timer.timeout.connect(mark)
    timer.start(3)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
