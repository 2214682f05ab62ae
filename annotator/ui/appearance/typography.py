"""How a person wants articles to be set."""

from typing import NamedTuple


class Typography(NamedTuple):
    """How an article is set: the face, its size in pixels, characters in a line, the pitch in percent of the size."""

    family: str = "Noto Serif"
    size: int = 18
    characters: int = 70
    pitch: int = 160
