"""Articles on their way in and out: parsed and written on a worker's thread, with progress, stopped when asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject

from annotator.errors import AnnotatorError, Cancelled
from annotator.gc_control import gc_paused
from annotator.model import Content, Tag
from annotator.ui.session.jobs import Job
from annotator.ui.session.worker import Worker, sentence_of

if TYPE_CHECKING:
    from annotator.formats.base import Format
    from annotator.formats.exporting.export import AnnotationSelection, Contents
    from annotator.formats.importing.draft import Choices
    from annotator.formats.importing.result import Parsed
    from annotator.readers.registry import Options
    from annotator.storage.import_batch import Outcome
    from annotator.storage.store import Store


class ExportRequest(NamedTuple):
    """What an export is to be: the name of a format, its options, and which annotations."""

    format: str
    options: dict[str, str]
    only: AnnotationSelection


Begin = Callable[["Format", Content, Sequence[Tag], dict[str, str]], Any]
"""Shows how an export in a format begins with an article, for a library's tags and the format's options."""


class ExportPreview(NamedTuple):
    """How an export would begin, a line for each kind of thing that it would lose, and how many annotations it has.

    ``beginning`` is what ``Begin`` made of the first article, None if there is none.
    """

    beginning: Any
    lost: list[str]
    marked: int


class StoreCallbacks(NamedTuple):
    """How parsed files get into the store, on its thread, which is waited for.

    ``take_in`` stores a batch of them and gives the number of its step; ``unite`` makes one step of several.
    """

    take_in: Callable[[Sequence[Parsed]], tuple[list[Outcome], int | None]]
    merge_steps: Callable[[Collection[int]], None]


Parser = tuple[str, "Callable[[], Iterable[Parsed]]"]
"""The name of what is parsed, and how; a large file comes in parts."""


class Transfers(QObject):
    """Makes jobs."""

    def __init__(self, ways: StoreCallbacks, parent: QObject) -> None:
        super().__init__(parent)
        self._ways = ways
        self._worker = Worker("worker", self)
        self._unfinished: set[Job] = set()

    def shut(self) -> None:
        """Stop the job in hand and end the thread."""
        for job in self._unfinished:
            job.cancel()
        self._worker.shut()

    def job(self, label: str, work: Callable[[Job], Any]) -> Job:
        """Work for the worker's thread, told in its words of progress; the job's result is that of ``work``."""
        return Job(label, partial(self._begin, work), self)

    def add_text(self, text: str, name: str, markup: str | None = None) -> Job:
        """Add a pasted text, or the text of pasted markup, as an article; the job's result is a list of one Outcome."""

        def parsers() -> list[Parser]:
            if markup is None:
                return [(name, lambda: [_parse_text(text, name)])]
            return [(name, lambda: [_parse_markup(markup, name)])]

        return self._intake(self.tr("Adding the pasted text"), parsers)

    def add(
        self, library: Path, sources: Sequence[Path | str], options: Options | None = None, *, whole_page: bool = False
    ) -> Job:
        """Add files, the files in folders, and pages by their addresses; the job's result is the list of Outcomes."""

        def parsers() -> list[Parser]:
            from annotator.formats.importing.detection import format_of
            from annotator.formats.importing.parsing import parse_address
            from annotator.readers.files import walk
            from annotator.readers.registry import Options

            known = options or Options()
            addresses = [s for s in sources if isinstance(s, str)]
            paths = [s for s in sources if isinstance(s, Path)]
            files = [f for p in paths for f in ([p] if p.is_dir() and format_of(p) else walk([p]))]
            return [
                *((url, partial(_one, parse_address, url, whole_page=whole_page)) for url in addresses),
                *((p.name, partial(_parse_any, p, known, whole_page, library)) for p in files),
            ]

        return self._intake(self.tr("Opening"), parsers)

    def look(self, source: Path | str) -> Job:
        """Read a page without adding it; the job's result is what it holds (Parsed)."""

        def work(job: Job) -> Parsed:
            from annotator.formats.importing.parsing import parse_address, parse_file

            parsed = parse_file(source) if isinstance(source, Path) else parse_address(source)
            if job.stopped:
                raise Cancelled
            return parsed

        return _reading(self.job(self.tr("Opening"), work))

    def add_parsed(self, parse: Callable[[], Parsed]) -> Job:
        """Add what was read or is read by ``parse``; the job's result is a list of one Outcome."""
        return self._intake(self.tr("Opening"), lambda: [("", lambda: [parse()])])

    def add_annotations(self, library: Path, source: Path, format_: Format, choices: Choices) -> Job:
        """Add what a file of annotations holds; the job's result is a list of one Outcome."""

        def parse() -> Iterator[Parsed]:
            return _parse_annotations(source, format_, choices, library)

        return self._intake(self.tr("Opening"), lambda: [(source.name, parse)])

    def _intake(self, label: str, parsers: Callable[[], list[Parser]]) -> Job:
        def work(job: Job) -> list[Outcome]:
            from annotator.formats.importing.result import in_batches
            from annotator.storage.import_batch import of_files

            outcomes: list[Outcome] = []
            steps: list[int] = []
            for batch in in_batches(_read(job, parsers())):
                done, step = self._ways.take_in(batch)
                outcomes += done
                steps += [step] if step is not None else []
            if len(steps) > 1:
                self._ways.merge_steps(steps)
            return list(of_files(outcomes))

        return _reading(self.job(label, work))

    def export(self, library: Path, ids: Sequence[str], target: Path, wanted: ExportRequest) -> Job:
        """Write these articles of ``library`` to ``target``; the job's result is ``target``."""

        def work(job: Job) -> Path:
            from annotator.formats.exporting.export import export
            from annotator.formats.registry import named
            from annotator.storage.store import Store

            done = 0

            def after_each() -> None:
                nonlocal done
                done += 1
                job.step(done, len(ids))

            with Store.open(library, read_only=True) as store:
                contents = partial(_contents, store, ids, wanted)
                export(named(wanted.format), target, contents, store.tags(), wanted.options, after_each)
            return target

        return self.job(self.tr("Exporting"), work)

    def preview_export(self, library: Path, ids: Sequence[str], wanted: ExportRequest, begin: Begin) -> Job:
        """Count what an export of these articles would lose, and show its beginning; the result is an ExportPreview."""

        def work(job: Job) -> ExportPreview:
            from annotator.formats.registry import named
            from annotator.storage.store import Store

            with Store.open(library, read_only=True) as store:

                def counted() -> Generator[Content, None, None]:
                    with closing(_contents(store, ids, wanted)) as contents:
                        for number, content in enumerate(contents):
                            job.step(number, len(ids))
                            yield content

                return _weigh(named(wanted.format), counted, store.tags(), wanted.options, begin)

        return self.job(self.tr("Looking"), work)

    def look_annotations(self, library: Path, source: Path, format_: Format, choices: Choices) -> Job:
        """Read a file of annotations without adding it; the job's result says what has to be asked (a Parsed)."""

        def work(job: Job) -> Parsed:
            from annotator.formats.importing.parsing import questions

            def parts() -> Iterator[Parsed]:
                held = 0
                for part in _parse_annotations(source, format_, choices, library):
                    held += sum(1 + len(entry.annotations) for entry in part.entries)
                    job.step(held, 0)
                    yield part

            return questions(parts())

        return self.job(self.tr("Reading"), work)

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


