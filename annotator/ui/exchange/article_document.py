"""Article document: an article with its marks set for paper, as a document of Qt's and stretches that are marked.

Everything is measured in dots of ``DPI`` to the inch and set in type of so many dots, so that neither a screen nor a
printer has a say in where a line ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import islice, pairwise
from typing import NamedTuple

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from annotator.formats.exporting.prose import (
    about_in_words,
    details_in_words,
    end_of_words,
    lines_of,
    links_in_words,
    names_to_say,
    remarks_in_words,
)
from annotator.model import Annotation, Content, Role, Tag
from annotator.text.boilerplate import boilerplate
from annotator.text.direction import is_right_to_left
from annotator.text.intervals import Entry, lanes

DPI = 300
INK, GREY = "#1d1d1b", "#5c6166"
MAX_LANE = 2
_AT_ONCE = 50
"""How many paragraphs are laid out at once: nothing else runs in Python meanwhile."""

_SERIF, _SANS = "Noto Serif", "Noto Sans"


def dots(points: float) -> float:
    """A length in points as one in dots."""
    return points * DPI / 72


class Mark(NamedTuple):
    """A stretch of the document, in Qt's positions, that is set as what has this tag; inner lanes lie higher."""

    start: int
    end: int
    tag: Tag
    lane: int = 0


class ArticleDocument(NamedTuple):
    """Set article: the document, the marks in it with the longest first, the title for the foot of its pages."""

    document: QTextDocument
    marks: list[Mark]
    title: str


class _Setting(NamedTuple):
    """How a paragraph is set: its type, the pitch of its lines, the room above and below, how far in, in points."""

    type: QTextCharFormat
    pitch: float = 17.5
    above: float = 0
    below: float = 8
    indent: float = 0
    hanging: float = 0


@cache
def _type(family: str, size: float, color: str = INK, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    font = QFont(family)
    font.setStyleHint(QFont.StyleHint.Serif if family == _SERIF else QFont.StyleHint.SansSerif)
    font.setPixelSize(round(dots(size)))
    font.setBold(bold)
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("liga"), 0)  # a ligature is no text: it is neither found nor copied as its letters
    form = QTextCharFormat()
    form.setFont(font)
    form.setForeground(QColor(color))
    return form


def text_font() -> QFont:
    """What an article is set in."""
    return _type(_SERIF, 10.5).font()


def foot_font() -> QFont:
    """What the foot of a page is set in."""
    return _type(_SANS, 7.5).font()  # a size that nothing else is set in


@cache
def _settings() -> dict[Role | str | None, _Setting]:
    serif, sans = partial(_type, _SERIF), partial(_type, _SANS)
    return {
        None: _Setting(serif(10.5)),
        Role.TITLE: _Setting(serif(19, bold=True), pitch=25, below=7),
        Role.HEADING: _Setting(serif(12.5, bold=True), pitch=18, above=9, below=4),
        Role.CAPTION: _Setting(serif(9, GREY), pitch=14.5),
        Role.LIST_ITEM: _Setting(serif(10.5), below=4, indent=14, hanging=10),
        Role.QUOTE: _Setting(serif(10.5, italic=True), indent=16),
        "filler": _Setting(serif(9, GREY), pitch=14.5),
        "about": _Setting(sans(8.5, GREY), pitch=12.5, below=2),
        "legend": _Setting(sans(8.5), pitch=16, above=5, below=13),
        "head": _Setting(sans(12, bold=True), pitch=16, above=20, below=8),
        "entry": _Setting(serif(9.5), pitch=14.5, above=5, below=1, indent=22, hanging=22),
        "detail": _Setting(sans(8.5, GREY), pitch=12.5, below=1, indent=22),
        "note": _Setting(sans(8.5), pitch=12.5, below=1, indent=22),
    }


