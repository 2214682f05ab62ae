"""Which rules of the suggestions to trust: how often each was right here, and a switch for each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
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

from annotator.model import Judged
from annotator.suggesters.rule_catalogue import rule_names
from annotator.ui.appearance.sizes import resize_dialog
from annotator.ui.session.tag_set import TagSet
from annotator.ui.suggestions.rule_titles import title_of


class RulesDialog(QDialog):
    """Ticked rules are used. Nothing changes until OK."""

    def __init__(
        self, judged: Mapping[str, Mapping[Judged, int]], off: set[str], tags: TagSet, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tags = tags
        self.setWindowTitle(self.tr("Rules of the suggestions"))
        resize_dialog(self, 760, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        says = QLabel(
            self.tr(
                "Precision is the share of a rule’s judged suggestions that you accepted as they were or corrected. "
                "A rule that is not ticked proposes nothing."
            )
        )
        says.setWordWrap(True)
        says.setObjectName("muted")
        column.addWidget(says)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Rules"))
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setHeaderLabels(
            [
                self.tr("Rule"),
                self.tr("Tag"),
                self.tr("Accepted"),
                self.tr("Corrected"),
                self.tr("Rejected"),
                self.tr("Precision"),
            ]
        )
        names = dict(rule_names())
        names.update({rule: "" for rule in judged if rule not in names})
        by_use = sorted(names, key=lambda rule: (-sum(judged.get(rule, {}).values()), title_of(rule), rule))
        for rule in by_use:
            self.tree.addTopLevelItem(self._row(rule, names[rule], judged.get(rule, {}), is_on=rule not in off))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in range(1, 6):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        column.addWidget(self.tree, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _row(self, rule: str, tag: str, judged: Mapping[Judged, int], *, is_on: bool) -> QTreeWidgetItem:
        right = judged.get(Judged.ACCEPTED, 0) + judged.get(Judged.CORRECTED, 0)
        total = right + judged.get(Judged.REJECTED, 0)
        counts = [str(judged.get(kind, 0) or "") for kind in Judged]
        name = self._tags.name_of(tag) if tag else ""
        row = QTreeWidgetItem([title_of(rule), name, *counts, f"{right / total:.0%}" if total else ""])
        row.setData(0, Qt.ItemDataRole.UserRole, rule)
        row.setToolTip(0, rule)  # what files and the command line call it
        row.setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        for column in range(2, 6):
            row.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return row

    def off(self) -> set[str]:
        """The rules that are not ticked."""
        rows = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        unticked = [row for row in rows if row is not None and row.checkState(0) is Qt.CheckState.Unchecked]
        return {str(row.data(0, Qt.ItemDataRole.UserRole)) for row in unticked}
