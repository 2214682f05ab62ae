"""Format options: a check box where an option is a thing to have or not, else a list of choices."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from annotator.formats.base import YES_NO, Format, Option


class FormatOptions(QWidget):
    """The options of one format at a time."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self.fields: dict[str, QCheckBox | QComboBox] = {}

    def show_options(self, format_: Format, values: Mapping[str, str]) -> None:
        """Offer what this format can be asked for, with these values where it allows them."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {}
        for option in format_.options:
            value = values.get(option.name, "")
            self._add(option, value if value in option.allowed else option.allowed[0])
        self.setVisible(bool(self.fields))

    def values(self) -> dict[str, str]:
        """What is chosen, by the names of the options."""
        return {name: _value(field) for name, field in self.fields.items()}

    def _add(self, option: Option, value: str) -> None:
        words = _translated(option.words)
        if option.values == YES_NO:
            box = self.fields[option.name] = QCheckBox(words)
            box.setChecked(value == "yes")
            box.toggled.connect(self.changed)
            self._form.addRow(box)
            return
        combo = self.fields[option.name] = QComboBox()
        combo.setAccessibleName(words)
        for allowed, said in option.values:
            combo.addItem(_translated(said), allowed)
        combo.setCurrentIndex(combo.findData(value))
        combo.currentIndexChanged.connect(self.changed)
        label = QLabel(words)
        label.setBuddy(combo)
        self._form.addRow(label, combo)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Formats", text)


def _value(field: QCheckBox | QComboBox) -> str:
    if isinstance(field, QCheckBox):
        return "yes" if field.isChecked() else "no"
    return str(field.currentData())
