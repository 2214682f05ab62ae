"""Reading view: reading, selecting, and which annotation is current. It changes nothing by itself."""

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
    QShowEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from annotator.model import Delta, Span, Suggestion, place_of
from annotator.text.sentences import sentence_at
from annotator.text.words import word_at
from annotator.ui.appearance.theme import Theme
from annotator.ui.appearance.typography import Typography
from annotator.ui.reading.current_outline import CurrentOutline
from annotator.ui.reading.drawing import Drawing
from annotator.ui.reading.handle_drag import Dragging
from annotator.ui.reading.highlights import Highlights
from annotator.ui.reading.layout import Metrics, ReadingLayout
from annotator.ui.reading.overview import WIDTH as OVERVIEW
from annotator.ui.reading.overview import Overview
from annotator.ui.reading.prepared_change import PreparedChange
from annotator.ui.reading.scroll_position import ScrollPosition
from annotator.ui.reading.selection import Selection
from annotator.ui.reading.shown import Shown
from annotator.ui.reading.sight import Sight
from annotator.ui.reading.tooltip import described
from annotator.ui.reading.typesetting import Typesetting
from annotator.ui.reading.visible_blocks import VisibleBlock
from annotator.ui.session.debouncer import Debouncer
from annotator.ui.session.document import Document
from annotator.ui.session.tag_set import TagSet


def _interval() -> int:
    return QGuiApplication.styleHints().mouseDoubleClickInterval()


