"""Colours: text can be read on every tint, and the four tags are told apart however a person sees colour."""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from annotator.model import TAGS
from annotator.resources import resource
from annotator.ui.appearance import theme
from annotator.ui.appearance.theme import Theme

Rgb = tuple[float, float, float]

# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009),
# severity 1.0, on linear RGB.
SEEN_BY = {
    "everybody": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopes": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopes": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopes": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def linear(color: QColor) -> Rgb:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3])  # type: ignore[index]
    return r, g, b


def luminance(color: QColor) -> float:
    r, g, b = linear(color)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: QColor, b: QColor) -> float:
    """The contrast of two colours as WCAG 2 defines it."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: Rgb) -> Rgb:
    r, g, b = (min(1.0, max(0.0, c)) for c in rgb)
    xyz = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505, 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (*xyz, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(color: QColor, by: str) -> Rgb:
    rgb = linear(color)
    r, g, b = (sum(m * c for m, c in zip(row, rgb, strict=True)) for row in SEEN_BY[by])
    return lab((r, g, b))


def apart(a: QColor, b: QColor, by: str) -> float:
    """How far two colours are apart as such a person sees them: CIE 1976."""
    return math.dist(seen(a, by), seen(b, by))


THEMES = [theme.theme_for(name) for name in (theme.LIGHT, theme.DARK, theme.CONTRAST)]


@pytest.mark.parametrize("chosen", THEMES, ids=lambda t: t.name)
def test_text_can_be_read_on_everything_it_stands_on(chosen: Theme) -> None:
    text = QColor(chosen.text)
    for ground in (
        *map(chosen.tint_of, TAGS),
        *map(QColor, (chosen.paper, chosen.panel, chosen.chosen, chosen.found)),
    ):
        assert contrast(text, ground) >= 4.5, ground.name()
    for below in (chosen.paper, chosen.panel):
        assert contrast(QColor(chosen.muted), QColor(below)) >= 4.5
        assert contrast(QColor(chosen.warning), QColor(below)) >= 4.5
    assert contrast(QColor(chosen.on_accent), QColor(chosen.accent)) >= 4.5


@pytest.mark.parametrize("by", SEEN_BY)
@pytest.mark.parametrize("chosen", THEMES, ids=lambda t: t.name)
def test_the_tags_are_told_apart_by_their_underlines(chosen: Theme, by: str) -> None:
    for (a, first), (b, second) in combinations(chosen.tags.items(), 2):
        assert apart(QColor(first), QColor(second), by) > 12, (a, b, apart(QColor(first), QColor(second), by))


@pytest.mark.parametrize("chosen", THEMES, ids=lambda t: t.name)
def test_underlines_stand_out_from_the_paper(chosen: Theme) -> None:
    for one in chosen.tags.values():
        assert contrast(QColor(one), QColor(chosen.paper)) >= 3


@pytest.mark.parametrize("chosen", THEMES, ids=lambda t: t.name)
def test_lines_around_what_is_current_found_or_focused_stand_out(chosen: Theme) -> None:
    for ground in (QColor(chosen.paper), QColor(chosen.panel), *map(chosen.tint_of, TAGS)):
        assert contrast(QColor(chosen.accent), ground) >= 3, ground.name()
        assert contrast(QColor(chosen.found_line), ground) >= 3, ground.name()


@pytest.mark.parametrize("chosen", THEMES, ids=lambda t: t.name)
def test_the_drawings_of_the_style_sheet_are_in_the_colours_of_the_theme(qapp: QApplication, chosen: Theme) -> None:
    own = {"check": chosen.on_accent, "tick": chosen.text}
    for drawing in (resource("icons/annotator.svg").parent / chosen.name).glob("*.svg"):
        assert f'stroke="{own.get(drawing.stem, chosen.muted)}"' in drawing.read_text(encoding="utf-8"), drawing
    for path in re.findall(r"url\((.+?)\)", theme.style_sheet(chosen)):
        assert Path(path).exists(), path
