"""Visible blocks: what is in sight of the reading view, which blocks and lines, and which line is under a point."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QMouseEvent, QTextBlock, QTextLayout

from annotator.ui.reading.layout import ReadingLayout


class VisibleBlock(NamedTuple):
    """A block in sight: the heights of its edges in the viewport, and which of its lines are in sight."""

    block: QTextBlock
    top: float
    bottom: float
    first_line: int
    last_line: int


def line_at(layout: QTextLayout, top: float, pitch: int, y: float) -> int:
    """The number of the line whose pitch holds the height ``y`` (relative to the block), the nearest if none does."""
    return max(0, min(layout.lineCount() - 1, int((y - top) // pitch)))


def blocks_in_sight(layout: ReadingLayout, block: QTextBlock, top: float, height: int) -> list[VisibleBlock]:
    """The blocks from ``block``, whose upper edge is at ``top``, down to ``height``; each is laid out."""
    found = []
    while block.isValid() and top < height:
        rect = layout.blockBoundingRect(block)
        number, lines = block.blockNumber(), block.layout()
        above, pitch = layout.top_of(number), layout.line_pitch(number)
        first, last = (line_at(lines, above, pitch, y - top) for y in (0, height))
        found.append(VisibleBlock(block, top, top + rect.height(), first, last))
        top += rect.height()
        block = block.next()
    return found


def line_under(layout: ReadingLayout, seen: list[VisibleBlock], y: float) -> tuple[VisibleBlock, int] | None:
    """The block and the line whose pitch the height ``y`` is in; what lies between blocks belongs to the upper one."""
    under = None
    for one in seen:
        if one.top > y:
            break
        under = one
    if under is None:
        return None
    number = under.block.blockNumber()
    place = line_at(under.block.layout(), layout.top_of(number), layout.line_pitch(number), y - under.top)
    return under, place


def snapped(event: QMouseEvent, layout: ReadingLayout, seen: list[VisibleBlock], height: int) -> QMouseEvent:
    """The same event in the middle of the line it is nearest to: Qt takes what is between lines for line ends."""
    point = event.position()
    found = line_under(layout, seen, point.y()) if 0 <= point.y() < height else None
    if found is not None:
        one, line = found
        number = one.block.blockNumber()
        pitch = layout.line_pitch(number)
        point = QPointF(point.x(), one.top + layout.top_of(number) + (line + 0.5) * pitch)
    return QMouseEvent(
        event.type(),
        point,
        event.globalPosition(),
        event.button(),
        event.buttons(),
        event.modifiers(),
        event.pointingDevice(),
    )
