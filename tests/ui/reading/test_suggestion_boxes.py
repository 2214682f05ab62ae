"""The boxes of suggestions leave what stands beside the words alone."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.model import Suggestion
from annotator.ui.appearance import theme
from annotator.ui.reading.suggestion_boxes import paint_boxes
from tests.ui.conftest import Desk

TEXT = "The quay\n\nThey met in Rotterdam, which is a port (Antwerp) too."


def box_around(desk: Desk, word: str, *, current: bool) -> tuple[int, int, int, int]:
    """From where to where the word is, and from where to where a box around it is painted."""
    desk.bring(desk.path.parent, TEXT, "quay.txt")
    start = TEXT.index(word)
    span = start, start + len(word)
    (rect,) = desk.window.view.rects_of(span)
    image = QImage(desk.window.view.viewport().size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    box = span, [rect]
    one = Suggestion("location", (span,), 1.0, "places", "")
    paint_boxes(painter, [] if current else [(one, box)], [box] if current else [], TEXT, theme.theme_for(theme.LIGHT))
    painter.end()
    across = [
        x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 200
    ]
    return round(rect.left()), round(rect.right()), min(across), max(across)


@pytest.mark.parametrize("current", [False, True])
def test_no_edge_goes_through_the_sign_that_follows_at_once(desk: Desk, current: bool) -> None:
    _, right, first, last = box_around(desk, "Rotterdam", current=current)
    assert last <= right
    assert first > 0


def test_nor_through_the_one_before(desk: Desk) -> None:
    left, right, first, last = box_around(desk, "Antwerp", current=False)
    assert left - 1 <= first and last <= right


def test_where_a_space_is_the_box_has_room(desk: Desk) -> None:
    left, right, first, last = box_around(desk, "met", current=False)
    assert first < left and last >= right
