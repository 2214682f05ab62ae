"""The view of one article: reading, selecting, and which annotation is current. It changes nothing by itself."""

from __future__ import annotations

import re
from functools import cached_property

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from annotator.model import TAGS, Annotation, Delta, Span
from annotator.text.graphemes import trim_span
from annotator.ui.document import Document
from annotator.ui.reading.highlights import Highlights, Strip
from annotator.ui.reading.layout import MARGIN, Metrics, ReadingLayout
from annotator.ui.reading.painting import Brushes, paint_group, paint_outline
from annotator.ui.reading.sight import Seen, blocks_in_sight, line_under, snapped
from annotator.ui.theme import Theme, ui_family

_BREAK = re.compile("[\n\u2029]")
_TAG_NAMES = {tag.id: tag.name for tag in TAGS}
_MANY_BLOCKS = 200
_BYLINE_SIZE = 13


class ReadingView(QPlainTextEdit):
    """Shows a Document. Places go in and out as code points; only in here are they Qt's UTF-16 positions."""

    current_changed = Signal(str)
    """Another annotation is current; "" if none is."""

    selected_by_mouse = Signal(QRect)
    """The mouse was let go over a selection, whose end is in this rectangle of the viewport."""

    place_changed = Signal()
    """The caret or the selection is elsewhere."""

    typed = Signal()
    """Somebody typed letters, as if the text could be changed."""

    menu_requested = Signal(QPoint)
    """A menu is asked for at this global point; what is under it has been made current."""

    def __init__(self, theme: Theme, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading")
        self.setAccessibleName(self.tr("Article text"))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setCursorWidth(2)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._document: Document | None = None
        self._byline = ""
        self._current = ""
        self._moving = False
        self._pressed_at: QPointF | None = None
        self._theme = theme
        self._metrics = self._measure(size)
        self._layout = ReadingLayout(self.document(), self._metrics)
        self.document().setDocumentLayout(self._layout)
        self._highlights = Highlights(self._layout)
        self.setFont(self._metrics.font)
        self.cursorPositionChanged.connect(self._caret_moved)
        self.selectionChanged.connect(self.place_changed)

    # What is shown

    def show_document(self, document: Document | None, byline: str = "") -> None:
        """Show another article from its beginning, the caret there and nothing current."""
        self._document = document
        self._byline = byline
        self._highlights.show(document)
        self._set_current("")
        text = document.text if document else ""
        title = re.search(r"\S", text)
        self._layout.begin(len(_BREAK.findall(text, 0, title.start())) if title else -1)
        self._moving = True
        self.setPlainText(text)
        self._moving = False
        self.place_changed.emit()

    def take(self, delta: Delta) -> None:
        """Repaint what a change of the document touched; the document has taken it already."""
        for record in (*delta.removed, *delta.added):
            if isinstance(record, Annotation):
                for start, end in record.fragments:
                    self._forget(start, end)
        if self._document is None or self._current not in self._document.annotations:
            self._set_current("")
        self.viewport().update()

    def _forget(self, start: int, end: int) -> None:
        block = self.document().findBlock(self._utf16(start))
        last = self.document().findBlock(self._utf16(end)).blockNumber()
        if last - block.blockNumber() > _MANY_BLOCKS:
            self._highlights.forget()
            return
        for number in range(block.blockNumber(), last + 1):
            self._highlights.forget_block(number)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.__dict__.pop("_brushes", None)
        self.viewport().update()

    @cached_property
    def _brushes(self) -> Brushes:
        return Brushes(self._theme)

    def set_size(self, size: int) -> None:
        """Set the type in ``size`` pixels, keeping the place that is read."""
        place = self.firstVisibleBlock().blockNumber()
        self._metrics = self._measure(size)
        self._layout.metrics = self._metrics
        self._layout.width = self._metrics.column
        self.setFont(self._metrics.font)
        self._centre_column()
        self._highlights.forget()
        self._lay_out_again()
        self.verticalScrollBar().setValue(self.document().findBlockByNumber(place).firstLineNumber())

    @staticmethod
    def _measure(size: int) -> Metrics:
        return Metrics.of("Noto Serif", size, round(_BYLINE_SIZE * 2.2))

    def _lay_out_again(self) -> None:
        self.document().markContentsDirty(0, self.document().characterCount())
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._centre_column()
        super().resizeEvent(event)

    def _centre_column(self) -> None:
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        width = max(160, min(self._metrics.column, room - 2 * MARGIN))
        side = max(0, (room - width) // 2)
        if self._layout.width != width:
            self._layout.width = width
            self._highlights.forget()
            self._lay_out_again()
        self.setViewportMargins(side, 0, max(0, room - width - side), 0)

    # Places

    def _utf16(self, offset: int) -> int:
        assert self._document is not None
        return self._document.offsets.to_utf16(offset)

    def _code_point(self, position: int) -> int:
        assert self._document is not None
        return self._document.offsets.from_utf16(position)

    def caret(self) -> int:
        """Where the caret stands."""
        return self._code_point(self.textCursor().position()) if self._document else 0

    def selection(self) -> Span | None:
        """The selected span, of whole characters and without white space at its ends; None if nothing is left."""
        cursor = self.textCursor()
        if self._document is None or not cursor.hasSelection():
            return None
        start, end = self._code_point(cursor.selectionStart()), self._code_point(cursor.selectionEnd())
        return trim_span(self._document.text, start, end)

    def has_selection(self) -> bool:
        """Whether anything is selected, be it only white space."""
        return self.textCursor().hasSelection()

    def clear_selection(self) -> None:
        """Select nothing; the caret goes to where the selection ended."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self._move(cursor)

    def _move(self, cursor: QTextCursor) -> None:
        self._moving = True
        self.setTextCursor(cursor)
        self._moving = False

    def _caret_moved(self) -> None:
        if not self._moving and not self.textCursor().hasSelection():
            self._set_current("")
        self.place_changed.emit()

    # The current annotation

    @property
    def current(self) -> str:
        """The id of the current annotation, "" if there is none."""
        return self._current

    def make_current(self, annotation_id: str, *, reveal: bool = True) -> None:
        """Make an annotation of the document current, put the caret at its start and bring it into sight."""
        if self._document is None or annotation_id not in self._document.annotations:
            self._set_current("")
            return
        if reveal:
            cursor = self.textCursor()
            cursor.setPosition(self._utf16(self._document.annotations[annotation_id].start))
            self._move(cursor)
            if not self.viewport().rect().contains(self.cursorRect()):
                self.centerCursor()
        self._set_current(annotation_id)

    def show_place(self, offset: int) -> None:
        """Put the caret at ``offset`` and bring it into sight, with nothing current."""
        if self._document is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(self._utf16(min(offset, len(self._document.text))))
        self._move(cursor)
        self._set_current("")
        if not self.viewport().rect().contains(self.cursorRect()):
            self.centerCursor()

    def no_current(self) -> None:
        """Make no annotation current."""
        self._set_current("")

    def _set_current(self, annotation_id: str) -> None:
        if annotation_id != self._current:
            self._current = annotation_id
            self.viewport().update()
            self.current_changed.emit(annotation_id)

    def walk(self, *, forward: bool) -> None:
        """Make the next or the previous annotation current, counted from the current one or the caret."""
        if self._document is None:
            return
        here = self._document.annotations.get(self._current)
        place = (*here.fragments[0], here.id) if here else (self.caret(), 0, "")
        found = self._document.neighbour(place, forward=forward)
        if found is not None:
            self.make_current(found.id)

    # Mouse

    def in_sight(self) -> list[Seen]:
        """The blocks in sight, from above, each laid out."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        with self._layout.many_blocks():
            return blocks_in_sight(self._layout, block, top, self.viewport().height())

    def _snapped(self, event: QMouseEvent) -> QMouseEvent:
        return snapped(event, self._layout, self.in_sight(), self.viewport().height())

    def _annotations_under(self, point: QPointF) -> list[str]:
        """The ids of the annotations under a point of the viewport, the shortest first."""
        found = line_under(self._layout, self.in_sight(), point.y())
        if found is None:
            return []
        visible, line = found
        strips = self._highlights.strips(visible.block, line, line)
        place = QPointF(point.x() - self.contentOffset().x(), point.y() - visible.top)
        under = [s.id for s in strips if QRectF(s.left, s.top - 1, s.width, s.height + 2).contains(place)]
        return list(dict.fromkeys(reversed(under)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(self._snapped(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(self._snapped(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self._snapped(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        before = self._current
        super().mouseReleaseEvent(self._snapped(event))
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        if self.has_selection():
            self.selected_by_mouse.emit(self.cursorRect())
            return
        under = self._annotations_under(event.position())
        if under:
            following = under.index(before) + 1 if before in under else 0
            self._set_current(under[following % len(under)])
        else:
            self._set_current("")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse and not self.has_selection():
            under = self._annotations_under(QPointF(event.pos()))
            if under and self._current not in under:
                self._set_current(under[0])
        place = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.menu_requested.emit(place)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._describe(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def _describe(self, point: QPointF) -> str:
        """What is marked under a point, as the rich text of a tool tip with everything foreign escaped."""
        if self._document is None:
            return ""
        import html

        parts = []
        for id_ in self._annotations_under(point):
            annotation = self._document.annotations[id_]
            note = f"<br>{html.escape(annotation.note)}" if annotation.note else ""
            by = html.escape(annotation.annotator)
            parts.append(f"<p style='margin:2px'><b>{_TAG_NAMES[annotation.tag]}</b> · {by}{note}</p>")
        return f"<qt>{''.join(parts)}</qt>" if parts else ""

    # Keys and copying

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and text and text.isprintable() and text != " ":
            self.typed.emit()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Tab walks annotations in here; F6 leaves."""
        return False

    def createMimeDataFromSelection(self) -> QMimeData:
        """The stored text of the selection: Qt's own copy would turn a no-break space into a space."""
        data = QMimeData()
        cursor = self.textCursor()
        if self._document is not None:
            start, end = self._code_point(cursor.selectionStart()), self._code_point(cursor.selectionEnd())
            data.setText(self._document.text[start:end])
        return data

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        clip = event.rect()
        shift = self.contentOffset().x()
        outlined: list[tuple[Strip, float]] = []
        painter.translate(shift, 0)
        for visible in self.in_sight():
            if visible.top > clip.bottom():
                break
            for group in self._highlights.groups(visible.block, visible.first_line, visible.last_line):
                paint_group(painter, group, visible.top, self._brushes)
                if self._current in group.ids:
                    outlined += [(s, visible.top) for s in group.strips if s.id == self._current]
            if visible.block.blockNumber() == self._layout.title_block:
                self._paint_byline(painter, visible)
        painter.end()
        super().paintEvent(event)
        if outlined:
            painter = QPainter(self.viewport())
            painter.translate(shift, 0)
            paint_outline(painter, outlined, self._brushes)
            painter.end()

    def _paint_byline(self, painter: QPainter, title: Seen) -> None:
        number = title.block.blockNumber()
        lines = title.block.layout().lineCount() * self._layout.line_pitch(number)
        font = QFont(ui_family())
        font.setPixelSize(_BYLINE_SIZE)
        painter.setFont(font)
        painter.setPen(self._brushes.muted)
        place = QRectF(
            MARGIN,
            title.top + self._layout.top_of(number) + lines + 2,
            self._layout.width - 2 * MARGIN,
            self._metrics.byline,
        )
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self._byline, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
