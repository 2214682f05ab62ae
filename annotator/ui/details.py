"""The details of one annotation: where it is, who says it, its attributes and its note."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model import CLAIM, FIELDS, SOURCE, Annotation, Field, LinkKind, Scalar
from annotator.ui import tagset
from annotator.ui.appearance.icons import set_icon
from annotator.ui.document import Document
from annotator.ui.fields import FieldKeys
from annotator.ui.rows import one_line

_PAUSE = 500
"""How long, in milliseconds, after the last key a note is committed."""

_SHOWN = 6
"""How many claims of one source are listed."""

_CUT = 44
"""How many characters of a linked annotation are shown."""


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


class _Choice(QComboBox):
    """One of several values or none; the wheel scrolls past it instead of changing what is stored."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Form(QWidget):
    """The attributes of one tag, as the model describes them."""

    def __init__(self, fields: tuple[Field, ...], changed: Callable[[str, Scalar, bool], None]) -> None:
        super().__init__()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(5)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._fields = {field.name: field for field in fields}
        self.widgets: dict[str, QComboBox | QLineEdit] = {}
        for field in fields:
            widget = self._choice(field, changed) if field.choices else self._line(field, changed)
            widget.setAccessibleName(field.label)
            label = QLabel(field.label)
            label.setObjectName("muted")
            label.setBuddy(widget)
            form.addRow(label, widget)
            self.widgets[field.name] = widget

    def _choice(self, field: Field, changed: Callable[[str, Scalar, bool], None]) -> QComboBox:
        box = _Choice()
        box.addItem("–", None)
        for value, label in field.choices:
            box.addItem(label, value)
        box.activated.connect(lambda _: changed(field.name, box.currentData(), True))
        return box

    def _line(self, field: Field, changed: Callable[[str, Scalar, bool], None]) -> QLineEdit:
        line = QLineEdit()
        FieldKeys(line).watch(line)
        line.textEdited.connect(lambda text: changed(field.name, self._value(field, text), False))
        return line

    @staticmethod
    def _value(field: Field, text: str) -> Scalar:
        """What was typed, as a number where the field wants one and it is one."""
        text = text.strip()
        if field.number:
            for kind in (int, float):
                try:
                    value = kind(text)
                except ValueError:
                    continue
                return value if value == value and abs(value) != float("inf") else text  # noqa: PLR0124 - not NaN
        return text

    def show_values(self, annotation: Annotation, but: frozenset[str]) -> None:
        """Show the attributes of an annotation, except in the fields ``but``, which are being written."""
        values = dict(annotation.attributes)
        for name, widget in self.widgets.items():
            if name in but:
                continue
            value = values.get(name)
            if isinstance(widget, QLineEdit):
                text = "" if value is None else str(value)
                if text != widget.text():
                    widget.setText(text)
            else:
                self._choose(widget, value)

    @staticmethod
    def _choose(box: QComboBox, value: Scalar) -> None:
        row = box.findData(value)
        if row < 0:  # a value of somebody else's making is shown as it is
            box.addItem(str(value), value)
            row = box.count() - 1
        box.setCurrentIndex(row)


class Details(QFrame):
    """What is known of the current annotation, to be read and written."""

    described = Signal(str, dict)
    """An annotation's id, and attributes that it should have."""

    waits = Signal(bool)
    """Whether something was typed that was not handed over yet."""

    left = Signal()
    """The person went elsewhere: the visit is over."""

    link_wanted = Signal()
    """A source is to be found for the annotation that is shown."""

    unlink_wanted = Signal(str)
    """A link, by its id, is to be taken away."""

    chosen = Signal(str)
    """The person wants to see this annotation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self._annotation: Annotation | None = None
        self._pending: dict[str, Scalar] = {}
        self._forms: dict[str, _Form] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(6)
        self._heading = QLabel()
        self._heading.setTextFormat(Qt.TextFormat.RichText)
        self._links = QWidget()
        self._link_rows = QVBoxLayout(self._links)
        self._link_rows.setContentsMargins(0, 0, 0, 2)
        self._link_rows.setSpacing(2)
        label = QLabel(self.tr("Note"))
        label.setObjectName("muted")
        self.note = NoteField()
        self.note.waits.connect(lambda _: self._tell_waiting())
        label.setBuddy(self.note)
        for widget in (self._heading, self._links, label, self.note):
            self._column.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.flush)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

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
        where = self.tr("characters %1").replace("%1", places)
        self._heading.setText(f"<b>{html.escape(tagset.name_of(annotation.tag))}</b> &nbsp;{where}")
        self._show_links(document, annotation)
        for tag, form in self._forms.items():
            form.setVisible(tag == annotation.tag)
        self.form(annotation.tag).show_values(annotation, frozenset(self._pending))

    def form(self, tag: str) -> _Form:
        """The form of a tag's attributes, made when it is first shown."""
        if tag not in self._forms:
            self._forms[tag] = _Form(FIELDS.get(tag, ()), self._changed)
            self._column.insertWidget(2, self._forms[tag])
        return self._forms[tag]

    # Links

    def _show_links(self, document: Document, annotation: Annotation) -> None:
        while (item := self._link_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        speaks = annotation.tag in (CLAIM.id, SOURCE.id)
        self._links.setVisible(speaks)
        if not speaks:
            return
        kind = LinkKind.ATTRIBUTED_TO if annotation.tag == CLAIM.id else LinkKind.VIA
        self._caption(self.tr("Attributed to") if annotation.tag == CLAIM.id else self.tr("Via"), add=True)
        there = document.annotations
        for link in document.links_of(annotation.id):
            if link.from_id == annotation.id and link.kind is kind:
                self._row(there[link.to_id], link.id)
        backward = [link for link in document.links_of(annotation.id) if link.to_id == annotation.id]
        if backward:
            self._caption(self.tr("Speaks for"), add=False)
        for link in backward[:_SHOWN]:
            self._row(there[link.from_id], link.id)
        if len(backward) > _SHOWN:
            self._caption(self.tr("… and %1 more").replace("%1", str(len(backward) - _SHOWN)), add=False)

    def _caption(self, text: str, *, add: bool) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        label = QLabel(text)
        label.setObjectName("muted")
        line.addWidget(label, 1)
        if add:
            button = QPushButton(self.tr("Link…  L"))
            button.setObjectName("link")
            button.setAccessibleName(self.tr("Link to a source"))
            button.clicked.connect(self.link_wanted)
            line.addWidget(button)
        self._link_rows.addWidget(row)

    def _row(self, annotation: Annotation, link_id: str) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        quote = one_line(annotation.quote)
        button = QPushButton(quote if len(quote) <= _CUT else quote[:_CUT].rstrip() + "…")
        button.setText(button.text().replace("&", "&&"))
        button.setObjectName("link")
        button.setAccessibleName(self.tr("Go to: %1").replace("%1", quote[:200]))
        button.clicked.connect(lambda: self.chosen.emit(annotation.id))
        remove = QToolButton()
        set_icon(remove, "close")
        remove.setAutoRaise(True)
        remove.setToolTip(self.tr("Take this link away"))
        remove.setAccessibleName(self.tr("Take away the link to: %1").replace("%1", quote[:200]))
        remove.clicked.connect(lambda: self.unlink_wanted.emit(link_id))
        line.addWidget(button, 1)
        line.addWidget(remove)
        self._link_rows.addWidget(row)

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
