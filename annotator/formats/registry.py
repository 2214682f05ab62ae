"""Every format there is, in one list: what it is called, what it carries, and the module that reads and writes it.

Other packages add formats by an entry point in the group ``annotator.formats`` whose object is a Format. Light to
import: the modules are loaded when they are used.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import NamedTuple

from annotator.errors import AnnotatorError


class Carries(StrEnum):
    """What is in a library and may be lost on the way out."""

    OVERLAPS = "overlaps"
    FRAGMENTS = "fragments"
    LINE_ENDS = "line ends"
    """Spans that go on over the end of a line."""
    LINKS = "links"
    NOTES = "notes"
    ATTRIBUTES = "attributes"
    ANNOTATORS = "annotators"
    DETAILS = "details"
    """Address, site, authors, date, language, note, keywords and status of the articles."""


ALL = frozenset(Carries)
_C = Carries
_FLAT = frozenset({_C.OVERLAPS, _C.LINE_ENDS})


class Purpose(StrEnum):
    """What a person wants of an export."""

    PEOPLE = "people"
    """To be read, printed, sent to somebody."""
    TOOLS = "tools"
    """To go on with it in another program."""
    KEEP = "keep"
    """To be kept, and to come back whole."""


class Option(NamedTuple):
    """A choice that a format leaves to whoever exports: what it says, and its values with what each says.

    The first is meant where nothing is said. Of ``YES_NO`` it is a thing to have or to do without.
    """

    name: str
    words: str
    values: tuple[tuple[str, str], ...]

    @property
    def allowed(self) -> list[str]:
        """The values."""
        return [value for value, _ in self.values]


YES_NO = (("yes", "yes"), ("no", "no"))
_TEXTS = (Option("text", "With the text of the articles", YES_NO),)


class Format(NamedTuple):
    """``unit``: what places are counted in, "" if there are none. ``folder``: one file an article, in a folder.

    The module has ``read(path, choices)``, which gives drafts, and ``write(target, contents, tags=, **options)`` or
    with ``folder`` ``write_one(content, tags)``, which gives the files of an article by suffix.
    """

    name: str
    title: str
    suffix: str
    unit: str
    carries: frozenset[Carries]
    module: str
    reads: bool = True
    writes: bool = True
    folder: bool = False
    needs: str = ""
    """A package that has to be there."""
    purpose: Purpose = Purpose.TOOLS
    options: tuple[Option, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether the package that it needs is installed; it is not imported, for that may take seconds."""
        return not self.needs or find_spec(self.needs) is not None

    def load(self) -> ModuleType:
        """The module. Raises AnnotatorError if a package that it needs is not installed."""
        if not self.is_there:
            raise AnnotatorError(
                f"{self.title} needs the package {self.needs}: pip install {self.needs} beside Annotator."
            )
        return import_module(self.module)


def _ours(name: str, title: str, suffix: str, unit: str, carries: frozenset[Carries], **more: object) -> Format:
    module = f"annotator.formats.codecs.{name.replace('-', '_')}"
    return Format(name, title, suffix, unit, carries, **{"module": module, **more})  # type: ignore[arg-type]


