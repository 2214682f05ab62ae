"""Collections: articles put together by hand, each article in as many as one likes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.text.natural_order import natural_order
from annotator.ui.appearance.foreign_text import as_tip, one_line
from annotator.ui.appearance.sizes import resize_dialog
from annotator.ui.session.session import Session
from annotator.ui.widgets.elided import ElidedLabel
from annotator.ui.widgets.empty_state import EmptyState, Words
from annotator.ui.widgets.list_field import ListField
from annotator.ui.widgets.name_field import limit_name

_NAME = Qt.ItemDataRole.UserRole


class _Renaming(QStyledItemDelegate):
    """A row is as wide as the list, and the field in which it is renamed as long as names may be."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            limit_name(editor)
        return editor


class CollectionsDialog(QDialog):
    """A box for each collection: ticked, if all of the articles are in it; half, if some are. One step of undo.

    A collection is renamed by a double click or F2; that is a step of its own.
    """

    def __init__(self, session: Session, ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Collections"))
        self._session, self._ids = session, list(ids)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        articles = [session.articles.listed[session.articles.places[i]] for i in ids if i in session.articles.places]
        one = self.tr("Which collections is this article in?")
        many = self.tr("Which collections are these %1 articles in?").replace("%1", str(len(articles)))
        column.addWidget(ElidedLabel(one if len(articles) == 1 else many))
        if len(articles) == 1:
            column.addWidget(ElidedLabel(f"“{one_line(articles[0].title)}”"))
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # a long name ends in “…”
        self.list.setItemDelegate(_Renaming(self.list))
        self.list.setAccessibleName(self.tr("Collections"))
        self.empty = EmptyState(self.list, self._say_nothing)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        self.name = QLineEdit()
        limit_name(self.name)
        self.name.setPlaceholderText(self.tr("New collection…"))
        self.name.setAccessibleName(self.tr("Name of a new collection"))
        self.new = QPushButton(self.tr("&Add"))
        self.new.setAutoDefault(False)
        self.new.setEnabled(False)
        self.new.clicked.connect(self._add)
        self.name.textChanged.connect(lambda text: self.new.setEnabled(bool(text.strip())))
        row.addWidget(self.name, 1)
        row.addWidget(self.new)
        column.addLayout(row)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._before: dict[str, Qt.CheckState] = {}
        for name in sorted(session.articles.collections(), key=natural_order):
            inside = sum(name in a.collections for a in articles)
            state = Qt.CheckState.Checked if inside == len(articles) else Qt.CheckState.PartiallyChecked
            self._before[name] = state if inside else Qt.CheckState.Unchecked
            self._row(name, self._before[name])
        self.name.setFocus()  # not the list: a space there would take the article out of a collection
        ListField(self.list, self.name)
        resize_dialog(self, 420, 360)

    def _say_nothing(self) -> Words:
        return Words(self.tr("There is no collection yet. Type the name of the first one below."))

    def _row(self, name: str, state: Qt.CheckState) -> None:
        item = QListWidgetItem(one_line(name))
        item.setData(_NAME, name)
        item.setToolTip(as_tip(name))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable)
        item.setCheckState(state)
        self.list.addItem(item)

    def _add(self) -> None:
        """A new collection, ticked; one that is there under this name is ticked."""
        name = " ".join(self.name.text().split())
        if not name:
            return
        for item in map(self.list.item, range(self.list.count())):
            if item.data(_NAME).casefold() == name.casefold():
                item.setCheckState(Qt.CheckState.Checked)
                break
        else:
            self._row(name, Qt.CheckState.Checked)
        self.name.clear()

    def _take(self) -> None:
        self._add()
        items = [self.list.item(row) for row in range(self.list.count())]
        now = {str(item.data(_NAME)): item.checkState() for item in items}
        changed = {name: state for name, state in now.items() if state != self._before.get(name)}
        into = [name for name, state in changed.items() if state is Qt.CheckState.Checked]
        out_of = [name for name, state in changed.items() if state is Qt.CheckState.Unchecked]
        session, articles = self._session, self._session.articles
        session.do(lambda: articles.collect(self._ids, into=into, out_of=out_of))
        for item in items:
            before, name = str(item.data(_NAME)), " ".join(item.text().split())
            if before in self._before and name and name != one_line(before):
                inside = [a.id for a in articles.listed if before in a.collections] + articles.kept.get(before, [])
                session.do(lambda b=before, n=name, i=inside: articles.collect(i, into=[n], out_of=[b]))  # type: ignore[misc]
        self.accept()
