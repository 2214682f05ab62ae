"""Links: lines from claims to sources that run between the lines of text and beside them, over none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import copysign

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from annotator.ui.reading.layout import MARGIN
from annotator.ui.reading.painting import Brushes

Ends = tuple[Sequence[QRectF], Sequence[QRectF]]
"""The lines in sight of what a link is from, and of what it is to."""

_INSET = 12.0
"""How far from a corner a line leaves: handles are at the corners."""

_BESIDE = MARGIN / 4
"""Where lines go past the text, on its left: outlines do not reach so far."""

_ROUND = 4.0
"""The radius of a bend, in pixels."""

_RISE = 5.0
"""How far above the words a line in the same line runs: over the outline of what is current, below the line before."""

_SPAN = 24.0
"""How wide it is at least, in pixels: what is within its claim, or is the same words, is seen to be linked to it."""

_DOT = 2.5
"""The radius of the dot where a link arrives."""


def paint_links(painter: QPainter, links: Iterable[Ends], brushes: Brushes) -> None:
    """Paint each link, with a dot where it arrives."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(brushes.link)
    for link in links:
        points = way_of(link)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_bent(points))
        painter.setBrush(brushes.link.color())
        painter.drawEllipse(points[-1], _DOT, _DOT)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def way_of(link: Ends) -> list[QPointF]:
    """The corners of the line that a link is, from one end to the other."""
    start, end = _nearest(link)
    if start.top() < end.bottom() and end.top() < start.bottom():
        return _bow(start, end)
    down = end.top() > start.top()
    leave, arrive = (start.bottom(), end.top()) if down else (start.top(), end.bottom())
    first, last = (leave + 1, arrive - 1) if down else (leave - 1, arrive + 1)  # between two lines of text
    if abs(arrive - leave) < start.height():
        x, to = _towards(start, end.center().x()), _towards(end, start.center().x())
        return [QPointF(x, leave), QPointF(x, last), QPointF(to, last), QPointF(to, arrive)]
    x, to = _towards(start, _BESIDE), _towards(end, _BESIDE)
    beside = [QPointF(_BESIDE, first), QPointF(_BESIDE, last)]
    return [QPointF(x, leave), QPointF(x, first), *beside, QPointF(to, last), QPointF(to, arrive)]


def _nearest(link: Ends) -> tuple[QRectF, QRectF]:
    """The two lines that a link is drawn between: those that are one line, if one end is in the middle of the other."""
    starts, ends = link
    lines = {rect.top(): rect for rect in starts}
    same = [(lines[rect.top()], rect) for rect in ends if rect.top() in lines]
    return min(same or product((starts[0], starts[-1]), (ends[0], ends[-1])), key=_distance)


def _distance(pair: tuple[QRectF, QRectF]) -> tuple[float, float]:
    start, end = pair
    return abs(start.top() - end.top()), max(start.left() - end.right(), end.left() - start.right(), 0)


def _bow(start: QRectF, end: QRectF) -> list[QPointF]:
    """From one to the other in the same line, above it."""
    to = _alone(end, start)
    way = _alone(start, end) - to
    x = to + copysign(max(abs(way), _SPAN), way)
    low = max(start.top(), end.top()) + 1
    high = max(low - 1 - _RISE, 1)  # of the first line in sight, too
    return [QPointF(x, low), QPointF(x, high), QPointF(to, high), QPointF(to, low)]


def _alone(rect: QRectF, other: QRectF) -> float:
    """The place near ``other`` where ``rect`` is without it; the middle of ``rect`` if that is nowhere."""
    edge, beyond = min(rect.right(), other.left()), max(rect.left(), other.right())
    before, after = edge - rect.left(), rect.right() - beyond
    if max(before, after) <= 0:
        return rect.center().x()
    return edge - min(before / 2, _SPAN) if before > after else beyond + min(after / 2, _SPAN)


def _towards(rect: QRectF, x: float) -> float:
    """The place of a line of text that is nearest to ``x`` and not at a corner."""
    inset = min(_INSET, rect.width() / 2)
    return max(rect.left() + inset, min(x, rect.right() - inset))


def _bent(points: Sequence[QPointF]) -> QPainterPath:
    """A line through corners that are rounded."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        back, on = QLineF(corner, before), QLineF(corner, after)
        for side in (back, on):
            side.setLength(min(_ROUND, side.length() / 2))
        path.lineTo(back.p2())
        path.quadTo(corner, on.p2())
    path.lineTo(points[-1])
    return path
