"""The open article's side of the window: the text, and everything that works on it.

It is made right after the first paint: nobody reads before the library is open, and the window stands sooner.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from annotator.model import Span
from annotator.settings import SNAP
from annotator.text.sentences import paragraph_at, sentence_at, units_around
from annotator.ui.annotations.linking import Linking
from annotator.ui.annotations.panel import Inspector
from annotator.ui.annotations.reshaping import Shaping
from annotator.ui.annotations.tag_bar import TagBar
from annotator.ui.annotations.tagging import Marking
from annotator.ui.annotations.target import Target
from annotator.ui.attribution.controller import Attribution
from annotator.ui.attribution.panel import AttributionPanel
from annotator.ui.commands.palette import Palette
from annotator.ui.exchange.exporting import Export
from annotator.ui.exchange.printing import Printing
from annotator.ui.library.panel import byline
from annotator.ui.reading.find_bar import FindBar
from annotator.ui.reading.reading_places import ReadingPlaces
from annotator.ui.reading.steady_text import SteadyText
from annotator.ui.reading.verdict_margin import VerdictMargin
from annotator.ui.reading.view import ReadingView
from annotator.ui.suggestions.panel import SuggestionsPanel
from annotator.ui.suggestions.reviewing import Suggesting
from annotator.ui.widgets.side_tabs import SideTabs
from annotator.ui.window.announcer import Announcer
from annotator.ui.window.coach import Coach
from annotator.ui.window.context_menus import ContextMenus
from annotator.ui.window.custom_tags import CustomTags
from annotator.ui.window.dialogs import Dialogs
from annotator.ui.window.name_question import NameQuestion
from annotator.ui.window.presentation import Presentation
from annotator.ui.window.undo_toast import UndoToast

if TYPE_CHECKING:
    from annotator.ui.session.document import Document
    from annotator.ui.window.frame import Frame


class ArticlePane(QObject):
    """The view, the gestures, and what opens over them."""

    def __init__(self, window: Frame) -> None:
        super().__init__(window)
        session, settings = window.session, window.settings
        actions = window.actions_by_id
        self._status, self._notice = window.status, window.notice
        self._library, self._panes, self._actions = window.library, window.panes, actions
        self._session, self._look = session, window.look
        self.view = ReadingView(window.theme, session.tags, window.look.setting)
        self.view.selection.snaps = settings.get(SNAP)
        self.places = ReadingPlaces(self.view)
        SteadyText(self.view, window.pages)
        self.verdicts = VerdictMargin(self.view, session, window.theme)
        inspector = self.inspector = Inspector(session, settings, window.theme)
        self.side = SideTabs()
        self.suggestions = SuggestionsPanel(window.theme, session.tags, actions)
        self.side.add(inspector, self.tr("Annotations"))
        self.figures = AttributionPanel()
        self.side.add(self.suggestions, self.tr("Suggestions"))
        self.side.add(self.figures, self.tr("Attribution"))
        window.panes.hold(self.side, [inspector.list, self.suggestions.list, self.figures.tree])
        target = self._target = Target(self.view)
        suggesting = self.suggesting = Suggesting(
            session, self.view, self.side, self.suggestions, window.notice, window.keys, settings, actions
        )
        self.marking = Marking(session, self.view, inspector, target, suggesting.accept_as)
        self.shaping = Shaping(
            *(session, self.view, target),
            lambda unit, start, step: suggesting.move_edge(unit, start=start, step=step),
        )
        self.linking = Linking(session, self.view, inspector, target)
        self.attribution = Attribution(
            session, self.view, self.side, self.figures, window.library, window.notice, window.keys.hold, settings
        )
        self.export = Export(session, settings, window.notice, window)
        self.printing = Printing(session, self.export, inspector.details.end, window)
        self.voice = Announcer(session, self.view)
        self.toast = UndoToast(session, window.pages)
        self.coach = Coach(window)
        self.naming = NameQuestion(session, settings, window.notice, self)
        self.naming.named.connect(self.view.setFocus)
        self.palette = Palette(actions, settings, window.keys.hold, window)
        self.findbar = FindBar(session, self.view, window.keys.hold)
        waits = (window.keys, window.dialog_watch)
        self.dialogs = Dialogs(session, self.view, actions, settings, window.look, *waits, window)
        self.tagbar = TagBar(self.view.viewport(), actions, window.theme, session.tags)
        self.menus = ContextMenus(actions, session, self.view, inspector, window.library, window)
        own_tags = CustomTags(window, self.tagbar, self.marking.tag)
        marking = (self.marking, self.shaping, self.linking, self.suggesting)
        self.presentation = Presentation(window, self.view, self.findbar)
        self._parts = (
            *marking,
            self.attribution,
            self.presentation,
            own_tags,
            self.palette,
            self.findbar,
            self.dialogs,
            self.printing,
            self.coach,
        )
        self._connect()

    def _connect(self) -> None:
        view, look = self.view, self._look
        for part in (view, self.inspector, self.suggestions, self.tagbar, self.verdicts):
            look.dressed.connect(part.set_theme)
        look.typeset.connect(view.set_type)
        look.snapped.connect(lambda snaps: setattr(view.selection, "snaps", snaps))
        self.findbar.tag_all_wanted.connect(self.dialogs.open_tag_all)
        view.place_changed.connect(self._place_changed)
        view.selected_by_mouse.connect(self._offer_tags)
        self._status.open.clicked.connect(self.attribution.show)
        view.verticalScrollBar().valueChanged.connect(self.tagbar.hide)
        self.inspector.note.leave.connect(view.setFocus)
        self.inspector.suggest_wanted.connect(self._actions["suggest"].trigger)
        self.inspector.count_changed.connect(lambda count: self.side.show_count(self.inspector, count))
        for speaker in (self.marking, self.shaping, self.linking, self.suggesting):
            speaker.hint.connect(self._status.say)
        self.marking.marker_changed.connect(self._show_marker)
        self.marking.note_wanted.connect(self._go_to_note)
        self.presentation.entered.connect(self.coach.leave)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this side do, by the id of the command."""
        view = self.view
        return {
            "copy": view.copy,
            "select_all": view.selectAll,
            "select_sentence": lambda: self._select_around(sentence_at),
            "select_paragraph": lambda: self._select_around(paragraph_at),
            "next": lambda: self._walk(forward=True),
            "previous": lambda: self._walk(forward=False),
            "deselect": self._escape,
            "export": self._export,
            "show_marked": self._show_marked,
            **{name: act for part in self._parts for name, act in part.handlers().items()},
        }

    def show_document(self, document: Document | None) -> None:
        """Show another article, or none."""
        self.inspector.details.end()
        self.places.keep()
        self.tagbar.hide()
        self.view.show_document(document, byline(document) if document is not None else "")
        self.inspector.show_document(document)
        self.suggesting.show_document(document)
        self._place_changed()

    def show_card(self) -> None:
        """What is known of the open article is other than it was."""
        document = self._session.document
        if document is not None:
            self.view.show_byline(byline(document))
            self.view.typesetting.restyle()

    def _place_changed(self) -> None:
        self._status.show_place(self._session.document, self.view.selection.caret())
        if self.view.selection.made() is None:
            self.tagbar.hide()

    def _export(self) -> None:
        self.inspector.details.end()
        self.export.ask(self._library.selected())

    def _escape(self) -> None:
        """Close the innermost thing that is open, then return to the text."""
        view, pickers = self.view, (self.palette.picker, self.linking.picker)
        floating = (view.drag.give_up, *(p.close_picker for p in pickers), self.tagbar.close_bar)
        in_text = view.hasFocus() or self._session.document is None
        in_findbar = self.findbar.isAncestorOf(view.window().focusWidget() or view)
        if any(close() for close in floating) or (not in_findbar and self.coach.leave()):
            return
        if self.findbar.isHidden() and self.presentation.leave():
            return
        if self._notice.line.hasFocus() and self._notice.close_message():
            view.setFocus()
        elif not in_text and not in_findbar:
            self._library.search.clear()
            self.inspector.search.clear()
            view.setFocus()
        elif self.findbar.close_bar() or self.marking.leave_marker():
            view.setFocus()
        elif self._notice.close_message(for_good=False):
            return
        elif view.selection.made() is not None:
            view.selection.clear()
        elif not self.suggesting.leave():
            view.make_current("")

    def _show_marked(self) -> None:
        """Turn to the list of annotations."""
        self._panes.inspector.show()
        self.side.turn_to(self.inspector)
        self.inspector.list.setFocus()

    def _walk(self, *, forward: bool) -> None:
        """To the next annotation, or while their tab is shown to the next suggestion."""
        walk = self.suggesting.walk if self.suggesting.is_on else self._target.walk
        walk(forward=forward)

    def _select_around(self, unit: Callable[[str, int], Span]) -> None:
        view = self.view
        if self._session.document is not None:
            span = units_around(
                view.shown.text, view.selection.made() or (view.selection.caret(), view.selection.caret()), unit
            )
            if span[0] < span[1]:
                view.selection.select(span)

    def _offer_tags(self, end: QRect) -> None:
        if not self.marking.marker and self.view.selection.made() is not None and not self.linking.picker.isVisible():
            self.tagbar.show_beside(end)

    def _show_marker(self) -> None:
        self._actions["marker"].setChecked(self.marking.marker is not None)
        tag = self.marking.marker
        self._status.show_marker(self._session.tags.name_of(tag) if tag else tag)

    def _go_to_note(self) -> None:
        self._panes.inspector.show()
        self.side.turn_to(self.inspector)
        self.inspector.note.setFocus()
