"""Version review: what became of each annotation, old and new side by side."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.services.versions import Comparison
from annotator.text.passages import quote_of
from annotator.text.reanchor import Carried, Fate
from annotator.ui.appearance.foreign_text import one_line
from annotator.ui.appearance.icons import make_icon
from annotator.ui.appearance.sizes import resize_dialog
from annotator.ui.appearance.theme import Theme
from annotator.ui.session.session import Session


class CarryDialog(QDialog):
    """The dialog of the review: everything that was found again is ticked; what is lost cannot be."""

    def __init__(self, comparison: Comparison, theme: Theme, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Carry annotations over"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._comparison, self._session = comparison, session
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        said = QLabel(self._summary())
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        column.addWidget(said)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(self.tr("Annotations of the older version"))
        self.list.setHeaderLabels([self.tr("What became of it"), self.tr("Tag"), self.tr("Before"), self.tr("Now")])
        self.rows = [self._row(carried, theme) for carried in comparison.carried]
        self.list.addTopLevelItems(self.rows)
        header = self.list.header()
        for section in (0, 1):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        for section in (2, 3):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        column.addWidget(self.list, 1)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        self.list.itemChanged.connect(lambda *_: self._count())
        self._count()
        resize_dialog(self, 880, 480)

    def _words(self, fate: Fate) -> str:
        return {
            Fate.UNCHANGED: self.tr("unchanged"),
            Fate.MOVED: self.tr("moved"),
            Fate.CHANGED: self.tr("text changed"),
            Fate.LOST: self.tr("lost"),
        }[fate]

    def _summary(self) -> str:
        counts = Counter(c.fate for c in self._comparison.carried)
        parts = ", ".join(f"{counts[fate]} {self._words(fate)}" for fate in Fate if counts[fate])
        text = self.tr("Of the older version’s annotations: %1. The older version stays as it is.")
        return text.replace("%1", parts or "0")

    def _row(self, carried: Carried, theme: Theme) -> QTreeWidgetItem:
        now = quote_of(self._comparison.article.text, carried.fragments) if carried.fragments else "–"
        before = one_line(carried.annotation.quote)
        item = QTreeWidgetItem(
            [self._words(carried.fate), self._session.tags.name_of(carried.annotation.tag), before, one_line(now)]
        )
        for section, text in ((2, before), (3, one_line(now))):
            item.setData(section, Qt.ItemDataRole.AccessibleTextRole, text)
        if carried.fragments:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked)
        if carried.fate in (Fate.CHANGED, Fate.LOST):
            item.setForeground(0, QBrush(QColor(theme.warning)))
        if carried.fate is Fate.LOST:
            item.setIcon(0, make_icon("warning", theme.warning))
        return item

    def chosen(self) -> list[Carried]:
        """What is ticked."""
        pairs = zip(self._comparison.carried, self.rows, strict=True)
        return [c for c, row in pairs if c.fragments and row.checkState(0) is Qt.CheckState.Checked]

    def _count(self) -> None:
        count = len(self.chosen())
        button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        button.setText(self.tr("Carry %1 over").replace("%1", str(count)))
        button.setEnabled(bool(count))

    def _take(self) -> None:
        chosen, comparison = self.chosen(), self._comparison
        self._session.do(lambda: self._session.articles.carry_over(comparison, chosen))
        self.accept()
