"""Dead keys that reach a field as keys: the accent and its letter are put together in it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.ui.widgets.dead_keys import DeadKeys

GRAVE, ACUTE, CIRCUMFLEX, CARON, SHIFT = (
    *(getattr(Qt.Key, f"Key_Dead_{name}") for name in ("Grave", "Acute", "Circumflex", "Caron")),
    Qt.Key.Key_Shift,
)


@pytest.mark.parametrize(
    ("pressed", "expected"),
    [
        ([CIRCUMFLEX, "e"], "ê"),
        ([GRAVE, SHIFT, "A"], "À"),
        ([CARON, "s", "s"], "šs"),
        ([CIRCUMFLEX, " ", "x"], "^x"),
        ([ACUTE, "t"], "'t"),
        ([CIRCUMFLEX, CIRCUMFLEX, "e"], "^e"),
        ([ACUTE, Qt.Key.Key_Home, "e"], "e"),
        ([ACUTE, Qt.Key.Key_Backspace, "e"], "e"),
    ],
)
def test_an_accent_and_a_letter_are_put_together(qtbot: QtBot, pressed: list[Qt.Key | str], expected: str) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    DeadKeys(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    for one in pressed:
        key, text = (Qt.Key(ord(one.upper())), one) if isinstance(one, str) else (one, "")
        QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))
    assert field.text() == expected
