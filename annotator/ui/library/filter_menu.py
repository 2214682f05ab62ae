"""The button beside the search: it types the keys that narrow the list down, and shows which are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu

from annotator.model import Tag
from annotator.ui.appearance.foreign_text import elide_name, one_line
from annotator.ui.widgets.icon_button import IconButton

if TYPE_CHECKING:
    from annotator.ui.session.session import Session

_MOST = 30
"""How many sites, collections and annotators are offered; others are typed."""


class Narrowing(IconButton):
    """What is chosen is typed into ``search``: there is one way to say what is wanted, and it can be seen."""

    def __init__(self, search: QLineEdit, session: Session) -> None:
        super().__init__("filter")
        self.setObjectName("small")
        self._search, self._session = search, session
        self.setCheckable(True)
        self.setAccessibleName(self.tr("Narrow the list down"))
        self.setToolTip(self.tr("Narrow the list down: by collection, site, date, what is marked, annotator"))
        self.clicked.connect(self._ask)
        search.textChanged.connect(self._show_whether)

    def _show_whether(self) -> None:
        """Look pressed while a key is in what is typed."""
        from annotator.queries.article_query import pieces

        self.setChecked(any(":" in piece and not piece.startswith('"') for piece in pieces(self._search.text())))

    def _ask(self) -> None:
        self._show_whether()
        self._session.queries.annotators(self._pop_up)

    def _pop_up(self, annotators: list[str]) -> None:
        menu = self.menu_for(annotators)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def menu_for(self, annotators: list[str]) -> QMenu:
        """The menu, for these annotators and the articles there are."""
        menu = QMenu(self)
        sites = Counter(a.site for a in self._session.articles.listed if a.site)
        self._submenu(menu, self.tr("&Collection"), "collection", self._session.articles.collections())
        self._submenu(menu, self.tr("&Site"), "site", sites)
        self._submenu(menu, self.tr("&Annotator"), "annotator", Counter(annotators))
        marked = menu.addMenu(self.tr("&Marked"))
        for tag in self._session.tags.all:
            self._add(marked, _words(tag), f"tag:{tag.id}")
        marked.addSeparator()
        for tag in self._session.tags.all:
            self._add(marked, self.tr("no %1").replace("%1", _words(tag)), f"tag:{tag.id}=0")
        marked.addSeparator()
        for tag in self._session.tags.all:
            self._add(marked, self.tr("%1: more than 5").replace("%1", _words(tag)), f"tag:{tag.id}>5")
        self._dates(menu.addMenu(self.tr("&Published since")))
        menu.addSeparator()
        self._add(menu, self.tr("Claims &without a source"), "has:unsourced")
        self._add(menu, self.tr("With a &note"), "has:note")
        menu.addSeparator()
        everything = menu.addAction(self.tr("&Everything"))
        everything.setEnabled(bool(self._search.text()))
        everything.triggered.connect(self._search.clear)
        return menu

    def _submenu(self, menu: QMenu, title: str, key: str, values: Counter[str]) -> None:
        from annotator.queries.article_query import key_for
        from annotator.text.natural_order import natural_order

        inner = menu.addMenu(title)
        inner.setEnabled(bool(values))
        for value in sorted(dict(values.most_common(_MOST)), key=natural_order):
            text = f"{one_line(value)}\t{values[value]:,}" if key != "annotator" else one_line(value)
            self._add(inner, text.replace("&", "&&"), key_for(key, value))

    def _dates(self, menu: QMenu) -> None:
        from PySide6.QtCore import QDate

        today = QDate.currentDate()
        wanted: Iterable[tuple[str, QDate]] = (
            (self.tr("a week ago"), today.addDays(-7)),
            (self.tr("a month ago"), today.addMonths(-1)),
            (self.tr("a year ago"), today.addYears(-1)),
            (self.tr("the beginning of the year"), QDate(today.year(), 1, 1)),
        )
        for text, day in wanted:
            self._add(menu, text, f"after:{day.toString('yyyy-MM-dd')}")

    def _add(self, menu: QMenu, text: str, piece: str) -> QAction:
        from annotator.queries.article_query import asks_for, with_key

        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(asks_for(self._search.text(), piece))
        action.triggered.connect(lambda: self._search.setText(with_key(self._search.text(), piece)))
        return action


def _words(tag: Tag) -> str:
    """A tag's name as a menu shows it: no letter of it is underlined."""
    return elide_name(tag.name).replace("&", "&&")
