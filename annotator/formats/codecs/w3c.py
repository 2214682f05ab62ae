"""W3C Web Annotation as JSON-LD (w3.org/TR/annotation-model): an AnnotationPage whose items are annotations.

An article's text is the body of an annotation that describes ``urn:sha256:…``, the source of all the others, which
point into it by a TextQuoteSelector and a TextPositionSelector. Both count code points, by the recommendation; other
tools count UTF-16, so on the way in the quote decides, its context next, and the position only between equals. The
fragments of an interrupted annotation are several targets. A link is an annotation with the motivation ``linking``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from annotator.errors import RefusedText
from annotator.formats.base import ALL, Carries, Format, Options, Reader, Writer, json_with
from annotator.formats.exporting.flattening import details_in
from annotator.formats.importing.draft import Choices, Draft, Mark, Problem, Relation
from annotator.formats.support.json_lines import list_in, load, text_in
from annotator.model import Annotation, Content, Scalar, Span, Tag, new_id
from annotator.text.normalise import normalise
from annotator.text.offsets import Offsets
from annotator.text.passages import context_of

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_SOURCE = "urn:sha256:"
_ID = "urn:uuid:"


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], _: Options) -> None:
    """Write one page, annotation by annotation."""
    names = {tag.id: tag.name for tag in tags}
    head = orjson.dumps({"@context": _CONTEXT, "id": f"{_ID}{new_id()}", "type": "AnnotationPage"})
    target.write(head[:-1] + b',"items":[')
    separator = b"\n"
    for content in contents:
        for item in _items(content, names):
            target.write(separator + orjson.dumps(item))
            separator = b",\n"
    target.write(b"\n]}\n")


def _items(content: Content, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    article = content.article
    source = _SOURCE + article.text_sha256
    body = [
        {"type": "TextualBody", "value": article.text, "format": "text/plain", "purpose": "describing"},
        {"type": "TextualBody", "value": article.title, "format": "text/plain", "purpose": "identifying"},
    ]
    described: dict[str, Any] = {
        "id": f"{_ID}{article.id}",
        "type": "Annotation",
        "motivation": "describing",
        "created": article.imported_at,
        "body": body,
        "target": source,
    }
    if article.url:
        described["via"] = article.url
    yield described
    for annotation in content.annotations:
        targets = [_target(article.text, source, span) for span in annotation.fragments]
        yield {
            "id": f"{_ID}{annotation.id}",
            "type": "Annotation",
            "motivation": "tagging",
            "created": annotation.created_at,
            "modified": annotation.updated_at,
            **_creator(annotation.annotator),
            "body": list(_bodies(annotation, names)),
            "target": targets[0] if len(targets) == 1 else targets,
        }
    for link in content.links:
        yield {
            "id": f"{_ID}{link.id}",
            "type": "Annotation",
            "motivation": "linking",
            "created": link.created_at,
            **_creator(link.annotator),
            "body": {"type": "TextualBody", "value": str(link.kind), "purpose": "tagging"},
            "target": [f"{_ID}{link.from_id}", f"{_ID}{link.to_id}"],
        }


def _creator(name: str) -> dict[str, Any]:
    return {"creator": {"type": "Person", "name": name}} if name else {}


def _target(text: str, source: str, span: Span) -> dict[str, Any]:
    prefix, suffix = context_of(text, *span)
    quote = {"type": "TextQuoteSelector", "exact": text[slice(*span)], "prefix": prefix, "suffix": suffix}
    place = {"type": "TextPositionSelector", "start": span[0], "end": span[1]}
    return {"source": source, "selector": [quote, place]}


def _bodies(annotation: Annotation, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    yield {"type": "TextualBody", "value": names[annotation.tag], "purpose": "tagging"}
    if annotation.note:
        yield {"type": "TextualBody", "value": annotation.note, "format": "text/plain", "purpose": "commenting"}
    for name, value in annotation.attributes:
        said = orjson.dumps(value).decode() if not isinstance(value, str) else value
        yield {"type": "TextualBody", "value": f"{name}={said}", "purpose": "classifying"}


def read(path: Path, choices: Choices) -> Iterator[Draft | Problem]:
    """The articles of a page, a collection, a list, or one annotation, with their annotations.

    A text that the file does not hold is looked for in the library by its hash.
    """
    drafts: dict[str, Draft] = {}
    rest: list[tuple[str, dict[str, Any]]] = []
    for where, item in _found(load(path)):
        if item.get("motivation") == "describing" and isinstance(item.get("target"), str):
            _describe(item, where, drafts)
        else:
            rest.append((where, item))
    targets: dict[str, str] = {}
    links: list[tuple[str, dict[str, Any]]] = []
    for where, item in rest:
        if item.get("motivation") == "linking":
            links.append((where, item))
            continue
        problem = _take(item, where, drafts, targets, choices)
        if problem:
            yield Problem(where, problem)
    for where, item in links:
        ends = [one if isinstance(one, str) else text_in(one, "id") for one in list_in(item, "target")]
        source = targets.get(ends[0]) if len(ends) == 2 else None
        if source is None or ends[1] not in targets:
            yield Problem(where, "it links what is not there")
            continue
        kind = next((text_in(body, "value") for body in _bodies_of(item)), "")
        drafts[source].relations.append(Relation(kind, ends[0], ends[1], text_in(item.get("creator"), "name")))
    yield from drafts.values()


def _found(document: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every annotation in a document, with where it stands."""
    if isinstance(document, dict) and not list_in(document, "items") and isinstance(document.get("first"), dict):
        document = document["first"]
    items = document if isinstance(document, list) else list_in(document, "items") or [document]
    for number, item in enumerate(items):
        if isinstance(item, dict):
            yield f"items[{number}]", item


