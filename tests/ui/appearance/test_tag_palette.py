"""The palette for tags: what stands out, what can be read on it, and how far apart its colours are seen.

Distances are CIEDE2000, in which 1 is what a person just notices of two patches side by side, and about 2.5 what is
noticed at a glance. Six is asked of colours for whom one cone is missing: underlines are thin and far apart. Whoever
sees all colours gets ten. The shape of the underline comes on top of that, it is needed by none of these pairs.
"""

import math
from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from annotator.model import TAGS
from annotator.ui.appearance.tag_palette import PALETTE, color_name, free_color
from annotator.ui.appearance.theme import Theme, mixed
from tests.ui.appearance.test_theme import SEEN_BY, THEMES, Rgb, contrast, seen

_LEAST = {"everybody": 10, "protanopes": 6, "deuteranopes": 6, "tritanopes": 6}


def difference(one: Rgb, other: Rgb) -> float:
    """CIEDE2000 of two colours in CIELAB, after Sharma, Wu and Dalal (2005)."""
    mean_chroma = (math.hypot(*one[1:]) + math.hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7))
    (l1, c1, h1), (l2, c2, h2) = (_polar(color, stretch) for color in (one, other))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    lightness, chroma, hue = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    l_mean, c_mean, h_mean = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    cosines = ((0.17, 1, -30), (-0.24, 2, 0), (-0.32, 3, 6), (0.20, 4, -63))
    t = 1 - sum(share * math.cos(math.radians(times * h_mean + shift)) for share, times, shift in cosines)
    weigh_l = 1 + 0.015 * (l_mean - 50) ** 2 / math.sqrt(20 + (l_mean - 50) ** 2)
    weigh_c, weigh_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    rotation = -2 * math.sqrt(c_mean**7 / (c_mean**7 + 25**7))
    rotation *= math.sin(math.radians(60 * math.exp(-(((h_mean - 275) / 25) ** 2))))
    light, c, h = lightness / weigh_l, chroma / weigh_c, hue / weigh_h
    return math.sqrt(light * light + c * c + h * h + rotation * c * h)


def _polar(color: Rgb, stretch: float) -> Rgb:
    a = color[1] * stretch
    return color[0], math.hypot(a, color[2]), math.degrees(math.atan2(color[2], a)) % 360


def test_the_formula_gives_the_published_differences() -> None:
    published = (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    )
    for one, other, expected in published:
        assert difference(one, other) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize("chosen", THEMES, ids=lambda t: t.name)
def test_each_colour_stands_out_and_its_tint_can_be_read_on(chosen: Theme) -> None:
    for color in PALETTE:
        line = chosen.legible(color.value)
        assert contrast(QColor(line), QColor(chosen.paper)) >= 3.5, color.name
        assert contrast(QColor(chosen.text), mixed(line, chosen.paper, 0.165)) >= 4.5, color.name


@pytest.mark.parametrize("by", SEEN_BY)
@pytest.mark.parametrize("chosen", THEMES, ids=lambda t: t.name)
def test_each_colour_is_told_from_every_other_and_from_the_four(chosen: Theme, by: str) -> None:
    colors = {color.name: chosen.legible(color.value) for color in PALETTE}
    colors.update({tag.name: chosen.color_of(tag) for tag in TAGS})
    for (one, first), (other, second) in combinations(colors.items(), 2):
        if one in {tag.name for tag in TAGS} and other in {tag.name for tag in TAGS}:
            continue  # the four have a test of their own
        apart = difference(seen(QColor(first), by), seen(QColor(second), by))
        assert apart >= _LEAST[by], (one, other, apart)


def _apart(color: str, taken: list[str]) -> float:
    """How far a colour of the palette is from the four and from these others, on the page where that is least."""
    return min(
        difference(seen(QColor(page.legible(color)), "everybody"), seen(QColor(other), "everybody"))
        for page in THEMES
        for other in (*(page.color_of(tag) for tag in TAGS), *map(page.legible, taken))
    )


def test_new_tags_get_what_differs_most_from_the_four_and_from_those_before() -> None:
    values = [color.value for color in PALETTE]
    for place, value in enumerate(values):
        apart = [_apart(one, values[:place]) for one in values[place:]]
        assert apart[0] == max(apart), (color_name(value), apart)


def test_colours_have_names_and_new_tags_get_free_ones() -> None:
    assert len({color.name for color in PALETTE}) == len({color.value for color in PALETTE}) == 12
    assert color_name("#348F68") == "Sea green" and color_name("#123456") == "#123456"
    assert free_color([]) == PALETTE[0].value
    assert free_color([PALETTE[0].value.upper(), PALETTE[2].value]) == PALETTE[1].value
    assert free_color([color.value for color in PALETTE]) == PALETTE[0].value
