"""Export preview: the page, the table or the text that it begins with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QPixmap
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.appearance.sizes import px
from annotator.ui.exchange.beginning import Beginning
from annotator.ui.exchange.page_picture import PagePicture


class BeginningView(QStackedWidget):
    """The view of a beginning: shows one at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setObjectName("note")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("How the file would begin"))
        self.page = PagePicture()
        self.page.setAccessibleName(self.tr("How the first page would look"))
        self.table = _Table()
        self.table.setAccessibleName(self.tr("The first rows of the table"))
        self.about = QLabel()
        self.about.setObjectName("muted")
        with_more = QWidget()
        column = QVBoxLayout(with_more)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.about)
        self._with_more = with_more
        for widget in (self.text, self.page, with_more):
            self.addWidget(widget)

    def show_beginning(self, beginning: Beginning, marked: int) -> None:
        """Show how an export of so many annotations begins: each is a row, where it is a table."""
        if beginning.picture is not None:
            self.page.show_picture(QPixmap.fromImage(beginning.picture))
            self.setCurrentWidget(self.page)
        elif beginning.rows:
            self.table.show_rows(beginning.rows)
            columns = self.tr("and %1 columns more, for programs").replace("%1", str(beginning.more))
            self.about.setText(f"{self._rows_in_words(len(beginning.rows) - 1, marked)}, {columns}")
            self.setCurrentWidget(self._with_more)
        else:
            self.text.setPlainText(beginning.text or self.tr("(a packed file)"))
            self.setCurrentWidget(self.text)

    def _rows_in_words(self, shown: int, marked: int) -> str:
        if not shown and marked:
            return self.tr("%1 rows in all, none of them of the first article").replace("%1", f"{marked:,}")
        if shown < marked:
            first = self.tr("The first %1 of %2 rows")
            return first.replace("%1", f"{shown:,}").replace("%2", f"{marked:,}")
        return self.tr("1 row in all") if marked == 1 else self.tr("%1 rows in all").replace("%1", f"{marked:,}")


class _Table(QTableWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show the first row as the head and the others below it."""
        head, *others = rows
        self.clear()
        self.setColumnCount(len(head))
        self.setRowCount(len(others))
        self.setHorizontalHeaderLabels(list(head))
        for i, row in enumerate(others):
            for j, cell in enumerate(row):
                self.setItem(i, j, QTableWidgetItem(" ".join(cell.split())))
        self.resizeColumnsToContents()
        for j in range(len(head)):
            self.setColumnWidth(j, min(self.columnWidth(j), px(220)))
