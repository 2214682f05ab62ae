"""The inspector: what is marked in the open article, and the details of the current annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model import FIELDS, TAGS, Delta, Tag
from annotator.queries.annotation_filter import wanted
from annotator.settings import DETAILS_HEIGHT, DETAILS_MORE
from annotator.ui.annotations.annotation_list import ROW, AnnotationDelegate, AnnotationModel
from annotator.ui.annotations.details_form import Details
from annotator.ui.appearance.foreign_text import as_tip
from annotator.ui.appearance.swatches import set_swatch
from annotator.ui.appearance.theme import Theme
from annotator.ui.appearance.wording import translate_field
from annotator.ui.widgets.buttons import KeyButton
from annotator.ui.widgets.empty_state import EmptyState, Words
from annotator.ui.widgets.flow import Flow
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.list_and_details import ListAndDetails
from annotator.ui.widgets.row_heights import RowHeights
from annotator.ui.widgets.row_painting import RowList

if TYPE_CHECKING:
    from annotator.settings import Settings
    from annotator.ui.session.document import Document
    from annotator.ui.session.session import Session


class Inspector(QWidget):
    """The inspector: a filter, the list of annotations and the details of the current one."""

    chosen = Signal(str)
    """The person wants to see this annotation in the text."""

    count_changed = Signal(int)
    """How many annotations there are in the article."""

    suggest_wanted = Signal()
    """Suggestions are to be looked for."""

    menu_requested = Signal(QPoint)
    """A menu for the annotations selected in the list is asked for at this global point."""

    def __init__(self, session: Session, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags, self.unsaved_notes = session.tags, session.unsaved_notes
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document: Document | None = None
        self._current = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_filter(theme))
        column.addLayout(self._make_search())
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        self.list = self._make_list(theme)
        self.details = Details(self._tags)
        self.note = self.details.note
        self.details.speakers.chosen.connect(self.chosen)
        self.split = ListAndDetails(self.list, self.details)
        column.addWidget(self.split, 1)
        self._remember(settings)
        self.show_document(None)

    def _make_filter(self, theme: Theme) -> Flow:
        row = Flow()
        row.setContentsMargins(10, 8, 10, 4)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._filters: dict[str, KeyButton] = {}
        self._filter_row, self._theme = row, theme
        self._add_filter(None)
        for tag in TAGS:
            self._add_filter(tag)
        self._filters[""].setChecked(True)
        return row

    def _make_search(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 10, 8)
        row.setSpacing(4)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Filter by words or attributes…"))
        self.search.setAccessibleName(self.tr("Filter annotations by words or attributes"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.attributes = IconButton("filter")
        self.attributes.setObjectName("small")
        self.attributes.setAccessibleName(self.tr("Sort, or filter by an attribute"))
        self.attributes.setToolTip(self.tr("Sort, or filter by an attribute"))
        self.attributes.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.attributes.setMenu(self._make_attributes())
        row.addWidget(self.search, 1)
        row.addWidget(self.attributes)
        return row

    def _make_attributes(self) -> QMenu:
        """A menu of what the list is sorted by, and of every attribute with choices, as the model describes them."""
        menu = QMenu(self)
        self._offer_sorting(menu)
        for tag in TAGS:
            for field in FIELDS[tag.id]:
                if not field.choices:
                    continue
                values = menu.addMenu(f"{tag.name}: {translate_field(field.label)}")
                set_swatch(values.menuAction(), tag)
                for value, label in field.choices:
                    values.addAction(translate_field(label)).triggered.connect(
                        lambda _=False, of=tag.id, token=f"{field.name}:{value}": self._want(of, token)
                    )
        return menu

    def _offer_sorting(self, menu: QMenu) -> None:
        names = {"place": self.tr("By place"), "tag": self.tr("By tag"), "newest": self.tr("Last marked first")}
        group = QActionGroup(menu)
        for name, text in names.items():
            action = group.addAction(text)
            action.setCheckable(True)
            action.setChecked(name == "place")
            action.triggered.connect(lambda _=False, by=name: self.sort_by(by))
        menu.addActions(group.actions())
        menu.addSeparator()

    def sort_by(self, name: str) -> None:
        """Sort the list by ``place``, by ``tag``, or the ``newest`` first."""
        self.model.sort_by(name)
        self._select(self._current)

    def _want(self, tag: str, token: str) -> None:
        """Show the annotations of a tag with this attribute, and of those shown before only these."""
        name = token.partition(":")[0]
        kept = [piece for piece in self.search.text().split() if not piece.startswith(f"{name}:")]
        self._filters[tag].setChecked(True)
        self.search.setText(" ".join([*kept, token]))
        self._filter()

    def _add_filter(self, tag: Tag | None) -> None:
        button = KeyButton("0", self._theme, tag=tag, flat=True)
        button.setCheckable(True)
        tip = self.tr("Show only: %1").replace("%1", tag.name) if tag else self.tr("Show all annotations")
        button.setToolTip(as_tip(tip))
        button.clicked.connect(self._filter)
        self._group.addButton(button)
        self._filter_row.addWidget(button)
        self._filters[tag.id if tag else ""] = button

    def show_tags(self) -> None:
        """Have a filter for each tag, the person's own too."""
        known = {"", *(tag.id for tag in TAGS)}
        for tag in [t for t in self._filters if t not in known]:
            button = self._filters.pop(tag)
            self._filter_row.removeWidget(button)
            button.deleteLater()
        for own in self._tags.own:
            self._add_filter(own)
        self._filters[""].setChecked(True)
        self.model.refresh()
        self._filter()
        self._recount()

    def _make_list(self, theme: Theme) -> RowList:
        self.model = AnnotationModel(self._tags, self)
        rows = RowList(self.tr("Annotations"), self.model, ROW, self)
        self._delegate = AnnotationDelegate(theme, self._tags, self)
        rows.setItemDelegate(self._delegate)
        RowHeights(rows, lambda row: self._delegate.height_of(row, rows.viewport().width(), rows.font()))
        rows.menu_requested.connect(self.menu_requested)
        rows.row_chosen.connect(self._row_chosen)
        self.empty = EmptyState(rows, self._say_nothing)
        return rows

    def _say_nothing(self) -> Words:
        """What stands in the place of the annotations while none is listed."""
        if self._document is None:
            return Words(self.tr("What you mark in an article is listed here."))
        if self._document.annotations:
            return Words(self.tr("No annotation is like that."), self.tr("Clear the filter"), self.clear_filter)
        text = self.tr("Select words, then press 1–4. Or let Suggest propose.")
        return Words(text, self.tr("Suggest"), self.suggest_wanted.emit)

    def _remember(self, settings: Settings) -> None:
        """Have the edge above the details, and whether everything is shown in them, where they were left."""
        self.split.height_kept = settings.get(DETAILS_HEIGHT)
        self.split.kept.connect(lambda height: settings.set({DETAILS_HEIGHT: height}))
        self.details.more.setChecked(settings.get(DETAILS_MORE))
        self.details.more_toggled.connect(lambda shown: settings.set({DETAILS_MORE: shown}))

    def clear_filter(self) -> None:
        """Show all annotations."""
        self._filters[""].setChecked(True)
        self.search.clear()
        self._filter()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = self._delegate.theme = theme
        for button in self._filters.values():
            button.set_theme(theme)
        self.list.viewport().update()

    def show_document(self, document: Document | None) -> None:
        """Show another document, with nothing current."""
        self._document = document
        self.model.show(document)
        self.show_current("")
        self._recount()

    def apply_change(self, delta: Delta) -> None:
        """Show what a change of the document did."""
        self.model.apply_change(delta)
        self.show_current(self._current)
        self._recount()

    def _recount(self) -> None:
        counts = self._document.counts if self._document is not None else {}
        total = sum(counts.values())
        for tag, name in (("", self.tr("All")), *((t.id, t.name) for t in self._tags.all)):
            if tag not in self._filters:
                continue
            count = counts.get(tag, 0) if tag else total
            button = self._filters[tag]
            text = f"{name} {count}" if not tag else str(count)
            if text == button.text():
                continue
            button.setText(text)
            button.setAccessibleName(f"{name}: {count}")
        self.empty.refresh()
        self.count_changed.emit(total)

    def _filter(self) -> None:
        tag = next((tag for tag, button in self._filters.items() if button.isChecked()), "")
        self.model.filter(wanted(self.search.text(), tag))
        self.list.scrollToTop()  # unless what is current is listed
        self._select("")
        self._select(self._current)

    def show_current(self, annotation_id: str) -> None:
        """Show the details of another annotation and select its row, without choosing it anew."""
        annotation = self._document.annotations.get(annotation_id) if self._document is not None else None
        self._current = annotation.id if annotation is not None else ""
        self.details.show_annotation(self._document, annotation, self.unsaved_notes.get(self._current))
        self.split.show_details(annotation is not None)
        self._select(self._current)

    def _select(self, annotation_id: str) -> None:
        self.list.show_row(self.model.row_of(annotation_id) if annotation_id else QModelIndex())

    def _row_chosen(self, index: QModelIndex) -> None:
        annotation = self.model.annotation(index)
        if annotation is not None:
            self.chosen.emit(annotation.id)

    def selected(self) -> list[str]:
        """The ids of the annotations selected in the list."""
        found = map(self.model.annotation, self.list.selectionModel().selectedRows())
        return [a.id for a in found if a is not None]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.list.viewport().update()
