"""Verification of an export: what was written is read back, and every span cut by its own unit out of its own text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.formats.base import Carries, Format
from annotator.formats.exporting.flattening import flat
from annotator.formats.importing.assembly import assemble
from annotator.formats.importing.draft import Choices, Draft, Layers, Problem, Unit
from annotator.formats.importing.result import Entry
from annotator.formats.support.safe_xml import legal
from annotator.model import Article, Content, Tag

_UNITS = {"code points": Unit.CODE_POINTS, "UTF-16": Unit.UTF16}
_SPACE = re.compile(r"\s+")

Said = tuple[str, str]
"""A tag and the words of a span."""


class NotVerified(AnnotatorError):
    """What was written is not what is stored."""


def verify(format_: Format, path: Path, contents: Iterable[Content], tags: Sequence[Tag]) -> int:
    """Read back what was written to ``path`` and hold it against the articles, in their order; how many spans fit.

    Nothing is where the format is only for people. Raises NotVerified at the first article that differs.
    """
    if format_.reader is None or format_.writer is None:
        return 0
    by_hash: dict[str, Article] = {}
    choices = Choices(unit=_UNITS.get(format_.unit), known=by_hash.get)
    spans = 0
    found = (format_.reader.read_back or format_.reader.read)(path, choices)
    for content in contents:
        by_hash[content.article.text_sha256] = content.article
        expected = _expected(format_, content)
        if not expected and format_.writer.skips_unmarked:
            continue
        there = _said(next(found, None), choices, tags, tokens=format_.unit == "tokens")
        _compare(format_, content, expected, there)
        spans += sum(expected.values())
    return spans


def _compare(format_: Format, content: Content, expected: Counter[Said], there: Counter[Said]) -> None:
    if expected != there:
        said = next(iter((expected - there) or (there - expected)))
        raise NotVerified(
            f"The {format_.title} does not hold what is stored: “{said[1]:.60}” of “{content.article.title:.60}” was "
            "not read back as it was written. Nothing was written."
        )


def _expected(format_: Format, content: Content) -> Counter[Said]:
    """What an article should say in a format: what this says it keeps, else every annotation or fragment."""
    if format_.writer is not None and format_.writer.kept is not None:
        pairs: Iterable[Said] = format_.writer.kept(content)
    elif Carries.FRAGMENTS in format_.carries:
        pairs = ((a.tag, a.quote) for a in content.annotations)
    else:
        text = content.article.text
        pairs = ((p.annotation.tag, text[p.start : p.end]) for p in flat(content).parts)
    return Counter((tag, _folded(format_.unit == "tokens", words)) for tag, words in pairs)


def _said(
    one: Draft | Entry | Problem | Layers | None, choices: Choices, tags: Sequence[Tag], *, tokens: bool = False
) -> Counter[Said]:
    if one is None:
        return Counter()
    (parsed,) = assemble([one], "", "", choices, tags)
    if parsed.problems:
        raise NotVerified(f"What was written could not be read back: {parsed.problems[0]}. Nothing was written.")
    return Counter((a.tag, _folded(tokens, a.quote)) for a in parsed.entries[0].annotations)


def _folded(tokens: bool, words: str) -> str:
    return _SPACE.sub("" if tokens else " ", legal(words))
