"""Row heights: each row of a list as high as what it says, worked out when it comes into sight.

A list may have 100,000 rows: those that nobody has seen yet are taken to be of the usual height.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject

from annotator.ui.session.debouncer import Debouncer
from annotator.ui.widgets.row_painting import RowList

_PASSES = 4
"""How often rows are measured at most: the one that has the keyboard, brought back, has others above it."""


class RowHeights(QObject):
    """Gives the rows in sight of a table their heights, whenever others come into sight or say something else."""

    def __init__(self, rows: RowList, height_of: Callable[[QModelIndex], int]) -> None:
        super().__init__(rows)
        self._rows, self._height_of, self._is_measuring = rows, height_of, False
        model = rows.model()
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._measure)
        rows.verticalScrollBar().valueChanged.connect(self._measure)
        self._soon = Debouncer(self, 0, self._measure)
        rows.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._measure()
        elif event.type() is QEvent.Type.FontChange:
            self._soon.start()  # when the list has its new usual height
        return False

    def _measure(self, *_: object) -> None:
        if self._is_measuring:  # by what follows from it
            return
        self._is_measuring = True
        for _again in range(_PASSES):
            if not self._measure_seen():
                break
        self._is_measuring = False

    def _measure_seen(self) -> bool:
        """Give the rows in sight their heights; whether one has another than before."""
        rows, header, model = self._rows, self._rows.verticalHeader(), self._rows.model()
        bar, bottom = rows.verticalScrollBar(), rows.viewport().height()
        row, has_changed, keeps = header.visualIndexAt(0), False, rows.keeps
        while 0 <= row < model.rowCount() and (top := header.sectionViewportPosition(row)) < bottom:
            before, wanted = header.sectionSize(row), self._height_of(model.index(row, 0))
            if wanted != before:
                header.resizeSection(row, wanted)
                has_changed = True
                if top < 0:  # it comes from above: what is below it stays where it is
                    rows.updateGeometries()
                    bar.setValue(bar.value() + wanted - before)
            row += 1
        if has_changed:
            rows.updateGeometries()
            rows.keeps = keeps  # it was no person who has scrolled
            rows.keep_current()
            rows.viewport().update()
        return has_changed
