"""spaCy's DocBin, made and read by spaCy itself where it is installed (spacy.io/api/docbin).

A span has to begin and end with a token of spaCy's tokenizer for the article's language; one that does not is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from annotator.errors import RefusedText
from annotator.formats.base import FLAT, Format, Options, Reader, Writer, suffixed
from annotator.formats.codecs.spacy_jsonl import KEY
from annotator.formats.exporting.flattening import Part, flat
from annotator.formats.importing.draft import Choices, Draft, Mark, Problem
from annotator.model import Content, Tag
from annotator.readers.files import read_bytes


def _tokenizer(language: str | None) -> Any:
    import spacy

    try:
        return spacy.blank((language or "en").partition("-")[0].lower())
    except ImportError:  # a language that spaCy does not know
        return spacy.blank("xx")


def _fitting(content: Content) -> Iterator[tuple[Part, Any]]:
    """The parts that tokens begin and end with, as spans of one document."""
    doc = _tokenizer(content.article.language).make_doc(content.article.text)
    for part in flat(content).parts:
        span = doc.char_span(part.start, part.end, label=part.annotation.tag, alignment_mode="strict")
        if span is not None:
            yield part, span


def kept(content: Content) -> list[tuple[str, str]]:
    """Tag and text of each part that the file holds."""
    return [(part.annotation.tag, content.article.text[part.start : part.end]) for part, _ in _fitting(content)]


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], _: Options) -> None:
    """Write one Doc an article, its spans under ``sc``."""
    from spacy.tokens import DocBin, Span

    names = {tag.id: tag.name for tag in tags}
    bin_ = DocBin()
    for content in contents:
        found = list(_fitting(content))
        doc = found[0][1].doc if found else _tokenizer(content.article.language).make_doc(content.article.text)
        doc.spans[KEY] = [Span(doc, s.start, s.end, label=names[part.annotation.tag]) for part, s in found]
        bin_.add(doc)
    target.write(bin_.to_bytes())


def read(path: Path, _choices: Choices) -> Iterator[Draft | Problem]:
    """The texts with their entities and spans."""
    import spacy
    from spacy.tokens import DocBin

    try:
        docs = list(DocBin().from_bytes(read_bytes(path)).get_docs(spacy.blank("xx").vocab))
    except Exception as error:
        raise RefusedText(f"spaCy cannot read the file: {error!s:.120}.") from error
    for number, doc in enumerate(docs, 1):
        draft = Draft(f"document {number}", doc.text)
        for span in (*doc.ents, *(span for group in doc.spans.values() for span in group)):
            draft.marks.append(Mark(span.label_, ((span.start_char, span.end_char),), quote=span.text))
        yield draft


_READER, _WRITER = Reader(read, suffixed(".spacy")), Writer(write, kept=kept)
FORMAT = Format("spacy", "spaCy DocBin", ".spacy", FLAT, _READER, _WRITER, unit="tokens", needs="spacy")
