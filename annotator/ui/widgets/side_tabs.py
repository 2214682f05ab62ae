"""The tabs on the right: what is marked, and what else there is to say of the open article."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

_MANY = 10_000
"""From which count on a tab says thousands."""


class SideTabs(QWidget):
    """Pages, one of which is shown. Their tabs are the title of the pane."""

    shown = Signal(QWidget)
    """Another page is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = QTabBar()
        self.tabs.setObjectName("side")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideMiddle)  # the counts stand at the end
        self.tabs.setAccessibleName(self.tr("What is shown of the article"))
        self._pages = QStackedWidget()
        self._names: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.tabs.currentChanged.connect(self._changed)

    def add(self, page: QWidget, name: str) -> None:
        """Have another page."""
        self._pages.addWidget(page)
        self._names.append(name)
        self.tabs.setTabToolTip(self.tabs.addTab(name), name)

    def show_count(self, page: QWidget, count: int) -> None:
        """Say on the tab of a page how much is on it."""
        index = self._pages.indexOf(page)
        name = self._names[index]
        short = f"{count:,}" if count < _MANY else f"{count // 1000:,}k"
        text = f"{name} {short}" if count else name
        if text != self.tabs.tabText(index):
            self.tabs.setTabText(index, text)
        self.tabs.setTabToolTip(index, f"{name}: {count:,}" if count else name)

    def turn_to(self, page: QWidget) -> None:
        """Show a page."""
        self.tabs.setCurrentIndex(self._pages.indexOf(page))

    def is_shown(self, page: QWidget) -> bool:
        """Whether a page is the one that is shown, and the pane too."""
        return self._pages.currentWidget() is page and self.isVisible()

    def _changed(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        self.shown.emit(self._pages.currentWidget())
