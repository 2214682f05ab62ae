"""Print dialog: an article as it will be on paper. Pages are set and painted by the worker, also those printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.ui.appearance.sizes import resize_dialog
from annotator.ui.exchange.page_jobs import PageJobs
from annotator.ui.exchange.page_picture import PagePicture
from annotator.ui.widgets.icon_button import IconButton

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from annotator.ui.exchange.article_pages import ArticlePages
    from annotator.ui.session.jobs import Job
    from annotator.ui.session.queries import Queries

_WIDTH = 1_400
"""Of the picture of a page, in pixels."""


class PrintDialog(QDialog):
    """The dialog of printing: shows the pages; *Print…* asks for the printer, *Save as PDF…* closes it."""

    def __init__(self, questions: Queries, article_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print"))
        self._jobs, self._id = PageJobs(questions, self), article_id
        self._pages: ArticlePages | None = None
        self._job: Job | None = None
        self.number = 0
        self.wants_pdf = False
        """Whether the article is to be saved as PDF instead."""
        self.page = PagePicture()
        self.page.setAccessibleName(self.tr("The page"))
        self.place = QLabel(self.tr("Setting the pages…"))
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.hide()
        self._lay_out()
        self._turn_by(0)
        resize_dialog(self, 720, 760)
        self._start(self._jobs.pages(article_id), self._take)

    def _lay_out(self) -> None:
        self.back = self._turner("up", self.tr("Page before"), -1, QKeySequence.StandardKey.MoveToPreviousPage)
        self.on = self._turner("down", self.tr("Next page"), 1, QKeySequence.StandardKey.MoveToNextPage)
        self.pdf = QPushButton(self.tr("Save as &PDF…"))
        self.pdf.clicked.connect(self._save)
        self.print = QPushButton(self.tr("&Print…"))
        self.print.setDefault(True)
        self.print.clicked.connect(self._print)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        for widget in (self.back, self.on, self.place):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.pdf, self.print, close):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.page, 1)
        column.addWidget(self.said)
        column.addLayout(row)

    def _turner(self, icon: str, name: str, step: int, keys: QKeySequence.StandardKey) -> QToolButton:
        button = IconButton(icon)
        button.setAccessibleName(name)
        shortcut = QShortcut(QKeySequence(keys), self)
        button.setToolTip(f"{name} ({shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)})")
        for signal in (button.clicked, shortcut.activated):
            signal.connect(lambda *_: self._turn_by(step))
        return button

    def _take(self, pages: ArticlePages) -> None:
        self._pages = pages
        self._turn_by(0)

    def _turn_by(self, step: int) -> None:
        """Show the page so many pages on, where there is one."""
        pages = self._pages
        count = pages.count if pages is not None else 0
        self.number = max(0, min(self.number + step, count - 1))
        self.back.setEnabled(self.number > 0)
        self.on.setEnabled(self.number + 1 < count)
        if pages is not None:
            self._show_place(pages.count)
            self._start(self._jobs.picture(pages, self.number, _WIDTH), self._show)

    def _show_place(self, count: int) -> None:
        text = self.tr("Page %1 of %2").replace("%1", str(self.number + 1)).replace("%2", str(count))
        self.place.setText(text)

    def _show(self, picture: QImage) -> None:
        self.page.show_picture(QPixmap.fromImage(picture))

    def _start(self, job: Job, done: Callable[[Any], object]) -> None:
        """Begin a job; what another was to show is not wanted any more."""
        if self._job is not None:
            self._job.cancel()
        self._job = job
        job.tell(
            self,
            lambda result: done(result) if job is self._job else None,
            lambda sentence: self._fail(sentence) if job is self._job else None,
        )
        job.start()

    def _fail(self, sentence: str) -> None:
        self._say(sentence)
        self._offer(True)
        if self._pages is not None:
            self._show_place(self._pages.count)

    def _offer(self, offered: bool) -> None:
        for button in (self.print, self.pdf):
            button.setEnabled(offered)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()

    def _save(self) -> None:
        self.wants_pdf = True
        self.accept()

    # On paper

    def _print(self) -> None:
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
        except ImportError as error:
            library = str(error).split(":")[0]
            self._say(self.tr("Printing needs %1. Save the article as PDF and print that.").replace("%1", library))
            return
        if not QPrinterInfo.availablePrinterNames():
            self._say(self.tr("There is no printer. Connect one, or save the article as PDF."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the article on this printer, set for its paper."""
        self._offer(False)
        self.place.setText(self.tr("Printing…"))
        self._start(self._jobs.print_article(self._id, printer), lambda _: self.accept())

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None  # nobody hears of it any more
        super().done(result)
