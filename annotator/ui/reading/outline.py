"""Outline: the line around the fragments of the current annotation, and the handles they are dragged by."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker

from annotator.model import Span
from annotator.ui.reading.painting import Brushes

HANDLE = 4.5
"""The radius of a handle, in pixels."""


class Handle(NamedTuple):
    """What an end of a fragment is dragged by: which fragment, which end, and where in the viewport."""

    fragment: int
    is_start: bool
    place: QPointF


class Shape(NamedTuple):
    """What is drawn around fragments: a line around the rectangles of each, to be filled, and from one to the next."""

    around: QPainterPath
    between: QPainterPath


_CLOSE = 0.0
"""How far an outline keeps from its text where a letter or a comma follows at once: a line through that strikes it."""


def _shape_of(fragments: Sequence[Sequence[QRectF]], rooms: Sequence[tuple[float, float]], room: float) -> Shape:
    """The rectangles of each fragment as one outline with so much room at its ends, and the fragments joined."""
    around, between = QPainterPath(), QPainterPath()
    for before, after in pairwise(filter(None, fragments)):
        start, end = before[-1].bottomRight(), after[0].bottomLeft()
        between.moveTo(start)
        if start.y() != end.y():
            margin = QPointF(after[0].left() - 3, start.y())
            between.lineTo(margin if margin.x() > start.x() else QPointF(start.x(), end.y()))
        between.lineTo(end)
    for number, rects in enumerate(fragments):
        before_it, after_it = rooms[number]
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for line, rect in enumerate(rects):
            left = before_it if line == 0 else room
            right = after_it if line == len(rects) - 1 else room
            path.addRoundedRect(rect.adjusted(-left, -2, right, 2), 4, 4)
        around.addPath(path.simplified())
    stroker = QPainterPathStroker()
    stroker.setWidth(1.6)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return Shape(stroker.createStroke(around).simplified(), between)


def paint_outline(painter: QPainter, shape: Shape, shift: float, brushes: Brushes) -> None:
    """Outline fragments, and join them by a thin line, so many pixels further right."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(shift, 0)
    if not shape.between.isEmpty():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(brushes.joint)
        painter.drawPath(shape.between)
    painter.fillPath(shape.around, brushes.outline)
    painter.translate(-shift, 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


class Outline(NamedTuple):
    """What is outlined, seen from where; the rectangles of each of its fragments, their shape, and their handles."""

    of: tuple[object, ...]
    rects: list[list[QRectF]]
    shape: Shape
    handles: list[Handle]


def outline_of(
    of: tuple[object, ...], fragments: Sequence[Span], rects_of: Callable[[Span], list[QRectF]], text: str, room: float
) -> Outline:
    """The outline of fragments of a text, of which ``rects_of`` says where they are in sight, with so much room."""
    rects = [rects_of(span) for span in fragments]
    rooms = [rooms_of(text, *span, room) for span in fragments]
    return Outline(of, rects, _shape_of(rects, rooms, room), list(_handles(fragments, rects_of, text)))


def rooms_of(text: str, start: int, end: int, room: float, close: float = _CLOSE) -> tuple[float, float]:
    """How much room a line around a span of a text has on the left and on the right; ``close``: of what follows."""
    before = room if start == 0 or text[start - 1].isspace() else close
    after = room if end == len(text) or text[end].isspace() else close
    back = any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in (text[start], text[end - 1]))
    return (min(before, after), min(before, after)) if back else (before, after)


def _handles(fragments: Sequence[Span], rects_of: Callable[[Span], list[QRectF]], text: str) -> Iterable[Handle]:
    for number, (start, end) in enumerate(fragments):
        for is_start, char in ((True, start), (False, end - 1)):
            rects = rects_of((char, char + 1))
            if rects:
                leftmost = is_start != (unicodedata.bidirectional(text[char]) in ("R", "AL"))
                yield Handle(number, is_start, rects[0].bottomLeft() if leftmost else rects[-1].bottomRight())


def paint_handles(painter: QPainter, handles: Iterable[Handle], brushes: Brushes) -> None:
    """Paint what the ends of the current annotation can be dragged by."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brushes.outline)
    for handle in handles:
        painter.drawEllipse(handle.place, HANDLE, HANDLE)
