"""Script: what most letters of a text are written in, by the name that Unicode has for it."""

from __future__ import annotations

from collections import Counter
from unicodedata import name

SAMPLE = 5_000
"""By how many characters it is told."""


def script_of(text: str) -> str:
    """Script of most letters: LATIN, CYRILLIC, CJK, HANGUL and so on; HIRAGANA for all Japanese; "" for none."""
    counts = Counter(name(char, " ").split(" ")[0] for char in text[:SAMPLE] if char.isalpha())
    if counts["HIRAGANA"] and counts["HIRAGANA"] + counts["KATAKANA"] + counts["CJK"] > counts.total() / 2:
        return "HIRAGANA"
    return next((script for script, _ in counts.most_common(1)), "")
