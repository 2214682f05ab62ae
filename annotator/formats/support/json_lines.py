"""JSON files of other tools: whole ones and those with a value on each line, read without trust."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import orjson

from annotator.errors import RefusedText
from annotator.formats.importing.draft import Choices, Draft, Problem
from annotator.readers.files import opened, read_bytes
from annotator.readers.plain import decode

LONGEST = 64 * 1024 * 1024
"""The longest line that is read, in bytes."""

_PIECE = 1024 * 1024
"""How much of a file is looked at at once."""


def write_lines(target: BinaryIO, records: Iterable[Any], *, ascii_only: bool = False) -> None:
    """Write one JSON value a line; with ``ascii_only`` every other character is escaped, for readers that guess."""
    for record in records:
        line = json.dumps(record, separators=(",", ":")).encode() if ascii_only else one_line(record)
        target.write(line + b"\n")


_BREAKS = ((b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"), (b"\xc2\x85", b"\\u0085"))


def one_line(record: Any) -> bytes:
    """A JSON value on what every program takes for one line: some break lines at U+2028 and its like too."""
    line = orjson.dumps(record)
    for char, escaped in _BREAKS:
        line = line.replace(char, escaped)
    return line


def write_list(target: BinaryIO, records: Iterable[Any]) -> None:
    """Write a list of JSON values, one a line, holding one of them at a time."""
    separator = b"[\n"
    for record in records:
        target.write(separator + orjson.dumps(record))
        separator = b",\n"
    target.write(b"\n]\n" if separator == b",\n" else b"[]\n")


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]] | Problem]:
    """Each line's object with where it stands; a Problem for a line that is none. Blank lines are passed over."""
    with opened(path) as file:
        number = 0
        while line := file.readline(LONGEST + 1):
            number += 1
            where = f"line {number}"
            if len(line) > LONGEST:
                yield Problem(where, "it is longer than 64 MB; the rest of the file was not read")
                return
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if not line.strip():
                continue
            try:
                value = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                yield Problem(where, f"it is not JSON ({error.msg})")
                continue
            if isinstance(value, dict):
                yield where, value
            else:
                yield Problem(where, "it is not an object")


def read_texts(
    read_one: Callable[[str, dict[str, Any], str], Iterator[Draft | Problem]], path: Path, _choices: Choices
) -> Iterator[Draft | Problem]:
    """What ``read_one`` finds in each line: where it is, its object and its text; a Problem where there is none."""
    for line in read_lines(path):
        if isinstance(line, Problem):
            yield line
        elif text := text_in(line[1], "text"):
            yield from read_one(*line, text)
        else:
            yield Problem(line[0], "it has no text")


@contextmanager
def text_of(path: Path) -> Iterator[TextIO]:
    """A text file to be read line by line, with the line ends that it has; one that is no UTF-8 is held as a whole.

    Raises RefusedText if it is no text, or cannot be read.
    """
    if not _is_utf8(path):
        yield io.StringIO(decode(read_bytes(path)).text, newline="")
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield file


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with opened(path) as file:
            while piece := file.read(_PIECE):
                if b"\0" in piece:
                    return False
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def is_by_line(path: Path, opening: bytes) -> bool:
    """Whether the list in a JSON file has each object on a line of its own, as we write it, and ends the file.

    ``opening`` is how the line on which it begins ends. Such a file need not be held to be read.
    """
    with opened(path) as file:
        if not file.readline(_PIECE).rstrip().endswith(opening):
            return False
        more = True
        while line := file.readline(LONGEST).strip():
            if not more:
                return line in (b"]", b"]}") and not file.read(_PIECE).strip()
            if not line.startswith(b"{") or not line.endswith((b"}", b"},")):
                return False
            more = line.endswith(b",")
        return False


def objects_by_line(path: Path) -> Iterator[bytes]:
    """The objects of a file that is by line."""
    with opened(path) as file:
        file.readline()
        for line in file:
            if line.lstrip().startswith(b"{"):
                yield line.strip().removesuffix(b",")


def read_list(path: Path) -> Iterator[Any]:
    """The values of the list in a JSON file, or its one value; a Problem for one that is damaged.

    Raises RefusedText if the whole is no JSON.
    """
    if not is_by_line(path, b"["):
        document = load(path)
        yield from document if isinstance(document, list) else [document]
        return
    for number, line in enumerate(objects_by_line(path)):
        try:
            yield orjson.loads(line)
        except orjson.JSONDecodeError as error:
            yield Problem(f"[{number}]", f"it is not JSON ({error.msg})")


def load(path: Path) -> Any:
    """The JSON value of a whole file. Raises RefusedText if it is none."""
    try:
        return orjson.loads(read_bytes(path).removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise RefusedText(f"The file is not JSON ({error.msg}).") from None


def text_in(record: Any, key: str) -> str:
    """A text of a record, "" if it has none under this key."""
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""


def span_in(record: Any, start: str, end: str) -> tuple[int, int] | None:
    """Two whole numbers of a record; None if one of them is something else."""
    first, last = (record.get(start), record.get(end)) if isinstance(record, dict) else (None, None)
    return (first, last) if type(first) is int and type(last) is int else None


def list_in(record: Any, key: str) -> list[Any]:
    """A list of a record; empty if it has none under this key."""
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, list) else []