def set_article(content: Content, tags: Sequence[Tag], size: QSizeF, most: int | None = None) -> ArticleDocument:
    """Set an article on pages of this size, in dots, without margins; no more of it than fills ``most`` pages."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setPageSize(size)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.documentLayout()  # lines are laid out from now on as they come
    setter = _Setter(document, content, tags)
    cursor, work = setter.cursor, setter.set_everything()
    some = _AT_ONCE
    while some == _AT_ONCE and (most is None or document.pageCount() <= most):
        cursor.beginEditBlock()
        some = sum(1 for _ in islice(work, _AT_ONCE))
        cursor.endEditBlock()
    setter.marks.sort(key=lambda mark: mark.start - mark.end)
    return ArticleDocument(document, setter.marks, " ".join(content.article.title.split()))


@cache
def _block(kind: Role | str | None) -> QTextBlockFormat:
    setting, block = _settings()[kind], QTextBlockFormat()
    block.setLineHeight(dots(setting.pitch), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    block.setTopMargin(dots(setting.above))
    block.setBottomMargin(dots(setting.below))
    block.setLeftMargin(dots(setting.indent))
    block.setTextIndent(-dots(setting.hanging))
    if setting.hanging:
        stop = QTextOption.Tab(dots(setting.indent), QTextOption.TabType.LeftTab)
        block.setTabPositions([stop])
    return block


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _Setter:
    """A typesetter: writes an article into a document, a paragraph after the other."""

    def __init__(self, document: QTextDocument, content: Content, tags: Sequence[Tag]) -> None:
        self.cursor = QTextCursor(document)
        self.marks: list[Mark] = []
        self._content, self._tags = content, {tag.id: tag for tag in tags}
        self._numbers = {a.id: number for number, a in enumerate(content.annotations, 1)}
        self._from_right = is_right_to_left(content.article.text)
        self._begun = False

    def set_everything(self) -> Iterator[None]:
        """Set the article, what is known of it, its legend and the list of its annotations; a step a paragraph."""
        article = self._content.article
        lines = list(lines_of(article))
        titles = [number for number, (role, _, _) in enumerate(lines) if role is Role.TITLE]
        if not titles:
            self._paragraph(Role.TITLE, article.title)
            yield
        body = self._body(lines)
        yield from islice(body, titles[0] + 1 if titles else 0)
        yield from self._about()
        yield from self._legend()
        yield from body
        yield from self._list()
        yield from self._remarks()

    # The article

    def _body(self, lines: Sequence[tuple[Role | None, int, int]]) -> Iterator[None]:
        article = self._content.article
        entries = sorted(
            ((start, end, a) for a in self._content.annotations for start, end in a.fragments),
            key=lambda entry: (entry[0], -entry[1], entry[2].id),
        )
        levels = lanes(entries, MAX_LANE)
        fillers = {start for start, _ in boilerplate(article.text, article.reinstated)}
        there: list[tuple[Entry, int]] = []
        following = 0
        for role, start, end in lines:
            while following < len(entries) and entries[following][0] < end:
                there.append((entries[following], levels[following]))
                following += 1
            there = [one for one in there if one[0][1] > start]
            self._begin("filler" if start in fillers and role is not Role.TITLE else role)
            if role is Role.LIST_ITEM:
                self._put("•\t", _settings()[Role.LIST_ITEM].type)
            self._line(start, end, there)
            yield

    def _line(self, start: int, end: int, there: Sequence[tuple[Entry, int]]) -> None:
        """Set a line: cut at the edges of what is marked in it, with a number where an annotation ends."""
        text, plain, here = self._content.article.text, self.cursor.charFormat(), self.cursor.position
        opening, closing, numbered = defaultdict(list), defaultdict(list), defaultdict(list)
        for number, ((first, last, annotation), _) in enumerate(there):
            opening[max(first, start)].append(number)
            closing[min(last, end)].append(number)
            if last == annotation.end:
                numbered[end_of_words(annotation, text)].append(annotation)
        places: dict[int, int] = {}
        edges = sorted({start, end, *opening, *closing, *(n for n in numbered if start < n <= end)})
        for place, following in pairwise((*edges, end)):
            for number in closing[place]:
                (_, _, annotation), lane = there[number]
                self.marks.append(Mark(places[number], here(), self._tags[annotation.tag], lane))
            for annotation in numbered[place]:
                comma = ", " if annotation is not numbered[place][-1] else ""  # or 1 and 2 that touch are read as 12
                self._put(f"{self._numbers[annotation.id]}{comma}", self._small(annotation))
            places |= dict.fromkeys(opening[place], here())
            self._put(text[place:following], plain)

    def _small(self, annotation: Annotation) -> QTextCharFormat:
        form = QTextCharFormat(_type(_SANS, 9, self._tags[annotation.tag].color, bold=True))
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        return form

    # What is known of it

    def _about(self) -> Iterator[None]:
        for line in about_in_words(self._content):
            self._paragraph("about", line)
            yield

    def _legend(self) -> Iterator[None]:
        used = {a.tag for a in self._content.annotations}
        if not used:
            return
        self._begin("legend")
        for tag in self._tags.values():
            if tag.id in used:
                self._marked(tag, _settings()["legend"].type)
                self._put("     ", _settings()["legend"].type)
        yield

    def _remarks(self) -> Iterator[None]:
        remarks = list(remarks_in_words(self._content.article))
        if remarks:
            self._paragraph("head", "About the article")
            yield
        for label, text in remarks:
            self._begin("note")
            self._put(f"{label}: ", _settings()["detail"].type)
            self._put(text, _settings()["note"].type)
            yield

    # The list

    def _list(self) -> Iterator[None]:
        if self._content.annotations:
            self._paragraph("head", "Annotations")
            yield
        linked, made_by = links_in_words(self._content, self._numbers), names_to_say(self._content)
        for annotation in self._content.annotations:
            self._entry(annotation)
            yield
            said = [*details_in_words(annotation)]
            said += (f"{kind} {number} “{quote}”" for kind, number, quote in linked[annotation.id])
            said += [made_by[annotation.id]] if annotation.id in made_by else []
            if said:
                self._paragraph("detail", " · ".join(said))
                yield
            if annotation.note:
                self._begin("note")
                self._put("Note: ", _settings()["detail"].type)
                self._put(annotation.note, _settings()["note"].type)
                yield

    def _entry(self, annotation: Annotation) -> None:
        tag = self._tags[annotation.tag]
        self._begin("entry")
        self._put(f"{self._numbers[annotation.id]}\t", _type(_SANS, 8.5, bold=True))
        self._marked(tag, _type(_SANS, 8.5))
        self._put(f"  “{_one_line(annotation.quote)}”", _settings()["entry"].type)

    # Putting

    def _paragraph(self, kind: Role | str | None, text: str) -> None:
        self._begin(kind)
        self._put(_one_line(text), _settings()[kind].type)

    def _marked(self, tag: Tag, form: QTextCharFormat) -> None:
        start = self.cursor.position()
        self._put(tag.name, form)
        self.marks.append(Mark(start, self.cursor.position(), tag))

    def _begin(self, kind: Role | str | None) -> None:
        setting = _settings()[kind]
        block = QTextBlockFormat(_block(kind))
        if self._from_right and kind in ("about", "legend"):
            block.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        if self._begun:
            self.cursor.insertBlock(block, setting.type)
        else:
            self.cursor.setBlockFormat(block)
            self.cursor.setBlockCharFormat(setting.type)
        self._begun = True

    def _put(self, text: str, form: QTextCharFormat) -> None:
        self.cursor.insertText(text.replace("\n", "\u2028"), form)
