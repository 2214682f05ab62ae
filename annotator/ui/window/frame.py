"""Frame: what the parts of the window know of it, so that the window can know all of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from annotator.settings import Settings
    from annotator.ui.annotations.panel import Inspector
    from annotator.ui.appearance.appearance import Appearance
    from annotator.ui.appearance.theme import Theme
    from annotator.ui.library.panel import LibraryPanel
    from annotator.ui.reading.view import ReadingView
    from annotator.ui.session.dialog_watch import DialogWatch
    from annotator.ui.session.key_queue import KeyQueue
    from annotator.ui.session.session import Session
    from annotator.ui.widgets.message_bar import MessageBar
    from annotator.ui.window.docks import Panes
    from annotator.ui.window.status_bar import StatusBar
    from annotator.ui.window.toolbar import Toolbar


class Frame(QMainWindow):
    """The library's session, the commands, and the panes and bars around the text."""

    session: Session
    settings: Settings
    look: Appearance
    keys: KeyQueue
    dialog_watch: DialogWatch
    """Has keys wait for dialogs that open; there once the window stands."""
    actions_by_id: dict[str, QAction]
    library: LibraryPanel
    panes: Panes
    status: StatusBar
    toolbar: Toolbar
    pages: QStackedWidget
    """The welcome, or the text."""
    column: QVBoxLayout
    """The pages, with what opens above and below them."""
    view: ReadingView
    """The text of the open article; there once the window stands."""
    inspector: Inspector
    """The list of what is marked, and the details; there once the window stands."""

    @property
    def theme(self) -> Theme:
        """The colours the window is in."""
        return self.look.theme

    @cached_property
    def notice(self) -> MessageBar:
        """The bar above the text for messages and for the progress of work."""
        from annotator.ui.widgets.message_bar import MessageBar

        notice = MessageBar()
        self.column.insertWidget(0, notice)
        return notice
