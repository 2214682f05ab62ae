"""CSV (see ``table``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from annotator.formats.codecs.table import read_table, write_table
from annotator.formats.importing.draft import Choices, Draft, Problem
from annotator.model import TAGS, Content, Tag

_DELIMITER = ","


def write(
    target: BinaryIO,
    contents: Iterable[Content],
    *,
    tags: Sequence[Tag] = TAGS,
) -> None:
    """Write a row an annotation."""
    write_table(target, contents, tags, _DELIMITER)


def read(path: Path, choices: Choices) -> Iterator[Draft | Problem]:
    """The rows of a table by the names of its columns."""
    return read_table(path, choices, _DELIMITER)


def read_back(path: Path, choices: Choices) -> Iterator[Draft | Problem]:
    """What ``write`` has written, where the rows of an article stand together, holding one of them at a time."""
    return read_table(path, choices, _DELIMITER, most=0)
