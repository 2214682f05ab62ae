"""Bringing articles in: files, folders, what is pasted and dropped, and the report on what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QApplication, QWidget

from annotator.bundled import resource
from annotator.ui.jobs import Job
from annotator.ui.notice import Notice
from annotator.ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.storage.intake import Outcome


class Intake(QObject):
    """The ways in, all ending in one place."""

    hint = Signal(str)

    def __init__(self, workspace: Workspace, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._notice, self._window = workspace, notice, window
        self._early: list[Path] = []
        workspace.opened.connect(self._library_opened)

    def ask(self, folder: str) -> str:
        """Ask for files and bring them in; the folder they were in, "" if the person changed their mind."""
        from PySide6.QtWidgets import QFileDialog

        title, kinds = self.tr("Open articles"), self.tr("Text and Annotator JSON (*.txt *.text *.json);;All files (*)")
        names, _ = QFileDialog.getOpenFileNames(self._window, title, folder, kinds)
        if not names:
            return ""
        self.files([Path(n) for n in names])
        return str(Path(names[0]).parent)

    def files(self, paths: Sequence[Path]) -> None:
        """Bring in these files, as soon as the library is open."""
        if not paths:
            return
        if self._workspace.is_open:
            self._follow(self._workspace.add_files(paths))
        else:
            self._early += paths

    def _library_opened(self) -> None:
        early, self._early = self._early, []
        self.files(early)

    def sample(self) -> None:
        """Bring in the sample article."""
        self.files([resource("sample-article.txt")])

    def paste(self) -> None:
        """Make an article of the text on the clipboard; of the files, if it holds files."""
        data = QApplication.clipboard().mimeData()
        paths = local_files(data.urls()) if data is not None and data.hasUrls() else []
        text = data.text() if data is not None else ""
        if paths:
            self.files(paths)
        elif text.strip():
            self._follow(self._workspace.add_text(text, self.tr("Pasted text")))
        else:
            self.hint.emit(self.tr("There is no text on the clipboard. Copy an article first."))

    def _follow(self, job: Job) -> None:
        self._notice.follow(job)  # first: when the job ends it clears the strip for the report
        job.finished.connect(lambda outcomes: self._report(outcomes, stopped=job.stopped))
        job.start()

    def _report(self, outcomes: list[Outcome], *, stopped: bool) -> None:
        """Open the first article and say what became of the rest."""
        ids = [i for o in outcomes for i in o.article_ids]
        if ids:
            self._workspace.open_article(ids[0])
        problems = [f"{o.name}: {p}" for o in outcomes for p in o.problems]
        guessed = [o for o in outcomes if o.guessed_encoding]
        if stopped:
            text = self.tr("Stopped. The %1 articles added until then are in the library.")
            self._notice.say(text.replace("%1", str(sum(o.added for o in outcomes))))
        elif problems:
            self._say_problems(problems)
        elif guessed:
            self._notice.say(
                self.tr("%1 names no encoding; it was read as %2. If letters look wrong, save it as UTF-8 first.")
                .replace("%1", guessed[0].name)
                .replace("%2", str(guessed[0].guessed_encoding))
            )
        elif len(outcomes) > 1:
            added, known = sum(o.added for o in outcomes), sum(o.already_there for o in outcomes)
            text = self.tr("%1 articles added, %2 were already there.")
            self._notice.say(text.replace("%1", str(added)).replace("%2", str(known)))
        elif outcomes and outcomes[0].already_there and not outcomes[0].annotations:
            self.hint.emit(self.tr("This article was already in the library."))

    def _say_problems(self, problems: list[str]) -> None:
        if len(problems) == 1:
            self._notice.say(problems[0], warning=True)
            return
        from annotator.ui.report import Report

        text = self.tr("%1 things did not fit and were left out; everything else is in the library.")
        self._notice.say(
            text.replace("%1", str(len(problems))),
            warning=True,
            button=self.tr("Show them"),
            act=lambda: Report(problems, self._window).exec(),
        )


def local_files(urls: Sequence[QUrl]) -> list[Path]:
    """The local files among dropped or pasted addresses."""
    return [Path(u.toLocalFile()) for u in urls if u.isLocalFile()]
