"""From drafts to entries for the library: tags for labels, records for marks, and a word on what does not fit."""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from annotator.errors import RefusedText
from annotator.formats.importing.anchoring import Ambiguous, anchor
from annotator.formats.importing.draft import Choices, Draft, Layers, Mark, Problem
from annotator.formats.importing.label_mapping import Labels, link_kind
from annotator.formats.importing.result import Entry, Parsed
from annotator.model import FIELDS, TAGS, Annotation, Attributes, FileOrigin, Link, NewArticle, Origin, Span, Tag, now
from annotator.readers.plain import article_from_text
from annotator.text.passages import quote_of, united

log = logging.getLogger(__name__)

_OURS = uuid.UUID("5f2b6c1e-6a55-4f0e-9a55-3e9c5b7a1d10")
"""The namespace of the ids that are made for what has none: the same file gives the same ids each time."""


_PART = 5_000
"""How much a part of a file holds: an article, an annotation, a problem and 1,000 characters count one each."""


def assemble(
    found: Iterable[Draft | Entry | Problem | Layers],
    name: str,
    media_type: str,
    choices: Choices,
    tags: Sequence[Tag] = TAGS,
) -> Iterator[Parsed]:
    """Everything that fits of what a reader found in the file ``name``, and of the rest where it is and why not.

    It comes in parts, so that a large file is never held; there is at least one. Labels that are no tags are counted
    in the last.
    """
    labels = Labels(tags, choices.labels, new_tags=choices.new_tags)
    parsed = Parsed(name)
    brought: dict[str, Tag] = {}
    size = 0
    for one in found:
        if size >= _PART:
            parsed.tags = [*brought.values(), *labels.made]
            yield parsed
            parsed, size = Parsed(name, continues=True), 0
        before = len(parsed.entries)
        if isinstance(one, Problem):
            parsed.problems.append(str(one))
        elif isinstance(one, Layers):
            parsed.layers = parsed.layers or one.names
            names = ", ".join(one.names)
            parsed.problems.append(str(Problem(one.where, f"it has several layers; say which is meant: {names}")))
        elif isinstance(one, Entry):
            parsed.entries.append(one)
            brought.update((tag.id, tag) for tag in one.tags)
        else:
            try:
                _assemble(one, parsed, media_type, choices, labels)
            except Exception as error:  # one that no reader should have made: the others come in
                log.warning("%s of %s could not be read", one.where, name, exc_info=error)
                parsed.problems.append(str(Problem(one.where, f"it is damaged ({type(error).__name__})")))
        size += 1 + sum(len(e.annotations) + len(e.new.article.text) // 1_000 for e in parsed.entries[before:])
    parsed.tags = [*brought.values(), *labels.made]
    parsed.unmapped = labels.unmapped
    for label, count in labels.unmapped.items():
        parsed.problems.append(f"label “{label}” ({count}×): no tag is called so")
    yield parsed


def _assemble(draft: Draft, parsed: Parsed, media_type: str, choices: Choices, labels: Labels) -> None:
    try:
        text, anchored, unsure = anchor(draft, choices.unit)
        new = _article(draft, text, parsed.name, media_type)
    except RefusedText as refusal:
        parsed.problems.append(str(Problem(draft.where, str(refusal))))
        return
    if unsure is not None:
        parsed.ambiguous = parsed.ambiguous or unsure
        parsed.problems.append(str(Problem(draft.where, _question(unsure))))
        return
    annotations: list[Annotation] = []
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for mark, fragments, reason, _ in anchored:
        if reason:
            parsed.problems.append(str(Problem(draft.where, f"{mark.label}: {reason}")))
            continue
        tag = labels.tag(mark.label)
        if tag is not None:
            annotation = _annotation(mark, united(fragments), tag, new, taken)
            annotations.append(annotation)
            ids[mark.key or annotation.id] = annotation.id
    links = list(_links(draft, ids, new.article.id, choices, parsed.problems))
    parsed.entries.append(Entry(new, annotations, links, by_place=True))


def _question(unsure: Ambiguous) -> str:
    cuts = "; ".join(f"{unit}: {', '.join(f'“{c:.30}”' for c in samples)}" for unit, samples in unsure.samples.items())
    return f"its places can be counted in several ways, so say which is meant ({cuts})"


def _article(draft: Draft, text: str, name: str, media_type: str) -> NewArticle:
    made = article_from_text(text, text.encode(), name=name)
    details = {key: value for key, value in draft.details.items() if value not in (None, "", (), [])}
    status = details.pop("status", made.status)
    article = made.article._replace(**details)  # type: ignore[arg-type]
    article = article._replace(origin=FileOrigin(name, media_type, article.origin.sha256))
    return NewArticle(article, None, status)  # type: ignore[arg-type]


def _annotation(mark: Mark, fragments: tuple[Span, ...], tag: str, new: NewArticle, taken: set[str]) -> Annotation:
    moment = now()
    article = new.article
    made = mark.id
    number = 0
    while not made or made in taken:
        made = str(uuid.uuid5(_OURS, f"{article.text_sha256} {tag} {fragments} {mark.annotator} {number}"))
        number += 1
    taken.add(made)
    return Annotation(
        id=made,
        article_id=article.id,
        tag=tag,
        fragments=fragments,
        quote=quote_of(article.text, fragments),
        note=mark.note,
        attributes=fitting(tag, mark.attributes),
        annotator=mark.annotator,
        origin=Origin.IMPORT.value,
        created_at=mark.created_at or moment,
        updated_at=mark.updated_at or mark.created_at or moment,
    )


def fitting(tag: str, attributes: Attributes) -> Attributes:
    """Those attributes that annotations of a tag may carry: a value that is none of the choices is left out."""
    fields = {field.name: field for field in FIELDS.get(tag, ())}
    kept = []
    for name, value in attributes:
        field = fields.get(name)
        if value in (None, "") or (field is not None and field.choices and value not in dict(field.choices)):
            continue
        kept.append((name, value))
    return tuple(kept)


def _links(draft: Draft, ids: dict[str, str], article_id: str, choices: Choices, problems: list[str]) -> Iterator[Link]:
    seen = set()
    unknown: Counter[str] = Counter()
    where = draft.where
    for label, from_key, to_key, annotator in draft.relations:
        kind = link_kind(label, choices.labels)
        if kind is None:
            unknown[label] += choices.labels.get(label) != ""
            continue
        ends = ids.get(from_key), ids.get(to_key)
        if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
            problems.append(str(Problem(where, f"relation “{label:.40}” joins what was left out")))
            continue
        said = kind, ends[0], ends[1]
        if said not in seen:
            seen.add(said)
            yield Link(str(uuid.uuid5(_OURS, " ".join(said))), article_id, *said, annotator, now())
    for label, count in unknown.items():
        if count:
            reason = "it is no kind of link here; map it to attributed_to or via"
            problems.append(str(Problem(where, f"relation “{label:.40}” ({count}×): {reason}")))
