"""Questions to the library that change nothing: what could be marked, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from annotator.model import Article, Content, Suggestion
from annotator.ui.jobs import Job

if TYPE_CHECKING:
    from annotator.analysis.attribution import Coverage
    from annotator.analysis.pictures import Pictures
    from annotator.ui.workspace.transfers import Transfers


class Attributed(NamedTuple):
    """The attribution coverage of some articles, and their pictures by the ids of the articles."""

    coverage: Coverage
    images: dict[str, Pictures]


class Questions(QObject):
    """Makes jobs."""

    def __init__(self, library: Path, transfers: Transfers) -> None:
        super().__init__(transfers)
        self._library, self._transfers = library, transfers

    def suggest(self, article: Article, without: Sequence[str]) -> Job:
        """Find suggestions for an article, without those of some rules; the job's result is the list of them."""

        def work(job: Job) -> list[Suggestion]:
            from annotator.suggesters import suggest

            return suggest(
                article.text,
                language=article.language,
                blocks=article.blocks,
                reinstated=article.reinstated,
                without=without,
                tick=lambda share: job.step(int(share * 100), 100),
            )

        return self._transfers.job(self.tr("Looking for suggestions"), work)

    def attribution(self, ids: Sequence[str]) -> Job:
        """Count who says so in these articles; the job's result is an Attributed."""

        def work(job: Job) -> Attributed:
            from annotator.analysis.attribution import coverage
            from annotator.analysis.pictures import pictures
            from annotator.storage.store import Store

            images: dict[str, Pictures] = {}

            def seen(contents: Iterator[Content]) -> Iterator[Content]:
                for number, content in enumerate(contents):
                    job.step(number, len(ids))
                    one = pictures(content)
                    if one.slots or one.credits:
                        images[content.article.id] = one
                    yield content

            with Store.open(self._library, read_only=True) as store, closing(store.contents(ids)) as contents:
                return Attributed(coverage(seen(contents)), images)

        return self._transfers.job(self.tr("Counting"), work)

    def report(self, attributed: Attributed, target: Path) -> Job:
        """Write a report to ``target``, of the kind that its suffix says; the job's result is ``target``."""

        def work(job: Job) -> Path:
            from annotator.analysis.reporting import WRITERS
            from annotator.formats.files import replacing
            from annotator.ui.printing import as_pdf

            writer = WRITERS.get(target.suffix.lower())
            data = writer(*attributed) if writer is not None else as_pdf(*attributed)
            job.step(1, 1)
            with replacing(target) as file:
                file.write(data)
            return target

        return self._transfers.job(self.tr("Writing the report"), work)
