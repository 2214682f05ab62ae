"""The collections above the list of articles: a chip for each, to show it alone, to drop articles on, to rename."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QWidget

from annotator.model import ArticleSummary
from annotator.text.natural_order import natural_order
from annotator.ui.appearance.foreign_text import one_line
from annotator.ui.appearance.icons import set_icon
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.style_property import set_style_property
from annotator.ui.library.article_list import dragged_articles
from annotator.ui.widgets.chip import CollectionChip
from annotator.ui.widgets.name_field import NameField

_ROWS = 2
"""How many rows of chips there are at most; what does not fit in is in the menu of the last one."""

_WIDEST, _WIDEST_ENTRY = 168, 360
"""How wide a chip, and a name in the menu of the others, may be at an interface size of 100 %, in pixels."""

_GAP = 3


def count_collections(articles: Iterable[ArticleSummary]) -> Counter[str]:
    """How many of these articles are in each collection."""
    return Counter(chain.from_iterable(filter(None, map(attrgetter("collections"), articles))))


class CollectionChips(QWidget):
    """What is chosen is typed into ``search``, as the menu of the list types it: there is one truth, and it is seen."""

    dropped = Signal(str, list)
    """Articles, by their ids, are to be put into a collection."""

    made = Signal(str, object)
    """A collection of this name is wanted, for these articles, or with None for those that are chosen in the list."""

    renamed = Signal(str, str)
    """A collection is to have another name."""

    deleted = Signal(str)
    """A collection is to go; its articles stay."""

    def __init__(self, search: QLineEdit) -> None:
        super().__init__()
        self._search = search
        self._counts: Counter[str] = Counter()
        self._kept: frozenset[str] = frozenset()
        self._chosen = ""
        self._is_used = False
        self._chips: list[CollectionChip] = []
        self.new, self.more = self._make_chip(), self._make_chip()
        self.new.setAccessibleName(self.tr("New collection"))
        self.new.setToolTip(self.tr("New collection of the chosen articles; or drop articles here"))
        set_icon(self.new, "plus")
        self.new.clicked.connect(self._ask_first)
        self.more.clicked.connect(lambda: self._pop_up_others(self.toggle))
        self.name = NameField(self)
        self.name.setAccessibleName(self.tr("Name of the collection"))
        self.name.given.connect(self._answer)
        self.name.left.connect(self._place)
        self._then: Callable[[str], None] = lambda _: None
        self._others: list[str] = []
        self.setAccessibleName(self.tr("Collections"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(True)
        search.textChanged.connect(self._show_chosen)
        self._place()

    # What there is

    def show_articles(self, articles: Sequence[ArticleSummary]) -> None:
        """Show the collections of these articles, which are all there are; ``keep`` says which empty ones stay."""
        self._is_used = bool(articles)
        counts = count_collections(articles)
        self._kept |= self._counts.keys() - counts.keys()
        self._take(counts)

    def keep(self, names: Iterable[str]) -> None:
        """Show these collections too if no article is in them that is not removed."""
        self._kept = frozenset(names)
        self._take(Counter({name: count for name, count in self._counts.items() if count}))

    def update_articles(self, before: Iterable[ArticleSummary], after: Iterable[ArticleSummary]) -> None:
        """Show what became of the collections when these articles became those."""
        gone, new = count_collections(before), count_collections(after)
        if gone != new:
            self._take(Counter({n: c for n in self._counts | new if (c := self._counts[n] - gone[n] + new[n]) > 0}))

    def _take(self, counts: Counter[str]) -> None:
        counts.update(dict.fromkeys(self._kept, 0))
        self.setVisible(self._is_used or bool(counts))
        before, self._counts = self._counts, counts
        if self._chosen in before and self._chosen not in counts:
            new = [name for name in counts if name not in before]
            is_renamed = len(new) == 1 and counts[new[0]] == before[self._chosen]
            self.toggle(new[0] if is_renamed else self._chosen)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Look pressed where the search says so."""
        from annotator.queries.article_query import asks_for, key_for

        typed = self._search.text()
        names = self._counts if ":" in typed else ()
        self._chosen = next((name for name in names if asks_for(typed, key_for("collection", name))), "")
        self._place()

    def toggle(self, name: str) -> None:
        """Show this collection alone; with the one that is shown, all articles again."""
        from annotator.queries.article_query import key_for, with_key

        self._search.setText(with_key(self._search.text(), key_for("collection", name)))

    # Where the chips are

    def _place(self) -> None:
        """Lay out as many chips as there is room for; the chosen one is always among them."""
        names = sorted(self._counts, key=natural_order)
        self.new.setText("" if names else self.tr("Collection"))
        shown, places = self._fitting(names)
        while len(self._chips) < len(shown):
            self._chips.append(self._make_collection())
        for name, chip in zip(shown, self._chips, strict=False):
            chip.show_name(name, self._counts[name], chosen=name == self._chosen, widest=self._widest)
        self._others = [name for name in names if name not in shown]
        self.more.setText(self._more_text(len(self._others)))
        self.more.setAccessibleName(self.tr("%1 more collections").replace("%1", str(len(self._others))))
        chips = [*self._chips[: len(shown)], *([self.more] if self._others else []), self.new]
        for chip, place in zip(chips, places, strict=True):
            chip.resize(chip.width() if chip.name else chip.sizeHint().width(), self._row)
            chip.move(place if self.isLeftToRight() else QPoint(self.width() - place.x() - chip.width(), place.y()))
        for chip in (*self._chips, self.more, self.new):
            chip.setVisible(chip in chips)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stop = next((chip for chip in chips if chip.isChecked()), chips[0])
        stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # one stop of Tab; the arrows go on from there
        self._give_height(places[-1].y() + self._row)

    def _make_chip(self) -> CollectionChip:
        chip = CollectionChip(self)
        chip.walked.connect(lambda key: self._walk(chip, key))
        return chip

    def _make_collection(self) -> CollectionChip:
        chip = self._make_chip()
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self._clicked(chip))
        chip.rename_wanted.connect(lambda: self.ask_new_name(chip.name))
        chip.delete_wanted.connect(lambda: self.deleted.emit(chip.name))
        chip.menu_wanted.connect(lambda place: self.menu_for(chip.name).popup(place))
        return chip

    def _clicked(self, chip: CollectionChip) -> None:
        chip.setChecked(not chip.isChecked())  # the search says what is chosen
        self.toggle(chip.name)

    def _fitting(self, names: list[str]) -> tuple[list[str], list[QPoint]]:
        """The first of these collections, as many as there is room for, with the places of their chips."""
        widths = [self._chip_width(name) for name in names[: self.width() * _ROWS // 20]]
        for many in range(len(widths), -1, -1):
            shown, wide = names[:many], widths[:many]
            if self._chosen and self._chosen not in shown and shown:
                shown[-1], wide[-1] = self._chosen, self._chip_width(self._chosen)
            if many < len(names):
                self.more.setText(self._more_text(len(names) - many))
                wide.append(self.more.sizeHint().width())
            places = list(self._flow([*wide, self.new.sizeHint().width()]))
            if places[-1].y() < _ROWS * (self._row + _GAP):
                break
        return shown, places

    def _flow(self, widths: Iterable[int]) -> Iterator[QPoint]:
        x = y = 0
        for width in widths:
            if x and x + width > self.width():
                x, y = 0, y + self._row + _GAP
            yield QPoint(x, y)
            x += width + _GAP

    def _chip_width(self, name: str) -> int:
        return self.more.width_for(name, self._counts[name], self._widest)

    @property
    def _row(self) -> int:
        return self.more.sizeHint().height()

    @property
    def _widest(self) -> int:
        return max(40, min(px(_WIDEST), self.width()))

    def _more_text(self, count: int) -> str:
        return self.tr("+%1 more…").replace("%1", f"{count:,}")

    def _give_height(self, height: int) -> None:
        if not self.name.isHidden():
            self.name.setGeometry(0, height + _GAP, self.width(), self.name.sizeHint().height())
            height += _GAP + self.name.height()
        self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._place()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())

    sizeHint = minimumSizeHint

    # What is asked

    def ask_name(self, ids: Sequence[str] | None = None) -> None:
        """Ask in place what a new collection is called."""
        self._ask("", lambda name: self.made.emit(name, ids))

    def ask_new_name(self, name: str) -> None:
        """Ask in place what a collection is to be called."""
        self._ask(name, lambda new: self.renamed.emit(name, new))

    def _ask_first(self) -> None:
        self.ask_name()

    def _answer(self, name: str) -> None:
        self._then(name)

    def _ask(self, name: str, then: Callable[[str], None]) -> None:
        self._then = then
        self.name.setText(one_line(name))
        self.name.setPlaceholderText(self.tr("Name of the new collection"))
        self.name.show()
        self._place()
        self.name.selectAll()
        self.name.setFocus()

    def _pop_up_others(self, then: Callable[[str], None]) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for name in self._others:
            text = self.fontMetrics().elidedText(one_line(name), Qt.TextElideMode.ElideMiddle, px(_WIDEST_ENTRY))
            action = menu.addAction(f"{text}\t{self._counts[name]:,}".replace("&", "&&"))
            action.triggered.connect(lambda _=False, n=name: then(n))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def menu_for(self, name: str) -> QMenu:
        """The menu of one collection."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        shown = self.tr("Show &all articles") if name == self._chosen else self.tr("&Show only these articles")
        for text, act in (
            (shown, lambda: self.toggle(name)),
            (self.tr("&Rename…"), lambda: self.ask_new_name(name)),
            (self.tr("&Delete collection"), lambda: self.deleted.emit(name)),
            (self.tr("&New collection…"), self.ask_name),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, act=act: act())
        return menu

    def _walk(self, chip: CollectionChip, key: Qt.Key) -> None:
        """Put the focus on the chip before or after this one, or on the first or last."""
        chips = sorted((c for c in self.findChildren(CollectionChip) if not c.isHidden()), key=self._order)
        forward = (key in (Qt.Key.Key_Right, Qt.Key.Key_Down)) is (self.isLeftToRight() or key == Qt.Key.Key_Down)
        here = chips.index(chip) + (1 if forward else -1)
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(chips) - 1}
        chips[ends.get(key, here % len(chips))].setFocus(Qt.FocusReason.TabFocusReason)

    def _order(self, chip: CollectionChip) -> tuple[int, int]:
        return chip.y(), chip.x() if self.isLeftToRight() else -chip.x()

    # What is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_articles(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        chip = self._show_target(event.position().toPoint())
        event.setAccepted(chip is not None)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        chip, ids = self._show_target(event.position().toPoint()), dragged_articles(event.mimeData())
        self._show_target(None)
        if chip is None:
            return
        event.acceptProposedAction()
        if chip is self.new:
            self.ask_name(ids)
        elif chip is self.more:
            self._pop_up_others(lambda name: self.dropped.emit(name, ids))
        else:
            self.dropped.emit(chip.name, ids)

    def _show_target(self, place: QPoint | None) -> CollectionChip | None:
        """Light the chip at this place up, and no other."""
        target = self.childAt(place) if place is not None else None
        for chip in self.findChildren(CollectionChip):
            set_style_property(chip, "lit", chip is target)
        return target if isinstance(target, CollectionChip) else None
