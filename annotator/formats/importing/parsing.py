"""Parsing: the bytes of a file, told apart and read by whoever reads their kind or format."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from annotator.errors import AnnotatorError, NeedsPassword, RefusedText, not_loaded
from annotator.formats.base import FileHead, Format
from annotator.formats.importing.detection import HEAD, format_by
from annotator.formats.importing.draft import NO_CHOICES, Choices, Draft, Layers, Problem
from annotator.formats.importing.result import Entry, Parsed
from annotator.model import TAGS, Tag
from annotator.readers.data_files import check_is_no_data
from annotator.readers.extracted_article import article_of
from annotator.readers.files import read_bytes, shown
from annotator.readers.plain import read_plain
from annotator.readers.registry import TEXT, Options, kind_of
from annotator.readers.sandbox import Sandbox

log = logging.getLogger(__name__)

_NOTHING_KNOWN = Options()


def parse_file(
    path: Path,
    sandbox: Sandbox,
    *,
    kind: str | None = None,
    options: Options = _NOTHING_KNOWN,
    whole_page: bool = False,
) -> Parsed:
    """Read one file, article or annotations, by ``kind`` or by what it contains. Never raises for bad input."""
    try:
        return parse_bytes(
            read_bytes(path), shown(path.name), sandbox, kind=kind, options=options, whole_page=whole_page
        )
    except NeedsPassword as refusal:
        return Parsed(shown(path.name), problems=[str(refusal)], needs_password=True)
    except RefusedText as refusal:
        return Parsed(shown(path.name), problems=[str(refusal)])


def parse_annotations(
    path: Path, format_: Format, choices: Choices = NO_CHOICES, tags: Sequence[Tag] = TAGS
) -> Iterator[Parsed]:
    """Read a file or folder of annotations in a format, for a library with these tags: one part of it after another.

    Never raises for bad input: a part says why, and what came before it stands.
    """
    from annotator.formats.importing.assembly import assemble

    return assemble(_found(path, format_, choices), shown(path.name), f"application/x-{format_.name}", choices, tags)


def _found(path: Path, format_: Format, choices: Choices) -> Iterator[Draft | Entry | Problem | Layers]:
    """What the reader of the format finds, and at last why it could not go on, if it could not."""
    nothing = True
    try:
        if format_.reader is None:
            raise RefusedText(
                f"It is {format_.title}, which Annotator writes and does not read. "
                "Open the Annotator JSON of its articles, or what they were made from."
            )
        format_.check_there()
        for one in format_.reader.read(path, choices):
            nothing = False
            yield one
        if nothing:
            raise RefusedText(f"There is nothing in it that can be read as {format_.title}.")
    except AnnotatorError as refusal:
        yield Problem("", str(refusal))
    except ImportError as error:
        log.warning("%s could not be loaded", format_.name, exc_info=error)
        yield Problem("", not_loaded(error))
    except Exception as error:  # whatever a reader stumbles over: what it read before stands
        log.warning("%s could not be read", format_.name, exc_info=error)
        yield Problem("", f"The file is damaged and cannot be read ({type(error).__name__}).")


def questions(parts: Iterable[Parsed]) -> Parsed:
    """What has to be asked of a person about a file of annotations, without what is in it."""
    asked = Parsed("")
    for part in parts:
        asked.layers = asked.layers or part.layers
        asked.ambiguous = asked.ambiguous or part.ambiguous
        asked.unmapped = asked.unmapped or part.unmapped
    return asked


def parse_address(url: str, sandbox: Sandbox, *, whole_page: bool = False, allow_loopback: bool = False) -> Parsed:
    """Fetch and read the page at an address (see ``fetch``). Never raises for bad input."""
    from annotator.readers.fetch import fetch

    try:
        fetched = fetch(url, allow_loopback=allow_loopback)
        name = fetched.url.partition("://")[2].rstrip("/")[:120]
        options = Options(encoding=fetched.encoding, url=fetched.url)
        try:
            return parse_bytes(fetched.data, name, sandbox, options=options, whole_page=whole_page)
        except RefusedText:  # a server may name the wrong encoding
            options = options._replace(encoding=None)
            return parse_bytes(fetched.data, name, sandbox, options=options, whole_page=whole_page)
    except RefusedText as refusal:
        return Parsed(url, problems=[str(refusal)])


def parse_bytes(
    data: bytes,
    name: str,
    sandbox: Sandbox,
    *,
    kind: str | None = None,
    options: Options = _NOTHING_KNOWN,
    whole_page: bool = False,
) -> Parsed:
    """Read the bytes of one file called ``name``; plain text here, all else in ``sandbox``. Raises RefusedText."""
    format_ = format_by(FileHead(Path(name), data[:HEAD])) if kind is None else None
    if format_ is not None:
        if format_.reader is None or format_.reader.parse is None:
            raise RefusedText(f"It is no article, it is {format_.title}. Save it as a file and import that.")
        return format_.reader.parse(data, name)
    if not data:
        raise RefusedText("The file is empty. Nothing was added.")
    if kind is None:
        kind = kind_of(data, name)
        if kind == TEXT:
            check_is_no_data(data, name)
    if kind == TEXT:
        new, decoded = read_plain(data, name, options.encoding)
        return Parsed(name, [Entry(new, [], [])], guessed_encoding=decoded.encoding if decoded.guessed else None)
    reading = sandbox.read(kind, data, options)
    new = article_of(reading, data, name, whole_page=whole_page)
    parsed = Parsed(name, [Entry(new, [], [])], left_out=[] if whole_page else reading.left_out)
    if reading.whole and not whole_page:
        with suppress(RefusedText):
            parsed.whole = Entry(article_of(reading, data, name, whole_page=True), [], [])
    return parsed
