"""The boxes of suggestions leave what stands beside the words alone."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.model import Suggestion
from annotator.ui.appearance import theme
from annotator.ui.reading.suggestion_boxes import paint_boxes
from annotator.ui.session.tag_set import TagSet
from tests.ui.conftest import Desk

TEXT = "The quay\n\nThey met in Rotterdam, which is a port (Antwerp) too."


def box_around(desk: Desk, word: str, *, current: bool) -> tuple[int, int, int, int]:
    """From where to where the word is, and from where to where a box around it is painted."""
    desk.bring(desk.path.parent, TEXT, "quay.txt")
    start = TEXT.index(word)
    span = start, start + len(word)
    (rect,) = desk.window.view.sight.rects_of(span)
    image = QImage(desk.window.view.viewport().size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    box = span, [rect]
    one = Suggestion("location", (span,), 1.0, "places", "")
    boxes, room = [] if current else [(one, box)], desk.window.view.metrics.room
    paint_boxes(painter, boxes, [box] if current else [], TEXT, room, theme.theme_for(theme.LIGHT), TagSet())
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


SENTENCE = "“The dam will hold,” said Maria Kovacs, the mayor of Vienna. In Riga/Latvia (or Oslo), prices fell."


def changed_pixels(desk: Desk, where: QRect, before: QImage) -> list[tuple[int, int]]:
    after = desk.window.view.viewport().grab(where).toImage()
    points = [(x, y) for x in range(where.width()) for y in range(where.height())]
    return [p for p in points if after.pixel(*p) != before.pixel(*p)]


@pytest.mark.parametrize("size", [12, 18, 30])
@pytest.mark.parametrize("name", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize(
    "words", ["The dam will hold", "Maria Kovacs", "Vienna", "Riga", "Latvia", "Oslo", "prices fell"]
)
def test_no_box_touches_the_signs_beside_it(desk: Desk, words: str, name: str, size: int) -> None:
    desk.bring(desk.path.parent, f"The dam\n\nNothing.\n\n{SENTENCE}\n\nNothing.", "dam.txt")
    view, text = desk.window.view, desk.window.view.shown.text
    desk.window.actions_by_id[f"theme_{name}"].trigger()
    desk.window.look.set_type(desk.window.look.setting._replace(size=size))
    view.setFocus()
    desk.qtbot.wait(1)
    start, end = text.index(words), text.index(words) + len(words)
    signs = [start - (2 if text[start - 1] == " " else 1), end + (1 if text[end] == " " else 0)]
    places = [view.sight.rects_of((at, at + 1))[0].toRect().adjusted(1, 5, -1, -5) for at in signs]
    before = [view.viewport().grab(place).toImage() for place in places]
    one = Suggestion("location", ((start, end),), 1.0, "places", "")
    for current in (None, one):
        view.show_suggestions([one], current, one.fragments if current else ())
        assert not [place for place, image in zip(places, before, strict=True) if changed_pixels(desk, place, image)]
