"""Layout: how the blocks of an article become lines, a calm column with room for underlines, laid out as it is seen.

QPlainTextDocumentLayout knows no line height and no space between paragraphs. It has one virtual that decides where a
block's lines are, so the block is laid out there, the first time anybody asks for its rectangle.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout

from annotator.text import direction
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.typography import Typography

_SEVENTY = "The ferry leaves the old quay at noon, and it is full on most days yet"
"""Seventy characters of ordinary prose: a font's own average width counts letters that prose hardly uses."""

_RAISED = 2
"""How far, in pixels, text stands above the middle of its line: underlines are stacked below it."""

MARGIN = 8
"""Space at both sides of the column, in pixels, that outlines may reach into."""


_BEYOND = 1_000_000
"""More than is ever in sight, in pixels."""

_SIGN, _SIGN_SHARE = 17, 0.95
"""How large a sign beside a line is at least, in pixels at 100 %, and as a share of the size of the type."""

SIGN_STEP = 4
"""How far signs are from each other and from the text, in pixels at 100 %."""

BYLINE = 0.72
"""The size of the type of the byline, as a share of that of the text."""


class Metrics(NamedTuple):
    """The measures of the page, in pixels, all from the size of the type.

    What stands in the margin is no smaller than the interface, which may be larger than the type.
    """

    font: QFont
    title_font: QFont
    pitch: int
    title_pitch: int
    gap: int
    byline: int
    top: int
    column: int
    sign: int
    margin: int
    room: float
    """How far an outline keeps from its words where a space is beside them: it does not touch what follows."""

    @classmethod
    def of(cls, setting: Typography) -> Metrics:
        """Measures for a setting."""
        family, size = setting.family, setting.size
        font, title = QFont(family), QFont(family)
        font.setStyleHint(QFont.StyleHint.Serif)
        font.setPixelSize(size)
        title.setStyleHint(QFont.StyleHint.Serif)
        title.setPixelSize(round(size * 1.55))
        title.setWeight(QFont.Weight.Bold)
        pitch = round(size * setting.pitch / 100)
        metrics = QFontMetricsF(font)
        sign = min(pitch - 1, max(px(_SIGN), round(size * _SIGN_SHARE)))  # those of two lines do not touch
        return cls(
            font=font,
            title_font=title,
            pitch=pitch,
            title_pitch=round(size * 1.55 * 1.3),
            gap=round(size * 0.9),
            byline=round(size * BYLINE * 2.2),
            top=round(size * 1.8),
            column=round(metrics.horizontalAdvance(_SEVENTY) * setting.characters / 70) + 2 * MARGIN,
            sign=sign,
            margin=max(3 * MARGIN, sign + px(SIGN_STEP) + 2),
            room=min(3.0, 0.55 * metrics.horizontalAdvance(" ")),
        )

    def column_in(self, room: int) -> tuple[int, int]:
        """Where the column begins in so much room, and how wide it is: in the middle, if the signs have room there."""
        width = max(160, min(self.column, room - self.margin - 3 * MARGIN))
        return max(0, (room - width) // 2, min(self.margin, room - width)), width


class Style(NamedTuple):
    """How a block is set: its type, its colour if it has one of its own, how far in, in pixels, and with a bullet."""

    font: QFont
    color: QColor | None = None
    indent: int = 0
    bullet: bool = False


class ReadingLayout(QPlainTextDocumentLayout):
    """Layout: blocks are laid out lazily at a fixed pitch; ``title_block`` is a title with room for a byline."""

    def __init__(self, document: QTextDocument, metrics: Metrics) -> None:
        super().__init__(document)
        self.metrics = metrics
        self.width = metrics.column
        self.title_block = -1
        self.styles: dict[int, Style] = {}
        """How blocks other than the title and plain paragraphs are set, by their numbers."""
        self._rects: dict[int, QRectF] = {}
        self.changes = 0
        """Grows whenever lines may have moved."""
        self._grown = self._holding = self._estimating = self._estimated = False
        self._wrap = QTextOption()
        self._wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    @cached_property
    def _wrap_back(self) -> QTextOption:
        option = QTextOption(self._wrap)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
        return option

    def line_pitch(self, block_number: int) -> int:
        """The distance from one line of the block to the next."""
        return self.metrics.title_pitch if block_number == self.title_block else self.metrics.pitch

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The rectangle of a block, its lines laid out if they were not yet."""
        number, layout = block.blockNumber(), block.layout()
        rect = self._rects.get(number)
        if rect is not None and layout.lineCount():  # Qt forgets the lines of a block that must be laid out anew
            return rect
        if not block.isValid():
            return QRectF()
        if self._estimating and number and block.next().isValid() and not layout.lineCount():
            return QRectF(0, 0, self.width, _BEYOND)
        lines = layout.lineCount() or self._lay_out(block, layout, number)
        rect = self._rects[number] = QRectF(0, 0, self.width, self._height(block, number, lines))
        return rect

    def begin(self, title_block: int, styles: dict[int, Style]) -> None:
        """Another text is about to be shown, whose title is this block, with these styles."""
        self.title_block, self.styles = title_block, styles
        self.forget()

    def left_of(self, block_number: int) -> int:
        """Where the lines of a block begin, from the edge of the column."""
        return MARGIN + (self.styles[block_number].indent if block_number in self.styles else 0)

    def forget(self) -> None:
        """Forget where lines are: they are about to be laid out anew."""
        self._rects.clear()
        self.changes += 1

    def _height(self, block: QTextBlock, number: int, lines: int) -> int:
        metrics, top = self.metrics, self.top_of(number)
        if block.length() == 1:  # an empty line is the gap between two paragraphs
            return top + metrics.gap
        following = block.next().length()  # 0 if there is none
        if number == self.title_block:
            return top + lines * metrics.title_pitch + metrics.byline + (metrics.gap if following > 1 else 0)
        if following > 1 and self._is_item(number) and self._is_item(number + 1):
            return top + lines * metrics.pitch + metrics.gap // 4
        below = 2 * metrics.pitch if not following else metrics.gap if following > 1 else 0
        return top + lines * metrics.pitch + below

    def _is_item(self, number: int) -> bool:
        return number in self.styles and self.styles[number].bullet

    def top_of(self, block_number: int) -> int:
        """The space above the first line of the block: the page's upper margin scrolls with its text."""
        return self.metrics.top if block_number == 0 else 0

    def _lay_out(self, block: QTextBlock, layout: QTextLayout, number: int) -> int:
        layout.setTextOption(self._wrap_back if is_right_to_left(block) else self._wrap)
        if number == self.title_block:
            layout.setFormats([_whole(block, self.metrics.title_font)])
        elif number in self.styles:
            layout.setFormats([_whole(block, self.styles[number].font, self.styles[number].color)])
        left = self.left_of(number)
        pitch, width, y = self.line_pitch(number), self.width - MARGIN - left, self.top_of(number)
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(left, y + max(0.0, (pitch - line.height()) / 2 - _RAISED)))
            y += pitch
            count += 1
        layout.endLayout()
        self.changes += 1
        if count != block.lineCount():
            block.setLineCount(count)
            self._grown = True
            if not self._estimated:
                self.settle()
        return count

    def settle(self) -> None:
        """Tell the size of the document if it has grown: the scroll bar would end too early, and so would the article.

        Qt answers by asking for the rectangles of the last page, which may grow the document again.
        """
        while (self._grown or self._estimated) and not self._holding:
            self._grown, self._estimated, self._holding = False, False, True
            self.documentSizeChanged.emit(self.documentSize())
            self._holding = False

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Around laying many blocks out; ``settle`` tells the size then, for Qt looks at the last page each time."""
        before, self._holding = self._holding, True
        try:
            yield
        finally:
            self._holding = before

    @contextmanager
    def estimating(self) -> Iterator[None]:
        """The same, where Qt is about to look at the last page before anything is painted.

        It is told of blocks between the first and the last, if they are not laid out, that they fill the page.
        """
        self._estimating = self._estimated = True
        try:
            with self.holding():
                yield
        finally:
            self._estimating = False
            self.changes += 1  # what was seen meanwhile was of estimates


def is_right_to_left(block: QTextBlock) -> bool:
    """Whether the first letter of a block is of a script that is written from right to left."""
    return direction.is_right_to_left(block.text())


def _whole(block: QTextBlock, font: QFont, color: QColor | None = None) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start, span.length = 0, block.length()
    char_format = QTextCharFormat()
    char_format.setFont(font)
    if color is not None:
        char_format.setForeground(color)
    span.format = char_format
    return span
