"""The trash: removed articles, with everything marked in them, until they are brought back or erased."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model import ArticleSummary
from annotator.ui.appearance.foreign_text import as_tip, one_line
from annotator.ui.appearance.sizes import resize_dialog
from annotator.ui.appearance.wording import local_date
from annotator.ui.session.session import Session
from annotator.ui.widgets.empty_state import EmptyState, Words
from annotator.ui.widgets.two_lines import TwoLines


class TrashDialog(QDialog):
    """What is selected is brought back or erased; at first the article that was removed last is."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Trash"))
        self._session = session
        self._articles: list[ArticleSummary] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        self._said = QLabel()
        self._said.setWordWrap(True)
        column.addWidget(self._said)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Removed articles"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        TwoLines.of(self.list)
        self.list.itemSelectionChanged.connect(self._enable)
        self.empty = EmptyState(self.list, self._say_nothing)
        column.addWidget(self.list, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.back = QPushButton(self.tr("&Bring back"))
        self.back.clicked.connect(self._bring_back)
        self.erase = QPushButton(self.tr("&Erase for good…"))
        self.erase.clicked.connect(lambda: self._erase(self.chosen()))
        self.erase_all = QPushButton(self.tr("E&mpty the trash…"))
        self.erase_all.clicked.connect(lambda: self._erase([a.id for a in self._articles]))
        for button in (self.back, self.erase, self.erase_all):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        resize_dialog(self, 560, 400)
        self._show([])
        session.articles.trash(self._show)

    def _show(self, articles: list[ArticleSummary]) -> None:
        self._articles = articles
        self.list.clear()
        for article in articles:
            marked = sum(article.counts.values())
            one, many = self.tr("1 annotation"), self.tr("%1 annotations").replace("%1", str(marked))
            removed = self.tr("removed %1").replace("%1", local_date(article.state.removed_at or ""))
            title = one_line(article.title)
            about = " · ".join((article.site or article.origin_name, one if marked == 1 else many, removed))
            item = QListWidgetItem(f"{title}\n{one_line(about)}")
            item.setToolTip(as_tip(title))
            item.setData(Qt.ItemDataRole.UserRole, article.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._said.setText(
            self.tr("Removed articles stay here, with everything marked in them, until they are erased.")
        )
        self._enable()

    def _say_nothing(self) -> Words:
        return Words(self.tr("The trash is empty."))

    def chosen(self) -> list[str]:
        """The ids of the selected articles."""
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in self.list.selectedItems()]

    def _enable(self) -> None:
        some = bool(self.chosen())
        self.back.setEnabled(some)
        self.erase.setEnabled(some)
        self.erase_all.setEnabled(bool(self._articles))

    def _bring_back(self) -> None:
        wanted = set(self.chosen())
        states = [a.state for a in self._articles if a.id in wanted]
        self._session.do(
            lambda: self._session.articles.bring_back(states, then=lambda: self._session.articles.trash(self._show))
        )

    def _erase(self, ids: list[str]) -> None:
        one = self.tr("Erase 1 article with everything marked in it? This cannot be undone.")
        many = self.tr("Erase %1 articles with everything marked in them? This cannot be undone.")
        question = one if len(ids) == 1 else many
        kinds = QMessageBox.StandardButton
        answer = QMessageBox.warning(
            self, self.windowTitle(), question.replace("%1", str(len(ids))), kinds.Yes | kinds.Cancel, kinds.Cancel
        )
        if answer == kinds.Yes:
            self._session.do(
                lambda: self._session.articles.erase(ids, then=lambda: self._session.articles.trash(self._show))
            )
