"""Exporting articles in a format: to a file or a folder that is whole or as it was before, and verified first."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from annotator.errors import AnnotatorError
from annotator.formats.base import Format, Options, Writer
from annotator.formats.exporting.atomic_file import replacing, replacing_folder
from annotator.formats.exporting.verification import NotVerified, verify
from annotator.model import Content, Tag

_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")

Contents = Callable[[], Generator[Content, None, None]]
"""Gives the articles anew each time: they are written once and held against the file once. It is closed afterwards."""


def _nothing() -> None:
    pass


class AnnotationSelection(NamedTuple):
    """What of the annotations is exported: those of these tags and annotators; all, where none are named."""

    tags: frozenset[str] = frozenset()
    annotators: frozenset[str] = frozenset()

    def of(self, contents: Iterable[Content]) -> Iterator[Content]:
        """The same articles with these annotations and the links between them."""
        for content in contents:
            kept = [a for a in content.annotations if not self.tags or a.tag in self.tags]
            kept = [a for a in kept if not self.annotators or a.annotator in self.annotators]
            ids = {a.id for a in kept}
            links = [link for link in content.links if link.from_id in ids and link.to_id in ids]
            yield content._replace(annotations=kept, links=links)


def checked(format_: Format, options: Options) -> Options:
    """The options of a format. Raises AnnotatorError for one that it does not have, or if it is not there at all."""
    format_.check_there()
    there = {option.name: option.allowed for option in format_.options}
    for name, value in options.items():
        if name not in there:
            raise AnnotatorError(f"{format_.title} has no option “{name}”. It has: {', '.join(there) or 'none'}.")
        if value not in there[name]:
            raise AnnotatorError(f"The option “{name}” can be {', '.join(there[name])}, not “{value}”.")
    return options


def writer_of(format_: Format) -> Writer:
    """What writes a format. Raises AnnotatorError if it can only be read."""
    if format_.writer is None:
        raise AnnotatorError(f"{format_.title} can only be read.")
    return format_.writer


def goes_to_folder(format_: Format, count: int) -> bool:
    """Whether so many articles need a folder: a single page for people to read is a file."""
    return format_.folder and (format_.reads or count != 1)


def write_to(
    format_: Format, target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], options: Options
) -> None:
    """Write to an open file, unverified. Raises AnnotatorError for what ``goes_to_folder``."""
    writer = writer_of(format_)
    if writer.write is not None:
        writer.write(target, contents, tags, checked(format_, options))
    elif writer.write_one is not None:
        some = list(islice(contents, 2))
        if goes_to_folder(format_, len(some)):
            raise AnnotatorError(f"{format_.title} has a file for each article. Name a folder for them with -o.")
        target.write(writer.write_one(some[0], tags)[format_.suffix])


def export(
    format_: Format,
    target: Path,
    contents: Contents,
    tags: Sequence[Tag],
    options: Options,
    after_each: Callable[[], object] = _nothing,
) -> list[str]:
    """Write articles to ``target``, a file or for some formats a folder, which is replaced when all is verified.

    One article in a format for people to read is a file where ``target`` has its suffix. An article that was not read
    back as it is stored is left out; a sentence for each of these is returned.

    Raises AnnotatorError if the disk refuses or all would be left out; ``target`` is as it was then.
    """
    options, writer = checked(format_, options), writer_of(format_)
    is_page = format_.folder and not format_.reads and target.suffix == format_.suffix and not target.is_dir()
    if is_page:
        with closing(contents()) as stored:
            is_page = not goes_to_folder(format_, len(list(islice(stored, 2))))
    left_out: dict[str, str] = {}
    while True:
        try:
            with closing(_told(contents, left_out, after_each)) as told:
                if writer.write_one is not None and not is_page:
                    with replacing_folder(target) as folder:
                        _fill(folder, writer, told, tags, left_out)
                        with closing(_told(contents, left_out)) as stored:
                            verify(format_, folder, stored, tags)
                    return list(left_out.values())
                with replacing(target) as file:
                    write_to(format_, file, told, tags, options)
                    file.flush()
                    with closing(_told(contents, left_out)) as stored:
                        verify(format_, Path(file.name), stored, tags)
            break
        except NotVerified as refusal:  # once more, without these
            left_out |= refusal.articles
            after_each = _nothing
            with closing(_told(contents, left_out)) as stored:
                if next(stored, None) is None:
                    raise AnnotatorError(f"{refusal} Nothing was written.") from refusal
    for suffix, data in writer.sidecar_files(tags).items():
        with replacing(target.with_name(target.stem + suffix)) as file:
            file.write(data)
    return list(left_out.values())


def _told(
    contents: Contents, left_out: Mapping[str, str], after_each: Callable[[], object] = _nothing
) -> Generator[Content, None, None]:
    """The articles that are not left out; somebody hears of each when it is written."""
    with closing(contents()) as stored:
        for content in stored:
            if content.article.id not in left_out:
                yield content
                after_each()


def _fill(
    folder: Path, writer: Writer, contents: Iterable[Content], tags: Sequence[Tag], left_out: dict[str, str]
) -> None:
    """Write the files of each article into a folder. Raises NotVerified if that could be done of none."""
    assert writer.write_one is not None
    written = 0
    for content in contents:
        try:
            files = writer.write_one(content, tags)
        except NotVerified as refusal:
            left_out |= refusal.articles
            continue
        written += 1
        name = f"{written:05}-{file_name(content.article.title, ascii_only=True)}"
        for suffix, data in files.items():
            (folder / f"{name}{suffix}").write_bytes(data)
    if left_out and not written:
        raise NotVerified(left_out)
    for name, data in writer.sidecar_files(tags).items():
        (folder / name).write_bytes(data)


def file_name(title: str, *, ascii_only: bool = False) -> str:
    """A title as a file name without suffix: no separators, no reserved name, at most 100 bytes.

    With ``ascii_only`` of small letters, digits and hyphens alone, for programs that take no other names.
    """
    if ascii_only:
        return "-".join(re.findall(r"[a-z0-9]+", title.casefold()))[:40].strip("-") or "article"
    plain = " ".join(re.sub(r"[^\w\-. ]", " ", title).split()).encode()[:100].decode(errors="ignore").strip(" .")
    return "article" if not plain or _RESERVED.match(plain) else plain
