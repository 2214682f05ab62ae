"""Suggestion boxes: dashed boxes without tint or underline, which nobody can take for what is marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.model import Span, Suggestion
from annotator.ui.appearance.theme import Theme
from annotator.ui.reading.outline import rooms_of
from annotator.ui.reading.visible_blocks import VisibleBlock
from annotator.ui.session.tag_set import TagSet

Box = tuple[Span, Sequence[QRectF]]
"""A span, and its lines in sight."""

_THIN, _STRONG = 1.2, 2.2
"""The widths of the lines around a suggestion, and around the current one."""

_FREE = 1 / 12
"""The share of a line's height, above and below, that has no letters in it whatever the pitch is."""


class Boxes:
    """The suggestions of a page, by place, and the one that is looked at."""

    def __init__(self) -> None:
        self._entries: list[tuple[int, int, int]] = []
        self._suggestions: Sequence[Suggestion] = ()
        self._longest = 0
        self.current: Suggestion | None = None
        self.fragments: tuple[Span, ...] = ()
        """Those of the current one, as they would be accepted."""

    def __bool__(self) -> bool:
        return bool(self._entries)

    def show(self, suggestions: Sequence[Suggestion], current: Suggestion | None, fragments: tuple[Span, ...]) -> bool:
        """Have these suggestions, and this one current with these fragments; whether that is other than before."""
        before = self._suggestions, self.current, self.fragments
        if not suggestions and not self._entries:
            self._suggestions = suggestions
        elif suggestions is not self._suggestions:
            self._suggestions = suggestions
            self._entries = sorted((start, end, n) for n, s in enumerate(suggestions) for start, end in s.fragments)
            self._longest = max((end - start for start, end, _ in self._entries), default=0)
        self.current, self.fragments = current, fragments
        is_same = suggestions is before[0] or not (suggestions or before[0])
        return not is_same or (current, fragments) != before[1:]

    def touching(self, start: int, end: int) -> list[tuple[Span, Suggestion]]:
        """The fragments that share text with ``[start, end)``, each with its suggestion."""
        low = bisect_left(self._entries, (start - self._longest,))
        high = bisect_left(self._entries, (end,))
        return [((a, b), self._suggestions[n]) for a, b, n in self._entries[low:high] if b > start]

    def at(self, offset: int) -> list[Suggestion]:
        """The suggestions that hold the character at ``offset``, the shortest first."""
        found = {s.key: s for _, s in self.touching(offset, offset + 1)}
        return sorted(found.values(), key=lambda s: (sum(b - a for a, b in s.fragments), s.key))


def paint_boxes(
    painter: QPainter,
    boxes: Sequence[tuple[Suggestion, Box]],
    current: Sequence[Box],
    text: str,
    room: float,
    theme: Theme,
    tags: TagSet,
) -> None:
    """Paint a dashed box around each of these stretches, and a stronger one around those of the current suggestion."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for suggestion, box in boxes:
        painter.setPen(_pen(theme.color_of(tags.of(suggestion.tag)), _THIN))
        for path in _around(text, *box, room / 2, _THIN, QMarginsF(0, 0, 0, -1)):
            painter.drawPath(path)
    painter.setPen(_pen(theme.accent, _STRONG))
    for box in current:
        for path in _around(text, *box, room, _STRONG, QMarginsF(0, 2, 0, 1)):
            painter.drawPath(path)


def _around(
    text: str, span: Span, rects: Sequence[QRectF], room: float, width: float, more: QMarginsF
) -> Iterator[QPainterPath]:
    """What to draw around each line of a span, with so much room at its ends and a pen of this width.

    Where another sign stands at once beside the words, that side is open: there is no room for a line between them.
    """
    before, after = rooms_of(text, *span, room, -width / 2)
    for line, rect in enumerate(rects):
        left, right = before if line == 0 else room, after if line == len(rects) - 1 else room
        round_ = room + 2
        free = rect.height() * _FREE
        around = rect.adjusted(-left, 0, right, 0).marginsAdded(more)
        yield _outline(around, free if left < 0 else round_, free if right < 0 else round_, left < 0, right < 0)


def _outline(rect: QRectF, left_radius: float, right_radius: float, left_open: bool, right_open: bool) -> QPainterPath:
    """A rectangle with rounded corners of which one side or both may be left out between the corners."""
    x1, y1, x2, y2 = rect.left(), rect.top(), rect.right(), rect.bottom()
    path = QPainterPath(QPointF(x1, y1 + left_radius))
    path.quadTo(x1, y1, x1 + left_radius, y1)
    path.lineTo(x2 - right_radius, y1)
    path.quadTo(x2, y1, x2, y1 + right_radius)
    (path.moveTo if right_open else path.lineTo)(x2, y2 - right_radius)
    path.quadTo(x2, y2, x2 - right_radius, y2)
    path.lineTo(x1 + left_radius, y2)
    path.quadTo(x1, y2, x1, y2 - left_radius)
    if not left_open:
        path.lineTo(x1, y1 + left_radius)
    return path


def _pen(color: str, width: float) -> QPen:
    pen = QPen(QColor(color), width, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3.2, 2.6])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def seen_span(seen: Sequence[VisibleBlock]) -> tuple[int, int]:
    """From which to which position of the document (UTF-16) blocks are in sight; (0, 0) if none is."""
    if not seen:
        return 0, 0
    last = seen[-1].block
    return seen[0].block.position(), last.position() + last.length() - 1
