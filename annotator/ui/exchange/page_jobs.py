"""Page jobs: an article set on pages, painted and printed, all on the worker's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.ui.session.jobs import Job
from annotator.ui.session.queries import Queries

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from annotator.ui.exchange.article_pages import ArticlePages


class PageJobs(QObject):
    """The maker of page jobs."""

    def __init__(self, questions: Queries, parent: QObject) -> None:
        super().__init__(parent)
        self._questions = questions

    def pages(self, article_id: str) -> Job:
        """Set an article on A4 pages; the job's result is an ArticlePages, for this thread alone."""

        def work(_job: Job) -> ArticlePages:
            from annotator.ui.exchange.article_pages import ArticlePages, a4

            return ArticlePages(*self._questions.stored(article_id), a4())

        return self._questions.job(self.tr("Setting the pages"), work)

    def picture(self, pages: ArticlePages, number: int, width: int) -> Job:
        """Paint a page; the job's result is a picture so many pixels wide."""

        def work(job: Job) -> QImage:
            job.step(0, 1)
            return pages.picture(number, width)

        return self._questions.job(self.tr("Setting the pages"), work)

    def print_article(self, article_id: str, printer: QPrinter) -> Job:
        """Print an article, set for the paper of the printer."""

        def work(job: Job) -> None:
            from annotator.ui.exchange.paper import print_on

            print_on(printer, *self._questions.stored(article_id), job.step)

        return self._questions.job(self.tr("Printing"), work)
