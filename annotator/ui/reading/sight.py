"""Sight: which blocks of an article are in the viewport, and where in it a place of the text stands.

Places go in and out as code points; only below here, and in the scroll position, are they Qt's UTF-16 positions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QMouseEvent, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from annotator.model import Span
from annotator.ui.reading.highlights import Highlights
from annotator.ui.reading.layout import ReadingLayout
from annotator.ui.reading.outline import HANDLE
from annotator.ui.reading.shown import Shown
from annotator.ui.reading.visible_blocks import VisibleBlock, blocks_in_sight, line_under, snapped

_REACH = round(HANDLE) + 2
"""How far, in pixels, outlines and handles reach beyond their lines."""

_LONG = 20_000
"""How long a paragraph may be, in UTF-16 units, to be laid out before it is asked for."""


class Sight:
    """The blocks in sight, found anew when the page has been scrolled, resized or laid out anew."""

    def __init__(self, page: QPlainTextEdit, layout: ReadingLayout, highlights: Highlights, shown: Shown) -> None:
        self._page, self._layout, self._highlights, self._shown = page, layout, highlights, shown
        self._seen: list[VisibleBlock] = []
        self.at = (-1, 0.0, 0, 0)
        """From where on what is in sight was seen: it differs whenever that does."""

    def blocks(self) -> list[VisibleBlock]:
        """The blocks in sight, from above, each laid out."""
        seen = self.look()
        self._layout.settle()
        return seen

    def look(self) -> list[VisibleBlock]:
        """The same while painting, for which the scroll bar can wait."""
        page = self._page
        block, height = page.firstVisibleBlock(), page.viewport().height()
        top = page.blockBoundingGeometry(block).translated(page.contentOffset()).top()
        at = block.blockNumber(), top, height, self._layout.changes
        if at != self.at:
            with self._layout.holding():
                self._seen = blocks_in_sight(self._layout, block, top, height)
            self.at = *at[:3], self._layout.changes
        return self._seen

    def prepare(self) -> None:
        """Work out the next page while nothing else is to do, so that turning to it is quick."""
        seen, height = self.blocks(), self._page.viewport().height()
        following = seen[-1].block.next() if seen else QTextBlock()
        if following.length() > _LONG:
            return
        with self._layout.holding():
            below = blocks_in_sight(self._layout, following, seen[-1].bottom, 2 * height)
        self._layout.settle()
        for one in below:
            self._highlights.groups(one.block, one.first_line, one.last_line)

    # Where spans stand

    def blocks_of(self, spans: Iterable[Span]) -> list[range]:
        """The numbers of the blocks that each span is in."""
        find, utf16 = self._page.document().findBlock, self._shown.offsets.to_utf16
        ends = [(utf16(start), utf16(end)) for start, end in spans]
        return [range(find(a).blockNumber(), find(b).blockNumber() + 1) for a, b in ends]

    def seen_of(self, blocks: Sequence[range]) -> list[VisibleBlock]:
        """The blocks of these numbers that are in sight."""
        return [s for s in self.look() if any(s.block.blockNumber() in numbers for numbers in blocks)]

    def part_of(self, spans: Iterable[Span]) -> QRect:
        """The part of the viewport with every visible line of the blocks of spans, and what reaches out of them."""
        seen = self.seen_of(self.blocks_of(spans))
        if not seen:
            return QRect()
        top, bottom = round(seen[0].top) - _REACH, round(seen[-1].bottom) + _REACH
        viewport = self._page.viewport()
        return QRect(0, top, viewport.width(), bottom - top) & viewport.rect()

    def rects_of(self, span: Span) -> list[QRectF]:
        """Where in the viewport the visible part of a span stands."""
        shift = self._page.contentOffset().x()
        seen = [s for s in self.seen_of(self.blocks_of([span])) if s.block.length() > 1]
        return [r.translated(shift, 0) for s in seen for r in self._highlights.rects(s, *span)]

    # What is under a point

    def snapped(self, event: QMouseEvent) -> QMouseEvent:
        """A mouse event in the middle of the line that it is nearest to."""
        return snapped(event, self._layout, self.blocks(), self._page.viewport().height())

    def offset_at(self, point: QPoint) -> int:
        """The place in the text that is nearest to a point of the viewport."""
        return self._shown.offsets.from_utf16(self._page.cursorForPosition(point).position())

    def annotations_at(self, point: QPointF) -> list[str]:
        """The ids of the annotations under a point of the viewport, the shortest first."""
        found = line_under(self._layout, self.blocks(), point.y())
        if found is None:
            return []
        visible, line = found
        strips = self._highlights.strips(visible.block, line, line)
        place = QPointF(point.x() - self._page.contentOffset().x(), point.y() - visible.top)
        under = [s.id for s in strips if s.tint.adjusted(0, -1, 0, 1).contains(place)]
        return list(dict.fromkeys(reversed(under)))
