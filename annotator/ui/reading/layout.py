"""How the blocks of an article become lines: a calm column with room for underlines, laid out as it is seen.

QPlainTextDocumentLayout knows no line height and no space between paragraphs. It has one virtual that decides where a
block's lines are, so the block is laid out there, the first time anybody asks for its rectangle.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout

_SEVENTY = "The ferry leaves the old quay at noon, and it is full on most days yet"
"""Seventy characters of ordinary prose: a font's own average width counts letters that prose hardly uses."""

_RAISED = 2
"""How far, in pixels, text stands above the middle of its line: underlines are stacked below it."""

MARGIN = 8
"""Space at both sides of the column, in pixels, that outlines may reach into."""


class Metrics(NamedTuple):
    """The measures of the page, in pixels, all from the size of the type."""

    font: QFont
    title_font: QFont
    pitch: int
    title_pitch: int
    gap: int
    byline: int
    top: int
    column: int

    @classmethod
    def of(cls, family: str, size: int, byline: int) -> Metrics:
        """Measures for a serif face of ``size`` pixels with a byline of ``byline`` pixels below the title."""
        font, title = QFont(family), QFont(family)
        font.setStyleHint(QFont.StyleHint.Serif)
        font.setPixelSize(size)
        title.setStyleHint(QFont.StyleHint.Serif)
        title.setPixelSize(round(size * 1.55))
        title.setWeight(QFont.Weight.Bold)
        return cls(
            font=font,
            title_font=title,
            pitch=round(size * 1.6),
            title_pitch=round(size * 1.55 * 1.3),
            gap=round(size * 0.9),
            byline=byline,
            top=round(size * 1.8),
            column=round(QFontMetricsF(font).horizontalAdvance(_SEVENTY)) + 2 * MARGIN,
        )


class ReadingLayout(QPlainTextDocumentLayout):
    """Lays blocks out lazily at a fixed pitch; ``title_block`` is set as a title with room for the byline below."""

    def __init__(self, document: QTextDocument, metrics: Metrics) -> None:
        super().__init__(document)
        self.metrics = metrics
        self.width = metrics.column
        self.title_block = -1
        self._rects: dict[int, QRectF] = {}
        self._grown = self._holding = False
        self._wrap = QTextOption()
        self._wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def line_pitch(self, block_number: int) -> int:
        """The distance from one line of the block to the next."""
        return self.metrics.title_pitch if block_number == self.title_block else self.metrics.pitch

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The rectangle of a block, its lines laid out if they were not yet."""
        if not block.isValid():
            return QRectF()
        layout, number = block.layout(), block.blockNumber()
        if layout.lineCount() and number in self._rects:  # Qt forgets the lines of a block that must be laid out anew
            return self._rects[number]
        lines = layout.lineCount() or self._lay_out(block, layout)
        rect = self._rects[number] = QRectF(0, 0, self.width, self._height(block, lines))
        return rect

    def begin(self, title_block: int) -> None:
        """Another text is about to be shown, whose title is this block."""
        self.title_block = title_block
        self._rects.clear()

    def _height(self, block: QTextBlock, lines: int) -> int:
        metrics = self.metrics
        top = self.top_of(block.blockNumber())
        if block.length() == 1:  # an empty line is the gap between two paragraphs
            return top + metrics.gap
        if block.blockNumber() == self.title_block:
            below = metrics.byline + (0 if self._followed_by_empty(block) else metrics.gap)
            return top + lines * metrics.title_pitch + below
        following = block.next()
        gap = metrics.gap if following.isValid() and following.length() > 1 else 0
        end = 2 * metrics.pitch if not following.isValid() else 0
        return top + lines * metrics.pitch + gap + end

    def top_of(self, block_number: int) -> int:
        """The space above the first line of the block: the page's upper margin scrolls with its text."""
        return self.metrics.top if block_number == 0 else 0

    @staticmethod
    def _followed_by_empty(block: QTextBlock) -> bool:
        following = block.next()
        return not following.isValid() or following.length() == 1

    def _lay_out(self, block: QTextBlock, layout: QTextLayout) -> int:
        is_title = block.blockNumber() == self.title_block
        pitch = self.line_pitch(block.blockNumber())
        layout.setTextOption(self._wrap)
        if is_title:
            layout.setFormats([_whole(block, self.metrics.title_font)])
        width, top = self.width - 2 * MARGIN, self.top_of(block.blockNumber())
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(MARGIN, top + count * pitch + max(0.0, (pitch - line.height()) / 2 - _RAISED)))
            count += 1
        layout.endLayout()
        before = self.document().lineCount()
        block.setLineCount(count)
        self._grown |= self.document().lineCount() != before
        if not self._holding:
            self._tell_size()
        return count

    def _tell_size(self) -> None:
        """Without this the scroll bar ends too early and the end of the article cannot be reached."""
        if self._grown:
            self._grown = False
            self.documentSizeChanged.emit(self.documentSize())

    @contextmanager
    def many_blocks(self) -> Iterator[None]:
        """Around laying many blocks out: the new size is told once, for Qt looks at the last page each time."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
            self._tell_size()


def _whole(block: QTextBlock, font: QFont) -> QTextLayout.FormatRange:
    from PySide6.QtGui import QTextCharFormat  # slow to import, and no title is in the first paint

    span = QTextLayout.FormatRange()
    span.start, span.length = 0, block.length()
    char_format = QTextCharFormat()
    char_format.setFont(font)
    span.format = char_format
    return span