class ReadingView(QPlainTextEdit):
    """An article on a page, with a caret, a selection and a current annotation.

    What is shown is said in ``Shown``; the parts read it from there. Places go in and out as code points.
    """

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
        super().__init__(parent)
        self.setObjectName("reading")
        self.setAccessibleName(self.tr("Article text"))
        self.setAcceptDrops(False)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # or everything below is painted first
        self.setCursorWidth(1)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setMouseTracking(True)
        self._tags = tags
        self._layout = ReadingLayout(self.document(), Metrics.of(setting))
        self.document().setDocumentLayout(self._layout)
        self.shown = Shown()
        self._highlights = Highlights(self._layout, tags)
        self.sight = Sight(self, self._layout, self._highlights, self.shown)
        self.scroll_position = ScrollPosition(self, self._layout, self.sight.blocks)
        self.selection = Selection(self, self.shown)
        self.outline = CurrentOutline(self, self._layout, self.shown, self.sight)
        self.drag = Dragging(self.shown, self.outline, self.viewport().update)
        self._prepared = PreparedChange(self, self._highlights, self.shown, self.sight)
        parts = self._layout, self._highlights, self.shown, self.sight, self.outline
        self._drawing = Drawing(self, *parts, theme, tags)
        self.typesetting = Typesetting(*(self, self._layout, self._highlights, self.shown, self.scroll_position, theme))
        self._prepare_soon = Debouncer(self, 0, self.sight.prepare)
        self.overview = Overview(theme, tags, self)
        self.overview.asked.connect(self.scroll_to)
        self._in_overview: list[VisibleBlock] = []  # what the overview was told is in sight
        self._is_loading = False
        self._gap = 0
        self._pressed_at: QPointF | None = None
        self._doubled = QElapsedTimer()
        self._pressing = False
        self.last_current = ""
        """The annotation that is current, or was before none was."""
        self.cursorPositionChanged.connect(self._caret_moved)
        self.selectionChanged.connect(self._selection_changed)

    @property
    def metrics(self) -> Metrics:
        """The measures of the page."""
        return self._layout.metrics

    # What is shown

    def show_document(self, document: Document | None, byline: str = "") -> None:
        """Show another article from its beginning, the caret there and nothing current."""
        self._set_current("")
        self.shown.begin(document, byline)
        self._highlights.show(document)
        self.typesetting.begin()
        text = self.shown.text
        self.selection.is_moving = self._is_loading = True
        with self.typesetting.until_painted(text.count("\n")):
            self.setPlainText(text)
        self.selection.is_moving = self._is_loading = False
        self.overview.show_document(document)
        self.place_changed.emit()

    def show_byline(self, byline: str) -> None:
        """Say something else below the title."""
        self.shown.byline = byline
        self.viewport().update()

    def show_tags(self) -> None:
        """The tags have other colours or underlines, or there are others."""
        self._drawing.show_tags()
        self._highlights.forget()
        self.viewport().update()
        self.overview.refresh()

    def prepare_change(self, delta: Delta) -> None:
        """A change of the document is on its way to the disk: prepare for its being shown."""
        self._prepared.prepare(delta)

    def apply_change(self, delta: Delta) -> None:
        """Paint what a change of the document touched; what is gone is no longer current."""
        self._prepared.show(delta)
        self.overview.apply_change(delta)
        if self.shown.document is None or self.current not in self.shown.document.annotations:
            self._set_current("")

    def show_suggestions(
        self, suggestions: list[Suggestion], current: Suggestion | None, fragments: tuple[Span, ...]
    ) -> None:
        """Box these suggestions, and one as current with these fragments."""
        if current is not None:
            self._set_current("")
        if self.shown.boxes.show(suggestions, current, fragments):
            self.viewport().update()

    def show_matches(self, matches: list[Span]) -> None:
        """Paint these spans, which are in order and apart, as found."""
        if matches or self.shown.matches:
            self.shown.matches = matches
            self.viewport().update()

    # How it is set

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._drawing.set_theme(theme)
        self.typesetting.set_theme(theme)
        self.viewport().update()
        self.overview.set_theme(theme)

    def set_type(self, typography: Typography) -> None:
        """Set the article in another type, keeping the place that is read."""
        self.typesetting.set_type(typography)
        self._centre_column()

    def _centre_column(self) -> None:
        room = self.width() - self.verticalScrollBar().sizeHint().width() - OVERVIEW
        side, width = self.metrics.column_in(room)
        self.typesetting.set_width(width)
        self.setViewportMargins(side, self._gap, max(0, room - width - side) + OVERVIEW, 0)

    def set_gap(self, gap: int) -> int:
        """Leave so much above the text, in pixels; how much it was."""
        before, self._gap = self._gap, gap
        if gap != before:
            self._centre_column()
        return before

    def showEvent(self, event: QShowEvent) -> None:
        with self.typesetting.until_painted(self.document().blockCount()):
            super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        first = self.scroll_position.first()
        self._centre_column()
        with self.typesetting.until_painted(self.document().blockCount()):
            super().resizeEvent(event)
        self.scroll_position.show_from(first)
        bar = self.verticalScrollBar().sizeHint().width()
        self.overview.setGeometry(self.width() - bar - OVERVIEW, 0, OVERVIEW, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._drawing.paint(event.rect())
        self.typesetting.is_painted = True
        self._prepare_soon.start()
        seen = self.sight.look()
        if seen and seen is not self._in_overview and self.shown.document is not None:
            self._in_overview = seen
            last = seen[-1].block
            end = min(last.position() + last.length() - 1, self.document().characterCount() - 1)
            offset = self.shown.offsets.from_utf16
            self.overview.show_sight(offset(seen[0].block.position()), offset(end))

    # Places

    def scroll_to(self, offset: int) -> None:
        """Bring the line of an offset to a third of the height; the caret stays."""
        self.scroll_position.bring(self.shown.offsets.to_utf16(offset))

    def bring_into_sight(self, span: Span) -> None:
        """Scroll to where a span begins, unless that is well in sight; the caret stays."""
        self.scroll_position.reveal(self.shown.offsets.to_utf16(span[0]))

    def show_place(self, offset: int) -> None:
        """Put the caret at ``offset`` and bring it into sight, with nothing current."""
        self._place_caret(min(offset, len(self.shown.text)))
        self._set_current("")

    def _place_caret(self, offset: int) -> None:
        position = self.shown.offsets.to_utf16(offset)
        self.scroll_position.reveal(position)  # first: Qt brings a caret just to the edge
        self.selection.place(position)

    def _selection_changed(self) -> None:
        if not self._is_loading:  # in between the caret is nowhere
            self.place_changed.emit()

    def _caret_moved(self) -> None:
        if not self.selection.is_moving and not self._pressing and not self.textCursor().hasSelection():
            self._set_current("")
        if not self._is_loading:
            self.place_changed.emit()

    # The current annotation

    @property
    def current(self) -> str:
        """The id of the current annotation, "" if there is none."""
        return self.shown.current

    def make_current(self, annotation_id: str, *, reveal: bool = True) -> None:
        """Make an annotation of the document current, its start in sight and the caret there; "" makes none current."""
        there = self.shown.document.annotations if self.shown.document is not None else {}
        if annotation_id not in there:
            self._set_current("")
            return
        if reveal:
            self._place_caret(there[annotation_id].start)
        self._set_current(annotation_id)

    def _set_current(self, annotation_id: str) -> None:
        before, document = self.shown.current, self.shown.document
        if annotation_id != before:
            there = document.annotations if document is not None else {}
            changed = [there[id_] for id_ in (before, annotation_id) if id_ in there]
            if document is not None and any(document.links_of(a.id) for a in changed):
                self.viewport().update()  # their curves reach beyond their lines
            self.shown.current = annotation_id
            self.drag.give_up()
            self.last_current = annotation_id or self.last_current
            self.viewport().update(self.sight.part_of([f for a in changed for f in a.fragments]))
            self.viewport().update(self.cursorRect().adjusted(-1, 0, 1, 0))  # the caret rests beside what is current
            self.current_changed.emit(annotation_id)

    def walk(self, *, forward: bool, past: Span | None = None) -> None:
        """Make the next or the previous annotation current, counted from this span, the current one or the caret."""
        document = self.shown.document
        if document is None:
            return
        here = document.annotations.get(self.current)
        place = (*past, "") if past else place_of(here) if here else (self.selection.caret(), 0, "")
        found = document.neighbour(place, forward=forward)
        if found is not None:
            self.make_current(found.id)

    # Mouse

    def _offset_under(self, event: QMouseEvent) -> int:
        return self.sight.offset_at(self.sight.snapped(event).position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position() if left else None
        if left and self.drag.begin(event.position()):
            self._pressed_at = None
            return
        third = left and self._doubled.isValid() and not self._doubled.hasExpired(_interval())
        self._doubled.invalidate()
        self._pressing = left  # a click decides when it is over; a selection leaves the current annotation
        super().mousePressEvent(self.sight.snapped(event))
        if third and self.shown.text:
            self.selection.select(sentence_at(self.shown.text, self._offset_under(event)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.drag.is_on:
            inverted = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.drag.move(self._offset_under(event), by_words=self.selection.snaps != inverted)
            return
        over_handle = self.drag.handle_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if over_handle else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(self.sight.snapped(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self.sight.snapped(event))
        text = self.shown.text
        if event.button() == Qt.MouseButton.LeftButton and text:
            self._pressed_at = event.position()
            self._doubled.start()
            self.selection.select(word_at(text, min(self._offset_under(event), len(text) - 1)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.drag.is_on:
            moved = self.drag.end()
            if moved is not None:
                self.reshaped.emit(self.current, moved)
            return
        before, self._pressing = self.current, False
        super().mouseReleaseEvent(self.sight.snapped(event))
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        if self.textCursor().hasSelection():
            self.selection.complete(inverted=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            self.selected_by_mouse.emit(self.cursorRect())
            return
        self.clicked_at.emit(self._offset_under(event))
        under = self.sight.annotations_at(event.position())
        if under:
            following = under.index(before) + 1 if before in under else 0
            self._set_current(under[following % len(under)])
        else:
            self._set_current("")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse and not self.textCursor().hasSelection():
            under = self.sight.annotations_at(QPointF(event.pos()))
            if not under:
                self.setTextCursor(self.cursorForPosition(event.pos()))  # what is offered is about this line
            elif self.current not in under:
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
        if self.shown.document is None:
            return ""
        there = [self.shown.document.annotations[id_] for id_ in self.sight.annotations_at(point)]
        suggested = self.shown.boxes.at(self.sight.offset_at(point.toPoint()))
        return described(there, suggested, self.tr("suggested"), self._tags)

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
        start, end = self.selection.made() or (0, 0)
        data.setText(self.shown.text[start:end])
        return data
