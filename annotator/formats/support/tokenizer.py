"""Words and signs of a text for formats of tokens: a word, a number, a sign, a character of a script without spaces.

A token is never half of a character that people see as one.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import Span

_TOKEN = (
    r"(?:\p{Han}|\p{Hiragana}|\p{Katakana}|\p{Thai}|\p{Lao}|\p{Khmer}|\p{Myanmar})[\p{M}\u200d\ufe0f]*"
    r"|\p{N}+(?:[.,:]\p{N}+)*\p{M}*"
    r"|(?:(?![\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}])[\p{L}\p{M}\p{N}_])+"
    r"(?:['’](?:(?!\p{Han})[\p{L}\p{M}])+)*"
    r"|\X"
)


def tokens(text: str) -> Iterator[Span]:
    """The tokens of a text in order, code points; white space is in none."""
    import regex  # which is not loaded to ask a format whether a file is its own

    for match in regex.finditer(_TOKEN, text):
        if not match[0].isspace():
            yield match.span()
