"""Tag palette: twelve colours for tags of a person's own, tested for contrast and for every kind of colour vision.

They were searched for by computer among all colours that stand out from the paper, as far apart from each other and
from the colours of the four tags as people with normal sight, protanopes, deuteranopes and tritanopes see them; a test
says how far. On a dark page each has another value of about the same hue, because lightness is what tells colours
apart for whom hues do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from annotator.ui.appearance.wording import QT_TRANSLATE_NOOP


class PaletteColor(NamedTuple):
    """A colour: its name, its value on a light page, which is what a tag keeps, and that on a dark one."""

    name: str
    value: str
    on_dark: str


PALETTE = (
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Ochre"), "#9c8241", "#938757"),
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Periwinkle"), "#8275ea", "#7b6fe7"),
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Grey"), "#828282", "#c3b7b7"),
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Rose"), "#c36868", "#b76f7b"),
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Brown"), "#5b2700", "#c3631b"),
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Olive"), "#687541", "#e7f357"),
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Charcoal"), "#5b5b5b", "#879393"),
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Wine red"), "#750027", "#ff6f7b"),
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Indigo"), "#271a9c", "#9f63b7"),
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Mauve"), "#9c75a9", "#e7cfff"),
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Sea green"), "#348f68", "#abf3db"),
    PaletteColor(QT_TRANSLATE_NOOP("TagPalette", "Blue"), "#005bea", "#6f93f3"),
)
"""In the order in which new tags get them: each differs from the four, and from those before it, as much as can be."""

_ON_DARK = {color.value: color.on_dark for color in PALETTE}
_NAMES = {color.value: color.name for color in PALETTE}


def on_dark(value: str) -> str:
    """What a colour of the palette is on a dark page; any other colour as it is."""
    return _ON_DARK.get(value.lower(), value)


def color_name(value: str) -> str:
    """A colour in words; one that is not of the palette by its number."""
    name = _NAMES.get(value.lower())
    return QCoreApplication.translate("TagPalette", name) if name is not None else value


def free_color(taken: Iterable[str]) -> str:
    """The first colour of the palette that is not taken, or the first."""
    used = {value.lower() for value in taken}
    return next((color.value for color in PALETTE if color.value not in used), PALETTE[0].value)
