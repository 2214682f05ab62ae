"""Keys and timers while a dialog opens, and when it never comes to the screen."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from tests.ui.conftest import Desk


@pytest.fixture
def dialog(desk: Desk) -> QDialog:
    """A dialog with a field, not open yet."""
    dialog = QDialog(desk.window)
    QLineEdit(dialog)
    return dialog


def test_no_timer_fires_while_a_dialog_is_shown(desk: Desk, dialog: QDialog) -> None:
    fired: list[bool] = []
    timer = QTimer(dialog)
    timer.timeout.connect(lambda: fired.append(True))
    timer.start(0)
    with desk.window.dialog_watch.opening():
        dialog.open()
        assert not fired
    desk.until(lambda: fired)
    dialog.close()


def test_keys_are_not_kept_for_ever_by_a_dialog_that_is_never_seen(desk: Desk, dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # as where the desktop shows one of its own
    field = dialog.findChild(QLineEdit)
    with desk.window.dialog_watch.opening():
        dialog.open()
    assert QApplication.activeModalWidget() is dialog
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_S)
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_1)
    assert desk.window.keys.is_holding
    desk.until(lambda: not desk.window.keys.is_holding)
    dialog.close()
    desk.settle()
    assert isinstance(field, QLineEdit) and field.text() == "" and desk.stored() == []
    assert desk.window.view.selected() is None
