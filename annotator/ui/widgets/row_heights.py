"""Row heights: each row of a list as high as what it says, worked out when it comes into sight.

A list may have 100,000 rows: those that nobody has seen yet are taken to be of the usual height.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject
from PySide6.QtWidgets import QTableView


class RowHeights(QObject):
    """Gives the rows in sight of a table their heights, whenever others come into sight or say something else."""

    def __init__(self, rows: QTableView, height_of: Callable[[QModelIndex], int]) -> None:
        super().__init__(rows)
        self._rows, self._height_of, self._is_measuring = rows, height_of, False
        model = rows.model()
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._measure)
        rows.verticalScrollBar().valueChanged.connect(self._measure)
        rows.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.FontChange):
            self._measure()
        return False

    def _measure(self, *_: object) -> None:
        if self._is_measuring:  # by what follows from it
            return
        self._is_measuring = True
        rows, header, model = self._rows, self._rows.verticalHeader(), self._rows.model()
        height = rows.viewport().height()
        current = rows.visualRect(rows.currentIndex())
        was_seen = current.isValid() and current.top() >= 0 and current.bottom() <= height
        row, has_changed = max(0, header.visualIndexAt(0)), False
        while row < model.rowCount() and (top := header.sectionViewportPosition(row)) < height:
            before, wanted = header.sectionSize(row), self._height_of(model.index(row, 0))
            if wanted != before:
                header.resizeSection(row, wanted)
                has_changed = True
                if top < 0:  # it comes from above: what is below it stays where it is
                    rows.updateGeometries()
                    rows.verticalScrollBar().setValue(rows.verticalScrollBar().value() + wanted - before)
            row += 1
        if has_changed:
            rows.updateGeometries()
            if was_seen:
                rows.scrollTo(rows.currentIndex())
            rows.viewport().update()
        self._is_measuring = False
