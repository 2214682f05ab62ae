"""Attribution controller: keeps the tab up to date, shows what it lists in the text, and writes its reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from annotator.model import Span
from annotator.settings import REPORT_FOLDER, Settings
from annotator.text.passages import united
from annotator.ui.attribution.panel import ARTICLE, LIBRARY, SELECTED, AttributionPanel, Entry
from annotator.ui.reading.view import ReadingView
from annotator.ui.session.latest_job import Answered, Failed, Hold, LatestJob
from annotator.ui.session.session import Session
from annotator.ui.widgets.message_bar import MessageBar
from annotator.ui.widgets.side_tabs import SideTabs

if TYPE_CHECKING:
    from annotator.analysis.attribution import Coverage
    from annotator.analysis.pictures import Pictures
    from annotator.services.attribution import Attributed
    from annotator.ui.library.panel import LibraryPanel

_SOON = 120
"""How many milliseconds after a change the numbers are counted anew."""


class Attribution(QObject):
    """The numbers of one scope: counted when they are looked at, and again when something changes."""

    def __init__(
        self,
        session: Session,
        view: ReadingView,
        side: SideTabs,
        panel: AttributionPanel,
        library: LibraryPanel,
        notice: MessageBar,
        hold: Hold,
        settings: Settings,
    ) -> None:
        super().__init__(view)
        self._session, self._view, self._side, self._panel = session, view, side, panel
        self._library, self._notice, self._settings = library, notice, settings
        self._shown: Attributed | None = None
        self._listing = False
        self._counted: LatestJob[Attributed | None] = LatestJob(self._count, self._show, hold, self, pause=_SOON)
        panel.scope_changed.connect(self._counted.ask)
        panel.chosen.connect(self._go_to)
        panel.listed.connect(self._show_listed)
        panel.report_wanted.connect(self._ask_report)
        side.shown.connect(lambda _: self._later())
        session.changed.connect(lambda _: self._later())
        session.document_changed.connect(self._later)
        library.rows.selectionModel().selectionChanged.connect(lambda *_: self._selection_changed())

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {"attribution": self.show}

    def show(self) -> None:
        """Turn to the tab."""
        dock = self._side.parentWidget()
        if dock is not None:
            dock.show()
        self._side.turn_to(self._panel)
        self._panel.tree.setFocus()
        self._counted.then(lambda: None)

    def _later(self) -> None:
        if self._side.is_shown(self._panel):
            self._counted.ask_soon()
        else:
            self._list([])

    def _selection_changed(self) -> None:
        if self._panel.wanted == SELECTED:
            self._later()

    def _ids(self) -> list[str]:
        document = self._session.document
        if self._panel.wanted == ARTICLE:
            return [document.article.id] if document is not None else []
        if self._panel.wanted == SELECTED:
            return self._library.selected()
        return [a.id for a in self._session.articles.listed]

    def _count(self, answered: Answered[Attributed | None], failed: Failed) -> None:
        ids = self._ids()
        if not ids:
            answered(None)
            return
        job = self._session.queries.attribution(ids)
        if self._panel.wanted == LIBRARY:
            self._notice.follow(job)
        job.tell(self, answered, lambda _: failed())
        job.start()

    def _show(self, attributed: Attributed | None) -> None:
        self._shown = attributed
        self._panel.show_attributed(attributed)

    def _show_listed(self, entries: list[Entry]) -> None:
        """Show in the text what is listed, as far as it is in the open article."""
        document = self._session.document
        if document is None:
            return
        ids = {annotation for article, annotation, _, _ in entries if article == document.article.id}
        there = [document.annotations[id_] for id_ in ids if id_ in document.annotations]
        spans = sorted(span for annotation in there for span in annotation.fragments)
        self._list(spans)

    def _list(self, spans: list[Span]) -> None:
        if spans or self._listing:
            self._listing = bool(spans)
            self._view.show_matches(list(united(spans)))
        if spans:
            self._view.bring_into_sight(spans[0])

    def _go_to(self, article_id: str, annotation_id: str, offset: int) -> None:
        def show() -> None:
            if annotation_id:
                self._view.make_current(annotation_id)
            else:
                self._view.show_place(offset)

        document = self._session.document
        if document is not None and document.article.id == article_id:
            show()
        else:
            self._session.do(lambda: self._session.open_article(article_id, then=show))

    # Reports

    def _ask_report(self) -> None:
        if self._shown is None:
            return
        kinds = ("HTML (*.html)", "PDF (*.pdf)", "CSV (*.csv)", "JSON (*.json)")
        folder = self._settings.get(REPORT_FOLDER) or str(Path.home())
        start = str(Path(folder) / "attribution.html")
        name, kind = QFileDialog.getSaveFileName(self._view, self.tr("Report"), start, ";;".join(kinds))
        if not name:
            return
        target = Path(name)
        if target.suffix.lower() not in (".html", ".pdf", ".csv", ".json"):
            target = target.with_name(target.name + kind.partition("*")[2].rstrip(")"))
        self.write(target)

    def write(self, target: Path) -> None:
        """Write a report of what is shown, of the kind that the suffix says."""
        assert self._shown is not None
        self._settings.set({REPORT_FOLDER: str(target.parent)})
        job = self._session.queries.report(self._shown, target, _as_pdf)
        self._notice.follow(job)
        job.finished.connect(self._written)
        job.start()

    def _written(self, target: Path) -> None:
        text = self.tr("The report is in %1").replace("%1", str(target))
        address = QUrl.fromLocalFile(str(target))
        self._notice.say(text, button=self.tr("Show it"), act=lambda: QDesktopServices.openUrl(address))


def _as_pdf(coverage: Coverage, images: dict[str, Pictures]) -> bytes:
    from annotator.ui.attribution.pdf_report import as_pdf

    return as_pdf(coverage, images)