FORMATS = (
    _ours(
        "json",
        "Annotator JSON",
        ".json",
        "code points",
        ALL,
        module="annotator.formats.codecs.native",
        purpose=Purpose.KEEP,
        options=_TEXTS,
    ),
    _ours(
        "jsonl",
        "Annotator JSON Lines",
        ".jsonl",
        "code points",
        ALL,
        module="annotator.formats.codecs.native_lines",
        purpose=Purpose.KEEP,
        options=_TEXTS,
    ),
    _ours("w3c", "W3C Web Annotation", ".jsonld", "code points", ALL - {_C.DETAILS}),
    _ours(
        "label-studio",
        "Label Studio JSON",
        ".json",
        "code points",
        _FLAT | frozenset({_C.LINKS, _C.NOTES, _C.ATTRIBUTES, _C.ANNOTATORS, _C.DETAILS}),
    ),
    _ours(
        "doccano",
        "doccano JSONL",
        ".jsonl",
        "code points",
        _FLAT | {_C.LINKS, _C.DETAILS},
        options=(Option("relations", "Relations too", YES_NO),),
    ),
    _ours(
        "brat",
        "brat standoff",
        "",
        "code points",
        _FLAT | frozenset({_C.FRAGMENTS, _C.LINKS, _C.NOTES, _C.ATTRIBUTES}),
        folder=True,
    ),
    _ours(
        "cas-xmi",
        "UIMA CAS XMI",
        ".xmi",
        "UTF-16",
        _FLAT | frozenset({_C.LINKS, _C.NOTES, _C.ATTRIBUTES, _C.ANNOTATORS}),
        folder=True,
    ),
    _ours(
        "cas-json",
        "UIMA CAS JSON",
        ".json",
        "UTF-16",
        _FLAT | frozenset({_C.LINKS, _C.NOTES, _C.ATTRIBUTES, _C.ANNOTATORS}),
        folder=True,
    ),
    _ours("spacy-jsonl", "spaCy JSONL", ".jsonl", "code points", _FLAT),
    _ours("spacy", "spaCy DocBin", ".spacy", "tokens", _FLAT, needs="spacy"),
    _ours("prodigy", "Prodigy JSONL", ".jsonl", "code points", _FLAT | {_C.LINKS, _C.DETAILS}),
    _ours(
        "conll",
        "CoNLL",
        ".conll",
        "tokens",
        frozenset(),
        options=(Option("scheme", "Labels as", (("iob2", "IOB2"), ("iob1", "IOB1"), ("bioes", "BIOES"))),),
    ),
    _ours("refi-qda", "REFI-QDA project", ".qdpx", "code points", _FLAT | {_C.NOTES, _C.ANNOTATORS}),
    _ours(
        "labelbuddy",
        "labelbuddy JSON",
        ".json",
        "code points",
        _FLAT | frozenset({_C.NOTES, _C.DETAILS}),
    ),
    _ours("taguette", "Taguette project", ".sqlite3", "bytes", frozenset(), writes=False),
    _ours("qualcoder", "QualCoder project", ".qda", "code points", frozenset(), writes=False),
    _ours("tsv", "TSV table", ".tsv", "code points", ALL - {_C.DETAILS}),
    _ours("claimreview", "ClaimReview JSON-LD", ".jsonld", "", ALL - {_C.ATTRIBUTES}, reads=False),
    _ours("html", "Annotated web page", ".html", "", ALL, reads=False, folder=True, purpose=Purpose.PEOPLE),
    _ours(
        "pdf",
        "PDF",
        ".pdf",
        "",
        ALL,
        module="annotator.ui.exchange.article_pdf",
        reads=False,
        folder=True,
        purpose=Purpose.PEOPLE,
    ),
    _ours("markdown", "Annotated Markdown", ".md", "", ALL, reads=False, purpose=Purpose.PEOPLE),
    _ours("csv", "CSV table", ".csv", "code points", ALL - {_C.DETAILS}, purpose=Purpose.PEOPLE),
)


OURS = frozenset({"json", "jsonl"})
"""Formats of which nothing has to be asked: they say everything themselves."""


@cache
def formats() -> dict[str, Format]:
    """Every format by its name: ours, then those of other packages, which cannot take the place of ours."""
    from importlib.metadata import entry_points

    found = {one.name: one for one in FORMATS}
    for point in entry_points(group="annotator.formats"):
        one = point.load()
        if isinstance(one, Format):
            found.setdefault(one.name, one)
    return found


def named(name: str) -> Format:
    """The format of this name. Raises AnnotatorError, with the names there are, if there is none."""
    try:
        return formats()[name]
    except KeyError:
        raise AnnotatorError(f"There is no format “{name}”. There are: {', '.join(formats())}.") from None
