"""The form of a tag's attributes: a few that are always shown, the others below them when they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.model import FIELDS, NOT_CHECKED, Annotation, Field, Scalar
from annotator.ui.appearance.foreign_text import as_tip
from annotator.ui.appearance.wording import translate_field

_FIRST = {"check", "kind", "creator", "name"}
"""The attributes that are always shown: what is written most often of each tag."""

_ELSEWHERE = {"attribution"}
"""What is said by a button beside the sources."""

Changed = Callable[[str, Scalar, bool], None]
"""Takes the name of an attribute, its value, and whether it is complete."""


class _Choice(QComboBox):
    """One of several values or none; the wheel scrolls past it instead of changing what is stored."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class AttributeForm(QWidget):
    """The attributes of one tag, as the model describes them."""

    def __init__(self, tag: str, changed: Changed) -> None:
        super().__init__()
        self._changed = changed
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.more = QWidget()
        """What is shown when it is asked for; to be placed by who shows the form."""
        self._below = QVBoxLayout(self.more)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(4)
        self._fields = {field.name: field for field in FIELDS.get(tag, ()) if field.name not in _ELSEWHERE}
        self.widgets: dict[str, QComboBox | QLineEdit] = {}
        for field in self._fields.values():
            self._add(field)

    @property
    def has_more(self) -> bool:
        """Whether there are attributes that are not always shown."""
        return self._below.count() > 0

    def _add(self, field: Field) -> None:
        widget = self._choice(field) if field.choices else self._line(field)
        label = QLabel(translate_field(field.label))
        label.setObjectName("muted")
        label.setBuddy(widget)
        widget.setAccessibleName(label.text())
        for one in (widget, label):
            one.setToolTip(as_tip(translate_field(field.hint)))
        column = self._column if field.name in _FIRST else self._below
        column.addWidget(label)
        column.addWidget(widget)
        self.widgets[field.name] = widget

    def _choice(self, field: Field) -> QComboBox:
        box = _Choice()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        choices = list(field.choices)
        nothing = translate_field(choices.pop(0)[1]) if choices[0][0] == NOT_CHECKED else self.tr("not said")
        box.addItem(nothing, None)
        for value, label in choices:
            box.addItem(translate_field(label), value)
        box.activated.connect(lambda _: self._changed(field.name, box.currentData(), True))
        return box

    def _line(self, field: Field) -> QLineEdit:
        line = QLineEdit()
        line.textEdited.connect(lambda text: self._changed(field.name, self._value(field, text), False))
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
                self._choose(widget, None if value == NOT_CHECKED else value)

    @staticmethod
    def _choose(box: QComboBox, value: Scalar) -> None:
        row = box.findData(value)
        if row < 0:  # a value of somebody else's making is shown as it is
            box.addItem(str(value), value)
            row = box.count() - 1
        box.setCurrentIndex(row)
