"""The list of articles: a model over the library, and how a row looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from annotator.model import ArticleSummary, Status, places_of
from annotator.ui.appearance.foreign_text import one_line
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import Theme
from annotator.ui.appearance.wording import local_date
from annotator.ui.library.article_versions import versions_among
from annotator.ui.session.tag_set import TagSet
from annotator.ui.widgets.row_painting import RowList, paint_found, paint_ground, paint_swatch, paint_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from annotator.storage.search import Hit

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole
ROW = 74
"""The height of a row, in pixels."""


def _backwards(moment: str) -> list[int]:
    """A key by which later moments come first."""
    return [-ord(c) for c in moment]


SORTS: dict[str, Callable[[ArticleSummary], Any]] = {
    "added": lambda a: _backwards(a.imported_at),
    "published": lambda a: (a.published_at is None, _backwards(a.published_at or a.imported_at)),
    "title": lambda a: a.title.casefold(),
    "site": lambda a: ((a.site or a.origin_name).casefold(), _backwards(a.published_at or a.imported_at)),
    "marked": lambda a: -sum(a.counts.values()),
}
"""What articles can be sorted by, by name; as the store gives them they are in the order of the first."""


_ID = attrgetter("state.id")


_DRAGGED = "application/x-annotator-articles"


def dragged_articles(data: QMimeData) -> list[str]:
    """The ids of the articles that are dragged from the list; none if something else is dragged."""
    return bytes(data.data(_DRAGGED).data()).decode().split()


class ArticleModel(QAbstractListModel):
    """The articles of one status, or of all; of these those that were found, the best first, if any are sought."""

    def __init__(self, tags: TagSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._tags = tags
        self._all: list[ArticleSummary] = []
        self._places: dict[str, int] = {}
        self._shown: list[ArticleSummary] = []
        self._rows: dict[str, int] = {}
        self._versions: dict[str, str] | None = None  # until somebody asks: there may be very many articles
        self._snippets: dict[str, str] | None = None
        self._status: Status | None = None
        self._sort = "added"

    def show(self, articles: list[ArticleSummary], places: dict[str, int]) -> None:
        """Show these articles, whose places are known; where they are as before, only their rows have changed."""
        self._all, self._places, self._versions = list(articles), places, None
        self._refresh()

    def update(self, articles: Sequence[ArticleSummary]) -> list[ArticleSummary]:
        """Show these in the place of those that have their ids, which are returned."""
        before, moved = [], self._sort == "marked"
        for article in articles:
            place = self._places[article.id]
            before.append(self._all[place])
            if (article.title, article.site) != (before[-1].title, before[-1].site):
                self._versions = None
            moved = moved or self._sort in ("title", "site", "published")
            moved = moved or (self._status is not None and article.progress is not before[-1].progress)
            self._all[place] = article
        if moved:
            self._refresh()
            return before
        for article in articles:
            row = self._rows.get(article.id)
            if row is not None:
                self._shown[row] = article
                self.dataChanged.emit(self.index(row), self.index(row))
        return before

    def sort_by(self, name: str) -> None:
        """Show the articles in the order of SORTS that has this name."""
        self._sort = name
        self._refresh()

    def filter(self, status: Status | None) -> None:
        """Show only articles of this status; all with None."""
        self._status = status
        self._refresh()

    def found(self, hits: Sequence[Hit] | None) -> None:
        """Show only what was found, in its order; everything with None."""
        self._snippets = None if hits is None else {h.article_id: h.snippet for h in hits}
        self._refresh()

    def _refresh(self) -> None:
        before, after = self._shown, self._wanted()
        if len(before) == len(after) and list(map(_ID, before)) == list(map(_ID, after)):
            self._shown = after
            if after:
                self.dataChanged.emit(self.index(0), self.index(len(after) - 1))
            return
        self.beginResetModel()
        self._shown = after
        as_given = self._sort == "added" and self._snippets is None and self._status is None
        self._rows = self._places if as_given else places_of(after)
        self.endResetModel()

    def _wanted(self) -> list[ArticleSummary]:
        articles = list(self._all)
        if self._snippets is not None and any(self._snippets.values()):
            there = {a.id: a for a in articles}
            articles = [there[id_] for id_ in self._snippets if id_ in there]
        else:
            if self._snippets is not None:
                articles = [a for a in articles if a.id in self._snippets]
            if self._sort != "added":
                articles = sorted(articles, key=SORTS[self._sort])
        return articles if self._status is None else [a for a in articles if a.progress is self._status]

    def article(self, index: Index) -> ArticleSummary | None:
        """The article of a row."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def row_of(self, article_id: str) -> QModelIndex:
        """The row of an article; not valid if it is not shown."""
        row = self._rows.get(article_id)
        return self.index(row) if row is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        dragged = Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag(0)
        return super().flags(index) | dragged

    def mimeTypes(self) -> list[str]:
        return [_DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        articles = filter(None, map(self.article, indexes))
        data.setData(_DRAGGED, "\n".join(a.id for a in articles).encode())
        return data

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        article = self.article(index)
        if article is None:
            return None
        if role == _ROLE:
            return article, (self._snippets or {}).get(article.id, ""), self.version(article)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(article.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            counts = ", ".join(f"{article.counts[t.id]} {t.name}" for t in self._tags.all if article.counts.get(t.id))
            named = filter(None, (one_line(article.title), self.version(article)))
            return ", ".join((*named, counts or self.tr("nothing marked yet")))
        return None

    def version(self, article: ArticleSummary) -> str:
        """What tells an article from others of its title, "" where there are none."""
        if self._versions is None:
            self._versions = versions_among(self._all)
        return self._versions.get(article.id, "")


class ArticleList(RowList):
    """The rows; what is dragged from them is a small slip, below which the places to drop it can be seen."""

    drag_ended = Signal()
    """Articles were dragged from here, wherever they were dropped: to drag one is to choose none to read."""

    def startDrag(self, actions: Qt.DropAction) -> None:
        from PySide6.QtGui import QDrag
        from PySide6.QtWidgets import QLabel

        rows = self.selectionModel().selectedRows()
        if not rows:
            return
        title = self.fontMetrics().elidedText(str(rows[0].data()), Qt.TextElideMode.ElideRight, px(180))
        slip = QLabel(title if len(rows) == 1 else self.tr("%1 articles").replace("%1", f"{len(rows):,}"))
        slip.setObjectName("slip")
        slip.setTextFormat(Qt.TextFormat.PlainText)
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(rows))
        drag.setPixmap(slip.grab())
        drag.setHotSpot(QPoint(-px(14), -px(10)))
        drag.exec(actions)
        self.drag_ended.emit()


class ArticleDelegate(QStyledItemDelegate):
    """Title, site and date; below them what is marked, or the words that were found."""

    def __init__(self, theme: Theme, tags: TagSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self._tags = theme, tags

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        article: ArticleSummary
        article, snippet, version = index.data(_ROLE)
        theme = self.theme
        painter.save()
        rect: QRect = option.rect.adjusted(px(8), 1, -px(8), -3)
        option.rect = rect
        paint_ground(painter, option, theme, radius=8)
        inner = rect.adjusted(px(11), px(8), -px(10), -px(8))
        line = QRect(inner.left(), inner.top(), inner.width(), px(20))
        paint_text(painter, line, one_line(article.title), theme.text, bold=True)
        about = [version] if version else []  # first: a long name of a site must not hide it
        about += [article.site or article.origin_name, local_date(article.published_at or article.imported_at)]
        is_done = article.state.status is Status.DONE
        about += [self.tr("done")] if is_done else []
        words, icon = " · ".join(map(one_line, about)), "check" if is_done else ""
        paint_text(painter, line.translated(0, px(19)), words, theme.muted, size=12, icon=icon)
        if snippet:
            paint_found(painter, line.translated(0, px(38)), one_line(snippet), theme)
        else:
            self._counts(painter, line.translated(0, px(38)), article)
        painter.restore()

    def _counts(self, painter: QPainter, line: QRect, article: ArticleSummary) -> None:
        theme = self.theme
        x = line.left()
        for tag in self._tags.all:
            count = article.counts.get(tag.id, 0)
            if count:
                paint_swatch(painter, theme.color_of(tag), x, line.center().y() + 0.5, 8)
                number = str(count)
                place = QRect(x + px(12), line.top(), px(60), line.height())
                paint_text(painter, place, number, theme.muted, size=12)
                x += px(12) + painter.fontMetrics().horizontalAdvance(number) + px(9)
        if x == line.left():
            paint_text(painter, line, self.tr("nothing marked yet"), theme.muted, size=12)
