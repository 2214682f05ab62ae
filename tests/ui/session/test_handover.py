"""What is typed about one article stays with it when another is opened by itself."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import Annotation
from annotator.ui.library.metadata_dialog import MetadataDialog
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS


def handed_over(folder: Path) -> str:
    path = folder / "other.txt"
    path.write_text("Another article\n\nIt has words of its own.\n")
    return str(path)


def opened(desk: Desk, article_id: str) -> None:
    shown: list[bool] = []
    desk.session.open_article(article_id, lambda: shown.append(True))
    desk.until(lambda: shown)
    desk.settle()


def marked(desk: Desk) -> list[Annotation]:
    """What is marked in the open article."""
    assert desk.session.document is not None
    return list(desk.session.document.in_order)


def test_an_article_that_comes_while_a_note_is_written_waits_in_the_library(desk: Desk, tmp_path: Path) -> None:
    made = desk.mark("bridge is safe", KEYS["claim"])
    desk.press(Qt.Key.Key_N)
    note = desk.window.inspector.note
    QTest.keyClicks(note, "This is s 1 n")
    desk.window.open_files([handed_over(tmp_path)])
    desk.until(lambda: len(desk.session.articles.listed) == 2)
    QTest.keyClicks(note, " and more")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    desk.settle()
    assert desk.stored() == [made._replace(note="This is s 1 n and more", updated_at=desk.stored()[0].updated_at)]


def test_a_note_that_waits_is_stored_when_another_article_is_opened(desk: Desk, tmp_path: Path) -> None:
    desk.mark("bridge is safe", KEYS["claim"])
    first = desk.session.articles.listed[0].id
    desk.bring(tmp_path, "Another article\n\nIt has words of its own.\n", "other.txt")
    second = next(a.id for a in desk.session.articles.listed if a.id != first)
    opened(desk, first)
    desk.window.view.make_current(marked(desk)[0].id)
    desk.press(Qt.Key.Key_N)
    QTest.keyClicks(desk.window.inspector.note, "Which bridge?")
    opened(desk, second)
    opened(desk, first)
    assert [a.note for a in marked(desk)] == ["Which bridge?"]


def test_details_of_an_article_are_its_own_when_another_is_opened_behind_the_dialog(desk: Desk, tmp_path: Path) -> None:
    first = desk.session.articles.listed[0]
    desk.bring(tmp_path, "Another article\n\nIt has words of its own.\n", "other.txt")
    second = desk.session.articles.listed[0]

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MetadataDialog)
        dialog.title.setText("A title of my own")
        desk.session.open_article(first.id)
        QTimer.singleShot(100, dialog.accept)

    QTimer.singleShot(50, answer)
    desk.press(Qt.Key.Key_I, CONTROL)
    desk.settle()
    titles = {a.id: a.title for a in desk.session.articles.listed}
    assert titles == {first.id: first.title, second.id: "A title of my own"}


def test_a_visit_to_a_note_ends_though_its_note_is_still_on_its_way(desk: Desk) -> None:
    desk.mark("bridge is safe", KEYS["claim"])
    for words in ("first", " second"):
        desk.press(Qt.Key.Key_N)
        QTest.keyClicks(desk.window.inspector.note, words)
        QTest.keyClick(desk.window.inspector.note, Qt.Key.Key_Escape)
        desk.settle()
    written = desk.stored()[0].note
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert written != "first" and desk.stored()[0].note == "first"
