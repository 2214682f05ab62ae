"""Offsets in one text: from code points to UTF-16 and UTF-8, and back."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import cached_property
from itertools import accumulate

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_STEP = 4096


class Offsets:
    """Offsets: places in ``text`` in Unicode code points, UTF-16 code units and UTF-8 bytes, each from each.

    A text without characters beyond the basic plane needs no table for UTF-16, and an ASCII text none at all. A place
    inside a surrogate pair or inside the bytes of a character maps to the beginning of that character. A place beyond
    the text raises IndexError: nothing is clamped.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._length = len(text)
        self._ascii = text.isascii()
        self._astral: array[int] = array("q")
        if not self._ascii and len(text.encode("utf-16-le")) != 2 * self._length:
            self._astral = array("q", (m.start() for m in _ASTRAL.finditer(text)))
        self.utf16_length = self._length + len(self._astral)
        self.is_identity = not self._astral
        """Whether code points and UTF-16 code units are the same throughout."""

    def _check(self, offset: int, length: int) -> None:
        if not 0 <= offset <= length:
            raise IndexError(f"offset {offset} is outside the text of length {length}")

    def to_utf16(self, offset: int) -> int:
        """UTF-16 offset of the code point offset ``offset``."""
        self._check(offset, self._length)
        return offset + bisect_left(self._astral, offset) if self._astral else offset

    def from_utf16(self, offset: int) -> int:
        """Code point offset of the UTF-16 offset ``offset``."""
        self._check(offset, self.utf16_length)
        if not self._astral:
            return offset
        # An astral character whose first unit lies before the offset counts, so a place inside it maps to its start.
        return offset - bisect_left(self._astral_utf16, offset)

    @cached_property
    def _astral_utf16(self) -> array[int]:
        return array("q", (place + k for k, place in enumerate(self._astral)))

    @cached_property
    def _bytes_before(self) -> list[int]:
        """How many bytes of UTF-8 stand before each ``_STEP``-th code point."""
        sizes = (len(self._text[i : i + _STEP].encode()) for i in range(0, self._length, _STEP))
        return list(accumulate(sizes, initial=0))

    @property
    def utf8_length(self) -> int:
        """Length of the text in UTF-8, in bytes."""
        return self._length if self._ascii else self._bytes_before[-1]

    def to_utf8(self, offset: int) -> int:
        """UTF-8 offset, in bytes, of the code point offset ``offset``."""
        self._check(offset, self._length)
        if self._ascii:
            return offset
        step = offset // _STEP
        return self._bytes_before[step] + len(self._text[step * _STEP : offset].encode())

    def from_utf8(self, offset: int) -> int:
        """Code point offset of the UTF-8 offset ``offset``, which is in bytes."""
        self._check(offset, self.utf8_length)
        if self._ascii:
            return offset
        step = max(0, bisect_left(self._bytes_before, offset + 1) - 1)
        first = min(step * _STEP, self._length)
        chunk = self._text[first : first + _STEP].encode()[: offset - self._bytes_before[step]]
        return first + len(chunk.decode(errors="ignore"))
