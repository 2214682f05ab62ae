"""Exporting: which articles, where to, how far it is, and where it is in the end."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from annotator.model import Status
from annotator.settings import EXPORT_FOLDER, EXPORT_FORMAT, EXPORT_OPTIONS, Settings
from annotator.ui.session.session import Session
from annotator.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from annotator.services.exporting import ExportRequest


class Export(QObject):
    """The command *Export…*."""

    def __init__(self, session: Session, settings: Settings, notice: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._settings, self._notice, self._window = session, settings, notice, window

    def ask(self, selected: list[str]) -> None:
        """Ask what to export (``selected`` are the articles selected in the library) and where to, then write."""
        asked = partial(self._ask, selected)
        self._session.when_stored(lambda: self._session.queries.annotators(asked))  # a note may be on its way

    def _ask(self, selected: list[str], annotators: list[str]) -> None:
        from annotator.ui.exchange.export_dialog import ExportDialog, ask_for_file, status_scopes

        articles, document = self._session.articles.listed, self._session.document
        if not articles:
            return
        one = [document.article.id] if document is not None else []
        scopes = [(self.tr("This article"), one)]
        if len(selected) > 1:
            scopes.append((self.tr("The %1 selected articles").replace("%1", str(len(selected))), selected))
        everything = [a.id for a in reversed(articles)]
        scopes.append((self.tr("All articles: %1").replace("%1", str(len(articles))), everything))
        names = {
            Status.TODO: self.tr("To do"),
            Status.IN_PROGRESS: self.tr("Started"),
            Status.DONE: self.tr("Done"),
        }
        by_status = {status: [a.id for a in reversed(articles) if a.progress is status] for status in names}
        scopes += status_scopes(by_status, names)
        last = self._settings.get(EXPORT_FORMAT)
        preview, tags = self._session.transfers.preview_export, self._session.tags.all
        dialog = ExportDialog(scopes, annotators, tags, preview, last, self._last_options, self._window)
        if dialog.exec() != ExportDialog.DialogCode.Accepted:
            return
        ids, wanted, format_ = dialog.chosen(), dialog.wanted(), dialog.chosen_format
        options = " ".join(f"{name}={value}" for name, value in wanted.options.items())
        self._settings.set({EXPORT_FORMAT: wanted.format, EXPORT_OPTIONS.of(wanted.format): options})
        title = next(a.title for a in articles if a.id == ids[0]) if len(ids) == 1 else self.tr("Articles")
        target = ask_for_file(self._window, self.folder, title, format_, len(ids))
        if target is not None:
            self._settings.set({EXPORT_FOLDER: str(target.parent)})
            self._session.do(lambda: self.write(ids, target, wanted))

    @property
    def folder(self) -> str:
        """Where the last export went, "" if there was none."""
        return self._settings.get(EXPORT_FOLDER)

    def _last_options(self, format_: str) -> dict[str, str]:
        """What was chosen of a format the last time."""
        pairs = (pair.partition("=") for pair in self._settings.get(EXPORT_OPTIONS.of(format_)).split())
        return {name: value for name, _, value in pairs}

    def write(self, ids: list[str], target: Path, wanted: ExportRequest) -> None:
        """Write these articles to ``target``."""
        job = self._session.transfers.export(ids, target, wanted)
        self._notice.follow(job)
        job.finished.connect(lambda left_out: self._done(len(ids), target, left_out))
        job.start()

    def _done(self, count: int, path: Path, left_out: list[str]) -> None:
        count -= len(left_out)
        text = self.tr("1 article exported to %2") if count == 1 else self.tr("%1 articles exported to %2")
        text = text.replace("%1", str(count)).replace("%2", str(path))
        if left_out:
            text += " – " + self.tr("%n left out: %1", "", len(left_out)).replace("%1", " ".join(left_out[:3]))
        folder = QUrl.fromLocalFile(str(path.parent))
        self._notice.say(
            text,
            warning=bool(left_out),
            button=self.tr("Show in folder"),
            act=lambda: QDesktopServices.openUrl(folder),
        )
