"""Details form: where one annotation is, who says it, its attributes and its note."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model import Annotation, Scalar
from annotator.ui.session.debouncer import Debouncer
from annotator.ui.session.document import Document
from annotator.ui.session.tag_set import TagSet
from annotator.ui.widgets.attribute_form import AttributeForm
from annotator.ui.widgets.elided import ElidedLabel
from annotator.ui.widgets.speakers import Speakers

_PAUSE = 500
"""How long, in milliseconds, after the last key a note is committed."""


class NoteField(QPlainTextEdit):
    """The note of the current annotation. What is typed is handed over after a pause and on leaving."""

    written = Signal(str, str)
    """The annotation's id and its note as it is now."""

    waits = Signal(bool)
    """Whether letters were typed that were not handed over yet."""

    leave = Signal()
    """Esc was pressed: back to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("Write a note…"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(52)
        self._id = ""
        self._showing = False
        self._waits = False
        self._pause = Debouncer(self, _PAUSE, self.flush)
        self.textChanged.connect(self._typed)

    def show_note(self, annotation_id: str, note: str, unsaved: str | None = None) -> None:
        """Show the note of another annotation, or what became of this one's.

        Letters that were typed stay until the note is stored with them; ``unsaved`` is what once could not be stored.
        """
        if annotation_id != self._id:
            self.flush()
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

    @property
    def is_waiting(self) -> bool:
        """Whether letters were typed that were not handed over yet, or could not be stored."""
        return self._waits

    def flush(self) -> None:
        """Hand over what was typed."""
        self._pause.stop()
        if self._id and self._waits:
            self.written.emit(self._id, self.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave.emit()
        else:
            super().keyPressEvent(event)


class Details(QFrame):
    """The details form: what is known of the current annotation, to be read and written."""

    described = Signal(str, dict)
    """An annotation's id, and attributes that it should have."""

    waits = Signal(bool)
    """Whether something was typed that was not handed over yet."""

    left = Signal()
    """The person went elsewhere: the visit is over."""

    more_toggled = Signal(bool)
    """A person wants to see everything from now on, or only what is written most often."""

    def __init__(self, tags: TagSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags = tags
        self.setObjectName("details")
        self._annotation: Annotation | None = None
        self._pending: dict[str, Scalar] = {}
        self._forms: dict[str, AttributeForm] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 4, 12, 8)
        self._column.setSpacing(4)
        self._tag, self._where = ElidedLabel(), ElidedLabel()
        self._tag.setObjectName("detailsTag")
        self.speakers = Speakers()
        self._caption = QLabel(self.tr("Note"))
        self._caption.setObjectName("muted")
        self.note = NoteField()
        self.note.waits.connect(lambda _: self._tell_waiting())
        self._caption.setBuddy(self.note)
        for one in (self._caption, self.note):
            one.setToolTip(self.tr("What you want to remember about it; it is exported too (N)"))
        self.more = self._make_more()
        top = QHBoxLayout()
        top.addWidget(self._tag)
        top.addWidget(self._where, 1)
        top.addWidget(self.more)
        self._column.addLayout(top)
        for widget in (self.speakers, self._caption, self.note):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._pause = Debouncer(self, _PAUSE, self.flush)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def _make_more(self) -> QToolButton:
        more = QToolButton()
        more.setObjectName("more")
        more.setText(self.tr("More"))
        more.setToolTip(self.tr("Show everything that can be said of it"))
        more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        more.setCheckable(True)
        more.setArrowType(Qt.ArrowType.RightArrow)
        more.toggled.connect(self._show_more)
        more.clicked.connect(self.more_toggled)
        return more

    def show_annotation(self, document: Document | None, annotation: Annotation | None, unsaved: str | None) -> None:
        """Show another annotation, or what became of this one; ``unsaved`` is a note that could not be stored."""
        if self._annotation is not None and (annotation is None or annotation.id != self._annotation.id):
            self.end()
        self._annotation = annotation
        id_, note = (annotation.id, annotation.note) if annotation is not None else ("", "")
        self.note.show_note(id_, note, unsaved)
        self.setVisible(annotation is not None)
        if annotation is None or document is None:
            return
        places = ", ".join(f"{s}–{e}" for s, e in annotation.fragments)
        self._tag.setText(self._tags.name_of(annotation.tag))
        self._where.setText(self.tr("characters %1").replace("%1", places))
        self.speakers.show_links(document, annotation)
        self.form(annotation.tag).show_values(annotation, frozenset(self._pending))
        self._show_more(self.more.isChecked())

    def form(self, tag: str) -> AttributeForm:
        """The form of a tag's attributes, made when it is first shown."""
        if tag not in self._forms:
            form = self._forms[tag] = AttributeForm(tag, self._changed)
            self._column.insertWidget(2, form)
            self._column.insertWidget(self._column.count() - 1, form.more)
        return self._forms[tag]

    def _show_more(self, shown: bool) -> None:
        self.more.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        here = self._annotation.tag if self._annotation is not None else ""
        for tag, form in self._forms.items():
            form.setVisible(tag == here)
            form.more.setVisible(tag == here and shown)
        self.more.setVisible(here in self._forms and self._forms[here].has_more)

    # Writing

    def _changed(self, name: str, value: Scalar, at_once: bool) -> None:
        self._pending[name] = value
        self._tell_waiting()
        if at_once:
            self.flush()
        else:
            self._pause.start()

    def _tell_waiting(self) -> None:
        self.waits.emit(bool(self._pending) or self.note.is_waiting)

    def flush(self) -> None:
        """Hand over what was typed."""
        self._pause.stop()
        self.note.flush()
        if self._pending and self._annotation is not None:
            values, self._pending = self._pending, {}
            self.described.emit(self._annotation.id, values)
            self._tell_waiting()

    def put_back(self, annotation_id: str, values: Mapping[str, Scalar]) -> None:
        """These could not be stored: they stay in the fields, and wait to be handed over again."""
        if self._annotation is not None and self._annotation.id == annotation_id:
            self._pending = {**values, **self._pending}
            self._tell_waiting()

    def end(self) -> None:
        """Hand over what was typed and end the visit."""
        self.flush()
        self.left.emit()

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """Leaving the details for another part of the window ends the visit; a list that pops up is part of them."""
        if old is not None and self._holds(old) and not (new is not None and self._holds(new)):
            self.end()

    def _holds(self, widget: QWidget) -> bool:
        one: QWidget | None = widget
        while one is not None and one is not self:
            one = one.parentWidget()
        return one is self
