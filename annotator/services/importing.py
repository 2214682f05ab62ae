"""Importing: files, folders, pages and texts on their way into a library, articles and annotations alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import AnnotatorError, Cancelled
from annotator.formats.base import Format
from annotator.formats.importing.detection import format_of
from annotator.formats.importing.draft import NO_CHOICES, Choices
from annotator.formats.registry import named
from annotator.gc_control import gc_paused
from annotator.readers import KINDS
from annotator.readers.files import shown, walk
from annotator.services import Tell, tell_nobody
from annotator.settings import Settings

if TYPE_CHECKING:
    from annotator.formats.importing.result import Parsed
    from annotator.readers.registry import Options
    from annotator.readers.sandbox import Sandbox
    from annotator.storage.import_batch import Outcome
    from annotator.storage.store import Applied, Store

# What a source is


class SourceKind(Enum):
    """What a source is, as far as that shows before it is read.

    A page of the web; an archive, which Annotator itself wrote; annotations of another program. What is unknown is a
    folder of files, or is read as an article: its bytes say which kind of article it is, or why it is none.
    """

    PAGE = auto()
    ARCHIVE = auto()
    ANNOTATIONS = auto()
    UNKNOWN = auto()


class Source(NamedTuple):
    """A file, a folder or the address of a page, what it is, and the format of what is marked in it."""

    place: Path | str
    kind: SourceKind
    format: Format | None = None


def identify(place: Path | str, kind: str | None = None) -> Source:
    """What a source is: the one place where that is decided. ``kind`` is one of KINDS or the name of a format.

    A folder is searched for it. Raises AnnotatorError for an unknown ``kind``.
    """
    if isinstance(place, str):
        return Source(place, SourceKind.PAGE)
    format_ = format_of(place) if kind is None else None if kind in KINDS else named(kind)
    if format_ is not None:
        is_archive = format_.reader is not None and format_.reader.explicit
        return Source(place, SourceKind.ARCHIVE if is_archive else SourceKind.ANNOTATIONS, format_)
    is_page = place.suffix.lower() in (".html", ".htm", ".xhtml", ".mhtml", ".mht")
    return Source(place, SourceKind.PAGE if is_page else SourceKind.UNKNOWN)


# Where to, and how


Reading = Callable[[], "AbstractContextManager[Store]"]
"""Opens a library, to look something up in it while a file is read."""


class Destination(NamedTuple):
    """The library that is imported into: how it is read, and how what was read gets into it, on whatever thread.

    ``take_in`` stores a batch and gives the number of its step, if it made one; ``merge_steps`` makes one of several.
    """

    reading: Reading
    take_in: Callable[[Sequence[Parsed]], tuple[list[Outcome], int | None]]
    merge_steps: Callable[[Collection[int]], object]


def into(store: Store, annotator: str, told: Callable[[Applied], object] = lambda _: None) -> Destination:
    """An open library as a destination; ``told`` hears of what was stored."""
    from annotator.storage.import_batch import take_in

    def take(batch: Sequence[Parsed]) -> tuple[list[Outcome], int | None]:
        outcomes, applied = take_in(store, batch, annotator)
        if applied is None:
            return outcomes, None
        told(applied)
        return outcomes, applied.step.seq

    return Destination(lambda: nullcontext(store), take, store.merge_steps)


def remembered(format_: Format, choices: Choices = NO_CHOICES) -> Choices:
    """The choices, with the tags that labels of this format stood for before."""
    return choices._replace(labels={**Settings().labels(format_.name), **choices.labels})


class ImportRequest(NamedTuple):
    """What a person says of the sources of an import.

    ``kind``: what they are, one of KINDS or the name of a format. ``whole_page``: all the text of a page is wanted.
    ``choices`` gives what is said of annotations in a format.
    """

    kind: str | None = None
    options: Options | None = None
    whole_page: bool = False
    choices: Callable[[Format], Choices] = remembered


class Pending(NamedTuple):
    """Something that is not read yet. ``place`` is None for what is no file and no page; ``parse`` gives its parts."""

    name: str
    parse: Callable[[Reading], Iterable[Parsed]]
    place: Path | str | None = None


def from_sources(places: Iterable[Path | str], request: ImportRequest, sandbox: Sandbox) -> list[Pending]:
    """The pages at these addresses, then the files and those in the folders, to be read in ``sandbox``.

    A folder that is one project of another program is read as one. Raises AnnotatorError for an unknown kind.
    """
    is_said = request.kind is not None and request.kind not in KINDS
    is_project = is_said and named(str(request.kind)).folder
    pages: list[Pending] = []
    files: list[Path] = []
    for place in places:
        if isinstance(place, str):
            pages.append(Pending(place, partial(_parse, place, request, sandbox), place))
        elif is_project or (request.kind not in KINDS and place.is_dir() and format_of(place)):
            files.append(place)
        else:
            files += walk([place])
    return pages + [Pending(shown(file.name), partial(_parse, file, request, sandbox), file) for file in files]


def from_text(text: str, name: str, sandbox: Sandbox, markup: str | None = None) -> Pending:
    """A text, or the text of a piece of markup: all of it, for what was copied was chosen by a person."""

    def parse(_: Reading) -> list[Parsed]:
        from annotator.formats.importing.parsing import parse_bytes
        from annotator.formats.importing.result import Entry, Parsed
        from annotator.readers.plain import article_from_text
        from annotator.readers.registry import HTML

        original = (text if markup is None else markup).encode("utf-8", "surrogatepass")
        if markup is not None:
            return [parse_bytes(original, name, sandbox, kind=HTML, whole_page=True)]
        return [Parsed(name, [Entry(article_from_text(text, original, name=name), [], [])])]

    return Pending(name, parse)


def _parse(source: Path | str, request: ImportRequest, sandbox: Sandbox, reading: Reading) -> Iterable[Parsed]:
    from annotator.formats.importing.parsing import parse_address, parse_file
    from annotator.readers.registry import Options

    if isinstance(source, str):
        return [parse_address(source, sandbox, whole_page=request.whole_page)]
    format_ = identify(source, request.kind).format
    if format_ is not None:
        return annotations_in(source, format_, request.choices(format_), reading)
    options = request.options or Options()
    return [parse_file(source, sandbox, kind=request.kind, options=options, whole_page=request.whole_page)]


def annotations_in(path: Path, format_: Format, choices: Choices, reading: Reading) -> Iterator[Parsed]:
    """The parts of a file of annotations, for a library as it is when they are read."""
    from annotator.formats.importing.parsing import parse_annotations

    with reading() as store:
        yield from parse_annotations(path, format_, choices._replace(known=store.article_by_text), store.tags())


# Bringing in


def add(todo: Sequence[Pending], to: Destination, tell: Tell = tell_nobody) -> list[Outcome]:
    """Bring in what is pending as one step of undo, and say of each in its order what became of it.

    Where ``tell`` stops it, what came in until then stays and is told of.
    """
    from annotator.formats.importing.result import in_batches
    from annotator.storage.import_batch import of_files

    parts: list[Outcome] = []
    steps: list[int] = []
    batches = in_batches(_read(todo, to.reading, tell))
    while True:
        with gc_paused():
            batch = next(batches, None)
            if batch is None:
                break
            outcomes, step = to.take_in(batch)
        parts += outcomes
        steps += [step] if step is not None else []
    if len(steps) > 1:
        to.merge_steps(steps)
    whole = list(of_files(parts))
    for outcome, pending in zip(whole, todo, strict=False):
        outcome.source = pending.place
    return whole


def _read(todo: Sequence[Pending], reading: Reading, tell: Tell) -> Iterator[Parsed]:
    """What is in it, until the work is to stop; what is given up then is left out."""
    held = 0

    def is_stopped(done: int, total: int) -> bool:
        try:
            tell(done, total)
        except Cancelled:
            return True
        return False

    for number, pending in enumerate(todo):
        place = (number, len(todo)) if len(todo) > 1 else (0, 0)
        if is_stopped(*place):
            return
        for parsed in _parts(pending, reading):
            held += _size(parsed)
            if parsed.continues and len(todo) == 1:
                place = held, 0
            if parsed.entries or not is_stopped(*place):
                yield parsed
            if is_stopped(*place):
                return


def _parts(pending: Pending, reading: Reading) -> Iterator[Parsed]:
    from annotator.formats.importing.result import Parsed

    begun = False
    try:
        for part in pending.parse(reading):
            begun = True
            yield part
    except AnnotatorError as error:
        yield Parsed(pending.name, problems=[str(error)], continues=begun)


def _size(parsed: Parsed) -> int:
    return sum(1 + len(entry.annotations) for entry in parsed.entries)


# Looking, before anything is brought in


def look(source: Path | str, sandbox: Sandbox, tell: Tell = tell_nobody) -> Parsed:
    """Read an article, from a file or a page, without adding it."""
    from annotator.formats.importing.parsing import parse_address, parse_file

    parsed = parse_file(source, sandbox) if isinstance(source, Path) else parse_address(source, sandbox)
    tell(0, 0)
    return parsed


def questions(path: Path, format_: Format, choices: Choices, reading: Reading, tell: Tell = tell_nobody) -> Parsed:
    """What has to be asked of a person about a file of annotations, which is read for it and not added."""
    from annotator.formats.importing import parsing

    def parts() -> Iterator[Parsed]:
        held = 0
        for part in annotations_in(path, format_, choices, reading):
            held += _size(part)
            tell(held, 0)
            yield part

    return parsing.questions(parts())


# What became of it


def facts(outcome: Outcome) -> list[tuple[str, int | str]]:
    """What became of a source, apart from its problems, and by which number or words: for all who tell a person."""
    told: dict[str, int | str] = {
        "added": outcome.added,
        "already there": outcome.already_there,
        "annotation": outcome.annotations,
        "link": outcome.links,
        "guessed": outcome.guessed_encoding or "",
        "left out": ", ".join(outcome.left_out),
    }
    return [(fact, value) for fact, value in told.items() if value]