def _describe(item: dict[str, Any], where: str, drafts: dict[str, Draft]) -> None:
    text = next((text_in(b, "value") for b in _bodies_of(item) if text_in(b, "purpose") == "describing"), "")
    title = next((text_in(b, "value") for b in _bodies_of(item) if text_in(b, "purpose") == "identifying"), "")
    if text:
        details = details_in({"title": title, "url": item.get("via")})
        with suppress(RefusedText):  # the text is refused later, with the reason
            text = normalise(text).text
        drafts[item["target"]] = Draft(where, text, details=details)


def _bodies_of(item: dict[str, Any]) -> list[Any]:
    body = item.get("body", item.get("bodyValue"))
    if isinstance(body, str):
        return [{"type": "TextualBody", "value": body, "purpose": "commenting"}]
    return body if isinstance(body, list) else [body]


def _take(item: dict[str, Any], where: str, drafts: dict[str, Draft], targets: dict[str, str], choices: Choices) -> str:
    """Take one annotation with its targets; why it cannot be taken, "" if it can."""
    target = item.get("target")
    many = target if isinstance(target, list) else [target]
    fragments: list[Span] = []
    source = ""
    for one in many:
        source = source or _source_of(one)
        draft = drafts.get(source) or _known(source, where, drafts, choices)
        if draft is None:
            return "neither the file nor the library has the text that it points into"
        span, problem = _anchor(draft.text, one.get("selector") if isinstance(one, dict) else None)
        if span is None:
            return problem
        fragments.append(span)
    label, note, attributes = "", "", list[tuple[str, Scalar]]()
    for body in _bodies_of(item):
        purpose, value = text_in(body, "purpose"), text_in(body, "value")
        if purpose in ("tagging", "identifying") and not label:
            label = value
        elif purpose == "classifying" and "=" in value:
            name, _, said = value.partition("=")
            attributes.append((name, _scalar(said)))
        elif value:
            note = f"{note}\n{value}" if note else value
    id_ = text_in(item, "id")
    targets[id_] = source
    drafts[source].marks.append(
        Mark(
            label or text_in(item, "motivation") or "annotation",
            tuple(fragments),
            key=id_,
            id=id_.removeprefix(_ID) if id_.startswith(_ID) else "",
            note=note,
            attributes=tuple(attributes),
            annotator=text_in(item.get("creator"), "name"),
            created_at=text_in(item, "created"),
            updated_at=text_in(item, "modified"),
        )
    )
    return ""


