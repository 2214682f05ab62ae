import re

import pytest
from hypothesis import given
from PySide6.QtCore import QTextBoundaryFinder

from annotator.text.graphemes import grapheme_span, is_grapheme_boundary, trim_span
from annotator.text.offsets import Offsets
from tests.alphabets import hostile, text_and_span


def plain_for_qt(text: str) -> bool:
    """Whether Qt follows the standard here.

    Its own rules for Thai and Devanagari lose count of what follows them, and a flag after an emoji falls apart in two.
    """
    flags, emoji = re.search("[\U0001f1e6-\U0001f1ff]", text), re.search("[\U0001f300-\U0001faff\u2764]", text)
    own_rules = "\u0e01" in text or "\u0915" in text
    return bool(text) and not text.startswith("\ufeff") and not own_rules and not (flags and emoji)


@given(hostile.filter(plain_for_qt))
def test_boundaries_are_those_of_qt(text: str) -> None:
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    offsets = Offsets(text)
    for i in range(len(text) + 1):
        finder.setPosition(offsets.to_utf16(i))
        assert is_grapheme_boundary(text, i) == finder.isAtBoundary(), (text, i)


@given(text_and_span())
def test_a_trimmed_span_is_whole_characters_without_white_space(case: tuple[str, int, int]) -> None:
    text, start, end = case
    span = trim_span(text, start, end)
    if span is None:
        return
    assert grapheme_span(text, *span) == span
    assert trim_span(text, *span) == span
    outer = grapheme_span(text, start, end)
    assert outer[0] <= span[0] < span[1] <= outer[1]


@pytest.mark.parametrize(
    ("text", "span", "trimmed"),
    [
        ("  word\u00a0\n", (0, 8), (2, 6)),
        ("a 👩‍👩‍👧 b", (3, 4), (2, 7)),
        ("cafe\u0301 x", (0, 4), (0, 5)),
        (" \u0301x", (0, 3), (0, 3)),
        ("🇩🇪🇫🇷", (1, 2), (0, 2)),
        ("a \n b", (1, 4), None),
        ("ab", (1, 1), None),
        ("😀🇩🇪", (2, 3), (1, 3)),
        ("\u200bx\u200b", (0, 3), (1, 2)),
        ("\u0e01\u0e33x", (1, 2), (0, 2)),
    ],
)
def test_trimming(text: str, span: tuple[int, int], trimmed: tuple[int, int] | None) -> None:
    assert trim_span(text, *span) == trimmed


@pytest.mark.parametrize("conjunct", ["क्षि", "ক্ষ", "ક્ષ"])
def test_an_indic_conjunct_is_one_character(conjunct: str) -> None:
    assert trim_span(f"{conjunct} {conjunct}", 1, 2) == (0, len(conjunct))
