"""Data files: what is no article but meant for programs, which has to be said before it is read as text."""

from __future__ import annotations

from pathlib import PurePath

import orjson

from annotator.errors import RefusedText

_MAGIC = (
    (b"SQLite format 3\0", "a database. If it is a library of Annotator, open it with --database"),
    (b"PK\x05\x06", "an empty archive. Nothing was added"),
    *(
        (start, "an archive. Unpack it, and open the file or folder that was in it")
        for start in (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
    ),
)
"""How the bytes of files begin, and what they are."""

_NAMED = {
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".jsonld"), "JSON"),
    **dict.fromkeys((".csv", ".tsv"), "a table"),
    **dict.fromkeys((".xml", ".ttl", ".rdf", ".nt", ".n3", ".yaml", ".yml", ".conf", ".ini"), "data for programs"),
}
"""What files are by the ends of their names."""


def check_is_no_data(data: bytes, name: str) -> None:
    """Raises RefusedText if a file called ``name`` that no format knows is data and not a text to be read."""
    for start, words in _MAGIC:
        if data.startswith(start):
            is_table = b"xl/worksheets" in data
            raise RefusedText(f"It is {'a spreadsheet. Save it as CSV' if is_table else words}.")
    kind = _NAMED.get(PurePath(name.lower()).suffix) or ("JSON" if _is_json(data) else "")
    if kind:
        raise RefusedText(
            f"It is {kind}, not an article, and in no format that is recognised. If annotations are in it, choose "
            "Import annotations… (or --kind) and say of what format they are."
        )


def _is_json(data: bytes) -> bool:
    """Whether it is JSON as a whole, or in its first line."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] not in (b"{", b"["):
        return False
    for part in (start, start.partition(b"\n")[0] if start[:1] == b"{" else b""):
        try:
            orjson.loads(part)
        except orjson.JSONDecodeError:
            continue
        return True
    return False
