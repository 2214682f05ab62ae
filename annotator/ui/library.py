"""The library: the list of articles, with what is marked in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QDate,
    QItemSelectionModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from annotator.model import ArticleSummary, Status
from annotator.ui import tagset
from annotator.ui.rows import RowList, one_line, paint_ground, paint_swatch, paint_text
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from annotator.ui.document import Document

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole
_ROW = 74


def local_date(moment: str) -> str:
    """A moment in RFC 3339 as a date the way the person's desktop writes it; as it is if it cannot be read."""
    from datetime import datetime

    try:
        day = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return moment
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def byline(document: Document) -> str:
    """What stands below an article's title: where it is from, by whom, when, how long."""
    article = document.article
    when = local_date(article.published_at) if article.published_at else None
    added = QCoreApplication.translate("Library", "added %1").replace("%1", local_date(article.imported_at))
    words = QCoreApplication.translate("Library", "%1 words").replace("%1", f"{article.words:,}")
    parts = (article.site or article.origin.name, ", ".join(article.authors), when or added, words)
    return " · ".join(one_line(p) for p in parts if p)


class ArticleModel(QAbstractListModel):
    """The articles whose title holds what is searched for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: list[ArticleSummary] = []
        self._shown: list[ArticleSummary] = []
        self._wanted = ""

    def show(self, articles: list[ArticleSummary]) -> None:
        """Show these articles; where they are the same as before, only what is in their rows has changed."""
        same = [a.id for a in articles] == [a.id for a in self._all]
        self._all = list(articles)
        if same:
            self._shown = self._found()
            if self._shown:
                self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        else:
            self._reset()

    def search(self, wanted: str) -> None:
        """Show only the articles whose title holds ``wanted``, whatever its case."""
        self._wanted = wanted.casefold().strip()
        self._reset()

    def _reset(self) -> None:
        self.beginResetModel()
        self._shown = self._found()
        self.endResetModel()

    def _found(self) -> list[ArticleSummary]:
        if not self._wanted:
            return self._all
        return [a for a in self._all if self._wanted in a.title.casefold()]

    def article(self, index: Index) -> ArticleSummary | None:
        """The article of a row."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def row_of(self, article_id: str) -> QModelIndex:
        """The row of an article; not valid if it is not shown."""
        for row, article in enumerate(self._shown):
            if article.id == article_id:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        article = self.article(index)
        if article is None:
            return None
        if role == _ROLE:
            return article
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(article.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            counts = ", ".join(
                f"{article.counts[t.id]} {t.name}" for t in tagset.all_tags() if article.counts.get(t.id)
            )
            return f"{one_line(article.title)}, {counts or self.tr('nothing marked yet')}"
        return None


class _ArticleDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        article: ArticleSummary = index.data(_ROLE)
        theme = self.theme
        painter.save()
        rect: QRect = option.rect.adjusted(8, 1, -8, -3)
        option.rect = rect
        paint_ground(painter, option, theme, radius=8)
        inner = rect.adjusted(11, 8, -10, -8)
        line = QRect(inner.left(), inner.top(), inner.width(), 20)
        paint_text(painter, line, one_line(article.title), theme.text, bold=True)
        about = [article.site or article.origin_name, local_date(article.published_at or article.imported_at)]
        about += [self.tr("✓ done")] if article.state.status is Status.DONE else []
        paint_text(painter, line.translated(0, 19), " · ".join(map(one_line, about)), theme.muted, size=12)
        self._counts(painter, line.translated(0, 38), article)
        painter.restore()

    def _counts(self, painter: QPainter, line: QRect, article: ArticleSummary) -> None:
        theme = self.theme
        x = line.left()
        for tag in tagset.all_tags():
            count = article.counts.get(tag.id, 0)
            if count:
                paint_swatch(painter, theme.color_of(tag.id), x, line.center().y() + 0.5, 8)
                number = str(count)
                paint_text(painter, QRect(x + 12, line.top(), 60, line.height()), number, theme.muted, size=12)
                x += 12 + painter.fontMetrics().horizontalAdvance(number) + 9
        if x == line.left():
            paint_text(painter, line, self.tr("nothing marked yet"), theme.muted, size=12)


class LibraryPanel(QWidget):
    """Search box and list."""

    chosen = Signal(str)
    """The person wants to read this article."""

    menu_requested = Signal(QPoint)
    """A menu for the chosen articles is asked for at this global point."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Filter by title…"))
        self.search.setAccessibleName(self.tr("Filter articles by title"))
        self.model = ArticleModel(self)
        self.search.textChanged.connect(self.model.search)
        self.list = RowList(self.tr("Articles"), self.model, _ROW, self)
        self._delegate = _ArticleDelegate(theme, self)
        self.list.setItemDelegate(self._delegate)
        self.list.menu_requested.connect(self.menu_requested)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.search.returnPressed.connect(lambda: self._choose(self.model.index(0)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        box = QVBoxLayout()
        box.setContentsMargins(10, 10, 10, 2)
        box.addWidget(self.search)
        column.addLayout(box)
        column.addWidget(self.list, 1)
        self.setTabOrder(self.search, self.list)

    def _choose(self, index: QModelIndex) -> None:
        article = self.model.article(index)
        if article is not None and len(self.selected()) <= 1:
            self.chosen.emit(article.id)

    def selected(self) -> list[str]:
        """The ids of the selected articles, in the order of the list."""
        rows = sorted(self.list.selectionModel().selectedRows(), key=lambda i: i.row())
        return [a.id for a in map(self.model.article, rows) if a is not None]

    def show_articles(self, articles: list[ArticleSummary], open_id: str) -> None:
        """Show these articles, with the open one selected."""
        self.model.show(articles)
        self.mark_open(open_id)

    def mark_open(self, open_id: str) -> None:
        """Select the row of the open article, unless the person has selected several."""
        if len(self.selected()) > 1:
            return
        row = self.model.row_of(open_id)
        flags = QItemSelectionModel.SelectionFlag
        if row.isValid():
            self.list.selectionModel().setCurrentIndex(row, flags.ClearAndSelect)
        else:
            self.list.selectionModel().clear()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.list.viewport().update()
