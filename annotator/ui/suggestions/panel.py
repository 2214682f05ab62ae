"""The tab of suggestions: which are shown, the list, what is known of the current one, and what to do with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.model import FIELDS, LOCATION, TAGS, Attributes, Suggestion, SuggestionKey
from annotator.ui.appearance.swatches import offer_tag, offer_tags
from annotator.ui.appearance.theme import Theme
from annotator.ui.appearance.wording import translate_field
from annotator.ui.session.tag_set import TagSet
from annotator.ui.suggestions.rule_titles import title_of
from annotator.ui.suggestions.suggestion_list import Picked, SuggestionDelegate, SuggestionModel
from annotator.ui.widgets.empty_state import EmptyState, Words
from annotator.ui.widgets.row_painting import RowList

if TYPE_CHECKING:
    from annotator.ui.session.document import Document

_ROW = 53
_SCORES = (60, 70, 80, 90)


class SuggestionsPanel(QWidget):
    """It changes nothing: it says what the person wants."""

    chosen = Signal(object)
    """The person wants to see this suggestion in the text (its key)."""

    accept_shown = Signal()
    """Everything that is shown is to be accepted."""

    reject_shown = Signal()
    """Everything that is shown is to be rejected."""

    rules_wanted = Signal()
    """The person wants to see which rules can be trusted."""

    def __init__(
        self, theme: Theme, tags: TagSet, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tags, self._actions = tags, actions
        self.document: Document | None = None
        """What is shown."""
        self._current: SuggestionKey | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_filter())
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        self.model = SuggestionModel(tags, self)
        self.list = RowList(self.tr("Suggestions"), self.model, _ROW, self)
        self._delegate = SuggestionDelegate(theme, tags, self)
        self.list.setItemDelegate(self._delegate)
        self.list.row_chosen.connect(self._row_chosen)
        self.empty = self._make_empty()
        column.addWidget(self.list, 1)
        column.addWidget(self._make_details())
        self._offer_rules()
        self._update()
        self.show_current(None, ())

    def _make_filter(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setContentsMargins(10, 8, 10, 8)
        rows.setSpacing(6)
        self.tag = QComboBox()
        self.tag.setAccessibleName(self.tr("Show suggestions of a tag"))
        self.tag.addItem(self.tr("All tags"), "")
        offer_tags(self.tag, TAGS)
        self.score = QComboBox()
        self.score.setAccessibleName(self.tr("Show suggestions from this score on"))
        self.score.addItem(self.tr("Any score"), 0)
        for percent in _SCORES:
            self.score.addItem(self.tr("From %1 %").replace("%1", str(percent)), percent)
        self.rule = QComboBox()
        self.rule.setAccessibleName(self.tr("Show suggestions of one rule"))
        self.rule.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.rule.setMinimumContentsLength(12)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.tag, 1)
        first.addWidget(self.score)
        rows.addLayout(first)
        rows.addWidget(self.rule)
        self.tag.currentIndexChanged.connect(self._pick)
        self.rule.currentIndexChanged.connect(self._pick)
        self.score.currentIndexChanged.connect(self._pick)
        return rows

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(self.list, self._say_nothing)
        self.always = QCheckBox(self.tr("Whenever an article is opened"))
        self.always.setToolTip(self.tr("Look for suggestions without being asked"))
        self.always.clicked.connect(self._actions["suggest_on_opening"].trigger)
        self._actions["suggest_on_opening"].toggled.connect(self.always.setChecked)
        empty.append(self.always)
        return empty

    def _say_nothing(self) -> Words:
        """What stands in the place of the suggestions while none is listed."""
        document = self.document
        if document is not None and document.pending:
            return Words(self.tr("None of the suggestions is like that."), self.tr("Show all"), self._pick_all)
        if document is not None and document.is_searched and not document.proposed:
            found = self.tr("Nothing to suggest was found in this article.")
            return Words(found, self.tr("Which rules to trust…"), self.rules_wanted.emit)
        if document is not None and document.proposed:
            text = self.tr("Every suggestion for this article is judged.")
        else:
            text = self.tr("Annotator can propose claims, sources, image credits and locations, each with its reason.")
        button = self.tr("Suggest  Ctrl+J") if document is not None else ""
        return Words(text, button, self._actions["suggest"].trigger)

    def _pick_all(self) -> None:
        for choice in (self.tag, self.score, self.rule):
            choice.setCurrentIndex(0)

    def _make_details(self) -> QFrame:
        frame = self._details = QFrame()
        frame.setObjectName("suggested")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        self.reason = QLabel()
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setWordWrap(True)
        self.reason.setObjectName("muted")
        self.meant = QComboBox()
        self.meant.setAccessibleName(self.tr("The place that is meant"))
        column.addWidget(self.reason)
        column.addWidget(self.meant)
        self.accept = self._button(self.tr("Accept  ⏎"), "accept_suggestion")
        self.accept.setObjectName("primary")
        self.reject = self._button(self.tr("Reject  ⌫"), "reject_suggestion")
        self.accept_all, self.reject_all = QPushButton(), QPushButton()
        self.accept_all.clicked.connect(self.accept_shown)
        self.reject_all.clicked.connect(self.reject_shown)
        for pair in ((self.accept, self.reject), (self.accept_all, self.reject_all)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                row.addWidget(button, 1)
            column.addLayout(row)
        self.rules = QPushButton(self.tr("Which rules to trust…"))
        self.rules.setObjectName("link")
        self.rules.clicked.connect(self.rules_wanted)
        column.addWidget(self.rules, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _button(self, text: str, name: str) -> QPushButton:
        """A button that does what a command does and is enabled with it."""
        button, action = QPushButton(text), self._actions[name]
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        button.setEnabled(action.isEnabled())
        return button

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def show_document(self, document: Document | None) -> None:
        """Show what is pending in a document."""
        if document is not self.document:
            self._current = None
        self.document = document
        if self.model.show(document):
            self._offer_rules()
        self._update()

    def _offer_rules(self) -> None:
        pending = self.document.pending if self.document is not None else []
        counts = Counter((one.rule, one.tag) for one in pending)
        chosen = self.rule.currentData()
        self.rule.blockSignals(True)
        self.rule.clear()
        self.rule.addItem(self.tr("All reasons"), "")
        for (rule, tag), count in sorted(counts.items(), key=lambda item: (item[0][1], title_of(item[0][0]))):
            meant = self._tags.of(tag)
            offer_tag(self.rule, meant, f"{meant.name}: {title_of(rule)} ({count})", rule)
        self.rule.setCurrentIndex(max(0, self.rule.findData(chosen)))
        self.rule.blockSignals(False)
        self._pick()

    def _pick(self) -> None:
        self.model.pick(Picked(self.tag.currentData(), self.rule.currentData() or "", self.score.currentData() / 100))
        self._update()
        self._select(self._current)

    def _update(self) -> None:
        document, shown = self.document, len(self.model.shown)
        self.empty.refresh()
        self._details.setVisible(bool(document and document.pending))
        self.accept_all.setText(self.tr("Accept all %1").replace("%1", str(shown)))
        self.reject_all.setText(self.tr("Reject all %1").replace("%1", str(shown)))
        for button in (self.accept_all, self.reject_all):
            button.setEnabled(shown > 0)

    def show_current(self, key: SuggestionKey | None, candidates: tuple[Attributes, ...]) -> None:
        """Show what is known of the current suggestion, and select its row without choosing it anew."""
        self._current = key
        one = next((s for s in self.model.shown if s.key == key), None) if key is not None else None
        self.reason.setVisible(one is not None)
        self.meant.setVisible(one is not None and len(candidates) > 1)
        if one is not None:
            self.reason.setText(_said(one, self._tags.name_of(one.tag)))
        self.meant.clear()
        for candidate in candidates:
            self.meant.addItem(_place(candidate), candidate)
        self._select(key)

    @property
    def candidate(self) -> Attributes | None:
        """The attributes of the place that the person chose; None if there is nothing to choose."""
        found = self.meant.currentData() if self.meant.count() > 1 else None
        return tuple((name, value) for name, value in found) if found is not None else None

    def _select(self, key: SuggestionKey | None) -> None:
        self.list.show_row(self.model.row_of(key))

    def _row_chosen(self, index: QModelIndex) -> None:
        one = self.model.suggestion(index)
        if one is not None and one.key != self._current:
            self.chosen.emit(one.key)

    def selected(self) -> list[Suggestion]:
        """The suggestions selected in the list."""
        found = map(self.model.suggestion, self.list.selectionModel().selectedRows())
        return [one for one in found if one is not None]


def _said(one: Suggestion, tag: str) -> str:
    from annotator.suggesters.places.place_words import place_in_words

    is_place = one.tag == LOCATION.id
    known = place_in_words(one.attributes) if is_place else " · ".join(_known(one))
    return f"{tag}, {one.score:.0%}: {one.reason}" + (f"\n{known}" if known else "")


def _known(one: Suggestion) -> Iterator[str]:
    """What else is suggested, in the words of the form."""
    fields = {field.name: field for field in FIELDS.get(one.tag, ())}
    for name, value in one.attributes:
        if name in fields and value is not None:
            yield f"{translate_field(fields[name].label)}: {translate_field(fields[name].words_for(value))}"


def _place(candidate: Attributes) -> str:
    from annotator.suggesters.places.place_words import place_in_words

    return place_in_words(candidate)
