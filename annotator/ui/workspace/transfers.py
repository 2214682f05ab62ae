"""Articles on their way in and out: parsed and written on a worker's thread, with progress, stopped when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject

from annotator.collecting import making_many
from annotator.errors import AnnotatorError, Cancelled
from annotator.model import Article, Link, Span
from annotator.ui.jobs import Job
from annotator.ui.workspace.lane import Lane, sentence_of

if TYPE_CHECKING:
    from annotator.formats.intake import Parsed
    from annotator.readers.kinds import Options
    from annotator.searching import Query
    from annotator.storage.intake import Outcome
    from annotator.text.reanchor import Carried

_FILES_AT_ONCE = 64
"""How many files become one step of undo."""

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


Parser = tuple[str, "Callable[[], Parsed]"]
"""The name of what is parsed, and how."""


class Transfers(QObject):
    """Makes jobs. ``take_in`` stores a batch of parsed files on the store's thread and waits for it."""

    def __init__(self, take_in: Callable[[Sequence[Parsed]], list[Outcome]], parent: QObject) -> None:
        super().__init__(parent)
        self._take_in = take_in
        self._worker = Lane("worker", self)
        self._unfinished: set[Job] = set()

    def shut(self) -> None:
        """Stop the job in hand and end the thread."""
        for job in self._unfinished:
            job.cancel()
        self._worker.shut()

    def add_text(self, text: str, name: str, markup: str | None = None) -> Job:
        """Add a pasted text, or the text of pasted markup, as an article; the job's result is a list of one Outcome."""

        def parsers() -> list[Parser]:
            if markup is None:
                return [(name, partial(_parse_text, text, name))]
            return [(name, partial(_parse_markup, markup, name))]

        return self._intake(self.tr("Adding the pasted text"), parsers)

    def add(self, sources: Sequence[Path | str], options: Options | None = None, *, whole_page: bool = False) -> Job:
        """Add files, the files in folders, and pages by their addresses; the job's result is the list of Outcomes."""

        def parsers() -> list[Parser]:
            from annotator.formats.registry import parse_address, parse_file
            from annotator.readers.files import walk
            from annotator.readers.kinds import Options

            known = options or Options()
            addresses = [s for s in sources if isinstance(s, str)]
            files = walk(s for s in sources if isinstance(s, Path))
            return [
                *((url, partial(parse_address, url, whole_page=whole_page)) for url in addresses),
                *((p.name, partial(parse_file, p, options=known, whole_page=whole_page)) for p in files),
            ]

        return self._intake(self.tr("Opening"), parsers)

    def look(self, source: Path | str) -> Job:
        """Read a page without adding it; the job's result is what it holds (Parsed)."""

        def work(job: Job) -> Parsed:
            from annotator.formats.registry import parse_address, parse_file

            parsed = parse_file(source) if isinstance(source, Path) else parse_address(source)
            if job.stopped:
                raise Cancelled
            return parsed

        return _reading(Job(self.tr("Opening"), partial(self._begin, work), self))

    def add_parsed(self, parsed: Parsed) -> Job:
        """Add what was read; the job's result is a list of one Outcome."""
        return self._intake(self.tr("Opening"), lambda: [(parsed.name, lambda: parsed)])

    def _intake(self, label: str, parsers: Callable[[], list[Parser]]) -> Job:
        def work(job: Job) -> list[Outcome]:
            return [outcome for batch in _batches(job, parsers()) for outcome in self._take_in(batch)]

        return _reading(Job(label, partial(self._begin, work), self))

    def export(self, library: Path, ids: Sequence[str], target: Path) -> Job:
        """Write these articles of ``library`` to ``target`` as JSON; the job's result is ``target``."""

        def work(job: Job) -> Path:
            from annotator.formats import native
            from annotator.formats.files import replacing
            from annotator.storage.store import Store

            done = 0

            def after_each() -> None:
                nonlocal done
                done += 1
                job.step(done, len(ids))

            with (
                Store.open(library, read_only=True) as store,
                closing(store.contents(ids)) as contents,
                replacing(target) as file,
            ):
                native.write(file, contents, tags=store.tags(), after_each=after_each)
            return target

        return Job(self.tr("Exporting"), partial(self._begin, work), self)

    def occurrences(self, library: Path, ids: Sequence[str], query: Query, tag: str) -> Job:
        """Find ``query`` in these articles; the job's result is a list of (article, span, whether it is tagged so)."""

        def work(job: Job) -> list[Occurrence]:
            from annotator.searching import MOST, find
            from annotator.storage.store import Store
            from annotator.text.boilerplate import boilerplate
            from annotator.text.intervals import IntervalIndex
            from annotator.text.passages import outside

            found: list[Occurrence] = []
            with Store.open(library, read_only=True) as store, closing(store.contents(ids)) as contents:
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

        return Job(self.tr("Searching"), partial(self._begin, work), self)

    def compare(self, library: Path, older: str, newer: str) -> Job:
        """Look for what is marked in one article in another; the job's result is a Comparison.

        What is marked there already is not looked for.
        """

        def work(_job: Job) -> Comparison:
            from annotator.storage.store import Store
            from annotator.text.reanchor import carry

            with Store.open(library, read_only=True) as store:
                before, after = store.content(older), store.content(newer)
            if before is None or after is None:
                raise AnnotatorError(self.tr("One of the versions is no longer there."))
            carried = carry(before.article.text, after.article.text, before.annotations)
            there = {(a.tag, a.fragments) for a in after.annotations}
            new = [c for c in carried if (c.annotation.tag, c.fragments) not in there]
            return Comparison(after.article, new, before.links)

        return Job(self.tr("Comparing the versions"), partial(self._begin, work), self)

    def _begin(self, work: Callable[[Job], Any], job: Job) -> None:
        self._unfinished.add(job)
        job.finished.connect(lambda _: self._unfinished.discard(job))
        job.failed.connect(lambda _: self._unfinished.discard(job))

        def run() -> None:
            try:
                with making_many():
                    result = work(job)
            except Cancelled:
                job.failed.emit(self.tr("Stopped. Nothing was written."))
            except Exception as error:
                job.failed.emit(sentence_of(error))
            else:
                job.finished.emit(result)

        self._worker.submit(run)


