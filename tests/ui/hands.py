"""What hands do at the window: keys by tag, and the mouse at places of the text."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QTextCursor
from PySide6.QtTest import QTest

from tests.ui.conftest import Desk

NONE = Qt.KeyboardModifier.NoModifier
KEYS = {
    "claim": Qt.Key.Key_1,
    "source": Qt.Key.Key_2,
    "image_credit": Qt.Key.Key_3,
    "location": Qt.Key.Key_4,
}
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


Dragged = TypeVar("Dragged", QDragEnterEvent, QDragMoveEvent)


def drag_event(kind: type[Dragged], place: QPoint, *rest: object) -> Dragged:
    """Something dragged comes in or goes on at a place, which Qt takes as a QPointF since 6.12."""
    make: Callable[..., Dragged] = kind
    try:
        return make(QPointF(place), *rest)
    except TypeError:
        return make(place, *rest)


def point_of(desk: Desk, offset: int) -> QPoint:
    """The middle of the left edge of a character, in the viewport."""
    cursor = QTextCursor(desk.window.view.document())
    document = desk.session.document
    assert document is not None
    cursor.setPosition(document.offsets.to_utf16(offset))
    return desk.window.view.cursorRect(cursor).center() + QPoint(1, 0)


def drag(desk: Desk, start: int, end: int, held: Qt.KeyboardModifier = NONE) -> None:
    viewport = desk.window.view.viewport()
    a, b = point_of(desk, start), point_of(desk, end)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=a)
    for i in range(1, 5):
        QTest.mouseMove(viewport, a + (b - a) * i / 4)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, held, pos=b)


def click(desk: Desk, offset: int) -> None:
    QTest.mouseClick(desk.window.view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(desk, offset))
