"""The reading view against a bare QPlainTextEdit: opening, paging, editing, selecting, memory."""

import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator import edits
from annotator.gc_control import gc_paused
from annotator.model import Content, Delta, NewArticle
from annotator.settings import Settings
from annotator.storage.store import Store
from annotator.ui.appearance import theme
from annotator.ui.appearance.typography import Typography
from annotator.ui.reading.view import ReadingView
from annotator.ui.session.document import Document
from annotator.ui.session.session import Session
from annotator.ui.session.tag_set import TagSet
from annotator.ui.window.main_window import MainWindow
from tests.benchmarks.material import content_of
from tests.benchmarks.table import Row, in_turns, timed

SIZES = ((10_000, 100), (100_000, 1_000), (1_000_000, 10_000), (1_000_000, 100_000))
_SIZE = (1366, 800)


def name_of(size: int, count: int) -> str:
    return f"{size // 1000:,} KB × {count:,}"


def application() -> QApplication:
    app = QApplication.instance() or QApplication(["benchmark", *theme.STYLE])
    assert isinstance(app, QApplication)
    theme.apply(theme.theme_for(theme.LIGHT))
    return app


class Bare(QPlainTextEdit):
    """Qt's own view, which says when it was painted."""

    painted_at = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted_at = time.perf_counter()


class Ours(ReadingView):
    """The reading view, which says when it was painted."""

    painted_at = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted_at = time.perf_counter()


def bare_view(text: str = "") -> Bare:
    """The floor: Qt's own view of the same size as it comes, with its own type and no column, read-only like ours."""
    view = Bare()
    view.setReadOnly(True)
    view.setUndoRedoEnabled(False)
    flags = Qt.TextInteractionFlag
    view.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    view.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    view.resize(*_SIZE)
    view.setPlainText(text)
    view.show()
    return view


def our_view(content: Content | None = None) -> Ours:
    view = Ours(theme.theme_for(theme.LIGHT), TagSet(), Typography())
    view.resize(*_SIZE)
    if content is not None:
        show(view, content)
    view.show()
    return view


def show(view: Ours, content: Content) -> None:
    """Have our view show an article, of which nothing is worked out before."""
    with gc_paused():
        document = Document(content)
    view.show_document(document, "made.txt")


def paint(view: QPlainTextEdit) -> None:
    """Paint the whole viewport and whatever else in the window has changed, now, as the window itself would."""
    view.viewport().repaint()


def opened(view: Bare | Ours, show: Callable[[], object]) -> float:
    """From nothing to the article painted in a view that is there, as in the window of the program."""
    view.painted_at = 0.0
    began = time.perf_counter()
    show()
    while not view.painted_at:
        QApplication.processEvents()
    taken = (view.painted_at - began) * 1000
    settle()
    return taken


def made_and_opened(make: Callable[[], Bare | Ours]) -> float:
    """From nothing to a view with the article in it, shown and painted in its window."""
    began = time.perf_counter()
    view = make()
    while not view.painted_at:
        QApplication.processEvents()
    taken = (view.painted_at - began) * 1000
    settle()
    view.close()
    view.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return taken


def page(view: QPlainTextEdit, rest: Callable[[], None] | None = None) -> float:
    """The mean of ten pages, to places not seen before in this round; the event loop runs in between, or ``rest``."""
    bar = view.verticalScrollBar()
    step = bar.pageStep()

    def one() -> None:
        value = bar.value() + step
        bar.setValue(value if value < bar.maximum() else 0)
        paint(view)

    taken = 0.0
    for _ in range(10):
        (rest or settle)()
        taken += timed(one)
    return taken / 10


def select(view: QPlainTextEdit) -> float:
    """The mean of twenty moves of the mouse with the button down."""
    viewport = view.viewport()
    view.verticalScrollBar().setValue(3)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(20, 60))

    def twenty() -> None:
        for i in range(20):
            QTest.mouseMove(viewport, QPoint(60 + i * 20, 80 + i * 20))
            paint(view)

    taken = timed(twenty) / 20
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(400, 460))
    cursor = view.textCursor()
    cursor.clearSelection()
    view.setTextCursor(cursor)
    return taken


def edit(window: MainWindow, floor: QPlainTextEdit, rounds: int) -> tuple[float, float]:
    """From the key press to committed and painted in the window, against a full repaint of the floor in its window."""
    view, session = window.view, window.session
    view.selection.snaps = False  # or two neighbouring selections would become the same words
    n = 0
    paints = Paints(view)
    loop = QEventLoop()
    session.saving_changed.connect(lambda: None if session.saving else loop.quit())
    painted, repaint = [0.0], view.viewport().repaint

    def repaint_and_look(part: QRect) -> None:
        repaint(part)
        painted[0] = time.perf_counter()

    view.viewport().repaint = repaint_and_look  # type: ignore[method-assign, assignment]

    def one() -> float:
        nonlocal n
        n += 1
        cursor = QTextCursor(view.document())
        start = 60 + n * 20  # one passage after the other, down the page
        cursor.setPosition(start)
        cursor.setPosition(start + 25, QTextCursor.MoveMode.KeepAnchor)
        view.setTextCursor(cursor)
        settle()
        before = paints.count
        began = time.perf_counter()
        QTest.keyPress(view, Qt.Key.Key_1)
        loop.exec()
        assert paints.count > before, "what was marked was not painted"
        settle()
        QTest.keyRelease(view, Qt.Key.Key_1)
        return (painted[0] - began) * 1000

    return in_turns(one, lambda: timed(floor.viewport().repaint), rounds)


