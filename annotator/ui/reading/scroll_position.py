"""Scroll position: which part of the text a page stands at, said by characters, which outlive a zoom and a width."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from annotator.ui.reading.layout import ReadingLayout
from annotator.ui.reading.visible_blocks import VisibleBlock

_HEIGHT = 1 / 3
"""At which share of the height a line is shown that was out of sight: what leads up to it is read, too."""


class ScrollPosition:
    """The scroll position: reads and sets how far a page is scrolled. Places are Qt's positions."""

    def __init__(
        self, page: QPlainTextEdit, layout: ReadingLayout, in_sight: Callable[[], Sequence[VisibleBlock]]
    ) -> None:
        self._page, self._layout, self._bar = page, layout, page.verticalScrollBar()
        self._in_sight = in_sight
        self._first: int | None = None
        self._bar.valueChanged.connect(self._forget)

    def _forget(self) -> None:
        self._first = None

    def first(self) -> int:
        """Where the first line in sight begins.

        It is held until somebody scrolls: each of many small changes of the width would move it up a little.
        """
        if self._first is None:
            block = self._page.firstVisibleBlock()
            line = self._bar.value() - block.firstLineNumber()
            self._first = block.position() + (self._start_of_line(block, line) if line > 0 else 0)
        return self._first

    def show_from(self, position: int) -> None:
        """Have the line of a position be the first in sight, or as near to it as the end of the text allows."""
        block, line = self._line_of(position)
        self._bar.setValue(block.firstLineNumber() + line)
        self._first = position

    def reveal(self, position: int) -> None:
        """Bring a line to a third of the height, unless it is in sight already and not at the edge."""
        if not self._is_at_ease(position):
            self.bring(position)

    def bring(self, position: int) -> None:
        """Bring a line to a third of the height."""
        with self._layout.holding():
            block, line = self._line_of(position)
            above = self._count_above(block, line, self._page.viewport().height() * _HEIGHT)
        self._layout.settle()
        self._bar.setValue(max(0, block.firstLineNumber() + line - above))

    def _start_of_line(self, block: QTextBlock, line: int) -> int:
        self._layout.blockBoundingRect(block)  # has its lines laid out
        lines = block.layout()
        return lines.lineAt(min(line, lines.lineCount() - 1)).textStart()

    def _line_of(self, position: int) -> tuple[QTextBlock, int]:
        block = self._page.document().findBlock(position)
        within = position - block.position()
        if not within:
            return block, 0
        self._layout.blockBoundingRect(block)
        return block, max(0, block.layout().lineForTextPosition(within).lineNumber())

    def _count_above(self, block: QTextBlock, line: int, room: float) -> int:
        """How many lines of a block and of those before it there is room for above a line."""
        layout, count, lines = self._layout, 0, line
        height: float = line * layout.line_pitch(block.blockNumber())
        while height <= room and block.previous().isValid():
            count, room, block = count + lines, room - height, block.previous()
            height, lines = layout.blockBoundingRect(block).height(), block.lineCount()
        return count + min(lines, int(room // layout.line_pitch(block.blockNumber())))

    def _is_at_ease(self, position: int) -> bool:
        """Whether a line is in sight with at least one line above it and two below."""
        block, line = self._line_of(position)
        layout, number = self._layout, block.blockNumber()
        pitch, margin = layout.line_pitch(number), layout.metrics.pitch
        for seen in self._in_sight():
            if seen.block == block:
                top = seen.top + layout.top_of(number) + line * pitch
                return margin <= top and top + pitch <= self._page.viewport().height() - 2 * margin
        return False
