"""Attribution panel: every number opens into what it counts, and each of that leads to its place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.model import NOT_CHECKED
from annotator.ui.appearance.foreign_text import as_tip, beginning, one_line
from annotator.ui.appearance.icons import make_icon
from annotator.ui.appearance.wording import QT_TRANSLATE_NOOP, attributed_in_words
from annotator.ui.widgets.empty_state import EmptyState, Words
from annotator.ui.widgets.verdict_chip import SIGNS, words_of

if TYPE_CHECKING:
    from annotator.analysis.attribution import Coverage
    from annotator.services.attribution import Attributed

ARTICLE, SELECTED, LIBRARY = "article", "selected", "library"
_WHAT, _PLACE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_MOST = 300
"""How many claims are listed below one number, and how many sources."""

_WORDS = {
    "unsourced": QT_TRANSLATE_NOOP("Attribution", "without a source"),
    "one_source": QT_TRANSLATE_NOOP("Attribution", "with one source"),
    "several_sources": QT_TRANSLATE_NOOP("Attribution", "with several sources"),
    "anonymous_only": QT_TRANSLATE_NOOP("Attribution", "with anonymous sources only"),
    "second_hand_only": QT_TRANSLATE_NOOP("Attribution", "with second-hand sources only"),
    "authors_own": QT_TRANSLATE_NOOP("Attribution", "the author’s own"),
    "unused_sources": QT_TRANSLATE_NOOP("Attribution", "Sources that no claim is attributed to"),
}

_ICONS = {"unsourced": "check", "anonymous_only": "person", "authors_own": "pencil", "unused_sources": "more"}
"""The icons of those that do not stand for a link."""

Entry = tuple[str, str, int, str]
"""An article, an annotation or "", a place in the text, and words."""


class AttributionPanel(QWidget):
    """The tab of attribution: it shows what it is given, and says what the person wants."""

    scope_changed = Signal()
    """Other articles are to be counted."""

    chosen = Signal(str, str, int)
    """The person wants to see this: an article, an annotation or "", a place."""

    listed = Signal(object)
    """These places are listed now: a list of Entries."""

    report_wanted = Signal()
    """A report is to be written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shown: Attributed | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(6)
        self.scope = QComboBox()
        self.scope.setAccessibleName(self.tr("What is counted"))
        self.scope.addItem(self.tr("This article"), ARTICLE)
        self.scope.addItem(self.tr("Selected articles"), SELECTED)
        self.scope.addItem(self.tr("Whole library"), LIBRARY)
        self.scope.currentIndexChanged.connect(lambda _: self.scope_changed.emit())
        self.report = QPushButton(self.tr("Report…"))
        self.report.clicked.connect(self.report_wanted)
        row.addWidget(self.scope, 1)
        row.addWidget(self.report)
        column.addLayout(row)
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        self.says = QLabel()
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.says.setWordWrap(True)
        self.says.setContentsMargins(14, 12, 14, 8)
        column.addWidget(self.says)
        self.tree = self._make_tree()
        column.addWidget(self.tree, 1)
        self.empty = EmptyState(self.tree, self._say_nothing)
        self.show_attributed(None)

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("figures")
        tree.setAccessibleName(self.tr("Attribution"))
        tree.setHeaderHidden(True)
        tree.setColumnCount(2)
        tree.setIndentation(16)
        tree.setExpandsOnDoubleClick(False)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.itemExpanded.connect(self._fill)
        tree.itemClicked.connect(lambda item, _: self._activate(item))
        tree.itemActivated.connect(lambda item, _: self._activate(item, by_key=True))
        return tree

    @property
    def wanted(self) -> str:
        """Which articles are to be counted."""
        return str(self.scope.currentData())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown is not None:
            self.show_attributed(self._shown)  # its icons are drawn in the colour of the text

    def show_attributed(self, attributed: Attributed | None) -> None:
        """Show these numbers; None: there is nothing to count."""
        self._shown = attributed
        opened = {item.text(0) for item in self._figures() if item.isExpanded()}
        self.tree.clear()
        self.report.setEnabled(attributed is not None)
        self.says.setVisible(attributed is not None)
        if attributed is None:
            self.empty.refresh()
            return
        found, images = attributed
        self._say(found)
        for name, words in _WORDS.items():
            ids = getattr(found, name)
            if ids or name == "unsourced":
                item = self._figure(_translated(words), self._entries(found, ids))
                icon = "warning" if ids and name == "unsourced" else _ICONS.get(name, "link")
                item.setIcon(0, make_icon(icon))  # each has one, or the words of a group stand askew
        self._show_checks(found)
        if found.claims_by_kind:
            self._heading(self.tr("By kind of source"))
            for kind, count in found.claims_by_kind.most_common():
                share = f"{found.words_by_kind[kind] / max(1, found.words):.0%}"
                item = self._figure(kind, self._entries(found, found.by_kind(kind)), f"{count} · {share}")
                item.setToolTip(1, self.tr("%1 of the words of all claims").replace("%1", share))
        if found.heard:
            self._heading(self.tr("Who is heard"))
            for heard in found.loudest[:_MOST]:
                number = str(heard.claims)
                if found.articles > 1:
                    number = self.tr("%1 in %2 articles").replace("%1", number).replace("%2", str(len(heard.articles)))
                self._figure(one_line(heard.name), self._entries(found, found.by_source(heard.name)), number)
        bare = [(i, "", s.start, s.kind) for i, one in images.items() for s in one.uncredited]
        loose = [(i, "", c.start, c.words) for i, one in images.items() for c in one.unused]
        if images:
            self._heading(self.tr("Images"))
            self._figure(self.tr("without a credit"), bare)
            self._figure(self.tr("credits without an image"), loose)
        for item in self._figures():
            if item.text(0) in opened:
                item.setExpanded(True)

    def _say_nothing(self) -> Words:
        if self.wanted == SELECTED:
            return Words(self.tr("No article is selected in the library."))
        return Words(self.tr("Who says what in an article is counted here, as soon as one is open."))

    def _show_checks(self, found: Coverage) -> None:
        if not found.claims:
            return
        self._heading(self.tr("Checks"))
        for verdict, ids in found.checks.items():
            if ids or verdict == NOT_CHECKED:
                item = self._figure(words_of(verdict), self._entries(found, ids))
                item.setIcon(0, make_icon(SIGNS.get(verdict, "circle")))

    def _say(self, found: Coverage) -> None:
        if not found.claims:
            self.says.setText(
                self.tr("No claim is marked. Select what is claimed and press 1, then L for who says so.")
            )
            return
        said = attributed_in_words(found.attributed, len(found.claims))
        words = self.tr("%1 of the words of claims have a source").replace("%1", f"{found.share_of_words:.0%}")
        self.says.setText(f"{said} · {words}")

    def _entries(self, found: Coverage, ids: Sequence[str]) -> list[Entry]:
        many = found.articles > 1
        entries = []
        for id_ in ids:
            said = found.said[id_]
            words = f"{said.quote} · {found.titles[said.article_id]}" if many else said.quote
            entries.append((said.article_id, id_, said.start, words))
        return entries

    def _heading(self, text: str) -> None:
        item = QTreeWidgetItem(self.tree, [text])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)

    def _figure(self, text: str, entries: list[Entry], number: str = "") -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.tree, [text, number or f"{len(entries):,}"])
        item.setData(0, _WHAT, entries)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, as_tip(text))
        kind = QTreeWidgetItem.ChildIndicatorPolicy
        item.setChildIndicatorPolicy(kind.ShowIndicator if entries else kind.DontShowIndicator)
        return item

    def _figures(self) -> list[QTreeWidgetItem]:
        items = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        return [item for item in items if item is not None and item.data(0, _WHAT)]

    def _fill(self, item: QTreeWidgetItem) -> None:
        """List what a number counts, at the first time that it is opened."""
        entries: list[Entry] = item.data(0, _WHAT) or []
        if item.childCount():
            return
        for entry in entries[:_MOST]:
            child = QTreeWidgetItem(item, [one_line(entry[3])])
            child.setData(0, _PLACE, entry)
            child.setToolTip(0, as_tip(beginning(entry[3], 400)))
            child.setFirstColumnSpanned(True)
        if len(entries) > _MOST:
            more = QTreeWidgetItem(item, [self.tr("and %1 more").replace("%1", f"{len(entries) - _MOST:,}")])
            more.setFlags(Qt.ItemFlag.NoItemFlags)

    def _activate(self, item: QTreeWidgetItem, *, by_key: bool = False) -> None:
        place, entries = item.data(0, _PLACE), item.data(0, _WHAT)
        if place:
            self.chosen.emit(place[0], place[1], place[2])
        elif entries:
            item.setExpanded(not item.isExpanded() if by_key else True)
            self.listed.emit(entries if item.isExpanded() else [])


def _translated(text: str) -> str:
    return QCoreApplication.translate("Attribution", text)
