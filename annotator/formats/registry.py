"""How a file's bytes are told apart, and by whom they are read."""

from __future__ import annotations

from pathlib import Path

from annotator.errors import RefusedText
from annotator.formats import native
from annotator.formats.intake import Entry, Parsed
from annotator.readers.files import read_bytes
from annotator.readers.plain import read_plain

WRITERS = {"json": native.write}
"""By the names of annotator.formats.EXPORTS."""


def parse_file(path: Path, *, kind: str | None = None, encoding: str | None = None) -> Parsed:
    """Read one file, article or annotations, by ``kind`` or by what it contains. Never raises for bad input."""
    try:
        return parse_bytes(read_bytes(path), path.name, kind=kind, encoding=encoding)
    except RefusedText as refusal:
        return Parsed(path.name, problems=[str(refusal)])


def parse_bytes(data: bytes, name: str, *, kind: str | None = None, encoding: str | None = None) -> Parsed:
    """Read the bytes of one file called ``name``. Raises RefusedText."""
    if kind == "json" or (kind is None and native.recognises(data)):
        return native.read(data, name)
    new, decoded = read_plain(data, name, encoding)
    return Parsed(name, [Entry(new, [], [])], guessed_encoding=decoded.encoding if decoded.guessed else None)
