"""Label Studio's JSON: a list of tasks (labelstud.io/guide/task_format, /guide/export, tags/text).

A span is a result of type ``labels`` whose value has start, end, text and labels; a note is one of type ``textarea``
and attributes are ``choices``, both under the span's id; a relation is one of type ``relation``. Places are code
points, half-open; exports of older versions counted UTF-16. ``value.text`` writes a newline as ``\\n``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from annotator.formats.base import ALL, Carries, Certainty, Format, Options, Reader, Writer, json_with
from annotator.formats.exporting.flattening import Part, details, details_in, flat
from annotator.formats.importing.draft import Choices, Draft, Mark, Problem, Relation, Unit
from annotator.formats.support.json_lines import list_in, read_list, span_in, text_in, write_list
from annotator.model import FIELDS, Content, Tag

_SPAN = {"from_name": "label", "to_name": "text"}


def sidecar_files(tags: Sequence[Tag]) -> dict[str, bytes]:
    """The labeling config of the project that the file is imported into."""
    from xml.sax.saxutils import quoteattr  # which loads half of what speaks HTTP

    labels = "".join(f"    <Label value={quoteattr(t.name)} background={quoteattr(t.color)}/>\n" for t in tags)
    values: dict[str, dict[str, None]] = {}
    for field in (field for fields in FIELDS.values() for field in fields if field.choices):
        values.setdefault(field.name, {}).update(dict.fromkeys(choice for choice, _ in field.choices))
    choices = "".join(
        f'  <Choices name={quoteattr(name)} toName="text" perRegion="true" choice="single">\n'
        + "".join(f"    <Choice value={quoteattr(value)}/>\n" for value in there)
        + "  </Choices>\n"
        for name, there in values.items()
    )
    return {
        ".config.xml": (
            f'<View>\n  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
            '  <Relations>\n    <Relation value="attributed_to"/>\n    <Relation value="via"/>\n  </Relations>\n'
            '  <Text name="text" value="$text"/>\n'
            '  <TextArea name="note" toName="text" perRegion="true" editable="true"/>\n'
            f'{choices}  <TextArea name="attribute" toName="text" perRegion="true" editable="true"/>\n</View>\n'
        ).encode()
    }


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], _: Options) -> None:
    """Write each article as one task, its annotations in the order of the text.

    Who made one is in its ``meta``: the server refuses a task whose ``completed_by`` is none of its accounts.
    """
    names = {tag.id: tag.name for tag in tags}
    write_list(target, (_task(content, number, names) for number, content in enumerate(contents, 1)))


def _task(content: Content, number: int, names: dict[str, str]) -> dict[str, Any]:
    text = content.article.text
    parts, links = flat(content)
    ids = [_id(part) for part in parts]
    results = [result for part in parts for result in _results(text, part, _id(part), names)]
    results += (
        {
            "type": "relation",
            "from_id": ids[start],
            "to_id": ids[end],
            "direction": "right",
            "labels": [str(link.kind)],
            "meta": {"annotator": link.annotator},
        }
        for link, start, end in links
    )
    return {
        "id": number,
        "data": {"text": text, **details(content.article)},
        "annotations": [{"id": number, "result": results, "was_cancelled": False, "ground_truth": False}],
        "predictions": [],
    }


def _id(part: Part) -> str:
    """The id of a result: that of the annotation, with the fragment's number where there are several."""
    fragments = part.annotation.fragments
    return part.annotation.id if part.start == fragments[0][0] else f"{part.annotation.id}.{part.key}"


