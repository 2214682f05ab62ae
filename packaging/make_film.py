"""Makes the film of the first minute: ``python packaging/make_film.py [FOLDER]``.

Somebody starts the program for the first time, in an empty home, by real keys and clicks: the welcome page, the sample
article, the three steps that show around, a mark, the name, a link, the export. Each picture goes to FOLDER, and all
of them as one row of frames to packaging/screenshots/first-minute.png. With ``--dark`` in dark colours.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ["LOGNAME"] = "desk"  # nobody's real account is shown

from make_screenshots import TARGET, Hands
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.settings import THEME, Settings
from annotator.ui.appearance import theme
from annotator.ui.session.session import Session
from annotator.ui.window.main_window import MainWindow

CLAIM_WORDS = "human or technical error as possible causes"
SOURCE_WORDS = "The Suez Canal Authority"
FRAME, GAP, CAPTION, ACROSS = 640, 24, 40, 3


class Film:
    """Takes a picture of the window, with the dialog before it if there is one, each time that something is done."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.frames: list[tuple[str, QPixmap]] = []

    def take(self, caption: str) -> None:
        QTest.qWait(250)
        picture = self.window.grab()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            middle = self.window.rect().center() - dialog.rect().center()
            painter = QPainter(picture)
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 70))
            painter.drawPixmap(middle, dialog.grab())
            painter.end()
        self.frames.append((caption, picture))
        picture.save(str(self.folder / f"{len(self.frames):02}.png"))

    def save(self, target: Path) -> None:
        """Save every frame, small, with its number and caption, in rows of a few."""
        height = round(FRAME * self.window.height() / self.window.width())
        rows = -(-len(self.frames) // ACROSS)
        sheet = QPixmap(GAP + ACROSS * (FRAME + GAP), GAP + rows * (height + CAPTION + GAP))
        sheet.fill(QColor(self.window.theme.border))
        painter = QPainter(sheet)
        painter.setFont(QFont(self.window.font().family(), 11))
        painter.setPen(QColor(self.window.theme.text))
        smooth = Qt.TransformationMode.SmoothTransformation
        for number, (caption, picture) in enumerate(self.frames):
            place = QPoint(GAP + number % ACROSS * (FRAME + GAP), GAP + number // ACROSS * (height + CAPTION + GAP))
            painter.drawPixmap(place, picture.scaledToWidth(FRAME, smooth))
            below = QRect(place + QPoint(0, height), place + QPoint(FRAME, height + CAPTION))
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, f"{number + 1}  {caption}")
        painter.end()
        sheet.save(str(target))


def until(true: Callable[[], object]) -> None:
    for _ in range(2_000):
        if true():
            return
        QTest.qWait(5)
    raise TimeoutError("the window did not do what the film is of")


def show_dialog(film: Film) -> None:
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        QTimer.singleShot(100, lambda: show_dialog(film))
        return
    film.take("Ctrl+E: the export shows what it will look like")
    dialog.close()


def play(window: MainWindow, film: Film) -> None:
    hands, session = Hands(window), window.session
    hands.wait()
    film.take("An empty library: every way in, and a place to drop")
    QTest.mouseClick(window.welcome._buttons["sample"], Qt.MouseButton.LeftButton)
    until(lambda: session.document is not None)
    hands.wait()
    film.take("The sample article, with a claim, its source and a place marked")
    hands.select(CLAIM_WORDS)
    window.view.selected_by_mouse.emit(window.view.cursorRect())
    film.take("Words are selected")
    QTest.keyClick(window.view, Qt.Key.Key_1)
    hands.wait()
    film.take("1: it is a claim. The bar asks for the name, once")
    QTest.keyClicks(window.notice.line, "Fact desk")
    film.take("A name for every line of an export")
    QTest.keyClick(window.notice.line, Qt.Key.Key_Return)
    hands.wait()
    QTest.keyClick(window.view, Qt.Key.Key_L)
    hands.wait()
    film.take("L: who says so? The sources of the article are offered")
    QTest.keyClick(window.bench.linking.picker.line, Qt.Key.Key_Escape)
    hands.select(SOURCE_WORDS)
    QTest.keyClick(window.view, Qt.Key.Key_L)
    hands.wait()
    film.take("Words selected in the text become the source with the same key")
    window.actions_by_id["export"].trigger()
    taken = film.frames[:]
    QTimer.singleShot(1_500, lambda: show_dialog(film))  # the dialog has an event loop of its own
    until(lambda: len(film.frames) > len(taken) and QApplication.activeModalWidget() is None)
    window.activateWindow()
    window.view.setFocus()
    QTest.qWaitForWindowActive(window)
    assert session.document is not None
    window.view.make_current(session.document.in_order[0].id)
    QTest.keyClick(window.view, Qt.Key.Key_Delete)
    hands.wait()
    film.take("What is deleted is named, with an Undo")


def main() -> None:
    app = QApplication([sys.argv[0], *theme.STYLE])
    words = [word for word in sys.argv[1:] if word != "--dark"]
    colours = theme.DARK if "--dark" in sys.argv else theme.LIGHT
    with tempfile.TemporaryDirectory() as home:
        folder = Path(words[0]) if words else Path(home)
        folder.mkdir(parents=True, exist_ok=True)
        settings = Settings(Path(home))
        settings.set({THEME: colours})
        theme.apply(theme.theme_for(colours))
        window = MainWindow(Session(Path(home) / "library.sqlite3", settings.annotator), settings)
        window.resize(1366, 768)
        window.show()
        film = Film(window, folder)
        play(window, film)
        film.save(folder / "first-minute.png" if words else TARGET / "first-minute.png")
        window.close()
    app.quit()


if __name__ == "__main__":
    main()