def bare_commit(path: Path) -> float:
    """One row written by sqlite3 and on the disk, with a library's settings: what no edit can be quicker than."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE rows (value TEXT)")

        def one() -> float:
            time.sleep(0.01)  # as between two edits
            return timed(lambda: connection.execute("INSERT INTO rows VALUES ('made')"))

        return statistics.median(one() for _ in range(15))


class Paints(QObject):
    """Counts how often a view is painted."""

    def __init__(self, view: QPlainTextEdit) -> None:
        super().__init__(view)
        self.count = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def settle() -> None:
    """Let everything that waits in the event loop happen."""
    for _ in range(10):
        QApplication.processEvents()


def stored(content: Content, folder: Path) -> Path:
    path = folder / "library.sqlite3"
    with Store.open(path) as store:
        new = NewArticle(content.article, None)
        adding = edits.add_articles([new])
        delta = Delta(adding.action, adding.removed, (*adding.added, *content.annotations))
        store.apply(delta, "tester", new=[new])
    return path


def gaps_while(work: Callable[[], object]) -> float:
    """The longest time, in milliseconds, the event loop stood still during ``work``, which runs it."""
    beats: list[float] = [time.perf_counter()]
    heart = QTimer()
    heart.setTimerType(Qt.TimerType.PreciseTimer)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    heart.start(1)
    work()
    heart.stop()
    return max(b - a for a, b in pairwise([*beats, time.perf_counter()])) * 1000


def longest_gap(window: MainWindow, article_id: str) -> float:
    """The longest time, in milliseconds, the event loop stood still while the window opened an article."""

    def work() -> None:
        loop = QEventLoop()
        window.session.open_article(article_id, then=lambda: QTimer.singleShot(400, loop.quit))
        loop.exec()

    return gaps_while(work)


def run() -> list[Row]:
    application()
    rows: list[Row] = []
    for size, count in SIZES:
        rows += measure(size, count)
    return rows


def measure(size: int, count: int) -> list[Row]:
    name, content = name_of(size, count), content_of(size, count)
    large = count > 10_000
    rounds = 5 if size >= 1_000_000 else 15
    text = content.article.text
    making = in_turns(
        lambda: made_and_opened(lambda: our_view(content)), lambda: made_and_opened(lambda: bare_view(text)), rounds
    )
    floor, ours = bare_view(text), our_view(content)
    opening = in_turns(
        lambda: opened(ours, lambda: show(ours, content)),
        lambda: opened(floor, lambda: floor.setPlainText(text)),
        rounds,
    )
    paging = in_turns(lambda: page(ours), lambda: page(floor), rounds)
    selecting = in_turns(lambda: select(ours), lambda: select(floor), rounds)
    with tempfile.TemporaryDirectory() as folder:
        window, article_id = open_window(content, Path(folder))
        editing = edit(window, floor, 60)
        disk = bare_commit(Path(folder) / "bare.sqlite3")
        gap = max(longest_gap(window, article_id) for _ in range(3))
        window.close()
    text_alone = timed(lambda: floor.setPlainText(text))
    memory = peak_memory(size, count)
    for view in (floor, ours):
        view.close()
        view.deleteLater()
    window.deleteLater()
    return [
        Row(f"{name}: open and first paint", *opening, 3.5 if large else 1.3),
        Row(f"{name}: … in a view that is made for it", *making, 3.5 if large else 1.3),
        Row(f"{name}: page down", *paging, 2.0 if count * 1000 // size >= 100 else 1.3),
        Row(f"{name}: one edit, key to painted", *editing, 1.6),
        Row(f"{name}: … with one bare commit in its floor", editing[0], editing[1] + disk, 0),
        Row(f"{name}: drag a selection", *selecting, 1.7),
        Row(f"{name}: peak memory", *memory, 1.25 if large else 1.05, "MB"),
        Row(f"{name}: longest gap on opening (floor: setPlainText)", gap, text_alone, 0),
    ]


def open_window(content: Content, folder: Path) -> tuple[MainWindow, str]:
    session = Session(stored(content, folder), "tester")
    window = MainWindow(session, Settings(folder))
    window.resize(*_SIZE)
    window.show()
    while session.document is None:
        QApplication.processEvents()
    for _ in range(20):
        QApplication.processEvents()
        time.sleep(0.01)
    return window, content.article.id


def peak_memory(size: int, count: int) -> tuple[float, float]:
    """The peak of a process that opens and pages through the article, ours and the floor's, in megabytes."""
    peaks = []
    for which in ("ours", "floor"):
        command = [sys.executable, "-m", "tests.benchmarks.viewing", which, str(size), str(count)]
        peaks.append(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    return peaks[0], peaks[1]


def memory_of(which: str, size: int, count: int) -> float:
    application()
    content = content_of(size, count)
    view = our_view(content) if which == "ours" else bare_view(content.article.text)
    page(view, lambda: None)  # no event loop: the buffers of windows are not what is measured
    status = Path("/proc/self/status").read_text(encoding="ascii")  # ru_maxrss would count the parent's memory too
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    print(memory_of(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
