"""The library: the list of articles, searched and filtered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from annotator.model import ArticleSummary, Status
from annotator.ui.appearance.foreign_text import one_line
from annotator.ui.appearance.theme import Theme
from annotator.ui.appearance.wording import length_in_words, local_date
from annotator.ui.library.filter_menu import Narrowing
from annotator.ui.session.latest_job import Answered, Failed, Hold, LatestJob
from annotator.ui.widgets.chip import Chip
from annotator.ui.widgets.chip_row import ChipRow
from annotator.ui.widgets.icon_button import IconButton

if TYPE_CHECKING:
    from annotator.storage.search import Hit
    from annotator.ui.library.article_list import ArticleList, ArticleModel
    from annotator.ui.library.collection_chips import CollectionChips
    from annotator.ui.session.document import Document
    from annotator.ui.session.session import Session
    from annotator.ui.widgets.empty_state import EmptyState, Words

_PAUSE = 120
"""How long, in milliseconds, after the last key the library is searched."""


def byline(document: Document) -> str:
    """What stands below an article's title: where it is from, by whom, when, how long."""
    article = document.article
    when = local_date(article.published_at) if article.published_at else None
    added = QCoreApplication.translate("Library", "added %1").replace("%1", local_date(article.imported_at))
    credit = QCoreApplication.translate("Library", "lead image: %1")
    parts = [
        article.site or article.origin.name,
        ", ".join(article.authors),
        when or added,
        length_in_words(document.length),
    ]
    parts += [credit.replace("%1", article.image_credit)] if article.image_credit else []
    return " · ".join(one_line(p) for p in parts if p)


