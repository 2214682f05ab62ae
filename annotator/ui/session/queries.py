"""Questions to the library that change nothing: what could be marked, where words stand, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError
from annotator.model import Article, Content, Link, Span, Suggestion, Tag
from annotator.ui.session.jobs import Job

if TYPE_CHECKING:
    from annotator.analysis.attribution import Coverage
    from annotator.analysis.pictures import Pictures
    from annotator.text.reanchor import Carried
    from annotator.text.search import Query
    from annotator.ui.session.transfers import Transfers


Occurrence = tuple[Article, Span, bool]
"""An article, a span of it, and whether a passage that touches it has the tag already."""


class Comparison(NamedTuple):
    """An older version of an article held against another: what became of what is marked in it, and its links."""

    article: Article
    carried: list[Carried]
    links: list[Link]

    @property
    def text(self) -> str:
        """The text of the other version."""
        return self.article.text


class Attributed(NamedTuple):
    """The attribution coverage of some articles, and their pictures by the ids of the articles."""

    coverage: Coverage
    images: dict[str, Pictures]


class Queries(QObject):
    """Makes jobs."""

    def __init__(self, library: Path, transfers: Transfers) -> None:
        super().__init__(transfers)
        self._library, self._transfers = library, transfers

    def occurrences(self, ids: Sequence[str], query: Query, tag: str) -> Job:
        """Find ``query`` in these articles; the job's result is a list of (article, span, whether it is tagged so)."""

        def work(job: Job) -> list[Occurrence]:
            from annotator.storage.store import Store
            from annotator.text.boilerplate import boilerplate
            from annotator.text.intervals import IntervalIndex
            from annotator.text.passages import outside
            from annotator.text.search import MOST, find

            found: list[Occurrence] = []
            with Store.open(self._library, read_only=True) as store, closing(store.contents(ids)) as contents:
                for number, content in enumerate(contents):
                    job.step(number, len(ids))
                    article = content.article
                    spans = find(article.text, query, most=MOST - len(found))
                    if spans:
                        spans = outside(spans, boilerplate(article.text, article.reinstated))
                    tagged = IntervalIndex([a for a in content.annotations if a.tag == tag] if spans else [])
                    found += [(article, span, bool(tagged.touching(*span))) for span in spans]
                    if len(found) == MOST:
                        break
            return found

        return self._transfers.job(self.tr("Searching"), work)

    def compare(self, older: str, newer: str) -> Job:
        """Look for what is marked in one article in another; the job's result is a Comparison.

        What is marked there already is not looked for.
        """

        def work(_job: Job) -> Comparison:
            from annotator.storage.store import Store
            from annotator.text.reanchor import carry

            with Store.open(self._library, read_only=True) as store:
                before, after = store.content(older), store.content(newer)
            if before is None or after is None:
                raise AnnotatorError(self.tr("One of the versions is no longer there."))
            carried = carry(before.article.text, after.article.text, before.annotations)
            there = {(a.tag, a.fragments) for a in after.annotations}
            new = [c for c in carried if (c.annotation.tag, c.fragments) not in there]
            return Comparison(after.article, new, before.links)

        return self._transfers.job(self.tr("Comparing the versions"), work)

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

    def job(self, label: str, work: Callable[[Job], object]) -> Job:
        """A job that does this and says so by its label."""
        return self._transfers.job(label, work)

    def report(self, attributed: Attributed, target: Path, as_pdf: Callable[..., bytes]) -> Job:
        """Write a report to ``target``, of the kind that its suffix says; the job's result is ``target``."""

        def work(job: Job) -> Path:
            from annotator.analysis.reporting import WRITERS
            from annotator.formats.exporting.atomic_file import replacing

            writer = WRITERS.get(target.suffix.lower())
            data = writer(*attributed) if writer is not None else as_pdf(*attributed)
            job.step(1, 1)
            with replacing(target) as file:
                file.write(data)
            return target

        return self._transfers.job(self.tr("Writing the report"), work)
