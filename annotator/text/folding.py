"""Folding: what is typed and what is searched are made alike, so that a plain keyboard finds typographic text.

Case, accents and the shapes of apostrophes, quotation marks, dashes, ellipses and spaces are not told apart.
"""

from __future__ import annotations

import unicodedata

_ALIKE = {
    **dict.fromkeys("’‘‚‛′´`ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys(map(chr, range(0x300, 0x370)), ""),  # accents, when they stand apart from their letters
    **dict(zip("øłđı", "oldi", strict=True)),  # letters with a stroke are not taken apart by Unicode
    "\u00ad": "",
}
_TABLE = str.maketrans(_ALIKE)
_BEFORE = str.maketrans("´", "'")  # it would be taken apart into a space and an accent


def fold(text: str) -> str:
    """Folded text, as it is compared (NFKD, case folding); not for places in it, for it may be longer or shorter."""
    if text.isascii():
        return text.lower().replace("`", "'")
    apart = unicodedata.normalize("NFKD", text.translate(_BEFORE))
    return unicodedata.normalize("NFKD", apart.casefold()).translate(_TABLE)
