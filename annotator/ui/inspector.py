"""The inspector: what is marked in the open article, and the details of the current annotation."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.model import TAGS, Delta
from annotator.ui.annotations import ROW, AnnotationDelegate, AnnotationModel
from annotator.ui.buttons import KeyButton
from annotator.ui.document import Document
from annotator.ui.rows import RowList
from annotator.ui.theme import Theme

_PAUSE = 500
"""How long, in milliseconds, after the last key a note is committed."""

_NAMES = {tag.id: tag.name for tag in TAGS}


class NoteField(QPlainTextEdit):
    """The note of the current annotation. What is typed is handed over after a pause and on leaving."""

    written = Signal(str, str)
    """The annotation's id and its note as it is now."""

    waits = Signal(bool)
    """Whether letters were typed that were not handed over yet."""

    left = Signal()
    """The person went elsewhere: the visit is over."""

    leave = Signal()
    """Esc was pressed: back to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("Write a note…"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(76)
        self._id = ""
        self._showing = False
        self._waits = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._typed)

    def show_note(self, annotation_id: str, note: str, unsaved: str | None = None) -> None:
        """Show the note of another annotation, or what became of this one's.

        Letters that were typed stay until the note is stored with them; ``unsaved`` is what once could not be stored.
        """
        if annotation_id != self._id:
            self.end()
            self._id = annotation_id
            self._set(note if unsaved is None else unsaved)
            self._wait(unsaved is not None)
        elif note == self.toPlainText():
            self._wait(self._pause.isActive())
        elif not self._waits:
            self._set(note)

    def _set(self, text: str) -> None:
        self._showing = True
        self.setPlainText(text)
        self._showing = False

    def _wait(self, waits: bool) -> None:
        self._waits = waits
        self.waits.emit(waits)

    def _typed(self) -> None:
        if not self._showing and self._id:
            self._pause.start()
            self._wait(True)

    def flush(self) -> None:
        """Hand over what was typed."""
        self._pause.stop()
        if self._id and self._waits:
            self.written.emit(self._id, self.toPlainText())

    def end(self) -> None:
        """Hand over what was typed and end the visit."""
        self.flush()
        self.left.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave.emit()
        else:
            super().keyPressEvent(event)


class Inspector(QWidget):
    """Filter, list and details."""

    chosen = Signal(str)
    """The person wants to see this annotation in the text."""

    count_changed = Signal(int)
    """How many annotations there are in the article."""

    menu_requested = Signal(QPoint)
    """A menu for the annotations selected in the list is asked for at this global point."""

    def __init__(self, theme: Theme, unsaved_notes: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unsaved_notes = unsaved_notes
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document: Document | None = None
        self._current = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_filter(theme))
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        self.list = self._make_list(theme)
        column.addWidget(self.list, 1)
        column.addWidget(self._make_details())
        self.show_document(None)

    def _make_filter(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(2)
        group = QButtonGroup(self)
        self._filters: dict[str, KeyButton] = {}
        for tag, name in (("", self.tr("All")), *((t.id, t.name) for t in TAGS)):
            button = KeyButton("0", theme, tag=tag, flat=True)
            button.setCheckable(True)
            button.setToolTip(
                self.tr("Show all annotations") if not tag else self.tr("Show only: %1").replace("%1", name)
            )
            button.clicked.connect(lambda _=False, t=tag: self._filter(t))
            group.addButton(button)
            row.addWidget(button)
            self._filters[tag] = button
        self._filters[""].setChecked(True)
        row.addStretch(1)
        return row

    def _make_list(self, theme: Theme) -> RowList:
        self.model = AnnotationModel(self)
        rows = RowList(self.tr("Annotations"), self.model, ROW, self)
        self._delegate = AnnotationDelegate(theme, self)
        rows.setItemDelegate(self._delegate)
        rows.menu_requested.connect(self.menu_requested)
        rows.selectionModel().currentChanged.connect(self._row_changed)
        rows.clicked.connect(self._row_changed)
        return rows

    def _make_details(self) -> QFrame:
        self._details = QFrame()
        self._details.setObjectName("details")
        column = QVBoxLayout(self._details)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(6)
        self._heading = QLabel()
        self._heading.setTextFormat(Qt.TextFormat.RichText)
        label = QLabel(self.tr("Note"))
        label.setObjectName("muted")
        self.note = NoteField()
        label.setBuddy(self.note)
        column.addWidget(self._heading)
        column.addWidget(label)
        column.addWidget(self.note)
        return self._details

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        for button in self._filters.values():
            button.set_theme(theme)
        self.list.viewport().update()

    def show_document(self, document: Document | None) -> None:
        """Show another document, with nothing current."""
        self._document = document
        self.model.show(document)
        self.show_current("")
        self._recount()

    def take(self, delta: Delta) -> None:
        """Show what a change of the document did."""
        self.model.take(delta)
        self.show_current(self._current)
        self._recount()

    def _recount(self) -> None:
        counts = self._document.counts if self._document is not None else {}
        total = sum(counts.values())
        for tag, name in (("", self.tr("All")), *((t.id, t.name) for t in TAGS)):
            count = counts.get(tag, 0) if tag else total
            button = self._filters[tag]
            text = f"{name} {count}" if not tag else str(count)
            if text == button.text():
                continue
            button.setText(text)
            button.setAccessibleName(f"{name}: {count}")
            button.updateGeometry()
        self.count_changed.emit(total)

    def _filter(self, tag: str) -> None:
        self.model.filter(tag)
        self._select(self._current)

    def show_current(self, annotation_id: str) -> None:
        """Show the details of another annotation and select its row, without choosing it anew."""
        annotation = self._document.annotations.get(annotation_id) if self._document is not None else None
        self._current = annotation.id if annotation is not None else ""
        note = annotation.note if annotation is not None else ""
        self.note.show_note(self._current, note, self.unsaved_notes.get(self._current))
        self._details.setVisible(annotation is not None)
        if annotation is not None:
            places = ", ".join(f"{s}–{e}" for s, e in annotation.fragments)
            self._heading.setText(
                f"<b>{_NAMES[annotation.tag]}</b> &nbsp;{self.tr('characters %1').replace('%1', places)}"
            )
        self._select(self._current)

    def _select(self, annotation_id: str) -> None:
        selection = self.list.selectionModel()
        row = self.model.row_of(annotation_id) if annotation_id else QModelIndex()
        if row == selection.currentIndex() and (not row.isValid() or selection.isSelected(row)):
            return
        selection.blockSignals(True)
        if row.isValid():
            selection.setCurrentIndex(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(row)
        else:
            selection.clear()
        selection.blockSignals(False)
        self.list.viewport().update()

    def _row_changed(self, index: QModelIndex) -> None:
        annotation = self.model.annotation(index)
        if annotation is not None and (annotation.id != self._current or self.sender() is self.list):
            self.chosen.emit(annotation.id)

    def selected(self) -> list[str]:
        """The ids of the annotations selected in the list."""
        found = map(self.model.annotation, self.list.selectionModel().selectedRows())
        return [a.id for a in found if a is not None]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.list.viewport().update()
