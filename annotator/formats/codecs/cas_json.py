"""UIMA CAS as JSON, version 0.4.0 of its draft (apache/uima-uimaj-io-jsoncas, SPECIFICATION.adoc).

The draft leaves open what places are counted in. UIMA's own implementation is Java, so they are written in UTF-16;
read, a file whose text tells the two apart has to be asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from annotator.formats.base import ALL, Carries, Format, Reader, Writer, json_with
from annotator.formats.importing.draft import Unit
from annotator.formats.support.json_lines import list_in, load
from annotator.formats.support.uima import ANNOTATION, RELATION, SPAN, TYPES, Structure, features, read_files
from annotator.model import TAGS, Content, Tag


def write_one(content: Content, tags: Sequence[Tag] = TAGS) -> dict[str, bytes]:
    """The CAS JSON of an article, with its type system inside."""
    text = content.article.text
    spans, arcs = features(content, tags, text)
    structures: list[dict[str, Any]] = [
        {
            "%ID": 1,
            "%TYPE": "uima.cas.Sofa",
            "sofaNum": 1,
            "sofaID": "_InitialView",
            "mimeType": "text",
            "sofaString": text,
        }
    ]
    structures += ({"%ID": s.id, "%TYPE": SPAN, "@sofa": 1, "begin": s.begin, "end": s.end, **s.values} for s in spans)
    structures += (
        {
            **{"%ID": arc.id, "%TYPE": RELATION, "@sofa": 1, "begin": arc.begin, "end": arc.end},
            **{"@Governor": arc.governor, "@Dependent": arc.dependent, "label": arc.label, "annotator": arc.annotator},
        }
        for arc in arcs
    )
    document = {
        "%TYPES": {name: _type(name, ranges) for name, ranges in TYPES.items()},
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [s["%ID"] for s in structures[1:]]}},
    }
    return {".json": orjson.dumps(document)}


def _type(name: str, ranges: dict[str, str]) -> dict[str, Any]:
    features_ = {feature: {"%NAME": feature, "%RANGE": range_} for feature, range_ in ranges.items()}
    return {"%NAME": name, "%SUPER_TYPE": ANNOTATION, **features_}


def _structures(path: Path) -> list[Structure]:
    document = load(path)
    found = list_in(document, "%FEATURE_STRUCTURES")
    if not found and isinstance(document, dict) and isinstance(document.get("%FEATURE_STRUCTURES"), dict):
        by_id = document["%FEATURE_STRUCTURES"].items()
        found = [{"%ID": key, **value} for key, value in by_id if isinstance(value, dict)]
    return [
        Structure(str(one.get("%ID")), str(one.get("%TYPE")), {key.lstrip("@"): value for key, value in one.items()})
        for one in found
        if isinstance(one, dict)
    ]


read = partial(read_files, ".json", _structures, (Unit.UTF16, Unit.CODE_POINTS))
FORMAT = Format(
    "cas-json",
    "UIMA CAS JSON",
    ".json",
    ALL - {Carries.FRAGMENTS, Carries.DETAILS},
    Reader(read, json_with(rb'"%FEATURE_STRUCTURES"')),
    Writer(write_one=write_one),
    unit="UTF-16",
)
