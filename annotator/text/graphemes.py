"""Extended grapheme clusters: what a person calls one character (Unicode Standard Annex 29, table 1c).

The classes come from the standard library's character data, the lists below from Unicode's GraphemeBreakProperty and
emoji-data. Rule GB9c (Indic conjuncts) is left out, as in the editors whose cursor people know.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from enum import Enum, auto
from functools import lru_cache

from annotator.model import Span


class _Class(Enum):
    OTHER = auto()
    CONTROL = auto()
    EXTEND = auto()
    ZWJ = auto()
    SPACING = auto()
    PREPEND = auto()
    REGIONAL = auto()
    PICTOGRAPH = auto()
    L = auto()
    V = auto()
    T = auto()
    LV = auto()
    LVT = auto()


def _ranges(listing: str) -> tuple[list[int], list[int]]:
    pairs = [part.split("-") for part in listing.split()]
    return [int(p[0], 16) for p in pairs], [int(p[-1], 16) for p in pairs]


_EXTEND = _ranges(
    "09BE 09D7 0B3E 0B57 0BBE 0BD7 0CC2 0CD5-0CD6 0D3E 0D57 0DCF 0DDF 1B35 200C 302E-302F FF9E-FF9F 1133E 11357 114B0 "
    "114BD 115AF 11930 1D165 1D16E-1D172 1F3FB-1F3FF E0020-E007F"
)
_NOT_SPACING = _ranges(
    "102B-102C 1038 1062-1064 1067-106D 1083 1087-108C 108F 109A-109C 1A61 1A63-1A64 AA7B AA7D 11720-11721"
)
_PREPEND = _ranges(
    "0600-0605 06DD 070F 0890-0891 08E2 0D4E 110BD 110CD 111C2-111C3 1193F 11941 11A3A 11A84-11A89 11D46 11F02"
)
_PICTOGRAPH = _ranges(
    "00A9 00AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 2388 23CF 23E9-23F3 23F8-23FA 24C2 "
    "25AA-25AB 25B6 25C0 25FB-25FE 2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271D 2721 2728 "
    "2733-2734 2744 2747 274C 274E 2753-2755 2757 2763-2767 2795-2797 27A1 27B0 27BF 2934-2935 2B05-2B07 "
    "2B1B-2B1C 2B50 2B55 3030 303D 3297 3299 1F000-1F0FF 1F10D-1F10F 1F12F 1F16C-1F171 1F17E-1F17F 1F18E "
    "1F191-1F19A 1F1AD-1F1E5 1F201-1F20F 1F21A 1F22F 1F232-1F23A 1F23C-1F23F 1F249-1F3FA 1F400-1F53D 1F546-1F64F "
    "1F680-1F6FF 1F774-1F77F 1F7D5-1F7FF 1F80C-1F80F 1F848-1F84F 1F85A-1F85F 1F888-1F88F 1F8AE-1F8FF 1F90C-1F93A "
    "1F93C-1F945 1F947-1FAFF 1FC00-1FFFD "
)
_ZERO_WIDTH = "\u200b\u2060\ufeff"


def _within(code: int, ranges: tuple[list[int], list[int]]) -> bool:
    i = bisect_right(ranges[0], code) - 1
    return i >= 0 and code <= ranges[1][i]


@lru_cache(maxsize=4096)
def _class_of(char: str) -> _Class:
    code = ord(char)
    if code == 0x200D:
        return _Class.ZWJ
    if 0x1100 <= code <= 0x11FF or 0xA960 <= code <= 0xA97C or 0xAC00 <= code <= 0xD7FB:
        return _hangul(code)
    if 0x1F1E6 <= code <= 0x1F1FF:
        return _Class.REGIONAL
    if _within(code, _PREPEND):
        return _Class.PREPEND
    category = unicodedata.category(char)
    if category in ("Mn", "Me") or _within(code, _EXTEND):
        return _Class.EXTEND
    if category in ("Cc", "Zl", "Zp", "Cf"):
        return _Class.CONTROL
    if (category == "Mc" and not _within(code, _NOT_SPACING)) or code in (0x0E33, 0x0EB3):
        return _Class.SPACING
    return _Class.PICTOGRAPH if _within(code, _PICTOGRAPH) else _Class.OTHER


def _hangul(code: int) -> _Class:
    if 0xAC00 <= code <= 0xD7A3:
        return _Class.LV if (code - 0xAC00) % 28 == 0 else _Class.LVT
    if code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return _Class.L
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return _Class.V
    return _Class.T if code <= 0x11FF or code >= 0xD7CB else _Class.OTHER


_HANGUL_JOINS = {
    _Class.L: {_Class.L, _Class.V, _Class.LV, _Class.LVT},
    _Class.LV: {_Class.V, _Class.T},
    _Class.V: {_Class.V, _Class.T},
    _Class.LVT: {_Class.T},
    _Class.T: {_Class.T},
}


def is_grapheme_boundary(text: str, offset: int) -> bool:
    """Whether a grapheme cluster starts or ends at the code point ``offset``."""
    if offset <= 0 or offset >= len(text):
        return True
    before, after = _class_of(text[offset - 1]), _class_of(text[offset])
    if text[offset - 1] == "\r" and text[offset] == "\n":
        return False
    if _Class.CONTROL in (before, after):
        return True
    if after in (_Class.EXTEND, _Class.ZWJ, _Class.SPACING) or before is _Class.PREPEND:
        return False
    if after in _HANGUL_JOINS.get(before, ()):
        return False
    if before is _Class.ZWJ and after is _Class.PICTOGRAPH:
        return not _pictograph_before(text, offset - 1)
    if before is after is _Class.REGIONAL:
        return _regionals_before(text, offset) % 2 == 0
    return True


def _pictograph_before(text: str, offset: int) -> bool:
    """GB11: a pictograph and any number of extenders stand before the joiner at ``offset``."""
    offset -= 1
    while offset >= 0 and _class_of(text[offset]) is _Class.EXTEND:
        offset -= 1
    return offset >= 0 and _class_of(text[offset]) is _Class.PICTOGRAPH


def _regionals_before(text: str, offset: int) -> int:
    """GB12 and GB13: how many regional indicators stand in a row before ``offset``."""
    first = offset
    while first > 0 and _class_of(text[first - 1]) is _Class.REGIONAL:
        first -= 1
    return offset - first


def grapheme_span(text: str, start: int, end: int) -> Span:
    """The smallest span of whole grapheme clusters around ``[start, end)``."""
    while not is_grapheme_boundary(text, start):
        start -= 1
    while not is_grapheme_boundary(text, end):
        end += 1
    return start, end


def trim_span(text: str, start: int, end: int) -> Span | None:
    """``[start, end)`` widened to whole grapheme clusters and without white space at its ends.

    White space that carries a combining mark is a character of its own and stays. None if nothing is left.
    """
    start, end = grapheme_span(text, start, end)
    while start < end and _is_blank(text[start]) and is_grapheme_boundary(text, start + 1):
        start += 1
    while start < end and _is_blank(text[end - 1]) and is_grapheme_boundary(text, end - 1):
        end -= 1
    return (start, end) if start < end else None


def _is_blank(char: str) -> bool:
    return char.isspace() or char in _ZERO_WIDTH
