"""Exporting: articles of a library written in a format, and a look at what that would be and lose."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from annotator.formats.base import ALL, Format, Options
from annotator.formats.exporting import export as writing
from annotator.formats.exporting.export import AnnotationSelection, Contents
from annotator.formats.registry import named
from annotator.gc_control import gc_paused
from annotator.model import Content, Tag
from annotator.services import Tell, tell_nobody

if TYPE_CHECKING:
    from annotator.storage.store import Store


class ExportRequest(NamedTuple):
    """What an export is to be: the name of a format, its options, and which annotations."""

    format: str
    options: Mapping[str, str] = {}
    only: AnnotationSelection = AnnotationSelection()


class Losses(NamedTuple):
    """What an export would lose, a line for each kind of thing, and what else is to be said of the articles in it."""

    kinds: list[str]
    warnings: list[str]


Begin = Callable[[Format, Content, Sequence[Tag], Options], Any]
"""Shows how an export in a format begins with an article, for a library's tags and the format's options."""


class ExportPreview(NamedTuple):
    """How an export would begin, what it would lose, and how many annotations it has.

    ``beginning`` is what ``Begin`` made of the first article, None if there is none.
    """

    beginning: Any
    losses: Losses
    marked: int


def format_to_write(name: str) -> Format:
    """The format of this name. Raises AnnotatorError if there is none, or if it can only be read."""
    format_ = named(name)
    writing.writer_of(format_)
    return format_


@gc_paused()
def export(
    store: Store, ids: Sequence[str], target: Path, request: ExportRequest, tell: Tell = tell_nobody
) -> list[str]:
    """Write articles to a file or folder, which is replaced when what was written is proven to be what is stored.

    An article of which that is not so is left out; a sentence for each of them is returned.
    """
    done = 0

    def after_each() -> None:
        nonlocal done
        done += 1
        tell(done, len(ids))

    contents = partial(_contents, store, ids, request)
    return writing.export(format_to_write(request.format), target, contents, store.tags(), request.options, after_each)


@gc_paused()
def write_to(store: Store, ids: Sequence[str], target: BinaryIO, request: ExportRequest) -> None:
    """Write articles to an open file, without a proof."""
    tags = store.tags()  # first: the store reads one thing at a time
    with closing(_contents(store, ids, request)) as contents:
        writing.write_to(format_to_write(request.format), target, contents, tags, request.options)


def losses(store: Store, ids: Sequence[str], request: ExportRequest) -> Losses:
    """Count what an export of these articles would lose."""
    return _losses(named(request.format), partial(_contents, store, ids, request))


def preview(
    store: Store, ids: Sequence[str], request: ExportRequest, begin: Begin, tell: Tell = tell_nobody
) -> ExportPreview:
    """Count what an export of these articles would lose, and show its beginning."""
    format_, tags, marked = named(request.format), store.tags(), 0

    def counted() -> Generator[Content, None, None]:
        nonlocal marked
        marked = 0
        with closing(_contents(store, ids, request)) as contents:
            for number, content in enumerate(contents):
                tell(number, len(ids))
                marked += len(content.annotations)
                yield content

    with closing(counted()) as first:
        beginnings = [begin(format_, content, tags, request.options) for content in islice(first, 1)]
    lost = _losses(format_, counted)
    if format_.carries == ALL:
        marked = sum(len(content.annotations) for content in counted())
    return ExportPreview(beginnings[0] if beginnings else None, lost, marked)


def _losses(format_: Format, contents: Contents) -> Losses:
    from annotator.formats.exporting.loss_report import in_words, losses, warnings

    kinds: list[str] = []
    if format_.carries != ALL:  # else there is nothing to count
        with closing(contents()) as stored:
            kinds = in_words(losses(format_, stored))
    with closing(contents()) as stored:
        return Losses(kinds, warnings(format_, stored))


def _contents(store: Store, ids: Sequence[str], request: ExportRequest) -> Generator[Content, None, None]:
    with closing(store.contents(ids)) as contents:
        yield from request.only.of(contents)
