"""An annotation in words, for what people read: its details and whom it is linked to."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import FIELDS, Annotation, Content, LinkKind

_LINKS = {LinkKind.ATTRIBUTED_TO: "attributed to", LinkKind.VIA: "via"}


def details_in_words(annotation: Annotation) -> Iterator[str]:
    """Each attribute as “Check: refuted”."""
    fields = {field.name: field for field in FIELDS.get(annotation.tag, ())}
    for name, value in annotation.attributes:
        field = fields.get(name)
        label = field.label if field is not None else name
        yield f"{label}: {dict(field.choices).get(str(value), value) if field is not None else value}"


def links_in_words(content: Content, annotation: Annotation, numbers: dict[str, int]) -> Iterator[tuple[str, int, str]]:
    """What each link from an annotation says, the number of its other end, and its words."""
    quotes = {a.id: a.quote for a in content.annotations}
    for link in content.links:
        if link.from_id == annotation.id and link.to_id in numbers:
            yield _LINKS[link.kind], numbers[link.to_id], quotes[link.to_id]
