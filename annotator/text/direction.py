"""Direction in which a text is written, by its first strong character (Unicode Standard Annex 9, rules P2 and P3)."""

from __future__ import annotations

import unicodedata


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of a text is of a script that is written from right to left."""
    if text.isascii():
        return False
    first = next((d for d in map(unicodedata.bidirectional, text) if d in ("L", "R", "AL")), "L")
    return first != "L"
