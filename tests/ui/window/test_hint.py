"""The quiet sentence in the status bar goes with the next thing that is done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, SHIFT, click

DEEDS: dict[str, Callable[[Desk], object]] = {
    "caret": lambda desk: desk.press(Qt.Key.Key_Right),
    "selection": lambda desk: desk.press(Qt.Key.Key_Right, SHIFT),
    "command": lambda desk: desk.press(Qt.Key.Key_S),
    "walk": lambda desk: desk.press(Qt.Key.Key_Space),
    "undo": lambda desk: desk.press(Qt.Key.Key_Z, CONTROL),
    "another pane": lambda desk: desk.press(Qt.Key.Key_F6),
    "click": lambda desk: click(desk, 60),
    "row of the library": lambda desk: QTest.mouseClick(
        desk.window.library.rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20)
    ),
    "letters in a field": lambda desk: QTest.keyClicks(desk.window.library.search, "x"),
    "menu": lambda desk: QTest.mousePress(desk.window.menuBar(), Qt.MouseButton.LeftButton, pos=QPoint(8, 8)),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_hint_goes_with_the_next_thing_that_is_done(desk: Desk, deed: str) -> None:
    desk.mark("Port Ellery", Qt.Key.Key_4)
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_1)
    hint = desk.window.status.hint
    assert "Select the words" in hint.text()
    desk.qtbot.wait(20)
    QTest.keyPress(desk.window.view, Qt.Key.Key_Shift)  # nothing is done by this alone
    QTest.keyRelease(desk.window.view, Qt.Key.Key_Shift)
    desk.qtbot.wait(20)
    assert "Select the words" in hint.text()
    DEEDS[deed](desk)
    assert hint.text() == ""
    for menu in desk.window.menuBar().actions():
        menu.menu().hide()  # type: ignore[attr-defined]


def test_a_hint_on_what_was_asked_for_outlasts_what_comes_of_it(desk: Desk, tmp_path: Path) -> None:
    other = desk.bring(tmp_path, "Another title\n\nAnother text.", "other.txt")
    path = tmp_path / "bridge.txt"
    desk.window.open_files([str(path)])
    desk.until(lambda: desk.session.document is not None and desk.session.document.article.id != other)
    desk.settle()
    assert "already in the library" in desk.window.status.hint.text()
    desk.press(Qt.Key.Key_Down)
    assert desk.window.status.hint.text() == ""


def test_a_hint_follows_the_one_before(desk: Desk) -> None:
    for _ in range(3):
        desk.press(Qt.Key.Key_1)
        assert "Select the words" in desk.window.status.hint.text()
