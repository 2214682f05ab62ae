"""PyLD expands the page by the context of the standard, and nothing of it is lost; the standard's assertions hold.

The context comes from www.w3.org, or is the file that ANNO_CONTEXT names. The assertions are the files of
github.com/w3c/web-annotation-tests in the folder that ANNO_ASSERTIONS names; without it they are passed over.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import requests
from jsonschema import Draft4Validator, RefResolver
from pyld import jsonld

NS = "http://www.w3.org/ns/anno.jsonld"


def load(url: str, _options: object) -> dict[str, Any]:
    """The context, and no other document."""
    assert url == NS, url
    named = os.environ.get("ANNO_CONTEXT")
    text = Path(named).read_text(encoding="utf-8") if named else requests.get(url, timeout=30).text
    return {"contextUrl": None, "documentUrl": url, "document": json.loads(text)}


def keys(value: Any) -> int:
    """How many members the objects of a JSON value have, ``@context`` aside."""
    if isinstance(value, dict):
        return sum(1 + keys(v) for k, v in value.items() if k not in ("@context", "value", "@value"))
    return sum(map(keys, value)) if isinstance(value, list) else 0


jsonld.set_document_loader(load)
page = json.loads((Path(sys.argv[1]) / "w3c.jsonld").read_bytes())
annotations = page["items"]
for annotation in annotations:
    expanded = jsonld.expand({"@context": NS, **annotation})
    back = jsonld.compact(expanded, NS)
    assert keys(back) >= keys(annotation), annotation
said = f"{len(annotations)} annotations expand without loss"
if named := os.environ.get("ANNO_ASSERTIONS"):
    folder = Path(named)
    store = {path.name: json.loads(path.read_bytes()) for path in (folder / "definitions").glob("*.json")}
    schemas = [json.loads(path.read_bytes()) for path in (folder / "annotations").glob("*.json")]
    musts = [schema for schema in schemas if schema.get("assertionType") == "must"]
    for schema in musts:
        validator = Draft4Validator(schema, resolver=RefResolver("", schema, store=store))
        for annotation in annotations:
            valid = validator.is_valid({"@context": NS, **annotation})
            assert valid == (schema["expectedResult"] == "valid"), (schema["id"], annotation)
    said += f"; {len(musts)} assertions hold for each"
print(said)
