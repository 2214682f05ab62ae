"""The text stays under the eye when the strip above it comes and goes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL

TEXT = "Heading\n\n" + "\n\n".join(f"Paragraph {n} goes on. " + "Word after word. " * 30 for n in range(40))


def top_of(desk: Desk, words: str) -> int:
    """Where these words are in the window."""
    view = desk.window.view
    cursor = QTextCursor(view.document())
    cursor.setPosition(TEXT.index(words))
    return view.viewport().mapTo(desk.window, QPoint()).y() + view.cursorRect(cursor).top()


@pytest.fixture
def reader(desk: Desk, tmp_path: Path) -> Desk:
    desk.bring(tmp_path, TEXT, "long.txt")
    return desk


@pytest.mark.parametrize("paragraph", [3, 9, 20])
def test_a_message_that_comes_and_goes_leaves_the_text_where_it_is(reader: Desk, paragraph: int) -> None:
    notice, words = reader.window.notice, f"Paragraph {paragraph} "
    reader.window.view.scroll_to(TEXT.index(words))
    before = top_of(reader, words)
    for _ in range(3):
        notice.say("2 articles added.")
        QTest.qWait(30)
        assert notice.height() > 30 and abs(top_of(reader, words) - before) <= 1
        notice.close_message()
        QTest.qWait(30)
        assert abs(top_of(reader, words) - before) <= 1


def test_at_the_beginning_too_the_line_that_is_worked_on_stays_below_a_question_and_a_failure(reader: Desk) -> None:
    notice, words = reader.window.notice, "Paragraph 0 "
    reader.select("goes on")
    before = top_of(reader, words)
    assert reader.window.view.verticalScrollBar().value() == 0
    notice.ask("Marked by root. Your name?", "Use this name", lambda _: None, lambda _: None)
    QTest.qWait(30)
    assert notice.height() > 30 and abs(top_of(reader, words) - before) <= 1
    notice.say("The disk is full. " * 20, warning=True)  # of several lines
    QTest.qWait(30)
    assert notice.height() > 60 and abs(top_of(reader, words) - before) <= 1
    notice.close_message()
    QTest.qWait(30)
    assert abs(top_of(reader, words) - before) <= 1 and reader.window.view.verticalScrollBar().value() == 0


def test_at_the_beginning_of_what_nobody_has_touched_the_title_stays_in_sight(reader: Desk) -> None:
    reader.window.notice.say("2 articles added.")
    QTest.qWait(30)
    assert reader.window.view.verticalScrollBar().value() == 0
    reader.window.view.scroll_to(TEXT.index("Paragraph 9 "))
    before = top_of(reader, "Paragraph 9 ")
    reader.window.notice.close_message()
    QTest.qWait(30)
    assert abs(top_of(reader, "Paragraph 9 ") - before) <= 20


def test_the_find_bar_below_moves_nothing(reader: Desk) -> None:
    reader.window.view.scroll_to(TEXT.index("Paragraph 9 "))
    before = top_of(reader, "Paragraph 9 ")
    reader.press(Qt.Key.Key_F, CONTROL)
    QTest.qWait(30)
    assert reader.window.bench.findbar.isVisible() and top_of(reader, "Paragraph 9 ") == before
