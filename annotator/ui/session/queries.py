"""Queries: questions to the library that change nothing: what could be marked, where words stand, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError
from annotator.model import Annotation, Article, Content, Judged, Link, Suggestion, Tag
from annotator.ui.session.jobs import Job
from annotator.ui.session.worker import Worker

if TYPE_CHECKING:
    from annotator.services.attribution import Attributed, Writer
    from annotator.services.occurrences import Occurrence
    from annotator.services.versions import Comparison
    from annotator.storage.search import Hit
    from annotator.storage.store import Store
    from annotator.text.search import Query
    from annotator.ui.session.changes import Changes
    from annotator.ui.session.transfers import Transfers

T = TypeVar("T")


class Queries(QObject):
    """Questions: quick answers are handed over, from the thread of the search or of the store; others are jobs."""

    def __init__(self, library: Path, changes: Changes, transfers: Transfers) -> None:
        super().__init__(transfers)
        self._library, self._changes, self._transfers = library, changes, transfers
        self._searcher = Worker("search", self)
        self._searcher.failed.connect(changes.failed)

    def search(self, text: str, then: Callable[[list[Hit]], None], failed: Callable[[], None]) -> None:
        """Find articles by what is typed, on a connection and a thread of their own; ``then`` gets the best."""

        def work() -> list[Hit]:
            from annotator.queries.article_query import asked
            from annotator.storage.search import search

            return search(self._library, asked(text, typing=True))

        self._read(work, then, failed)

    def annotators(self, then: Callable[[list[str]], None]) -> None:
        """Hand ``then`` the names of everybody who has marked something, on the thread of the search."""

        def work() -> list[str]:
            from annotator.storage.search import annotators

            return annotators(self._library)

        self._read(work, then)

    def _read(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[], None] = lambda: None
    ) -> None:
        """On the thread of the search; one who comes early waits until the library is open: it may just be made."""
        changes = self._changes
        if changes.is_open:
            self._searcher.run(work, then, failed=failed)
        else:
            changes.lane.run(lambda: None, lambda _: self._read(work, then, failed) if changes.is_open else failed())

    def when_found(self, call: Callable[[], None]) -> None:
        """Call ``call`` when everything that is searched for is found and shown."""
        self._searcher.when_idle(call)

    def shut(self) -> None:
        """End the thread of the search."""
        self._searcher.shut()

    def tagged(self, tag: str, then: Callable[[list[Annotation], list[Link]], None]) -> None:
        """Hand ``then`` every annotation of a tag in the library, and the links of their articles."""
        store = self._changes.store
        self._changes.lane.run(lambda: store.tagged(tag), lambda found: then(*found))

    def judged(self, then: Callable[[dict[str, dict[Judged, int]]], None]) -> None:
        """Hand ``then`` how often suggestions of each rule were accepted, corrected and rejected."""
        self._changes.lane.run(self._changes.store.judged, then)

    def occurrences(self, ids: Sequence[str], query: Query, tag: str) -> Job:
        """Find ``query`` in these articles; the job's result is a list of (article, span, whether it is tagged so)."""

        def work(store: Store, job: Job) -> list[Occurrence]:
            from annotator.services.occurrences import find_occurrences

            return find_occurrences(store, ids, query, tag, job.step)

        return self._transfers.ask(self.tr("Searching"), work)

    def compare(self, older: str, newer: str) -> Job:
        """Look for what is marked in one article in another; the job's result is a Comparison."""

        def work(store: Store, _job: Job) -> Comparison:
            from annotator.services.versions import compare

            return compare(store, older, newer)

        return self._transfers.ask(self.tr("Comparing the versions"), work)

    def suggest(self, article: Article, without: Sequence[str]) -> Job:
        """Find suggestions for an article, without those of some rules; the job's result is the list of them."""

        def work(job: Job) -> list[Suggestion]:
            from annotator.suggesters.engine import suggest

            return suggest(
                article.text,
                language=article.language,
                blocks=article.blocks,
                reinstated=article.reinstated,
                without=without,
                tick=lambda share: job.step(int(share * 100), 100),
            )

        return self._transfers.job(self.tr("Looking for suggestions"), work)

    def stored(self, article_id: str) -> tuple[Content, list[Tag]]:
        """An article with what is marked in it, and the tags there are. Raises AnnotatorError if it is not there."""
        from annotator.storage.store import Store

        with Store.open(self._library, read_only=True) as store:
            content = store.content(article_id)
            if content is None:
                raise AnnotatorError(self.tr("The article is no longer there."))
            return content, store.tags()

    def attribution(self, ids: Sequence[str]) -> Job:
        """Count who says so in these articles; the job's result is an Attributed."""

        def work(store: Store, job: Job) -> Attributed:
            from annotator.services.attribution import attribution

            return attribution(store, ids, job.step)

        return self._transfers.ask(self.tr("Counting"), work)

    def job(self, label: str, work: Callable[[Job], object]) -> Job:
        """A job that does this and says so by its label."""
        return self._transfers.job(label, work)

    def report(self, attributed: Attributed, target: Path, as_pdf: Writer) -> Job:
        """Write a report to ``target``, of the kind that its suffix says; the job's result is ``target``."""

        def work(job: Job) -> Path:
            from annotator.services.attribution import write_report, writer_for

            write_report(attributed, target, writer_for(target, as_pdf), job.step)
            return target

        return self._transfers.job(self.tr("Writing the report"), work)
