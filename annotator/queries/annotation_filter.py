"""Annotation filter: which annotations a person wants to see, of one tag, with some words, with some attributes."""

from __future__ import annotations

from typing import NamedTuple

from annotator.model import FIELDS, Annotation
from annotator.text.folding import fold

ATTRIBUTES = frozenset(field.name for fields in FIELDS.values() for field in fields)
"""The names that may stand before a colon."""


class AnnotationFilter(NamedTuple):
    """Filter of annotations: all of it must be so.

    ``words`` and the values of ``attributes`` are folded; where a value is empty, any will do.
    """

    tag: str = ""
    words: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def everything(self) -> bool:
        """Whether every annotation passes."""
        return not (self.tag or self.words or self.attributes)

    def passes(self, annotation: Annotation) -> bool:
        """Whether this annotation is wanted."""
        if self.tag and annotation.tag != self.tag:
            return False
        if self.attributes:
            there = dict(annotation.attributes)
            if any(name not in there or value not in fold(str(there[name])) for name, value in self.attributes):
                return False
        if self.words:
            text = fold("\n".join((annotation.quote, annotation.note, *(str(v) for _, v in annotation.attributes))))
            return all(word in text for word in self.words)
        return True


def wanted(text: str, tag: str = "") -> AnnotationFilter:
    """Filter that a person means by ``text``: words, and ``name:value`` where the name is that of an attribute.

    A word is looked for in quote, note and attributes, as ``fold`` makes them alike.
    """
    words: list[str] = []
    attributes: list[tuple[str, str]] = []
    for piece in fold(text).split():
        name, colon, value = piece.partition(":")
        if colon and name in ATTRIBUTES:
            attributes.append((name, value))
        else:
            words.append(piece)
    return AnnotationFilter(tag, tuple(words), tuple(attributes))
