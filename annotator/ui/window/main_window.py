"""The window: its panes, what its commands do, and how it comes back as it was left."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.model import VERDICTS, Status
from annotator.settings import LAST_ARTICLE, OPEN_FOLDER, SORT, Settings
from annotator.ui.appearance.appearance import Appearance
from annotator.ui.appearance.sizes import px
from annotator.ui.commands.actions import connect_actions, fill_menus, make_actions, make_menus
from annotator.ui.commands.table import Scope, step_in_words, translated
from annotator.ui.library.panel import LibraryPanel
from annotator.ui.session.event_copies import ALT_GR, copy_event
from annotator.ui.session.key_queue import KeyQueue
from annotator.ui.session.session import Session
from annotator.ui.window.article_actions import ArticleActions
from annotator.ui.window.close_confirmation import may_lose, may_stop
from annotator.ui.window.docks import Panes
from annotator.ui.window.frame import Frame
from annotator.ui.window.status_bar import StatusBar
from annotator.ui.window.toolbar import Toolbar
from annotator.ui.window.welcome import Welcome

if TYPE_CHECKING:
    from annotator.ui.exchange.importing import Intake
    from annotator.ui.window.article_pane import ArticlePane

_FRAME = QSize(8, 44)
"""What a window manager may put around the window."""

_LEAST = 320
"""How narrow the middle column may become, in pixels; nothing that opens in it moves the panes beside it."""

_OF_THE_ARTICLE = (
    *("link", "authors_own", *(f"check_{verdict}" for verdict in VERDICTS)),
    *("note", "delete", "done", "next", "previous", "copy", "select_all", "find"),
    *("card", "keep_line", "update", "suggest", "present", "print"),
)
"""The commands that need an open article."""


class MainWindow(Frame):
    """One library in one window."""

    stands = Signal()
    """The window was painted, and everything in it is made."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.keys = KeyQueue(self, session.when_done)
        self.next_library: Path | None = None
        self._painted = False
        self._bench: ArticlePane | None = None
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.resize(QSize(px(1360), px(860)).boundedTo(self.screen().availableGeometry().size() - _FRAME))
        self.actions_by_id = make_actions(self, settings)
        self.look = Appearance(settings, self.actions_by_id, self)
        self.library = LibraryPanel(session, self.theme, self.keys.hold)
        self.status = StatusBar()
        self.articles = ArticleActions(self)
        self._menus = make_menus(self)
        self.welcome = Welcome(self.actions_by_id)
        self._lay_out()
        self.panes.restore(settings)
        self._enable()
        self._show_saving()
        self._show_heads()
        self._show_annotator()

    # Making

    def _lay_out(self) -> None:
        self.panes = Panes(self, self.library, self.actions_by_id)
        centre = QWidget()
        centre.setObjectName("centre")
        centre.setMinimumWidth(_LEAST)
        self.column = QVBoxLayout(centre)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        self.column.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)
        self.toolbar = Toolbar(self.actions_by_id, self.theme, self.session.tags, self)
        self.addToolBar(self.toolbar)
        for part in (self.library, self.toolbar):
            self.look.dressed.connect(part.set_theme)

    def _begin(self) -> None:
        """The window stands: make what works on an article, and open the library."""
        from annotator.ui.session.dialog_watch import DialogWatch
        from annotator.ui.widgets.dead_keys import DeadKeys
        from annotator.ui.widgets.hover import Hover
        from annotator.ui.widgets.text_field_keys import FieldKeys
        from annotator.ui.window.article_pane import ArticlePane
        from annotator.ui.window.collection_commands import CollectionCommands

        FieldKeys(self)
        DeadKeys(self)
        Hover(self)
        self.toolbar.measure_exactly()
        self.dialog_watch = DialogWatch(self.keys)
        with self.keys.unheard():
            bench = self._bench = ArticlePane(self)
        self.view, self.inspector = bench.view, bench.inspector
        self.pages.addWidget(bench.view)
        self.column.addWidget(bench.findbar)
        view, marks = [bench.view], [bench.view, self.inspector.list]
        scopes = {
            Scope.TEXT: list[QWidget](view),
            Scope.MARKS: list[QWidget](marks),
            Scope.SUGGESTED: list[QWidget]([bench.view, bench.suggestions.list]),
        }
        handlers = {**self._handlers(), **self.look.handlers(), **bench.handlers()}
        fill_menus(self._menus, self.actions_by_id)
        connect_actions(
            *(self, self.actions_by_id, handlers, scopes),
            before=self.inspector.details.flush,
            during=self.dialog_watch.opening,
            after=self.keys.hold_until_done,
        )
        for tag in self.session.tags.all:
            bench.suggestions.list.addAction(self.actions_by_id[f"tag_{tag.id}"])
        self._connect()
        self.collections = CollectionCommands(self, self.articles.chosen)
        self.session.start(self.settings.get(LAST_ARTICLE))
        self.session.when_done(self._started)
        self.stands.emit()

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "open": lambda: self._open(self.intake.ask),
            "open_folder": lambda: self._open(self.intake.ask_folder),
            "update": lambda: self.intake.update(self.settings.get(OPEN_FOLDER)),
            "open_address": self.intake.ask_address,
            "import_annotations": self.intake.foreign.ask,
            "paste_article": self.intake.paste,
            "open_library": self._open_library,
            "quit": self.close,
            "undo": lambda: self.session.do(self.session.history.undo),
            "redo": lambda: self.session.do(self.session.history.redo),
            "show_library": self._toggle_panes,
            "show_inspector": self._toggle_panes,
            "next_pane": lambda: self._go_to_pane(1),
            "previous_pane": lambda: self._go_to_pane(-1),
            "search_library": self.panes.search_library,
            **self.articles.handlers(),
            "annotator": self._ask_annotator,
            "sample": self.intake.sample,
        }

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._library_opened)
        session.awaited.connect(lambda: session.when_stored(self.keys.hold()))
        session.articles.list_changed.connect(self._show_articles)
        session.articles.summaries_changed.connect(self.library.update_articles)
        session.document_changed.connect(self._show_document)
        session.card_changed.connect(self._show_card)
        session.heads_changed.connect(self._show_heads)
        session.saving_changed.connect(self._show_saving)
        session.failed.connect(self._failed)
        self.inspector.count_changed.connect(self._show_count)
        self.library.chosen.connect(self.articles.read)
        self.library.offer_sorting(self.settings.get(SORT))
        self.library.sorted.connect(lambda name: self.settings.set({SORT: name}))
        self.intake.hint.connect(self.status.say)
        self.status.annotator_clicked.connect(self._ask_annotator)
        self.look.scaled.connect(self.panes.scale)
        self.bench.naming.named.connect(self._show_annotator)
        self.look.zoomed.connect(lambda percent: self.status.zoom.setText(f"{percent} %"))

    @cached_property
    def intake(self) -> Intake:
        """The ways by which articles come in."""
        from annotator.ui.exchange.importing import Intake

        return Intake(self.session, self.settings, self.notice, self.keys, lambda: self.theme, self)

    @property
    def bench(self) -> ArticlePane:
        """What works on the open article; made right after the first paint."""
        assert self._bench is not None
        return self._bench

    # What is shown

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._started = self.keys.hold()
            QTimer.singleShot(0, self._begin)

    def _library_opened(self) -> None:
        self._show_saving()
        search = self.library.search
        is_typed_in = self.focusWidget() is search and bool(search.text())

        def back() -> None:
            """Who types there already goes on."""
            if is_typed_in:
                search.setFocus()

        if self.session.first_article:
            self.session.open_article(self.session.first_article, back)
        else:
            self._show_document()
            back()

    def _show_articles(self) -> None:
        document = self.session.document
        open_id = document.article.id if document is not None else ""
        self.library.show_articles(self.session.articles.listed, self.session.articles.places, open_id)
        if self.welcome.greets:
            self.welcome.greet(empty=not self.session.articles.listed)
        self._enable()

    def _show_document(self) -> None:
        document = self.session.document
        self.bench.show_document(document)
        self.pages.setCurrentWidget(self.view if document is not None else self.welcome)
        self.bench.places.show_document(document)
        self._show_title()
        self._enable()  # first: what is disabled takes no focus
        if document is not None:
            self.library.mark_open(document.article.id)
            self.settings.set({LAST_ARTICLE: document.article.id})
            self.view.setFocus()
        elif self.session.is_open:
            self.welcome.greet(empty=not self.session.articles.listed)
            self.welcome.take_focus()

    def _show_card(self) -> None:
        self.bench.show_card()
        self._show_title()

    def _show_title(self) -> None:
        document = self.session.document
        title = f"{document.article.title} — " if document is not None else ""
        self.setWindowTitle(title.replace("[*]", "") + "Annotator")

    def _enable(self) -> None:
        reading = self.session.document is not None
        marks = [f"tag_{t.id}" for t in self.session.tags.all]
        for name in (*marks, *_OF_THE_ARTICLE):
            self.actions_by_id[name].setEnabled(reading)
        for name in ("open", "open_folder", "open_address", "import_annotations", "paste_article", "sample"):
            self.actions_by_id[name].setEnabled(self.session.is_open)
        articles = self.session.articles if self.session.is_open else None
        for name in ("export", "remove", "collect", *(f"status_{s}" for s in Status)):
            self.actions_by_id[name].setEnabled(articles is not None and articles.is_complete and bool(articles.listed))

    def _show_saving(self) -> None:
        space = self.session
        self.status.show_saving(is_open=space.is_open, saving=space.saving, unsaved=bool(space.unsaved_notes))

    def _show_heads(self) -> None:
        heads = self.session.heads
        for name, step in (("undo", heads and heads.undo), ("redo", heads and heads.redo)):
            action = self.actions_by_id[name]
            plain = {"undo": translated("&Undo"), "redo": translated("&Redo")}[name]
            action.setEnabled(step is not None)
            action.setText(f"{plain}: {step_in_words(step.action, step.size)}" if step else plain)

    def _show_count(self, count: int) -> None:
        self.status.show_count(count, self.session.document)

    def _show_annotator(self) -> None:
        self.status.annotator.setText(self.tr("Annotator: %1").replace("%1", self.session.annotator))
        self.status.zoom.setText(f"{self.look.percent} %")

    def _failed(self, sentence: str) -> None:
        self._show_saving()
        if self.keys.give_up() or self.session.gave_up:
            sentence += " " + self.tr("What was pressed after it was not carried out.")
            self.session.gave_up = False
        if self.session.is_open:
            self.notice.say(sentence, warning=True)
        else:
            self.status.saved.show_text(self.tr("No library is open"))
            button = self.tr("Open another library…")
            self.notice.say(sentence, warning=True, button=button, act=self._open_library)

    # What the commands do

    def _open(self, ask: Callable[[str], str]) -> None:
        folder = ask(self.settings.get(OPEN_FOLDER))
        if folder:
            self.settings.set({OPEN_FOLDER: folder})

    def open_files(self, files: list[str]) -> None:
        """Bring these files in and open the first, unless somebody is typing, and let the window come forward."""
        from annotator.readers.files import source_of
        from annotator.ui.widgets.text_field_keys import is_typed_into

        is_typing = is_typed_into(self.focusWidget()) and self.session.is_open
        (self.intake.add if is_typing else self.intake.bring)([source_of(f) for f in files])
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def _open_library(self) -> None:
        from annotator.ui.library.prompts import ask_library

        self.next_library = ask_library(self, self.session.path.parent)
        if self.next_library is not None:
            self.close()

    def _toggle_panes(self) -> None:
        self.panes.toggle()

    def _go_to_pane(self, step: int) -> None:
        self.panes.go(step, self.view if self.session.document is not None else self.welcome)

    def _ask_annotator(self) -> None:
        from annotator.ui.library.prompts import ask_name

        name = ask_name(self, self.session.annotator)
        if name:
            self.bench.naming.set_name(name)

    # Coming and going

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from annotator.ui.exchange.mime_sources import sources_in

        if event.source() is None and sources_in(event.mimeData()):  # an address in our own text is no wish to fetch it
            self.welcome.show_drop(over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self.welcome.show_drop(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.welcome.show_drop(over=False)
        self.intake.take(event.mimeData())
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look once more for the shortcut of a sign with AltGr, which was up again when Qt looked for it."""
        super().keyPressEvent(event)
        handle = self.windowHandle()
        if event.modifiers() & ALT_GR and event.nativeScanCode() and handle is not None:
            QApplication.sendEvent(handle, copy_event(event))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self._bench is not None:
            self.inspector.details.flush()

    def _may_close(self) -> bool:
        """Whether nothing is lost, or the person wants to close all the same."""
        notes, job = list(self.session.unsaved_notes.values()), self.notice.job
        if notes and not may_lose(self, notes):
            return False
        return job is None or not job.is_wanted or may_stop(self, job.label)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._bench is not None:
            self.inspector.details.end()
        self.session.settle()
        if not self._may_close():
            self.next_library = None
            event.ignore()
            return
        if self._bench is None or not self._bench.presentation.is_on:
            self.panes.keep(self.settings)
        if self._bench is not None:
            self._bench.places.keep()
            self._bench.findbar.shut()
        self.session.close()
        self.keys.shut()
        super().closeEvent(event)
