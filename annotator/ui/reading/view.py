"""The view of one article: reading, selecting, and which annotation is current. It changes nothing by itself."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QMimeData, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.model import Delta, Span, Suggestion, place_of
from annotator.text.graphemes import trim_span
from annotator.text.sentences import sentence_at
from annotator.text.words import snap_to_words, word_at
from annotator.ui.appearance.theme import Theme
from annotator.ui.appearance.typography import Typography
from annotator.ui.reading.drawing import Page
from annotator.ui.reading.handle_drag import Dragging
from annotator.ui.reading.overview import WIDTH as OVERVIEW
from annotator.ui.reading.overview import Overview
from annotator.ui.reading.painting import Brushes
from annotator.ui.reading.tooltip import described
from annotator.ui.reading.visible_blocks import VisibleBlock, line_under, snapped
from annotator.ui.session.document import Document
from annotator.ui.session.tag_set import TagSet


def _interval() -> int:
    return QGuiApplication.styleHints().mouseDoubleClickInterval()


class ReadingView(Page):
    """A page with a caret, a selection and a current annotation."""

    current_changed = Signal(str)
    """Another annotation is current; "" if none is."""

    selected_by_mouse = Signal(QRect)
    """The mouse was let go over a selection, whose end is in this rectangle of the viewport."""

    place_changed = Signal()
    """The caret or the selection is elsewhere."""

    clicked_at = Signal(int)
    """The mouse was let go here over the text without selecting anything."""

    typed = Signal()
    """Somebody typed letters, as if the text could be changed."""

    reshaped = Signal(str, object)
    """A handle was let go: the annotation's id, and the fragments (a tuple of spans) that it should have."""

    menu_requested = Signal(QPoint)
    """A menu is asked for at this global point; what is under it has been made current."""

    def __init__(self, theme: Theme, tags: TagSet, setting: Typography, parent: QWidget | None = None) -> None:
        super().__init__(theme, tags, setting, parent)
        self.setObjectName("reading")
        self.setAccessibleName(self.tr("Article text"))
        self.setAcceptDrops(False)
        self.setCursorWidth(1)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setMouseTracking(True)
        self.overview = Overview(theme, tags, self)
        self._beside = OVERVIEW
        self.overview.asked.connect(self.scroll_to)
        self._shown: list[VisibleBlock] = []  # what the overview was told is in sight
        self._moving = False
        self._loading = False
        self._pressed_at: QPointF | None = None
        self._doubled = QElapsedTimer()
        self._pressing = False
        self.drag = Dragging(self)
        self.last_current = ""
        """The annotation that is current, or was before none was."""
        self.snaps = True
        """Whether selections are completed to whole words."""
        self._as_made = False  # the selection in hand was made with the opposite of ``snaps``
        self.cursorPositionChanged.connect(self._caret_moved)
        self.selectionChanged.connect(self._selection_changed)

    def show_document(self, document: Document | None, byline: str = "") -> None:
        """Show another article from its beginning, the caret there and nothing current."""
        self._set_current("")
        self._moving = self._loading = True
        super().show_document(document, byline)
        self._moving = self._loading = False
        self.overview.show_document(document)
        self.place_changed.emit()

    def show_tags(self) -> None:
        """The tags have other colours or underlines, or there are others."""
        self._brushes = Brushes(self._theme, self._tags)
        self._highlights.forget()
        self.viewport().update()
        self.overview.refresh()

    def apply_change(self, delta: Delta) -> None:
        """Paint what a change of the document touched; what is gone is no longer current."""
        super().apply_change(delta)
        self.overview.apply_change(delta)
        if self._document is None or self._current not in self._document.annotations:
            self._set_current("")

    def show_suggestions(
        self, suggestions: list[Suggestion], current: Suggestion | None, fragments: tuple[Span, ...]
    ) -> None:
        """Box these suggestions, and one as current with these fragments."""
        if current is not None:
            self._set_current("")
        if self.boxes.show(suggestions, current, fragments):
            self.viewport().update()

    # Places

    def caret(self) -> int:
        """Where the caret stands."""
        return self._code_point(self.textCursor().position()) if self._document else 0

    def selection(self, *, inverted: bool = False) -> Span | None:
        """The selected span, completed to whole words or (``inverted``) not; None if nothing but blanks is selected.

        It is of whole characters and without white space at its ends in any case.
        """
        span = self.selected()
        if self._document is None or span is None:
            return None
        shape = snap_to_words if self.snaps != inverted and not self._as_made else trim_span
        return shape(self._document.text, *span)

    def selected(self) -> Span | None:
        """The span between the ends of the selection as it was made, be it of blanks; None if nothing is selected."""
        cursor = self.textCursor()
        if self._document is None or not cursor.hasSelection():
            return None
        return self._code_point(cursor.selectionStart()), self._code_point(cursor.selectionEnd())

    def select(self, span: Span) -> None:
        """Select a span of the document, the caret at its end and in sight."""
        cursor = self.textCursor()
        cursor.setPosition(self._utf16(span[0]))
        cursor.setPosition(self._utf16(span[1]), QTextCursor.MoveMode.KeepAnchor)
        self._move(cursor)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        super().set_theme(theme)
        self.overview.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = self.verticalScrollBar().sizeHint().width()
        self.overview.setGeometry(self.width() - bar - OVERVIEW, 0, OVERVIEW, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._seen and self._seen is not self._shown and self._document is not None:
            self._shown = self._seen
            last = self._seen[-1].block
            end = min(last.position() + last.length() - 1, self.document().characterCount() - 1)
            self.overview.show_sight(self._code_point(self._seen[0].block.position()), self._code_point(end))

    def bring_into_sight(self, span: Span) -> None:
        """Scroll to where a span begins, unless that is well in sight; the caret stays."""
        if self._document is not None:
            self.scroll_position.reveal(self._utf16(span[0]))

    def _selection_changed(self) -> None:
        self._as_made = False
        if not self._loading:  # in between the caret is nowhere
            self.place_changed.emit()

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
        if not self._moving and not self._pressing and not self.textCursor().hasSelection():
            self._set_current("")
        if not self._loading:
            self.place_changed.emit()

    # The current annotation

    @property
    def current(self) -> str:
        """The id of the current annotation, "" if there is none."""
        return self._current

    def make_current(self, annotation_id: str, *, reveal: bool = True) -> None:
        """Make an annotation of the document current, its start in sight and the caret there; "" makes none current."""
        if self._document is None or annotation_id not in self._document.annotations:
            self._set_current("")
            return
        if reveal:
            cursor = self.textCursor()
            cursor.setPosition(self._utf16(self._document.annotations[annotation_id].start))
            self.scroll_position.reveal(cursor.position())  # first: Qt brings a caret just to the edge
            self._move(cursor)
        self._set_current(annotation_id)

    def show_place(self, offset: int) -> None:
        """Put the caret at ``offset`` and bring it into sight, with nothing current."""
        if self._document is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(self._utf16(min(offset, len(self._document.text))))
        self.scroll_position.reveal(cursor.position())
        self._move(cursor)
        self._set_current("")

    def _set_current(self, annotation_id: str) -> None:
        if annotation_id != self._current:
            there = self._document.annotations if self._document is not None else {}
            changed = [there[id_] for id_ in (self._current, annotation_id) if id_ in there]
            if self._document is not None and any(self._document.links_of(a.id) for a in changed):
                self.viewport().update()  # their curves reach beyond their lines
            self._current = annotation_id
            self.drag.give_up()
            self.last_current = annotation_id or self.last_current
            self.viewport().update(self._sight_of([f for a in changed for f in a.fragments]))
            self.viewport().update(self.cursorRect().adjusted(-1, 0, 1, 0))  # the caret rests beside what is current
            self.current_changed.emit(annotation_id)

    def walk(self, *, forward: bool, past: Span | None = None) -> None:
        """Make the next or the previous annotation current, counted from this span, the current one or the caret."""
        if self._document is None:
            return
        here = self._document.annotations.get(self._current)
        place = (*past, "") if past else place_of(here) if here else (self.caret(), 0, "")
        found = self._document.neighbour(place, forward=forward)
        if found is not None:
            self.make_current(found.id)

    # Mouse

    def _snapped(self, event: QMouseEvent) -> QMouseEvent:
        return snapped(event, self._layout, self.in_sight(), self.viewport().height())

    def _offset_under(self, event: QMouseEvent) -> int:
        return self._code_point(self.cursorForPosition(self._snapped(event).position().toPoint()).position())

    def _annotations_under(self, point: QPointF) -> list[str]:
        """The ids of the annotations under a point of the viewport, the shortest first."""
        found = line_under(self._layout, self.in_sight(), point.y())
        if found is None:
            return []
        visible, line = found
        strips = self._highlights.strips(visible.block, line, line)
        place = QPointF(point.x() - self.contentOffset().x(), point.y() - visible.top)
        under = [s.id for s in strips if s.tint.adjusted(0, -1, 0, 1).contains(place)]
        return list(dict.fromkeys(reversed(under)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position() if left else None
        if left and self.drag.begin(event.position()):
            self._pressed_at = None
            return
        third = left and self._doubled.isValid() and not self._doubled.hasExpired(_interval())
        self._doubled.invalidate()
        self._pressing = left  # a click decides when it is over; a selection leaves the current annotation
        super().mousePressEvent(self._snapped(event))
        if third and self._document is not None:
            self.select(sentence_at(self._document.text, self._offset_under(event)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.drag.is_on:
            inverted = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.drag.move(self._offset_under(event), by_words=self.snaps != inverted)
            return
        over_handle = self.drag.handle_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if over_handle else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(self._snapped(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self._snapped(event))
        if event.button() == Qt.MouseButton.LeftButton and self._document is not None:
            self._pressed_at = event.position()
            self._doubled.start()
            self.select(word_at(self._document.text, min(self._offset_under(event), len(self._document.text) - 1)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.drag.is_on:
            moved = self.drag.end()
            if moved is not None:
                self.reshaped.emit(self._current, moved)
            return
        before, self._pressing = self._current, False
        super().mouseReleaseEvent(self._snapped(event))
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        if self.textCursor().hasSelection():
            self._complete_selection(inverted=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            self.selected_by_mouse.emit(self.cursorRect())
            return
        self.clicked_at.emit(self._offset_under(event))
        under = self._annotations_under(event.position())
        if under:
            following = under.index(before) + 1 if before in under else 0
            self._set_current(under[following % len(under)])
        else:
            self._set_current("")

    def _complete_selection(self, *, inverted: bool) -> None:
        """Show what a mouse selection is completed to, so that what is seen is what a digit tags."""
        span = self.selection(inverted=inverted)
        if span is not None:
            self.select(span)
            self._as_made = inverted

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse and not self.textCursor().hasSelection():
            under = self._annotations_under(QPointF(event.pos()))
            if not under:
                self.setTextCursor(self.cursorForPosition(event.pos()))  # what is offered is about this line
            elif self._current not in under:
                self._set_current(under[0])
        caret = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.menu_requested.emit(event.globalPos() if by_mouse else caret)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._describe(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def _describe(self, point: QPointF) -> str:
        """What is marked or suggested under a point, as the rich text of a tool tip."""
        if self._document is None:
            return ""
        there = [self._document.annotations[id_] for id_ in self._annotations_under(point)]
        offset = self._code_point(self.cursorForPosition(point.toPoint()).position())
        return described(there, self.boxes.at(offset), self.tr("suggested"), self._tags)

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