def _batches(job: Job, todo: list[Parser]) -> Iterator[list[Parsed]]:
    """What the files hold, some at once, until the job is stopped; what is in hand then is not handed over."""
    for first in range(0, len(todo), _FILES_AT_ONCE):
        batch = []
        for i, (name, parser) in enumerate(todo[first : first + _FILES_AT_ONCE], first):
            if job.stopped:
                return
            job.step(i, len(todo))
            batch.append(_parsed(name, parser))
        if job.stopped and not any(parsed.entries for parsed in batch):
            return
        yield batch


def _reading(job: Job) -> Job:
    """The same job; to stop it gives the file up that is being read."""

    def interrupt() -> None:
        from annotator.formats import registry

        registry.interrupt()

    job.interrupt = interrupt
    return job


def _parse_text(text: str, name: str) -> Parsed:
    from annotator.formats.intake import Entry, Parsed
    from annotator.readers.plain import article_from_text

    original = text.encode("utf-8", "surrogatepass")
    return Parsed(name, [Entry(article_from_text(text, original, name=name), [], [])])


def _parse_markup(markup: str, name: str) -> Parsed:
    """All text of pasted markup: what was copied was chosen by a person."""
    from annotator.formats.registry import parse_bytes

    return parse_bytes(markup.encode("utf-8", "surrogatepass"), name, kind="html", whole_page=True)


def _parsed(name: str, parser: Callable[[], Parsed]) -> Parsed:
    from annotator.formats.intake import Parsed

    try:
        return parser()
    except AnnotatorError as error:
        return Parsed(name, problems=[str(error)])