class LibraryPanel(QWidget):
    """Search box, filters and list."""

    chosen = Signal(str)
    """The person wants to read this article."""

    sorted = Signal(str)
    """The list is sorted by this from now on."""

    menu_requested = Signal(QPoint)
    """A menu for the chosen articles is asked for at this global point."""

    def __init__(self, session: Session, theme: Theme, hold: Hold) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search articles…"))
        self.search.setAccessibleName(self.tr("Search articles"))
        self.search.setToolTip(
            self.tr(
                'Words, "phrases", begin*, tag:claim, site:name, status:done, keyword:word, annotator:name, '
                "collection:name, tag:claim>5, after:2024-01-01, before:2024-02, has:note, has:unsourced (Ctrl+Shift+F)"
            )
        )
        self._session, self._theme = session, theme
        self._open_id = ""
        self._before: list[str] = []
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(lambda: self._hits.then(self._open_first))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._box = box = QVBoxLayout()
        box.setContentsMargins(10, 10, 10, 2)
        box.setSpacing(7)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.search, 1)
        self.narrowing = Narrowing(self.search, session)
        row.addWidget(self.narrowing)
        row.addWidget(self._make_sorting())
        box.addLayout(row)
        box.addWidget(self._make_filters())
        column.addLayout(box)
        column.addStretch()
        self._hits: LatestJob[list[Hit]] = LatestJob(self._ask, self._found, hold, self, pause=_PAUSE)
        self.search.installEventFilter(self)

    @cached_property
    def model(self) -> ArticleModel:
        """What the list shows."""
        from annotator.ui.library.article_list import ArticleModel

        return ArticleModel(self._session.tags, self)

    @cached_property
    def rows(self) -> ArticleList:
        """The list of articles; made after the first paint, before which it would be empty."""
        from annotator.ui.library.article_list import ROW, ArticleDelegate, ArticleList

        rows = ArticleList(self.tr("Articles"), self.model, ROW, self)
        self.model.modelAboutToBeReset.connect(self._remember_selected)
        self.model.modelReset.connect(self._select_again)  # after the list, which forgets what is selected
        self._delegate = ArticleDelegate(self._theme, self._session.tags, self)
        rows.setItemDelegate(self._delegate)
        rows.setDragEnabled(True)
        rows.menu_requested.connect(self.menu_requested)
        rows.drag_ended.connect(self._mark_again)
        rows.clicked.connect(self._choose)
        rows.activated.connect(self._choose)
        self._column.insertWidget(1, rows, 1)
        self.setTabOrder(self.search, rows)
        return rows

    @cached_property
    def collections(self) -> CollectionChips:
        """The collections as chips; made when there are articles, after the first paint."""
        from annotator.ui.library.collection_chips import CollectionChips

        chips = CollectionChips(self.search)
        chips.hide()
        self._box.addWidget(chips)
        return chips

    @cached_property
    def nothing(self) -> EmptyState:
        """What an empty list says; made when there is a list, after the first paint."""
        from annotator.ui.widgets.empty_state import EmptyState

        return EmptyState(self.rows, self._say_nothing)

    def _make_sorting(self) -> QToolButton:
        self.sorting = IconButton("sort")
        self.sorting.setObjectName("small")
        self.sorting.setAccessibleName(self.tr("Sort articles"))
        self.sorting.setToolTip(self.tr("Sort articles"))
        self.sorting.setPopupMode(self.sorting.ToolButtonPopupMode.InstantPopup)
        return self.sorting

    def offer_sorting(self, name: str) -> None:
        """Have a menu that says what the list is sorted by, which is ``name`` from now on."""
        menu = QMenu(self.sorting)
        group = QActionGroup(menu)
        self._sorts: dict[str, QAction] = {}
        for sort, text in (
            ("added", self.tr("Last added first")),
            ("published", self.tr("Last published first")),
            ("title", self.tr("By title")),
            ("site", self.tr("By site")),
            ("marked", self.tr("Most marked first")),
        ):
            action = group.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, by=sort: self.sort_by(by))
            menu.addAction(action)
            self._sorts[sort] = action
        self.sorting.setMenu(menu)
        self.sort_by(name)

    def sort_by(self, name: str) -> None:
        """Sort the list by this, one of SORTS; what was found by words stays in its own order, the best first."""
        name = name if name in self._sorts else "added"
        self._sorts[name].setChecked(True)
        self.model.sort_by(name)
        self.mark_open(self._open_id)
        self.sorted.emit(name)

    def _make_filters(self) -> ChipRow:
        names = {
            None: self.tr("All"),
            Status.TODO: self.tr("To do"),
            Status.IN_PROGRESS: self.tr("Started"),
            Status.DONE: self.tr("Done"),
        }
        self._filter_row = ChipRow(list(names.values()))
        self._filters: dict[Status | None, Chip] = dict(zip(names, self._filter_row.chips, strict=True))
        for status, chip in self._filters.items():
            chip.clicked.connect(lambda _=False, s=status: self.model.filter(s))
        self._recount([])
        return self._filter_row

    def _recount(self, articles: Sequence[ArticleSummary]) -> None:
        self._counts: Counter[Status | None] = Counter(map(attrgetter("state.status"), articles))
        self._counts[None] = len(articles)
        started = sum(1 for a in articles if a.counts and a.progress is not a.state.status)
        self._counts[Status.TODO] -= started
        self._counts[Status.IN_PROGRESS] += started
        self._show_counts()

    def _show_counts(self) -> None:
        self._filter_row.show_counts([self._counts[status] for status in self._filters])

    def _say_nothing(self) -> Words:
        """What stands in the place of the articles while none is listed."""
        from annotator.ui.widgets.empty_state import Words

        if self.search.text().strip():
            return Words(self.tr("No article is like that."), self.tr("Clear the search"), self.search.clear)
        if self._counts[None]:
            return Words(self.tr("No article has come that far."), self.tr("Show all"), self._filters[None].click)
        return Words(self.tr("The articles you open are listed here. Drop files anywhere in the window."))

    # Searching

    def _typed(self, text: str) -> None:
        if text.strip():
            self._hits.ask_soon()
        else:
            self._hits.drop()
            self._found(None)

    def _ask(self, answered: Answered[list[Hit]], failed: Failed) -> None:
        self._session.queries.search(self.search.text(), answered, failed)

    def _found(self, hits: list[Hit] | None) -> None:
        self.model.found(hits)
        self.nothing.refresh()
        self.mark_open(self._open_id)

    def _open_first(self) -> None:
        self._choose(self.model.index(0))

    def _go_to_list(self) -> None:
        """To the open article if it was found, else to the first one."""
        if self.model.rowCount():
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)
            row = self.model.row_of(self._open_id)
            self.rows.setCurrentIndex(row if row.isValid() else self.model.index(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow goes from the words that are looked for to the list of what is found."""
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and event.key() == Qt.Key.Key_Down:  # type: ignore[attr-defined]
            self._hits.then(self._go_to_list)
            return True
        return super().eventFilter(watched, event)

    def _choose(self, index: QModelIndex) -> None:
        article = self.model.article(index)
        if article is not None and len(self.selected()) <= 1:
            self.chosen.emit(article.id)

    def selected(self) -> list[str]:
        """The ids of the selected articles, in the order of the list."""
        rows = sorted(self.rows.selectionModel().selectedRows(), key=lambda i: i.row())
        return [a.id for a in map(self.model.article, rows) if a is not None]

    def beside(self, gone: Collection[str]) -> str:
        """The article below these in the list, or where there is none the one above; "" if there is none at all."""
        rows = [row.row() for row in map(self.model.row_of, gone) if row.isValid()]
        last = max(rows, default=-1)
        places = (*range(last + 1, self.model.rowCount()), *range(last - 1, -1, -1))
        there = (self.model.article(self.model.index(place)) for place in places)
        return next((article.id for article in there if article is not None and article.id not in gone), "")

    def show_articles(self, articles: list[ArticleSummary], places: dict[str, int], open_id: str) -> None:
        """Show these articles, whose places in the list are known by their ids, with the open one selected."""
        self._recount(articles)
        self.collections.show_articles(articles)
        self.model.show(articles, places)
        self.nothing.refresh()
        self.mark_open(open_id)
        self._search_again()

    def update_articles(self, articles: Sequence[ArticleSummary]) -> None:
        """These articles are in another state, or hold other counts."""
        before = self.model.update(articles)
        self._counts.subtract(a.progress for a in before)
        self._counts.update(a.progress for a in articles)
        self.collections.update_articles(before, articles)
        self._show_counts()
        self.mark_open(self._open_id)
        self._search_again()

    def _search_again(self) -> None:
        """What was found may be another now."""
        if self.search.text().strip():
            self._hits.ask_soon()

    def _select_again(self) -> None:
        """The list was made anew: select what was selected in it, as far as it is there."""
        rows = [row for row in map(self.model.row_of, self._before) if row.isValid()]
        selection = self.rows.selectionModel()
        flags = selection.SelectionFlag
        for row in rows:
            selection.select(row, flags.Select | flags.Rows)
        if rows:
            selection.setCurrentIndex(rows[0], flags.NoUpdate)

    def _remember_selected(self) -> None:
        self._before = self.selected()

    def mark_open(self, open_id: str) -> None:
        """Select the row of the open article, unless the person has selected several, or is in the list just now."""
        is_other, self._open_id = open_id != self._open_id, open_id
        if not is_other and self.rows.hasFocus() and self.selected():
            return
        self._mark_again()

    def _mark_again(self) -> None:
        """Select the row of the open article, unless the person has selected several."""
        if len(self.selected()) <= 1:
            self.rows.show_row(self.model.row_of(self._open_id))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.rows.viewport().update()  # first: it may only now be made
        self._delegate.theme = theme
