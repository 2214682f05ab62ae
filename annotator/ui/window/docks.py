"""The panes around the text: docks that can be hidden and moved, and the way from one to the next by key."""

from __future__ import annotations

from binascii import a2b_base64
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QWidget

from annotator.settings import GEOMETRY, INSPECTOR_WIDTH, LIBRARY_WIDTH, PANES
from annotator.ui.appearance.sizes import px

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

    from annotator.settings import Settings
    from annotator.ui.library.panel import LibraryPanel
    from annotator.ui.widgets.side_tabs import SideTabs


class Panes(QObject):
    """The library on the left, the inspector on the right, which comes later, and the text between them."""

    def __init__(self, window: QMainWindow, library: LibraryPanel, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._window, self._library, self._actions = window, library, actions
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.library = self._dock("library", self.tr("Library"), left)
        self.library.setWidget(library)
        self.inspector = self._dock("inspector", self.tr("Annotations"), right)
        self._lists: tuple[QWidget, ...] = ()
        self._widths = [px(268), px(332)]  # as wide as they are while there is room
        self._shown = [0, 0]
        self._show_widths()

    def hold(self, side: SideTabs, lists: Sequence[QWidget]) -> None:
        """Show these pages from now on; ``lists`` are what takes the focus on them."""
        self.inspector.setTitleBarWidget(side.tabs)
        self.inspector.setWidget(side)
        self._lists = (self._library.rows, *lists)
        self._window.installEventFilter(self)
        self._show_widths()  # the window may have been narrow when it was closed

    # Widths

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """A window that gets narrower takes from the panes, one that gets wider gives back; a person moves edges."""
        if event.type() == QEvent.Type.Resize:
            self._show_widths()
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._shown = self._look()
        elif event.type() == QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self, self._learn_widths)
        return False

    def _look(self) -> list[int]:
        return [dock.width() if dock.isVisible() else 0 for dock in (self.library, self.inspector)]

    def _learn_widths(self) -> None:
        """The pane whose edge was moved is as wide as that from now on; the other may be narrow for want of room."""
        sides = zip(self._look(), self._shown, self._widths, strict=True)
        self._widths = [wanted if now == before else now for now, before, wanted in sides]

    def _show_widths(self) -> None:
        self._window.resizeDocks([self.library, self.inspector], self._widths, Qt.Orientation.Horizontal)

    # Showing

    def include(self, widget: QWidget) -> None:
        """Have the keys that go from pane to pane come by here too, while it is shown."""
        self._lists = (*self._lists, widget)

    def _dock(self, name: str, title: str, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        heading = QLabel(title)
        heading.setObjectName("paneTitle")
        dock.setTitleBarWidget(heading)
        self._window.addDockWidget(area, dock)
        dock.visibilityChanged.connect(lambda _: self.check_actions())
        return dock

    def restore(self, settings: Settings) -> None:
        """Put the window and the panes where ``keep`` found them."""
        with suppress(ValueError):  # a damaged setting
            self._window.restoreGeometry(a2b_base64(settings.get(GEOMETRY)))
            self._window.restoreState(a2b_base64(settings.get(PANES)))
        kept = settings.get(LIBRARY_WIDTH), settings.get(INSPECTOR_WIDTH)
        self._widths = [width or default for width, default in zip(kept, self._widths, strict=True)]
        self.check_actions()

    def scale(self, factor: float) -> None:
        """Make the panes so many times as wide."""
        self._widths = [round(width * factor) for width in self._widths]
        self._show_widths()

    def keep(self, settings: Settings) -> None:
        """Remember where the window and the panes are."""
        geometry, panes = self._window.saveGeometry(), self._window.saveState()
        widths = dict(zip((LIBRARY_WIDTH, INSPECTOR_WIDTH), self._widths, strict=True))
        settings.set({GEOMETRY: _in_base64(geometry), PANES: _in_base64(panes), **widths})

    def check_actions(self) -> None:
        """Tick in the menu what is shown."""
        self._actions["show_library"].setChecked(not self.library.isHidden())
        self._actions["show_inspector"].setChecked(not self.inspector.isHidden())

    def toggle(self) -> None:
        """Show what is ticked in the menu."""
        library, inspector = (self._actions[name].isChecked() for name in ("show_library", "show_inspector"))
        self.library.setVisible(library)  # which ticks both as they are now
        self.inspector.setVisible(inspector)

    def search_library(self) -> None:
        """Show the library, ready for the words to be looked for."""
        self.library.show()
        self._library.search.setFocus()
        self._library.search.selectAll()

    def go(self, step: int, centre: QWidget) -> None:
        """Put the focus on the next pane that is shown (or with -1 on the one before); ``centre`` is the text."""
        library, *others = self._lists
        there = [pane for pane in (library, centre, *others) if pane.isVisible()]
        focus = self._window.focusWidget()
        here = there.index(focus) if focus in there else 0
        there[(here + step) % len(there)].setFocus(Qt.FocusReason.TabFocusReason)


def _in_base64(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode()
