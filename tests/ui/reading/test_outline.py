"""The outline of what is current: no line goes through a sign beside it, and the caret rests meanwhile."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.making import BRIDGE
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS


@pytest.fixture
def steady_caret(qapp: QApplication) -> Iterator[None]:
    before = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(before)


def rect_of(desk: Desk, words: str) -> QRect:
    start = BRIDGE.index(words)
    return desk.window.view.sight.rects_of((start, start + len(words)))[0].toRect()


def ink(image: QImage) -> set[tuple[int, int]]:
    """Where the pixels are that are nearly as dark as text."""
    return {
        (x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 90
    }


def shot(desk: Desk, place: QRect) -> QImage:
    return desk.window.view.viewport().grab(place).toImage()


def test_a_comma_after_what_is_current_is_as_it_was(desk: Desk) -> None:
    words = "safe"
    assert BRIDGE[BRIDGE.index(words) + len(words)] == ","
    desk.mark(words, KEYS["claim"])
    text, outline = rect_of(desk, words), desk.window.view.outline.seen().shape.around.boundingRect()
    assert outline.left() < text.left() - 2, "where a space is before it there is room"
    assert outline.right() < text.right() + 3
    comma = QRect(text.right() + 2, text.top() + 4, 6, text.height() - 8)
    current = ink(shot(desk, comma))
    desk.press(Qt.Key.Key_Escape)
    assert current == ink(shot(desk, comma))


def test_handles_stand_at_both_ends_of_the_outline(desk: Desk) -> None:
    words = "safe"
    desk.mark(words, KEYS["claim"])
    text, outline = rect_of(desk, words), desk.window.view.outline.seen()
    assert [round(handle.place.x()) for handle in outline.handles] == [text.left(), text.left() + text.width()]


def test_the_caret_is_one_pixel_and_rests_while_an_annotation_is_current(desk: Desk, steady_caret: None) -> None:
    view = desk.window.view
    desk.mark("safe", KEYS["claim"])
    place = view.cursorRect()
    line = QRect(place.left() - 1, place.top() + 2, 4, place.height() - 6)

    def columns() -> list[bool]:
        image = shot(desk, line)
        ys = range(image.height())
        return [all(image.pixelColor(x, y).lightness() < 90 for y in ys) for x in range(image.width())]

    assert not any(columns())
    desk.press(Qt.Key.Key_Escape)
    assert view.current == ""
    desk.qtbot.wait(1)
    assert columns().count(True) == 1
