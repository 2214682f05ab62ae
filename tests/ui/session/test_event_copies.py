"""Copies of keys that wait: heard later, they mean what they meant when they were pressed."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.session.event_copies import ALT_GR, copy_event

NONE, SHIFT, CONTROL = (getattr(Qt.KeyboardModifier, f"{m}Modifier") for m in ("No", "Shift", "Control"))


@pytest.mark.parametrize(
    ("key", "held", "text", "expected"),
    [
        (Qt.Key.Key_BraceLeft, SHIFT, "{", NONE),
        (Qt.Key.Key_Slash, SHIFT, "/", NONE),  # as on a German keyboard
        (Qt.Key.Key_4, SHIFT, "4", NONE),  # as on a French one
        (Qt.Key.Key_BraceLeft, ALT_GR, "{", NONE),  # as on a German keyboard
        (Qt.Key.Key_BraceLeft, SHIFT | CONTROL, "", CONTROL),
        (Qt.Key.Key_Space, SHIFT, " ", SHIFT),
        (Qt.Key.Key_Left, SHIFT, "", SHIFT),
        (Qt.Key.Key_Z, SHIFT | CONTROL, "", SHIFT | CONTROL),
        (Qt.Key.Key_4, NONE, "4", NONE),
    ],
)
def test_shift_that_only_made_the_sign_is_no_part_of_it(
    key: Qt.Key, held: Qt.KeyboardModifier, text: str, expected: Qt.KeyboardModifier
) -> None:
    copy = copy_event(QKeyEvent(QEvent.Type.KeyPress, key, held, 34, 91, 1, text))
    assert isinstance(copy, QKeyEvent)
    assert (copy.key(), copy.modifiers(), copy.text()) == (key, expected, text)
