"""One article on the page: laid out, painted with what is marked, and where on it a place is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.model import Annotation, Delta, Link, Span
from annotator.text.headline import headline_number
from annotator.ui.appearance.theme import Theme
from annotator.ui.appearance.typography import Typography
from annotator.ui.reading.highlights import Groups, Highlights
from annotator.ui.reading.layout import Metrics, ReadingLayout, Style
from annotator.ui.reading.links import Ends, paint_links
from annotator.ui.reading.outline import HANDLE, Outline, outline_of, paint_handles, paint_outline
from annotator.ui.reading.painting import (
    Brushes,
    outline_found,
    paint_beside,
    paint_found,
    paint_groups,
    paint_text,
)
from annotator.ui.reading.scroll_position import ScrollPosition
from annotator.ui.reading.styles import styles_of
from annotator.ui.reading.suggestion_boxes import Boxes, paint_boxes, seen_span
from annotator.ui.reading.visible_blocks import VisibleBlock, blocks_in_sight
from annotator.ui.session.debouncer import Debouncer
from annotator.ui.session.document import Document
from annotator.ui.session.tag_set import TagSet

_MANY_SPANS = 50
"""From how many changed spans on everything is painted anew."""

_REACH = round(HANDLE) + 2
"""How far, in pixels, outlines and handles reach beyond their lines."""

_LONG = 20_000
"""How long a paragraph may be, in UTF-16 units, to be laid out before it is asked for."""

_LINKS = 40
"""How many links of one annotation are drawn."""


class _Change(NamedTuple):
    """What a change makes of the page: its blocks, those in sight with what is marked, the part to be painted anew."""

    of: tuple[object, ...]
    blocks: list[range]
    groups: Groups
    part: QRect


def _spans_of(delta: Delta) -> list[Span]:
    return [f for r in (*delta.removed, *delta.added) if isinstance(r, Annotation) for f in r.fragments]


class Page(QPlainTextEdit):
    """Shows a Document. Places go in and out as code points; only below here are they Qt's UTF-16 positions."""

    def __init__(self, theme: Theme, tags: TagSet, setting: Typography, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # or everything below is painted first
        self._beside = 0
        """How much room there is to be beside the scroll bar, in pixels."""
        self._document: Document | None = None
        self._byline = ""
        self._current = ""
        self._matches: list[Span] = []
        self._selected: list[QRectF] = []
        self._selected_of: tuple[object, ...] = ()
        self._preview: tuple[Span, ...] | None = None
        self.boxes = Boxes()
        self._seen: list[VisibleBlock] = []
        self._seen_at = (-1, 0.0, 0, 0)
        self._is_painted = False
        self._coming: _Change | None = None  # what is being written to the disk
        self._outline = outline_of((), (), self.rects_of, "", 0)
        self._theme, self._tags = theme, tags
        self._brushes = Brushes(theme, tags)
        self.metrics = Metrics.of(setting)
        self._layout = ReadingLayout(self.document(), self.metrics)
        self.document().setDocumentLayout(self._layout)
        self.scroll_position = ScrollPosition(self, self._layout, self.in_sight)
        self._highlights = Highlights(self._layout, tags)
        self.setFont(self.metrics.font)
        self._prepare_soon = Debouncer(self, 0, self._prepare)

    # What is shown

    def show_document(self, document: Document | None, byline: str = "") -> None:
        """Show another article from its beginning."""
        self._document = document
        self._byline = byline
        self._highlights.show(document)
        text = document.text if document else ""
        self._layout.begin(self._title_block(), self._styles())
        self._is_painted = False
        with self._until_painted(text.count("\n")):
            self.setPlainText(text)

    def _until_painted(self, lines: int) -> AbstractContextManager[None]:
        """Around what has Qt look at the last page; the text comes first, if so many lines cannot all be in sight."""
        is_long = lines * self.metrics.gap > self.height()
        return self._layout.estimating() if is_long and not self._is_painted else nullcontext()

    def showEvent(self, event: QShowEvent) -> None:
        with self._until_painted(self.document().blockCount()):
            super().showEvent(event)

    def show_byline(self, byline: str) -> None:
        """Say something else below the title."""
        self._byline = byline
        self.viewport().update()

    def _title_block(self) -> int:
        return headline_number(self._document.article) if self._document is not None else -1

    def _styles(self) -> dict[int, Style]:
        return styles_of(self._document, self.metrics, self._theme) if self._document is not None else {}

    def restyle(self) -> None:
        """The parts of the article may have other roles or colours now: lay it out anew, keeping the place."""
        first = self.scroll_position.first()
        self._layout.title_block, self._layout.styles = self._title_block(), self._styles()
        self._highlights.forget()
        self._lay_out_again()
        self.scroll_position.show_from(first)

    def prepare_change(self, delta: Delta) -> None:
        """A change of the document is on its way to the disk: work out what its lines will look like."""
        spans = _spans_of(delta)
        if len(spans) <= _MANY_SPANS:
            self._coming = self._change(delta, spans)

    def apply_change(self, delta: Delta) -> None:
        """Paint what a change of the document touched, at once: the document has taken it already.

        The text answers first; what else there is in the window follows in the next round of the event loop.
        """
        coming, self._coming = self._coming, None
        spans = _spans_of(delta)
        if len(spans) > _MANY_SPANS:
            self._highlights.forget()
            self.viewport().update()
        else:
            change = coming if coming and coming.of == self._key(delta) else self._change(delta, spans)
            self._highlights.put(change.blocks, change.groups)
            if change.part:
                self.viewport().repaint(change.part)
        if any(isinstance(r, Link) for r in (*delta.removed, *delta.added)):
            self.viewport().update()

    def _key(self, delta: Delta) -> tuple[object, ...]:
        self._look()
        return delta.removed, delta.added, self._seen_at, self._highlights.version

    def _change(self, delta: Delta, spans: Sequence[Span]) -> _Change:
        blocks = self._blocks_of(spans)
        groups, part = self._highlights.changed(delta, self._seen_of(blocks))
        if any(r.id == self._current for r in (*delta.removed, *delta.added)):
            # Its outline and handles may go from a line whose tints stay as they are.
            return _Change(self._key(delta), blocks, groups, self._sight_of(spans))
        return _Change(self._key(delta), blocks, groups, part.translated(self.contentOffset().x(), 0).toAlignedRect())

    def _blocks_of(self, spans: Iterable[Span]) -> list[range]:
        """The numbers of the blocks that each span is in."""
        find, ends = self.document().findBlock, [(self._utf16(start), self._utf16(end)) for start, end in spans]
        return [range(find(a).blockNumber(), find(b).blockNumber() + 1) for a, b in ends]

    def _seen_of(self, blocks: Sequence[range]) -> list[VisibleBlock]:
        """The blocks of these numbers that are in sight."""
        return [s for s in self._look() if any(s.block.blockNumber() in numbers for numbers in blocks)]

    def _sight_of(self, spans: Iterable[Span]) -> QRect:
        """The part of the viewport with every visible line of the blocks of spans, and what reaches out of them."""
        seen = self._seen_of(self._blocks_of(spans))
        if not seen:
            return QRect()
        top, bottom = round(seen[0].top) - _REACH, round(seen[-1].bottom) + _REACH
        return QRect(0, top, self.viewport().width(), bottom - top) & self.viewport().rect()

    def show_matches(self, matches: list[Span]) -> None:
        """Paint these spans, which are in order and apart, as found."""
        if matches or self._matches:
            self._matches = matches
            self.viewport().update()

    def _selected_in_sight(self) -> list[QRectF]:
        """Where the selection stands in the column."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        of = start, end, self._seen_at
        if of != self._selected_of:
            self._selected_of = of
            seen = [s for s in self._seen if s.block.position() < end and start < s.block.position() + s.block.length()]
            self._selected = [r for s in seen for r in self._highlights.selected(s, start, end)] if start < end else []
        return self._selected

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours, in the same type: a new style sheet puts that of a widget back."""
        self._theme, self._brushes = theme, Brushes(theme, self._tags)
        is_put_back = self.font().pixelSize() != self.metrics.font.pixelSize()
        self.setFont(self.metrics.font)
        if self._layout.styles or is_put_back:
            self.restyle()
        self.viewport().update()

    def set_type(self, setting: Typography) -> None:
        """Set the article in another way, keeping the place that is read."""
        first = self.scroll_position.first()
        self.metrics = Metrics.of(setting)
        self._layout.metrics = self.metrics
        self._layout.width = self.metrics.column
        self._layout.styles = self._styles()
        self.setFont(self.metrics.font)
        self._centre_column()
        self._highlights.forget()
        self._lay_out_again()
        self.scroll_position.show_from(first)

    def _lay_out_again(self) -> None:
        self._layout.forget()
        self.document().markContentsDirty(0, self.document().characterCount())
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        first = self.scroll_position.first()
        self._centre_column()
        with self._until_painted(self.document().blockCount()):
            super().resizeEvent(event)
        self.scroll_position.show_from(first)

    def _centre_column(self) -> None:
        room = self.width() - self.verticalScrollBar().sizeHint().width() - self._beside
        side, width = self.metrics.column_in(room)
        if self._layout.width != width:
            self._layout.width = width
            self._highlights.forget()
            self._lay_out_again()
        self.setViewportMargins(side, 0, max(0, room - width - side) + self._beside, 0)

    # Places

    def _utf16(self, offset: int) -> int:
        assert self._document is not None
        return self._document.offsets.to_utf16(offset)

    def _code_point(self, position: int) -> int:
        assert self._document is not None
        return self._document.offsets.from_utf16(position)

    def in_sight(self) -> list[VisibleBlock]:
        """The blocks in sight, from above, each laid out."""
        seen = self._look()
        self._layout.settle()
        return seen

    def _look(self) -> list[VisibleBlock]:
        """The same while painting, for which the scroll bar can wait."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        key = block.blockNumber(), top, self.viewport().height(), self._layout.changes
        if key != self._seen_at:
            with self._layout.holding():
                self._seen = blocks_in_sight(self._layout, block, top, self.viewport().height())
            self._seen_at = *key[:3], self._layout.changes
        return self._seen

    def rects_of(self, span: Span) -> list[QRectF]:
        """Where in the viewport the visible part of a span stands."""
        shift = self.contentOffset().x()
        seen = [s for s in self._seen_of(self._blocks_of([span])) if s.block.length() > 1]
        return [r.translated(shift, 0) for s in seen for r in self._highlights.rects(s, *span)]

    def scroll_to(self, offset: int) -> None:
        """Bring the line of an offset to a third of the height; the caret stays."""
        if self._document is not None:
            self.scroll_position.bring(self._utf16(offset))

    @property
    def outlined(self) -> tuple[Span, ...]:
        """The fragments that are outlined: those of what is current, or what a drag would make of them."""
        if self._preview is not None:
            return self._preview
        if self.boxes.current is not None:
            return self.boxes.fragments
        annotations = self._document.annotations if self._document is not None else {}
        return annotations[self._current].fragments if self._current in annotations else ()

    def preview(self, fragments: tuple[Span, ...] | None) -> None:
        """Outline these fragments instead of the current annotation's while a handle is held; None: no more."""
        self._preview = fragments
        self.viewport().update()

    @property
    def text(self) -> str:
        """The stored text of what is shown."""
        return self._document.text if self._document is not None else ""

    @property
    def outline(self) -> Outline:
        """Where in the viewport that is outlined, and where the handles are in sight, two for each fragment."""
        self.in_sight()
        return self._outline_in_sight()

    def _outline_in_sight(self) -> Outline:
        of = self.outlined, self._seen_at, self.contentOffset().x()
        if of != self._outline.of:
            self._outline = outline_of(of, self.outlined, self.rects_of, self.text, self.metrics.room)
        return self._outline

    def _links_in_sight(self) -> list[Ends]:
        """From where to where the current annotation's links go; what is out of sight is at the edge beyond it."""
        document = self._document
        if document is None or self._preview is not None:
            return []
        ends = [(link.from_id, link.to_id) for link in document.links_of(self._current)[:_LINKS]]
        return [(self._place_of(document.annotations[a]), self._place_of(document.annotations[b])) for a, b in ends]

    def _place_of(self, annotation: Annotation) -> list[QRectF]:
        rects = self.rects_of(annotation.fragments[0])
        if rects:
            return rects
        seen = self.in_sight()
        above = bool(seen) and self._utf16(annotation.start) < seen[0].block.position()
        edge = -20.0 if above else self.viewport().height() + 20.0
        return [QRectF(self.viewport().width() / 2, edge, 1, 1)]

    def _prepare(self) -> None:
        """Work out the next page while nothing else is to do, so that turning to it is quick."""
        seen, height = self.in_sight(), self.viewport().height()
        following = seen[-1].block.next() if seen else QTextBlock()
        if following.length() > _LONG:
            return
        with self._layout.holding():
            below = blocks_in_sight(self._layout, following, seen[-1].bottom, 2 * height)
        self._layout.settle()
        for one in below:
            self._highlights.groups(one.block, one.first_line, one.last_line)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        clip, brushes = event.rect(), self._brushes
        painter = QPainter(self.viewport())
        painter.fillRect(clip, brushes.paper)
        shift = self.contentOffset().x()
        painter.translate(shift, 0)
        top, bottom = clip.top(), clip.bottom()
        seen = [s for s in self._look() if s.bottom >= top and s.top <= bottom]
        found = [r for s in seen for r in self._highlights.found(s, self._matches)] if self._matches else []
        paint_found(painter, found, brushes)
        for visible in seen:
            groups = self._highlights.groups(visible.block, visible.first_line, visible.last_line)
            if groups:
                paint_groups(painter, groups, visible.top, brushes)
            paint_beside(painter, self._byline, visible, self._layout, brushes)
        for rect in self._selected_in_sight():
            painter.fillRect(rect, brushes.chosen)
        if self.outlined and self.boxes.current is None:  # below the text: no line goes through a letter
            paint_outline(painter, self._outline_in_sight().shape, -shift, brushes)
        rests = bool(self.outlined) and not self.textCursor().hasSelection()
        caret = -1 if rests else self.getPaintContext().cursorPosition  # -1 while it is not to be seen
        paint_text(painter, seen, QRectF(clip).translated(-shift, 0), caret, self.cursorWidth(), brushes)
        outline_found(painter, found, brushes)
        painter.resetTransform()
        self._prepare_soon.start()
        self._is_painted = True
        if self.boxes:
            self._paint_boxes(painter)
        elif self.outlined:
            paint_links(painter, self._links_in_sight(), brushes)
            paint_handles(painter, self._outline_in_sight().handles, brushes)
        painter.end()

    def _paint_boxes(self, painter: QPainter) -> None:
        start, end = map(self._code_point, seen_span(self._look()))
        near = self.boxes.touching(start, end)
        others = [(one, (span, self.rects_of(span))) for span, one in near if one != self.boxes.current]
        outline, brushes = self.outline, self._brushes
        is_suggestion = self.boxes.current is not None
        current = list(zip(self.outlined, outline.rects, strict=True)) if is_suggestion else []
        if not is_suggestion:
            paint_links(painter, self._links_in_sight(), brushes)
        paint_boxes(painter, others, current, self.text, self.metrics.room, self._theme, self._tags)
        paint_handles(painter, outline.handles, brushes)