def _contents(store: Store, ids: Sequence[str], wanted: ExportRequest) -> Generator[Content, None, None]:
    with closing(store.contents(ids)) as contents:
        yield from wanted.only.of(contents)


def _weigh(
    format_: Format, contents: Contents, tags: Sequence[Tag], options: dict[str, str], begin: Begin
) -> ExportPreview:
    from annotator.formats.exporting.loss_report import in_words, losses, warnings

    marked = 0

    def seen(contents: Iterable[Content]) -> Iterator[Content]:
        nonlocal marked
        for content in contents:
            marked += len(content.annotations)
            yield content

    with closing(contents()) as first:
        beginnings = [begin(format_, content, tags, options) for content in islice(first, 1)]
    with closing(contents()) as stored:
        lost = in_words(losses(format_, seen(stored)))
    with closing(contents()) as stored:
        lost += warnings(format_, stored)
    return ExportPreview(beginnings[0] if beginnings else None, lost, marked)


def _read(job: Job, todo: list[Parser]) -> Iterator[Parsed]:
    """What the files hold, until the job is stopped; a file that is given up then is left out."""
    held = 0
    for i, (name, parser) in enumerate(todo):
        if job.stopped:
            return
        with suppress(Cancelled):  # what came in until then is told of
            job.step(i, len(todo) if len(todo) > 1 else 0)
        for parsed in _parsed(name, parser):
            held += sum(1 + len(entry.annotations) for entry in parsed.entries)
            if parsed.continues and len(todo) == 1:
                with suppress(Cancelled):
                    job.step(held, 0)
            if parsed.entries or not job.stopped:
                yield parsed
            if job.stopped:
                return


def _reading(job: Job) -> Job:
    """The same job; to stop it gives the file up that is being read."""

    def interrupt() -> None:
        from annotator.formats.importing import parsing

        parsing.interrupt()

    job.interrupt = interrupt
    return job


def _parse_any(path: Path, options: Options, whole_page: bool, library: Path) -> Iterable[Parsed]:
    """One of many files, whatever it is: annotations of another tool by what their labels stood for before."""
    from annotator.formats.importing.detection import format_of
    from annotator.formats.importing.draft import Choices
    from annotator.formats.importing.parsing import parse_file
    from annotator.settings import Settings

    foreign = format_of(path)
    if foreign is None:
        return [parse_file(path, options=options, whole_page=whole_page)]
    return _parse_annotations(path, foreign, Choices(labels=Settings().labels(foreign.name)), library)


def _parse_annotations(path: Path, format_: Format, choices: Choices, library: Path) -> Iterator[Parsed]:
    """The parts of a file of annotations, for a library as it is when they are read."""
    from annotator.formats.importing.parsing import parse_annotations
    from annotator.storage.store import Store

    with Store.open(library, read_only=True) as store:
        yield from parse_annotations(path, format_, choices._replace(known=store.article_by_text), store.tags())


def _one(parse: Callable[..., Parsed], *args: Any, **options: Any) -> list[Parsed]:
    return [parse(*args, **options)]


def _parse_text(text: str, name: str) -> Parsed:
    from annotator.formats.importing.result import Entry, Parsed
    from annotator.readers.plain import article_from_text

    original = text.encode("utf-8", "surrogatepass")
    return Parsed(name, [Entry(article_from_text(text, original, name=name), [], [])])


def _parse_markup(markup: str, name: str) -> Parsed:
    """All text of pasted markup: what was copied was chosen by a person."""
    from annotator.formats.importing.parsing import parse_bytes
    from annotator.readers.registry import HTML

    return parse_bytes(markup.encode("utf-8", "surrogatepass"), name, kind=HTML, whole_page=True)


def _parsed(name: str, parser: Callable[[], Iterable[Parsed]]) -> Iterator[Parsed]:
    from annotator.formats.importing.result import Parsed

    begun = False
    try:
        for part in parser():
            begun = True
            yield part
    except AnnotatorError as error:
        yield Parsed(name, problems=[str(error)], continues=begun)
