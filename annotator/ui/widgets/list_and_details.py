"""A list above the details of one of its rows, with an edge between them that can be moved and stays where it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

from annotator.ui.appearance.sizes import px
from annotator.ui.widgets.row_painting import RowList

_ROWS, _FEW = 5, 3
"""How many rows of the list stay in sight, unless a person moves the edge; so few where the details would have none."""

_READABLE = 150
"""How high the details are at least where the list has more than a few rows, in pixels at 100 %."""


class ListAndDetails(QSplitter):
    """As high as the details are, as long as the list keeps its rows; then the details scroll."""

    kept = Signal(int)
    """A person has moved the edge: the details are to be as high as this from now on."""

    def __init__(self, rows: RowList, details: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("split")
        self._rows, self._details = rows, details
        self.height_kept = 0
        """How high the details are by a person's choice; 0: as high as they need."""
        self.area = QScrollArea()
        self.area.setObjectName("detailsArea")
        self.area.setWidget(details)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setMinimumHeight(60)
        self.area.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # a click beside the fields leaves the keys where they are heard
        rows.setMinimumHeight(60)
        self.addWidget(rows)
        self.addWidget(self.area)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(7)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(lambda *_: self._keep())
        details.installEventFilter(self)
        rows.verticalHeader().sectionCountChanged.connect(lambda *_: self._fit())
        rows.verticalHeader().sectionResized.connect(lambda *_: self._fit())

    def show_details(self, shown: bool) -> None:
        """Show the details, or leave all room to the list."""
        self.area.setVisible(shown)
        self._fit()

    def _keep(self) -> None:
        self.height_kept = self.sizes()[1]
        self.kept.emit(self.height_kept)

    def _fit(self) -> None:
        if self.area.isHidden():
            return
        room = self.height() - self.handle(1).sizeHint().height()
        most = max(60, room - 2 - self._height_of(_ROWS), min(px(_READABLE), room - 2 - self._height_of(_FEW)))
        wanted = self.height_kept or min(self._details.sizeHint().height() + 1, most)
        below = max(60, min(wanted, room - 60))
        if self.sizes()[1] != below:
            self.setSizes([room - below, below])

    def _height_of(self, rows: int) -> int:
        """How high so many rows are, or those that there are."""
        header = self._rows.verticalHeader()
        first = sum(header.sectionSize(row) for row in range(min(rows, header.count())))
        return max(first, rows * header.defaultSectionSize()) if header.count() > rows else first

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)
