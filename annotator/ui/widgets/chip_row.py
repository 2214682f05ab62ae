"""Chips of which one is checked, each with a count, in a row where there is room, or else in more than one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from annotator.ui.appearance.foreign_text import as_tip
from annotator.ui.widgets.chip import Chip
from annotator.ui.widgets.flow import Flow


class ChipRow(QWidget):
    """The counts give way first, that of the checked chip last; where the words alone have no room in a row they wrap.

    In more than one row they have counts if these make no further row. The tool tips always have all of them.
    """

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._counts = tuple(names), (0,) * len(names)
        self._row = Flow(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(3)
        self._group = QButtonGroup(self)
        self.chips = [self._make_chip() for _ in names]
        self.chips[0].setChecked(True)
        self._group.buttonToggled.connect(lambda *_: self._fit())
        self._fit()

    def _make_chip(self) -> Chip:
        chip = Chip()
        chip.setCheckable(True)
        self._group.addButton(chip)
        self._row.addWidget(chip)
        return chip

    def show_counts(self, counts: Sequence[int]) -> None:
        """Show these counts, none if all are 0."""
        if tuple(counts) != self._counts:
            self._counts = tuple(counts)
            self._fit()

    def _fit(self) -> None:
        """Show as many of the counts as there is room for."""
        full = [f"{name} {count:,}" for name, count in zip(self._names, self._counts, strict=True)]
        full = full if any(self._counts) else list(self._names)
        current = [
            one if chip.isChecked() else name for one, chip, name in zip(full, self.chips, self._names, strict=True)
        ]
        forms = (full, current, self._names)
        if not self._say_first(forms, self._row.sizeHint().height()):
            self._say_first(forms, self._row.heightForWidth(self.width()))
        for chip, text in zip(self.chips, full, strict=True):
            chip.setToolTip(as_tip(text))
            chip.setAccessibleName(text)

    def _say_first(self, forms: Sequence[Sequence[str]], height: int) -> bool:
        """Have the chips say the first of these that needs no more height, else the last; whether there was one."""
        for texts in forms:
            for chip, text in zip(self.chips, texts, strict=True):
                if chip.text() != text:
                    chip.setText(text)
            if self._row.heightForWidth(self.width()) <= height:
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
