"""Colours: our own light and dark palettes, for Qt's widgets and for what we paint ourselves."""

import re
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator.model import TAGS, Tag
from annotator.resources import resource
from annotator.settings import THEME
from annotator.ui.appearance.icons import redraw_icons
from annotator.ui.appearance.sizes import TYPE, px
from annotator.ui.appearance.tag_palette import on_dark

_, LIGHT, DARK, CONTRAST = THEME.allowed

STYLE = ("-style", "fusion")
"""What the application is to be started with: to set the style afterwards makes all of QStyle's enumerations first."""

FACE = "Noto Sans"
"""The face of the window."""

_FACES = ("NotoSans-Regular", "NotoSans-Bold", "NotoSerif-Regular", "NotoSerif-Bold")

_TINT = 0.165
"""How much of a tag's colour goes into the paper below its text: text on it keeps more than 4.5 : 1."""


_STANDS_OUT = 3.5
"""The least contrast of an underline and the paper."""


class Theme(NamedTuple):
    """The colours of the window. ``tags`` are those of the four, by tag id."""

    name: str
    paper: str
    panel: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    chosen: str
    warning: str
    found: str
    found_line: str
    tags: dict[str, str]

    def color_of(self, tag: Tag) -> str:
        """The colour of a tag: our own for the four, for a person's own theirs, made to stand out from the paper."""
        return self.tags.get(tag.id) or self.legible(tag.color)

    def legible(self, value: str) -> str:
        """A colour made to stand out from the paper."""
        return standing_out(on_dark(value) if self.name == DARK else value, self.paper, self.text)

    def tint_of(self, tag: Tag) -> QColor:
        """What is painted below the text of a tag: its colour mixed into the paper."""
        return self.tint(self.color_of(tag))

    def tint(self, color: str) -> QColor:
        """A colour as it is below text."""
        return mixed(color, self.paper, _TINT)


_THEMES = {
    LIGHT: Theme(
        name=LIGHT,
        paper="#fffefb",
        panel="#fbfbfa",
        border="#e3e3df",
        text="#1f2328",
        muted="#666b70",
        accent="#3b5bdb",
        on_accent="#ffffff",
        chosen="#dfe6ff",
        warning="#b54708",
        found="#ffe9a8",
        found_line="#946200",
        tags={tag.id: tag.color for tag in TAGS},
    ),
    DARK: Theme(
        name=DARK,
        paper="#1f2226",
        panel="#212428",
        border="#32363c",
        text="#e8eaed",
        muted="#9aa0a6",
        accent="#8ea6ff",
        on_accent="#14171a",
        chosen="#2c3763",
        warning="#ff9a52",
        found="#5c4a12",
        found_line="#f0c04c",
        tags={"claim": "#ff9a52", "source": "#5cb8f5", "image_credit": "#e79acb", "location": "#5fe0a0"},
    ),
    CONTRAST: Theme(
        name=CONTRAST,
        paper="#ffffff",
        panel="#ffffff",
        border="#000000",
        text="#000000",
        muted="#202020",
        accent="#0000c8",
        on_accent="#ffffff",
        chosen="#ffe600",
        warning="#a00000",
        found="#7df9ff",
        found_line="#00646b",
        tags={"claim": "#a83200", "source": "#00489c", "image_credit": "#8a0f5f", "location": "#00593c"},
    ),
}


def _contrast(a: QColor, b: QColor) -> float:
    """The contrast of two colours as WCAG 2 defines it."""

    def luminance(color: QColor) -> float:
        rgb: tuple[float, ...] = color.getRgbF()[:3]  # type: ignore[index]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def standing_out(color: str, ground: str, ink: str) -> str:
    """A colour as it is or with as much of the ink in it as it takes to be told from the ground."""
    for _ in range(12):
        if _contrast(QColor(color), QColor(ground)) >= _STANDS_OUT:
            break
        color = mixed(color, ink, 0.85).name()
    return color


def mixed(color: str, ground: str, share: float) -> QColor:
    """``share`` of one colour over another."""
    top, below = QColor(color), QColor(ground)
    return QColor.fromRgbF(
        *(t * share + b * (1 - share) for t, b in zip(top.getRgbF()[:3], below.getRgbF()[:3], strict=True))  # type: ignore[index]
    )


def theme_for(choice: str) -> Theme:
    """The theme a person has chosen, or with ``system`` the one the desktop asks for."""
    if choice in _THEMES:
        return _THEMES[choice]
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return _THEMES[DARK if dark else LIGHT]


def theme_worn() -> Theme:
    """The theme that the application has on, told by its palette."""
    paper = QGuiApplication.palette().color(QPalette.ColorRole.Base).name()
    return next((theme for theme in _THEMES.values() if theme.paper == paper), _THEMES[LIGHT])


@cache
def load_faces() -> None:
    """Have our own faces in the application: the window looks the same on every desktop."""
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{face}.ttf")))


def apply(theme: Theme, size: int = 100) -> None:
    """Dress the whole application in ``theme``, its type ``size`` percent of the normal one."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    load_faces()
    font = QFont(FACE)
    font.setPixelSize(round(TYPE * size / 100))
    app.setFont(font)
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))
    for window in app.topLevelWidgets():
        redraw_icons(window)


def style_sheet(theme: Theme) -> str:
    """resources/style.qss with the theme's colours in it, its lengths at the interface size; thin lines stay thin."""
    colours = {k: v for k, v in theme._asdict().items() if isinstance(v, str)}
    more = {"hover": mixed(theme.text, theme.panel, 0.06).name(), "handle": mixed(theme.muted, theme.panel, 0.4).name()}
    sheet = _style_template()
    icons = resource("icons/annotator.svg").parent.as_posix()
    for name, value in {**colours, **more, "icons": icons}.items():
        sheet = sheet.replace(f"${name}$", value)
    sized = cache(lambda pixels: f"{px(int(pixels)) if int(pixels) > 2 else pixels}px")  # some dozen, many times
    return re.sub(r"\b(\d+)px", lambda length: sized(length[1]), sheet)


@cache
def _style_template() -> str:
    return resource("style.qss").read_text(encoding="utf-8")


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for roles, colour in (
        ((role.Window, role.Button, role.ToolTipBase, role.AlternateBase), theme.panel),
        ((role.Base,), theme.paper),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.HighlightedText), theme.text),
        ((role.PlaceholderText,), theme.muted),
        ((role.Highlight,), theme.chosen),
        ((role.Link, role.Accent), theme.accent),
        ((role.Mid, role.Midlight, role.Dark, role.Light), theme.border),
    ):
        for one in roles:
            palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(theme.muted))
    return palette
