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
from annotator.formats.importing.result import Entry, Parsed
from annotator.formats.support.safe_xml import legal
from annotator.model import Article, Content, Tag

_UNITS = {"code points": Unit.CODE_POINTS, "UTF-16": Unit.UTF16}
_SPACE = re.compile(r"\s+")

Said = tuple[str, str]
"""A tag and the words of a span."""


class NotVerified(AnnotatorError):
    """What was written is not what is stored: ``articles`` says of each by its id what is wrong."""

    def __init__(self, articles: dict[str, str]) -> None:
        super().__init__(next(iter(articles.values())))
        self.articles = articles


def verify(format_: Format, path: Path, contents: Iterable[Content], tags: Sequence[Tag]) -> None:
    """Read back what was written to ``path`` and hold it against the articles, in their order.

    Nothing is where the format is only for people. Raises NotVerified of those that differ; where the reading itself
    fails, of the one that it was at.
    """
    if format_.reader is None or format_.writer is None:
        return
    wrong: dict[str, str] = {}
    by_hash: dict[str, Article] = {}
    choices = Choices(unit=_UNITS.get(format_.unit), known=by_hash.get)
    found = (format_.reader.read_back or format_.reader.read)(path, choices)
    for content in contents:
        by_hash[content.article.text_sha256] = content.article
        expected = _expected(format_, content)
        if not expected and format_.writer.skips_unmarked:
            continue
        try:
            one = next(found, None)
        except AnnotatorError as error:
            wrong[content.article.id] = _unread(content, error)
            break
        problem = _difference(format_, content, expected, _parsed(one, choices, tags))
        if problem:
            wrong[content.article.id] = problem
            if format_.writer.skips_unmarked:  # it may have left no trace: which article comes next cannot be said
                break
    if wrong:
        raise NotVerified(wrong)


def _difference(format_: Format, content: Content, expected: Counter[Said], parsed: Parsed) -> str:
    """In what an article differs from what was read back of it, "" if in nothing."""
    if parsed.problems:
        return _unread(content, f"{parsed.problems[0]}.")
    is_tokens = format_.unit == "tokens"
    there = Counter((a.tag, _folded(is_tokens, a.quote)) for entry in parsed.entries for a in entry.annotations)
    if expected == there:
        return ""
    said = next(iter((expected - there) or (there - expected)))
    return not_held(format_.title, said[1], content)


def not_held(title: str, words: str, content: Content) -> str:
    """That words of an article were not read back from a format of a title."""
    return (
        f"The {title} does not hold what is stored: “{words:.60}” of “{content.article.title:.60}” was not read back "
        "as it was written."
    )


def _unread(content: Content, problem: object) -> str:
    return f"What was written of “{content.article.title:.60}” could not be read back: {problem}"


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


def _parsed(one: Draft | Entry | Problem | Layers | None, choices: Choices, tags: Sequence[Tag]) -> Parsed:
    return Parsed("") if one is None else next(iter(assemble([one], "", "", choices, tags)))


def _folded(tokens: bool, words: str) -> str:
    return _SPACE.sub("" if tokens else " ", legal(words))
