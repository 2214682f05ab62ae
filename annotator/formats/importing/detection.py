"""Which format a file of annotations is in: by what only that format has, never by a guess between two."""

from __future__ import annotations

import re
from pathlib import Path

from annotator.errors import RefusedText
from annotator.readers.files import opened

_HEAD = 65_536
_BY_SUFFIX = {".qdpx": "refi-qda", ".qde": "refi-qda", ".qdc": "refi-qda", ".xmi": "cas-xmi", ".spacy": "spacy"}
_LINES = (
    (rb'"format"\s*:\s*"annotator-article"', "jsonl"),
    (rb'"start_offset"\s*:|"label"\s*:\s*\[\s*\[\s*\d|"labels"\s*:\s*\[\s*\[\s*\d', "doccano"),
    (rb'"tokens"\s*:\s*\[\s*\{|"_task_hash"|"answer"\s*:\s*"accept"', "prodigy"),
    (rb'"label_name"\s*:|"utf8_text_md5_checksum"', "labelbuddy"),
    (rb'"entities"\s*:\s*\[\s*(?:\[|\])', "spacy-jsonl"),
)
_WHOLE = (
    (rb'^\{[^\[]*"format"\s*:\s*"annotator"', "json"),
    (rb"ns/anno\.jsonld", "w3c"),
    (rb'"%FEATURE_STRUCTURES"', "cas-json"),
    (rb'"label_name"\s*:|"utf8_text_md5_checksum"', "labelbuddy"),
    (rb'"(?:annotations|predictions|completions)"\s*:\s*\[\s*\{[^\]]*?"result"', "label-studio"),
)


def recognised(path: Path) -> str:
    """The name of the format of a file or folder; "" if it is none, or if that cannot be said."""
    if path.is_dir():
        if (path / "data.qda").is_file():
            return "qualcoder"
        return "brat" if next(path.rglob("*.ann"), None) is not None else ""
    suffix = path.suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    try:
        with opened(path) as file:
            head = file.read(_HEAD)
    except RefusedText:
        return ""
    if head.startswith(b"SQLite format 3\0"):
        return "qualcoder" if suffix == ".qda" else "taguette" if suffix in (".sqlite3", ".sqlite", ".db") else ""
    if suffix == ".conll" or head.startswith(b"-DOCSTART-"):
        return "conll"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in (".csv", ".tsv"):
        columns = set(re.split(rb"[,\t;\"\s]+", start.split(b"\n", 1)[0].lower()))
        return suffix[1:] if {b"start", b"end"} <= columns and columns & {b"tag", b"label"} else ""
    if start[:1] in (b"[", b"{"):
        lines = _LINES if suffix in (".jsonl", ".ndjson") else _WHOLE
        return next((name for pattern, name in lines if re.search(pattern, start)), "")
    return ""
