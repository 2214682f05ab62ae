"""Hover: what moves from under the pointer does not look hovered any more, in the window and in its dialogs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from annotator.settings import SHOWN_AROUND, Settings
from annotator.ui.widgets.hover import Hover
from tests.ui.conftest import Desk


def test_the_bubble_of_the_coach_moves_away_and_its_button_is_left(
    make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    Settings().set({SHOWN_AROUND: False})
    desk = make_desk()
    desk.bring(tmp_path)
    coach = desk.window.bench.coach
    assert coach._bubble is not None
    button = coach._bubble.next
    QTest.mouseMove(button)
    desk.until(button.underMouse)
    before = button.mapToGlobal(QPoint())
    button.click()
    desk.until(lambda: button.mapToGlobal(QPoint()) != before)
    assert not button.rect().contains(button.mapFromGlobal(QCursor.pos()))
    desk.until(lambda: not button.underMouse())


def test_what_a_layout_moves_is_left_and_what_comes_there_is_entered(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    Hover(dialog)
    column = QVBoxLayout(dialog)
    words, first, second = QLabel("Words"), QPushButton("First"), QPushButton("Second")
    for widget in (words, first, second):
        column.addWidget(widget)
    column.addStretch(1)
    words.setFixedHeight(first.sizeHint().height())
    words.hide()
    dialog.resize(300, 400)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.mouseMove(second)
    qtbot.waitUntil(second.underMouse)
    words.show()
    qtbot.waitUntil(lambda: first.underMouse() and not second.underMouse())
    second.deleteLater()
    words.hide()
    qtbot.waitUntil(lambda: not first.underMouse())
