"""Help: the sheet of keys, and what this program is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.model import TAGS, Tag
from annotator.ui.appearance.foreign_text import one_line
from annotator.ui.appearance.sizes import px
from annotator.ui.commands.table import COMMANDS, MENUS, translated
from annotator.ui.widgets.elided import ElidedLabel

_TITLE, _FEWEST, _TALLEST = 1.5, 5, 28
"""In lines: the height of a title, the least that stands below one, and the height of a column that is read at ease."""
_BETWEEN, _APART = 28, 40
"""Beside a name and between columns, in pixels."""
_BELOW = (6, 3, 0, -2)
"""Below a line, in pixels: less where a screen is small; a line is higher than its letters."""
_FRAME = QSize(16, 40)
"""What a desktop puts around a window, in pixels."""

Line = tuple[str, str]
Part = tuple[str, Sequence[Line]]
"""A menu, and commands of it with their keys."""


class KeySheet(QDialog):
    """Every command that has a key, by menu, in as many columns as the screen has room for."""

    def __init__(self, actions: Mapping[str, QAction], own_tags: Sequence[Tag], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # names end in “…”
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(self.area)
        outer.addWidget(buttons)
        around = outer.contentsMargins()
        below = around.top() + around.bottom() + outer.spacing() + buttons.sizeHint().height()
        beside = QSize(around.left() + around.right(), below)
        room = self.screen().availableSize() - _FRAME
        parts = [(menu, lines) for menu in MENUS if (lines := _lines(menu, actions, own_tags))]
        for gap in _BELOW:
            sheet = _sheet_of(parts, room - beside, gap)
            wanted = sheet.sizeHint() + beside
            if wanted.height() <= room.height():
                break
        else:
            bar = QSize(self.area.verticalScrollBar().sizeHint().width(), 0)
            sheet = _sheet_of(parts, room - beside - bar, _BELOW[0])
            wanted = sheet.sizeHint() + beside + bar
        self.area.setWidget(sheet)
        self.resize(wanted.boundedTo(room))


def _sheet_of(parts: Sequence[Part], room: QSize, below: int) -> QWidget:
    """All lines in columns that are no wider than there is room for, and no higher if that can be."""
    sheet = QWidget()
    sheet.setObjectName("pane")
    row = QHBoxLayout(sheet)
    row.setSpacing(_APART)
    row.setContentsMargins(18, 6, 18, 12)
    tallest = (room.height() - 18) // (_size_of("X").height() + below)
    for column in _columns(parts, room.width() - 36 + _APART, min(tallest, _TALLEST)):
        row.addLayout(_laid_out(column, below))
    return sheet


def _lines(menu: str, actions: Mapping[str, QAction], own_tags: Sequence[Tag]) -> list[Line]:
    """The commands of a menu with their keys, a person's own tags after the four, no wider than the commands."""
    native, lines, tags_at = QKeySequence.SequenceFormat.NativeText, [], -1
    for command in (c for c in COMMANDS if c.menu == menu):
        keys = "   ".join(k.toString(native) for k in actions[command.id].shortcuts())
        if keys:
            lines.append((translated(command.text).replace("&", "").rstrip("…"), keys))
        if command.id == f"tag_{TAGS[-1].id}":
            tags_at = len(lines)
    if tags_at >= 0:
        widest = max((_size_of(name).width() for name, _ in lines), default=px(200))
        metrics, right = QLabel().fontMetrics(), Qt.TextElideMode.ElideRight
        own = [(metrics.elidedText(one_line(tag.name), right, widest), tag.key) for tag in own_tags if tag.key]
        lines[tags_at:tags_at] = own
    return lines


def _columns(parts: Sequence[Part], width: int, tallest: int) -> list[list[Part]]:
    """The parts in the fewest columns that are no taller, all about as tall; in fewer where the width is too little."""
    least = 2 + _FEWEST
    highest = max(tallest, sum(2 + len(lines) for _, lines in parts))
    flows: dict[int, list[list[Part]]] = {}
    for height in range(least, highest + 1):
        flow = _flow(parts, height)
        flows.setdefault(len(flow), flow)  # the lowest of as many columns is the most even
    most = len(_flow(parts, max(least, tallest)))
    fit = (n for n, flow in flows.items() if n <= most and (n == 1 or sum(map(_width, flow)) <= width))
    return flows[max(fit)]


def _width(column: Sequence[Part]) -> int:
    sides = zip(*(line for _, lines in column for line in lines), strict=True)
    return sum(max(_size_of(text).width() for text in side) for side in sides) + _BETWEEN + _APART


def _size_of(text: str) -> QSize:
    return QLabel(text).sizeHint()


def _flow(parts: Sequence[Part], height: float) -> list[list[Part]]:
    columns: list[list[Part]] = [[]]
    left = height
    for menu, lines in parts:
        rest = lines
        while rest:
            if left < _TITLE + min(_FEWEST, len(rest)):
                columns.append([])
                left = height
            fit = int(left - _TITLE)
            columns[-1].append((menu, rest[:fit]))
            rest, left = rest[fit:], left - _TITLE - len(rest)
    return columns


def _laid_out(column: Sequence[Part], below: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(_BETWEEN)
    grid.setVerticalSpacing(max(0, below))
    grid.setColumnStretch(0, 1)
    for menu, lines in column:
        title = QLabel(translated(menu).replace("&", ""))
        title.setObjectName("sheetTitle")
        title.setIndent(0)
        grid.addWidget(title, grid.rowCount(), 0, 1, 2)
        for row, line in enumerate(lines, grid.rowCount()):
            for side, text in enumerate(line):
                label = QLabel(text) if side else ElidedLabel(text)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setFixedHeight(label.sizeHint().height() + min(0, below))
                grid.addWidget(label, row, side)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid


def about(parent: QWidget, library: Path) -> None:
    """Say what this program is and where it keeps the library."""
    box = QMessageBox(parent)
    box.setWindowTitle(parent.tr("About Annotator"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Annotator {__version__}")
    what = parent.tr("Takes news articles apart, on your own machine. MIT licence; the typefaces: OFL.")
    where = parent.tr("The library is %1").replace("%1", str(library))
    box.setInformativeText(f"{what}\n\n{where}")
    box.exec()