def _scalar(said: str) -> Scalar:
    try:
        value = orjson.loads(said)
    except orjson.JSONDecodeError:
        return said
    return value if isinstance(value, int | float | bool) else said


def _source_of(target: Any) -> str:
    if isinstance(target, str):
        return target
    source = target.get("source") if isinstance(target, dict) else None
    return source if isinstance(source, str) else text_in(source, "id")


def _known(source: str, where: str, drafts: dict[str, Draft], choices: Choices) -> Draft | None:
    """The text of the library that a source names by its hash."""
    article = choices.known(source.removeprefix(_SOURCE)) if choices.known and source.startswith(_SOURCE) else None
    if article is not None:
        drafts[source] = Draft(where, article.text, details={"title": article.title})
    return drafts.get(source)


def _anchor(text: str, selector: Any) -> tuple[Span | None, str]:
    """The span that the selectors of a target mean in a text, or why there is none."""
    selectors = selector if isinstance(selector, list) else [selector]
    quote = next((s for s in selectors if text_in(s, "type") == "TextQuoteSelector"), None)
    place = next((s for s in selectors if text_in(s, "type") == "TextPositionSelector"), None)
    start = place.get("start") if place is not None else None
    end = place.get("end") if place is not None else None
    exact = text_in(quote, "exact")
    if not exact:
        if type(start) is int and type(end) is int and 0 <= start < end <= len(text):
            return (start, end), ""
        return None, "it has neither a quote nor a position in the text"
    prefix, suffix = text_in(quote, "prefix"), text_in(quote, "suffix")
    if type(start) is int and start >= len(prefix) and text.startswith(exact, start):
        after = start + len(exact)
        if text.startswith(prefix, start - len(prefix)) and text.startswith(suffix, after):
            return (start, after), ""  # no other place can fit better
    found = _occurrences(text, exact)
    if not found:
        return None, f"its quote “{exact:.60}” is not in the text"
    if len(found) == 1:
        return (found[0], found[0] + len(exact)), ""
    scores = {at: _fits(text, at, len(exact), prefix, suffix) for at in found}
    best = max(scores.values())
    equal = [at for at in found if scores[at] == best]
    if len(equal) > 1 and type(start) is int:
        offsets = Offsets(text)
        near = {at: min(abs(at - start), abs(offsets.to_utf16(at) - start)) for at in equal}
        equal = [min(equal, key=near.__getitem__)]
    if len(equal) > 1:
        return None, f"its quote “{exact:.60}” stands in the text {len(found)} times, and nothing says which is meant"
    return (equal[0], equal[0] + len(exact)), ""


def _occurrences(text: str, exact: str) -> list[int]:
    found: list[int] = []
    at = text.find(exact)
    while at >= 0 and len(found) < 10_000:
        found.append(at)
        at = text.find(exact, at + 1)
    return found


def _fits(text: str, at: int, length: int, prefix: str, suffix: str) -> int:
    """How many characters of the context of a quote stand around a place."""
    before, after = text[max(0, at - len(prefix)) : at], text[at + length : at + length + len(suffix)]
    sides = zip(before[::-1], prefix[::-1], strict=False), zip(after, suffix, strict=False)
    return sum(1 for side in sides for _ in takewhile(lambda pair: pair[0] == pair[1], side))


recognise = json_with(rb"ns/anno\.jsonld")
FORMAT = Format("w3c", "W3C Web Annotation", ".jsonld", ALL - {Carries.DETAILS}, Reader(read, recognise), Writer(write))
