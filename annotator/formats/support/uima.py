"""What UIMA's two formats have in common: our layer of spans and relations, and spans of whatever layer is chosen.

Our types are those of a custom layer of INCEpTION (a span layer, and a relation layer with Governor and Dependent).
Places are UTF-16 code units, half-open, as in Java.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from annotator.formats.exporting.flattening import flat
from annotator.formats.importing.draft import Choices, Draft, Layers, Mark, Problem, Relation, Unit
from annotator.model import Attributes, Content, Tag
from annotator.readers.files import shown
from annotator.text.offsets import Offsets

SPAN, RELATION = "webanno.custom.NewsSpan", "webanno.custom.NewsRelation"
ANNOTATION, STRING = "uima.tcas.Annotation", "uima.cas.String"
_SPAN_FEATURES = dict.fromkeys(("label", "note", "attributes", "annotator"), STRING)
TYPES = {SPAN: _SPAN_FEATURES, RELATION: {"Governor": SPAN, "Dependent": SPAN, "label": STRING, "annotator": STRING}}
"""Our types, each with what its features are."""

_LABELS = ("label", "value", "identifier", "tag", "PosValue", "role", "category")
_NO_LAYERS = ("Sofa", "DocumentAnnotation", "Token", "Sentence", "DocumentMetaData", "TagsetDescription", "Paragraph")


class Feature(NamedTuple):
    """One span of ours as a feature structure; ``begin`` and ``end`` are UTF-16."""

    id: int
    begin: int
    end: int
    label: str
    note: str
    attributes: str
    annotator: str

    @property
    def values(self) -> dict[str, str]:
        """Its features that are not empty."""
        return {name: value for name, value in zip(_SPAN_FEATURES, self[3:], strict=True) if value}


class Arc(NamedTuple):
    """One link of ours, which runs over the place of its dependent."""

    id: int
    begin: int
    end: int
    governor: int
    dependent: int
    label: str
    annotator: str


def features(content: Content, tags: Sequence[Tag], text: str) -> tuple[list[Feature], list[Arc]]:
    """The spans and links of an article, numbered from 2: 1 is the text."""
    names = {tag.id: tag.name for tag in tags}
    offsets = Offsets(text)
    parts, links = flat(content)
    spans = []
    for part in parts:
        a = part.annotation
        first = part.start == a.fragments[0][0]
        attributes = orjson.dumps(dict(a.attributes)).decode() if a.attributes and first else ""
        place = offsets.to_utf16(part.start), offsets.to_utf16(part.end)
        spans.append(Feature(part.key + 2, *place, names[a.tag], a.note if first else "", attributes, a.annotator))
    arcs = [
        Arc(len(spans) + 2 + i, *spans[end][1:3], start + 2, end + 2, str(link.kind), link.annotator)
        for i, (link, start, end) in enumerate(links)
    ]
    return spans, arcs


class Structure(NamedTuple):
    """A feature structure of a file: its id, the name of its type, and its features as they stand there."""

    id: str
    type: str
    values: dict[str, Any]


def read_files(
    suffix: str, found_in: Callable[[Path], Iterable[Structure]], units: tuple[Unit, ...], path: Path, choices: Choices
) -> Iterator[Draft | Problem | Layers]:
    """The text of the first view with the spans of a layer, of a file or of every file of a folder."""
    for file in sorted(path.glob(f"*{suffix}")) if path.is_dir() else [path]:
        structures = list(found_in(file))
        texts = (one.values.get("sofaString") for one in structures)
        text = next((one for one in texts if isinstance(one, str) and one), "")
        if text:
            yield from _draft_of(Draft(shown(file.name), text, units=units), structures, choices.layer)
        else:
            yield Problem(shown(file.name), "it has no text in it (sofaString)")


def _draft_of(draft: Draft, structures: Sequence[Structure], layer: str) -> Iterator[Draft | Layers]:
    """The spans of ``layer`` (``type:feature``), of ours if they are there, or of the one that can be meant."""
    wanted, _, feature = layer.partition(":")
    if not wanted:
        layers = layers_of(structures)
        ours = [one for one in layers if one.partition(":")[0] == SPAN]
        if not ours and len(layers) > 1:
            yield Layers(draft.where, layers)
            return
        wanted, _, feature = (ours or layers or [":"])[0].partition(":")
    for one in structures:
        if _is(one.type, wanted) and _span(one) is not None:
            draft.marks.append(_mark(one, feature))
        elif "Governor" in one.values and "Dependent" in one.values:
            label = str(one.values.get("label") or one.values.get("DependencyType") or "")
            ends, by = (str(one.values["Governor"]), str(one.values["Dependent"])), one.values.get("annotator")
            draft.relations.append(Relation(label, *ends, str(by or "")))
    keys = {mark.key for mark in draft.marks}
    draft.relations = [r for r in draft.relations if r.from_key in keys or r.to_key in keys]
    yield draft


def layers_of(structures: Sequence[Structure]) -> list[str]:
    """Every ``type:feature`` that could be the spans of a person: with a place, and a text that may be a label."""
    found: dict[str, None] = {}
    for one in structures:
        if one.type.rpartition(".")[2] in _NO_LAYERS or _span(one) is None or "Governor" in one.values:
            continue
        feature = next((name for name in _LABELS if isinstance(one.values.get(name), str)), "")
        found[f"{one.type}:{feature}" if feature else one.type] = None
    labelled = [layer for layer in found if ":" in layer]
    return labelled or list(found)


def _is(type_: str, wanted: str) -> bool:
    return type_ == wanted or type_.rpartition(".")[2] == wanted


def _span(one: Structure) -> tuple[int, int] | None:
    try:
        return int(one.values["begin"]), int(one.values["end"])
    except (KeyError, TypeError, ValueError):
        return None


def _mark(one: Structure, feature: str) -> Mark:
    values = one.values
    label = str(values.get(feature) or "") if feature else ""
    label = label or next((values[n] for n in _LABELS if isinstance(values.get(n), str)), one.type.rpartition(".")[2])
    span = _span(one)
    assert span is not None
    return Mark(
        label,
        (span,),
        key=one.id,
        note=str(values.get("note") or ""),
        attributes=_attributes(values.get("attributes")),
        annotator=str(values.get("annotator") or ""),
    )


def _attributes(text: object) -> Attributes:
    try:
        found = orjson.loads(text) if isinstance(text, str) and text else {}
    except orjson.JSONDecodeError:
        return ()
    return tuple((k, v) for k, v in found.items() if not isinstance(v, list | dict)) if isinstance(found, dict) else ()
