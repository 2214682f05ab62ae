"""Length: how much text there is, in words, and in characters where a script writes no space between words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from annotator.text.words import SPACELESS

_NO_MARKS_FROM = 0x2E80
"""From here on these scripts have letters alone; those before put vowels and tones on them, which count with them."""

_WORD = re.compile(r"[^\W_]")


class Length(NamedTuple):
    """Length of a text: ``words`` are those between spaces.

    ``characters`` are those of Chinese, Japanese, Thai, Lao, Khmer and Burmese.
    """

    words: int
    characters: int

    @property
    def in_characters(self) -> bool:
        """Whether most of the text is in a script without spaces."""
        return self.characters > self.words

    @property
    def total(self) -> int:
        """Length as it is said: a name in Latin letters counts as one of the characters around it."""
        return self.words + self.characters


def length_of(text: str) -> Length:
    """Length of a text."""
    letters, whole = _patterns()
    if not letters.search(text):
        return Length(len(text.split()), 0)
    apart = whole.sub(" ", text).split()
    return Length(sum(1 for word in apart if _WORD.search(word)), len(letters.findall(text)))


def count_words(text: str) -> int:
    """Number of words; each character counts as one in a script without spaces."""
    return length_of(text).total


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds one letter of such a script, and what finds a stretch of its letters and marks."""
    letters = whole = ""
    for first, last in SPACELESS:
        whole += f"{chr(first)}-{chr(last)}"
        if first >= _NO_MARKS_FROM:
            letters += f"{chr(first)}-{chr(last)}"
        else:
            letters += "".join(c for c in map(chr, range(first, last + 1)) if unicodedata.category(c)[0] == "L")
    return re.compile(f"[{letters}]"), re.compile(f"[{whole}]+")
