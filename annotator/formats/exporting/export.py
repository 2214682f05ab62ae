"""Writing articles in a format: to a file or a folder that is whole or as it was before, and proven first."""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from annotator.errors import AnnotatorError
from annotator.formats.exporting.atomic_file import replacing
from annotator.formats.exporting.verification import verify
from annotator.formats.registry import Format
from annotator.model import Content, Tag

Contents = Callable[[], Generator[Content, None, None]]
"""Gives the articles anew each time: they are written once and held against the file once. It is closed afterwards."""


class AnnotationSelection(NamedTuple):
    """What of the annotations is exported: those of these tags and annotators; all, where none are named."""

    tags: frozenset[str] = frozenset()
    annotators: frozenset[str] = frozenset()

    def of(self, contents: Iterable[Content]) -> Iterator[Content]:
        """The same articles with these annotations and the links between them."""
        for content in contents:
            if not self.tags and not self.annotators:
                yield content
                continue
            kept = [
                a
                for a in content.annotations
                if (not self.tags or a.tag in self.tags) and (not self.annotators or a.annotator in self.annotators)
            ]
            ids = {a.id for a in kept}
            links = [link for link in content.links if link.from_id in ids and link.to_id in ids]
            yield content._replace(annotations=kept, links=links)


def checked(format_: Format, options: Mapping[str, str]) -> dict[str, str]:
    """The options of a format. Raises AnnotatorError for one that it does not have."""
    there = {option.name: option.allowed for option in format_.options}
    for name, value in options.items():
        if name not in there:
            raise AnnotatorError(f"{format_.title} has no option “{name}”. It has: {', '.join(there) or 'none'}.")
        if value not in there[name]:
            raise AnnotatorError(f"The option “{name}” can be {', '.join(there[name])}, not “{value}”.")
    return dict(options)


def goes_to_folder(format_: Format, count: int) -> bool:
    """Whether so many articles need a folder: a single page for people to read is a file."""
    return format_.folder and (format_.reads or count != 1)


def write_to(
    format_: Format,
    target: BinaryIO,
    contents: Iterable[Content],
    tags: Sequence[Tag],
    options: Mapping[str, str],
) -> None:
    """Write to an open file, without a proof. Raises AnnotatorError for what ``goes_to_folder``."""
    if not format_.folder:
        format_.load().write(target, contents, tags=tags, **checked(format_, options))
        return
    some = list(islice(contents, 2))
    if goes_to_folder(format_, len(some)):
        raise AnnotatorError(f"{format_.title} has a file for each article. Name a folder for them with -o.")
    target.write(format_.load().write_one(some[0], tags)[format_.suffix])


def export(
    format_: Format,
    target: Path,
    contents: Contents,
    tags: Sequence[Tag],
    options: Mapping[str, str],
    after_each: Callable[[], object] | None = None,
) -> None:
    """Write articles to ``target``, a file or for some formats a folder, which is replaced when all of it is proven.

    One article in a format for people to read is a file where ``target`` has its suffix.

    Raises AnnotatorError if the disk refuses or what was written is not what is stored; ``target`` is as it was then.
    """
    options = checked(format_, options)
    if format_.folder and not format_.reads and target.suffix == format_.suffix and not target.is_dir():
        with closing(contents()) as stored:
            is_page = not goes_to_folder(format_, len(list(islice(stored, 2))))
        if is_page:
            with replacing(target) as file, closing(contents()) as stored:
                write_to(format_, file, _told(stored, after_each), tags, options)
            return
    if format_.folder:
        _export_folder(format_, target, contents, tags, after_each)
        return
    module = format_.load()
    with replacing(target) as file:
        with closing(contents()) as stored:
            module.write(file, _told(stored, after_each), tags=tags, **options)
        file.flush()
        if format_.reads:
            with closing(contents()) as stored:
                verify(format_, Path(file.name), stored, tags)
    for suffix, data in (module.beside(tags) if hasattr(module, "beside") else {}).items():
        with replacing(target.with_name(target.stem + suffix)) as file:
            file.write(data)


def _export_folder(
    format_: Format,
    target: Path,
    contents: Contents,
    tags: Sequence[Tag],
    after_each: Callable[[], object] | None,
) -> None:
    target = target.resolve()
    module = format_.load()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise AnnotatorError(f"{target} is there already. Name a new or an empty folder: each article gets a file.")
    temporary = target.with_name(f".annotator-{uuid.uuid4().hex}.tmp")
    try:
        temporary.mkdir()
        with closing(contents()) as stored:
            for number, content in enumerate(_told(stored, after_each), 1):
                name = f"{number:05}-{slug(content.article.title)}"
                for suffix, data in module.write_one(content, tags).items():
                    (temporary / f"{name}{suffix}").write_bytes(data)
        for name, data in (module.beside(tags) if hasattr(module, "beside") else {}).items():
            (temporary / name).write_bytes(data)
        if format_.reads:
            with closing(contents()) as stored:
                verify(format_, temporary, stored, tags)
        if target.exists():
            target.rmdir()
        temporary.rename(target)
    except OSError as error:
        raise AnnotatorError(
            f"{target} could not be written: {error.strerror or error}. Nothing was changed."
        ) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _told(contents: Iterable[Content], after_each: Callable[[], object] | None) -> Iterator[Content]:
    """The same articles; somebody hears of each when it is written."""
    for content in contents:
        yield content
        if after_each is not None:
            after_each()


def slug(title: str) -> str:
    """A title as part of the name of a file, of ASCII letters and digits."""
    return "-".join(re.findall(r"[a-z0-9]+", title.casefold()))[:40].strip("-") or "article"
