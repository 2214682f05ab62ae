"""How a person wants articles to be set."""

from typing import NamedTuple

from annotator.settings import CHARACTERS, PITCH, TYPE_SIZE, TYPEFACE


class Typography(NamedTuple):
    """How an article is set: the face, its size in pixels, characters in a line, the pitch in percent of the size."""

    family: str = TYPEFACE.default
    size: int = TYPE_SIZE.default
    characters: int = CHARACTERS.default
    pitch: int = PITCH.default
