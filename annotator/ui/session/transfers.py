"""Transfers: articles on their way in and out, on a thread of their own, with progress, stopped when asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from annotator.errors import Cancelled
from annotator.gc_control import gc_paused
from annotator.ui.session.jobs import Job
from annotator.ui.session.worker import Worker, sentence_of

if TYPE_CHECKING:
    from annotator.formats.base import Format
    from annotator.formats.importing.draft import Choices
    from annotator.formats.importing.result import Parsed
    from annotator.readers.sandbox import Sandbox
    from annotator.services.exporting import Begin, ExportPreview, ExportRequest
    from annotator.services.importing import Destination, ImportRequest, Pending
    from annotator.storage.store import Store


class Transfers(QObject):
    """Imports, exports and other work of the services, as jobs."""

    def __init__(self, library: Destination, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._worker = Worker("worker", self)
        self._unfinished: set[Job] = set()
        self._sandbox: Sandbox | None = None
        """Where files are read; there from the first one on."""

    def shut(self) -> None:
        """Stop the job in hand, and end the thread and the process in which files are read."""
        for job in self._unfinished:
            job.cancel()
        self._worker.shut()
        if self._sandbox is not None:
            self._sandbox.stop()

    def _sandboxed(self) -> Sandbox:
        """What files are read in; asked for on the worker's thread alone."""
        if self._sandbox is None:
            from annotator.readers.sandbox import Sandbox

            self._sandbox = Sandbox()
        return self._sandbox

    def _interrupt(self) -> None:
        if self._sandbox is not None:
            self._sandbox.interrupt()

    def job(self, label: str, work: Callable[[Job], Any]) -> Job:
        """Work for the worker's thread, told in its words of progress; the job's result is that of ``work``."""
        return Job(label, partial(self._begin, work), self)

    def ask(self, label: str, question: Callable[[Store, Job], Any]) -> Job:
        """The same for a question to the library, from a connection of its own."""

        def work(job: Job) -> Any:
            with self._library.reading() as store:
                return question(store, job)

        return self.job(label, work)

    def add_text(self, text: str, name: str, markup: str | None = None) -> Job:
        """Add a pasted text, or the text of pasted markup, as an article; the job's result is a list of one Outcome."""
        from annotator.services.importing import from_text

        return self._add(self.tr("Adding the pasted text"), lambda: [from_text(text, name, self._sandboxed(), markup)])

    def add(self, sources: Sequence[Path | str], request: ImportRequest | None = None) -> Job:
        """Add files, the files in folders, and pages by their addresses; the job's result is the list of Outcomes."""
        from annotator.services.importing import ImportRequest, from_sources

        return self._add(
            self.tr("Opening"), lambda: from_sources(sources, request or ImportRequest(), self._sandboxed())
        )

    def add_parsed(self, parse: Callable[[], Parsed], source: Path | str | None = None) -> Job:
        """Add what was read or is read by ``parse``; the job's result is a list of one Outcome."""
        from annotator.services.importing import Pending

        return self._add(self.tr("Opening"), lambda: [Pending("", lambda _: [parse()], source)])

    def _add(self, label: str, todo: Callable[[], list[Pending]]) -> Job:
        from annotator.services.importing import add

        return self._reading(label, lambda job: add(todo(), self._library, job.step))

    def look(self, source: Path | str) -> Job:
        """Read a page without adding it; the job's result is what it holds (Parsed)."""
        from annotator.services.importing import look

        return self._reading(self.tr("Opening"), lambda job: look(source, self._sandboxed(), job.step))

    def _reading(self, label: str, work: Callable[[Job], Any]) -> Job:
        """A job that reads files; to stop it gives the file up that is being read."""
        job = self.job(label, work)
        job.interrupt, job.is_wanted = self._interrupt, True
        return job

    def look_annotations(self, source: Path, format_: Format, choices: Choices) -> Job:
        """Read a file of annotations without adding it; the job's result says what has to be asked (a Parsed)."""
        from annotator.services.importing import questions

        reading = self._library.reading
        job = self.job(self.tr("Reading"), lambda job: questions(source, format_, choices, reading, job.step))
        job.is_wanted = True
        return job

    def export(self, ids: Sequence[str], target: Path, request: ExportRequest) -> Job:
        """Write these articles to ``target``; the job's result has a sentence for each that was left out."""

        def work(store: Store, job: Job) -> list[str]:
            from annotator.services.exporting import export

            return export(store, ids, target, request, job.step)

        job = self.ask(self.tr("Exporting"), work)
        job.is_wanted = True
        return job

    def preview_export(self, ids: Sequence[str], request: ExportRequest, begin: Begin) -> Job:
        """Count what an export of these articles would lose, and show its beginning; the result is an ExportPreview."""

        def work(store: Store, job: Job) -> ExportPreview:
            from annotator.services.exporting import preview

            return preview(store, ids, request, begin, job.step)

        return self.ask(self.tr("Looking"), work)

    def _begin(self, work: Callable[[Job], Any], job: Job) -> None:
        self._unfinished.add(job)
        job.finished.connect(lambda _: self._unfinished.discard(job))
        job.failed.connect(lambda _: self._unfinished.discard(job))

        def run() -> None:
            try:
                with gc_paused():
                    result = work(job)
            except Cancelled:
                job.failed.emit(self.tr("Stopped. Nothing was written."))
            except Exception as error:
                job.failed.emit(sentence_of(error))
            else:
                job.finished.emit(result)

        self._worker.submit(run)
