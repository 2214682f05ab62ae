"""Format list: the formats for people first, then those for other tools, then what is to be kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.formats.base import Format, Purpose
from annotator.formats.registry import formats
from annotator.ui.appearance.sizes import px


class FormatList(QListWidget):
    """The list of formats: a heading for each purpose and below it the formats; the headings cannot be chosen."""

    chosen = Signal()
    """Another format is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formats")
        self.ensurePolished()  # or the rows are measured without what the style sheet adds to them
        self.setAccessibleName(self.tr("Format"))
        self.setFixedWidth(px(212))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        there = [one for one in formats().values() if one.writes and one.is_there]
        for purpose, heading in (
            (Purpose.PEOPLE, self.tr("For people")),
            (Purpose.KEEP, self.tr("To keep")),
            (Purpose.TOOLS, self.tr("For other tools")),
        ):
            self._head(heading)
            for one in there:
                if one.purpose is purpose:
                    self._offer(one, heading)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit())

    @property
    def format(self) -> Format:
        """The format that is chosen."""
        return formats()[self.currentItem().data(Qt.ItemDataRole.UserRole)]

    def choose(self, name: str) -> None:
        """Choose a format, or the first where there is none of this name."""
        items = [self.item(row) for row in range(self.count())]
        offered = [item for item in items if item.data(Qt.ItemDataRole.UserRole)]
        named = [item for item in offered if item.data(Qt.ItemDataRole.UserRole) == name]
        self.setCurrentItem((named or offered)[0])

    def _head(self, text: str) -> None:
        item = QListWidgetItem(text, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)

    def _offer(self, one: Format, heading: str) -> None:
        item = QListWidgetItem(one.title, self)
        item.setData(Qt.ItemDataRole.UserRole, one.name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.title}, {heading}")
