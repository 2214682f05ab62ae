"""CoNLL: a token a line with its tag, an empty line between sentences (CoNLL-2002, CoNLL-2003, Label Studio).

Written as four columns, ``token -X- _ B-Claim``, in IOB2; read are two columns or more, the first the token and the
last the tag, in IOB2, IOB1 or BIOES. Nothing but tokens and tags survives: of spans that overlap the longest stays,
of a token that is only partly in a span the whole is, a span ends with its line. White space is lost; a text that is
read back has one space between tokens, none where our own tokenizer would need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from annotator.errors import RefusedText
from annotator.formats.base import Certainty, FileHead, Format, Option, Options, Reader, Writer
from annotator.formats.exporting.flattening import flat, without_overlaps
from annotator.formats.importing.draft import Choices, Draft, Mark, Problem
from annotator.formats.importing.label_mapping import camel
from annotator.formats.support.json_lines import text_of
from annotator.formats.support.tokenizer import tokens
from annotator.model import Content, Span, Tag

_START = "-DOCSTART-"
_TAGGED = re.compile(rb"(?:\S+[ \t]+(?:\S+[ \t]+){0,9}(?:O|[BIESLU]-\S+)[ \t]*\r?\n){3}")


def _tokenised(content: Content) -> tuple[list[Span], list[tuple[str, int, int]]]:
    """The tokens of an article, and tag with first and last token of each span that is kept."""
    cut = list(tokens(content.article.text))
    spans: list[tuple[str, int, int]] = []
    i = 0
    for part in without_overlaps(flat(content).parts):
        while i < len(cut) and cut[i][1] <= part.start:
            i += 1
        last = i
        while last < len(cut) and cut[last][0] < part.end:
            last += 1
        text = content.article.text
        for k in range(i + 1, last + 1):
            if k == last or "\n" in text[cut[k - 1][1] : cut[k][0]]:  # a sentence ends, and with it the span
                spans.append((part.annotation.tag, i, k - 1))
                i = k
    return cut, spans


def kept(content: Content) -> list[tuple[str, str]]:
    """Tag and tokens of each span as the file holds them, joined by one space."""
    cut, spans = _tokenised(content)
    text = content.article.text
    return [(tag, " ".join(text[s:e] for s, e in cut[first : last + 1])) for tag, first, last in spans]


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], options: Options) -> None:
    """Write each article after a line ``-DOCSTART- -X- O``, by one of the schemes."""
    scheme = options.get("scheme", "iob2")
    for content in contents:
        cut, spans = _tokenised(content)
        labels = ["O"] * len(cut)
        before = (-1, "")
        for tag, first, last in spans:
            label = camel(tag, tags)
            touches = before == (first - 1, label)
            for i in range(first, last + 1):
                labels[i] = f"{_letter(scheme, i - first, last - i, touches=touches)}-{label}"
            before = last, label
        target.write(f"{_START} -X- O\n\n".encode())
        text, end = content.article.text, 0
        for (start, stop), label in zip(cut, labels, strict=True):
            if "\n" in text[end:start]:
                target.write(b"\n" if end else b"")
            target.write(f"{text[start:stop]} -X- _ {label}\n".encode())
            end = stop
        target.write(b"\n")


def _letter(scheme: str, before: int, after: int, *, touches: bool) -> str:
    """The letter of a token with so many tokens of its span before and after it."""
    if scheme == "bioes":
        if before == 0:
            return "S" if after == 0 else "B"
        return "E" if after == 0 else "I"
    if before:
        return "I"
    return "B" if scheme == "iob2" or touches else "I"


def read(path: Path, _choices: Choices) -> Iterator[Draft | Problem]:
    """One text a document, each sentence a line of it."""
    with text_of(path) as file:
        yield from _documents(file)


def _documents(lines: Iterable[str]) -> Iterator[Draft | Problem]:
    document: list[list[tuple[str, str]]] = [[]]
    number = 0
    for place, line in enumerate(lines, 1):
        columns = line.split()
        if columns and columns[0] == _START:
            if any(document):
                number += 1
                yield _draft(document, number)
            document = [[]]
        elif not columns:
            if document[-1]:
                document.append([])
        elif len(columns) == 1:
            yield Problem(f"line {place}", f"there is no tag: {line.rstrip():.60}")
        elif not line.startswith("# "):
            document[-1].append((columns[0], columns[-1]))
    if any(document):
        yield _draft(document, number + 1)
    elif not number:
        raise RefusedText("There are no lines of tokens and tags in it.")


def _draft(sentences: Iterable[list[tuple[str, str]]], number: int) -> Draft:
    pieces: list[str] = []
    marks: list[Mark] = []
    length = 0
    for sentence in filter(None, sentences):
        if pieces:
            pieces.append("\n")
            length += 1
        is_open = False
        for i, (token, tag) in enumerate(sentence):
            letter, label = (tag[0].upper(), tag[2:]) if tag[1:2] == "-" else ("O", "")
            if i and not _glued(sentence[i - 1][0], token):
                pieces.append(" ")
                length += 1
            start = length
            if is_open and letter not in "OBSU" and label == marks[-1].label:
                start = marks.pop().fragments[0][0]
            pieces.append(token)
            length += len(token)
            if label:
                marks.append(Mark(label, ((start, length),)))
            is_open = bool(label) and letter not in "ESLU"
    return Draft(f"document {number}", "".join(pieces), marks)


def _glued(before: str, token: str) -> bool:
    """Whether no space belongs between two tokens."""
    if token[0] in ".,;:!?)]}”’%…" or before[-1] in "([{“‘":
        return True
    return _unspaced(before[-1]) and _unspaced(token[0])


def _unspaced(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"


def recognise(head: FileHead) -> Certainty:
    """Recognises a file by its suffix, by how the first document begins, or by three lines with a tag each."""
    if head.suffix == ".conll" or head.data.startswith(_START.encode()):
        return Certainty.SURE
    return Certainty.POSSIBLE if _TAGGED.match(head.start) else Certainty.NO


FORMAT = Format(
    "conll",
    "CoNLL",
    ".conll",
    frozenset(),
    Reader(read, recognise),
    Writer(write, kept=kept),
    unit="tokens",
    options=(Option("scheme", "Labels as", (("iob2", "IOB2"), ("iob1", "IOB1"), ("bioes", "BIOES"))),),
)
