"""Printing: the open article with its marks, looked at page by page, then on paper or as PDF."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model import Article
from annotator.ui.exchange.exporting import Export
from annotator.ui.session.session import Session


class Printing(QObject):
    """The command *Print…*: opens the dialog; a PDF is written as any export is."""

    def __init__(self, session: Session, export: Export, settle: Callable[[], object], window: QWidget) -> None:
        super().__init__(window)
        self._session, self._export, self._settle, self._window = session, export, settle, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the command does, by its id."""
        return {"print": self.ask}

    def ask(self) -> None:
        """Show how the open article is printed; what was typed before is in it."""
        self._settle()
        if self._session.document is not None:
            self._session.do(self._open)

    def _open(self) -> None:
        from annotator.ui.exchange.print_dialog import PrintDialog

        document = self._session.document
        if document is None:
            return
        dialog = PrintDialog(self._session.queries, document.article.id, self._window)
        dialog.exec()
        dialog.deleteLater()
        if dialog.wants_pdf:
            self._save(document.article)

    def _save(self, article: Article) -> None:
        from annotator.services.exporting import ExportRequest
        from annotator.ui.exchange.article_pdf import FORMAT
        from annotator.ui.exchange.export_dialog import ask_for_file

        target = ask_for_file(self._window, self._export.folder, article.title, FORMAT, 1)
        if target is not None:
            self._export.write([article.id], target, ExportRequest(FORMAT.name))
