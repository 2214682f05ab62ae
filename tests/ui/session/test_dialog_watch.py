"""What happens while a dialog opens for which keys wait, and what they are for when it never has the keyboard."""

import time

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from tests.ui.conftest import Desk

BLOCKED, UNBLOCKED = QEvent.Type.WindowBlocked, QEvent.Type.WindowUnblocked


class Blocking(QObject):
    """Notes when a window is blocked by a dialog, and when it is so no longer."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self.noted: list[QEvent.Type] = []
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (BLOCKED, UNBLOCKED):
            self.noted.append(event.type())
        return False


@pytest.fixture
def dialog(desk: Desk) -> QDialog:
    """A dialog with a field, not open yet."""
    dialog = QDialog(desk.window)
    QLineEdit(dialog)
    return dialog


def type_behind(desk: Desk, dialog: QDialog) -> str:
    """Open the dialog as a command does, and type while the window keeps the keyboard; what is in the field at last."""
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    with desk.window.dialog_watch.opening():
        dialog.open()
        desk.window.activateWindow()
    assert QApplication.activeModalWidget() is dialog and desk.window.isActiveWindow()
    for key in (Qt.Key.Key_S, Qt.Key.Key_1):
        QTest.keyClick(desk.window.windowHandle(), key)
    assert desk.window.keys.is_holding
    desk.hear()
    return field.text()


def test_a_window_is_not_blocked_before_the_dialog_has_the_keyboard(desk: Desk, dialog: QDialog) -> None:
    blocking = Blocking(desk.window.windowHandle())
    with desk.window.dialog_watch.opening():
        dialog.open()
    desk.until(lambda: blocking.noted == [UNBLOCKED, BLOCKED])
    dialog.close()
    assert blocking.noted[2:] == [UNBLOCKED]


def test_nothing_else_is_done_while_a_dialog_is_shown(desk: Desk, dialog: QDialog) -> None:
    done: list[str] = []
    timer = QTimer(dialog)
    timer.timeout.connect(lambda: done.append("timer"))
    timer.start(0)
    QTimer.singleShot(0, lambda: done.append("posted"))
    with desk.window.dialog_watch.opening():
        dialog.open()
        assert not done
    desk.until(lambda: {"timer", "posted"} == set(done))
    dialog.close()


def test_keys_are_for_a_dialog_that_is_seen_and_not_given_the_keyboard(desk: Desk, dialog: QDialog) -> None:
    blocking = Blocking(desk.window.windowHandle())
    assert type_behind(desk, dialog) == "s1"
    assert desk.window.isActiveWindow() and blocking.noted[-1] == BLOCKED
    dialog.close()


def test_keys_for_a_dialog_that_is_never_seen_are_forgotten(desk: Desk, dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # as where the desktop shows one of its own
    blocking = Blocking(desk.window.windowHandle())
    assert type_behind(desk, dialog) == "" and blocking.noted[-1] == BLOCKED
    dialog.close()
    desk.settle()
    assert desk.stored() == [] and desk.window.view.selection.made() is None


def test_keys_are_for_a_window_that_is_given_the_keyboard_after_the_program_stood_still(desk: Desk) -> None:
    beside = QDialog(desk.window)
    field = QLineEdit(beside)
    beside.show()
    desk.window.activateWindow()
    desk.until(lambda: desk.window.isActiveWindow() and beside.windowHandle().isExposed())
    desk.window.dialog_watch.hold_until_active(beside)
    desk.qtbot.wait(50)
    time.sleep(0.6)  # as on a machine that has no time for it
    desk.qtbot.wait(20)
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_S)
    beside.activateWindow()
    desk.hear()
    assert field.text() == "s" and desk.window.view.selection.made() is None
    beside.close()