def _results(text: str, part: Part, id_: str, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    annotation = part.annotation
    place = {"start": part.start, "end": part.end, "text": text[part.start : part.end].replace("\n", "\\n")}
    yield {
        "id": id_,
        **_SPAN,
        "type": "labels",
        "value": {**place, "labels": [names[annotation.tag]]},
        "origin": "manual",
        "meta": {"annotator": annotation.annotator},
    }
    if part.start != annotation.fragments[0][0]:
        return
    same: dict[str, Any] = {"id": id_, "to_name": "text", "origin": "manual"}
    if annotation.note:
        yield {**same, "from_name": "note", "type": "textarea", "value": {**place, "text": [annotation.note]}}
    chosen = {field.name for field in FIELDS.get(annotation.tag, ()) if field.choices}
    others = []
    for name, value in annotation.attributes:
        if name in chosen:
            yield {**same, "from_name": name, "type": "choices", "value": {**place, "choices": [value]}}
        else:
            others.append(f"{name}={value}")
    if others:
        yield {**same, "from_name": "attribute", "type": "textarea", "value": {**place, "text": others}}


def read(path: Path, _choices: Choices) -> Iterator[Draft | Problem]:
    """Annotations and predictions of the tasks of an export, of JSON-MIN and of a file of tasks alike."""
    for number, task in enumerate(read_list(path), 1):
        where = f"task {number}"
        if isinstance(task, Problem):
            yield task._replace(where=where)
            continue
        data = task.get("data") if isinstance(task, dict) and isinstance(task.get("data"), dict) else task
        others = data.values() if isinstance(data, dict) else ()
        text = text_in(data, "text") or next((v for v in others if isinstance(v, str) and "\n" in v), "")
        if not text:
            yield Problem(where, "it has no text under data.text")
            continue
        draft = Draft(where, text, units=(Unit.CODE_POINTS, Unit.UTF16), details=details_in(data))
        for completion in (*list_in(task, "annotations"), *list_in(task, "completions"), *list_in(task, "predictions")):
            if isinstance(completion, dict) and not completion.get("was_cancelled"):
                yield from _read_completion(completion, draft)
        for one in list_in(task, "label"):  # JSON-MIN
            span = span_in(one, "start", "end")
            for label in list_in(one, "labels"):
                if span is not None and isinstance(label, str):
                    draft.marks.append(Mark(label, (span,), quote=one.get("text")))
        yield draft


def _read_completion(completion: dict[str, Any], draft: Draft) -> Iterator[Problem]:
    by = completion.get("completed_by")
    annotator = text_in(by, "first_name") or text_in(by, "email") if isinstance(by, dict) else ""
    results = [r for r in list_in(completion, "result") if isinstance(r, dict)]
    notes: dict[str, str] = {}
    attributes: dict[str, dict[str, str]] = {}
    for result in results:
        id_, value, name = str(result.get("id")), result.get("value"), text_in(result, "from_name")
        if result.get("type") == "textarea" and name == "attribute":
            pairs = (str(v).partition("=") for v in list_in(value, "text"))
            attributes.setdefault(id_, {}).update((key, said) for key, sign, said in pairs if sign)
        elif result.get("type") == "textarea":
            texts = value.get("text") if isinstance(value, dict) else None
            notes[id_] = "\n".join(map(str, texts if isinstance(texts, list) else [texts or ""]))
        elif result.get("type") == "choices":
            attributes.setdefault(id_, {}).update((name, str(v)) for v in list_in(value, "choices")[:1])
    for result in results:
        id_, value = str(result.get("id")), result.get("value")
        if result.get("type") == "relation":
            kind = next((str(label) for label in list_in(result, "labels")), "")
            by = text_in(result.get("meta"), "annotator") or annotator
            draft.relations.append(Relation(kind, str(result.get("from_id")), str(result.get("to_id")), by))
        span = span_in(value, "start", "end")
        labels = list_in(value, "labels") or list_in(value, "hypertextlabels")
        if result.get("type") not in ("labels", "hypertextlabels"):
            continue
        if span is None or not labels:
            yield Problem(draft.where, f"result {id_:.40} has no label or no whole numbers as its place")
            continue
        for label in labels:
            draft.marks.append(
                Mark(
                    str(label),
                    (span,),
                    quote=text_in(value, "text") or None,
                    key=id_,
                    note=notes.get(id_, ""),
                    attributes=tuple((attributes.get(id_) or {}).items()),
                    annotator=text_in(result.get("meta"), "annotator") or annotator,
                )
            )


_RESULTS = rb'"(?:annotations|predictions|completions)"\s*:\s*\[\s*\{[^\]]*?"result"'
FORMAT = Format(
    "label-studio",
    "Label Studio JSON",
    ".json",
    ALL - {Carries.FRAGMENTS},
    Reader(read, json_with(_RESULTS, certainty=Certainty.POSSIBLE)),
    Writer(write, sidecar_files=sidecar_files),
)
