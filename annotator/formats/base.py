"""Format: what each format says of itself, and how it is read and written, in typed parts; None where it cannot be.

The parts are protocols, held by records whose fields have defaults: nobody has to name what a format cannot do. Light
to import: what the parts work with is loaded with the formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum, StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from annotator.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.formats.importing.draft import Choices, Draft, Layers, Problem
    from annotator.formats.importing.result import Entry, Parsed
    from annotator.model import Content, Tag


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
FLAT = frozenset({Carries.OVERLAPS, Carries.LINE_ENDS})


class Purpose(StrEnum):
    """What a person wants of an export: the groups of the export dialog."""

    PEOPLE = "people"
    """To be read, printed, sent to somebody."""
    TOOLS = "tools"
    """To go on with it in another program."""
    KEEP = "keep"
    """To be kept, and to come back whole."""


class Preview(StrEnum):
    """How the beginning of an export is shown before it is written."""

    TEXT = "text"
    PAGE = "page"
    TABLE = "table"


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

Options = Mapping[str, str]
"""What was chosen of a format's options, by their names."""


class Certainty(IntEnum):
    """How surely a format recognises a file as its own."""

    NO = 0
    POSSIBLE = 1
    """By what others have, too."""
    LIKELY = 2
    """By what hardly another has."""
    SURE = 3
    """By its name, or by what it says of itself."""


class FileHead(NamedTuple):
    """The beginning of a file, or a folder, by which formats recognise it."""

    path: Path
    data: bytes = b""
    is_folder: bool = False

    @property
    def suffix(self) -> str:
        """The suffix of its name in lower case; that of a folder says nothing."""
        return "" if self.is_folder else self.path.suffix.lower()

    @property
    def start(self) -> bytes:
        """The first bytes that are neither a byte order mark nor blank."""
        return self.data.removeprefix(b"\xef\xbb\xbf").lstrip()


class Recognise(Protocol):
    """Says how surely a file is in the format; asked of every format for every file, so it is quick."""

    def __call__(self, head: FileHead, /) -> Certainty: ...


def suffixed(*suffixes: str) -> Recognise:
    """Recognises a file by its suffix."""
    return lambda head: Certainty.SURE if head.suffix in suffixes else Certainty.NO


def json_with(pattern: bytes, by_line: bool | None = False, certainty: Certainty = Certainty.LIKELY) -> Recognise:
    """Recognises JSON, whole or with a value a line (or, None, both), by what is found in its beginning."""

    def recognise(head: FileHead) -> Certainty:
        start = head.start
        fits = start[:1] in (b"[", b"{") and by_line in (None, head.suffix in (".jsonl", ".ndjson"))
        return certainty if fits and re.search(pattern, start) else Certainty.NO

    return recognise


class Read(Protocol):
    """Reads a file or folder: articles with what is marked in them, and what does not fit. May raise AnnotatorError."""

    def __call__(self, path: Path, choices: Choices, /) -> Iterator[Draft | Entry | Problem | Layers]: ...


class Parse(Protocol):
    """Reads the bytes of a file of a name, for what came from an address and is in no file."""

    def __call__(self, data: bytes, name: str, /) -> Parsed: ...


class Write(Protocol):
    """Writes articles to a file, holding one of them at a time."""

    def __call__(
        self, file: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], options: Options, /
    ) -> None: ...


class WriteOne(Protocol):
    """Gives the files of one article by their suffixes, first what a person would look at."""

    def __call__(self, content: Content, tags: Sequence[Tag], /) -> dict[str, bytes]: ...


class SidecarFiles(Protocol):
    """Gives the files that belong to an export: by suffix beside a file, by name in a folder."""

    def __call__(self, tags: Sequence[Tag], /) -> dict[str, bytes]: ...


class Warn(Protocol):
    """Gives a line for each thing of an article that is lost and is none of ``Carries``."""

    def __call__(self, content: Content, /) -> Iterator[str]: ...


class Keep(Protocol):
    """Gives tag and words of each span of an article that should be read back, where these are not simply all."""

    def __call__(self, content: Content, /) -> list[tuple[str, str]]: ...


class Reader(NamedTuple):
    """How a format is recognised and read."""

    read: Read
    recognise: Recognise = suffixed()
    read_back: Read | None = None
    """Reads what was written here as it comes, where ``read`` would hold it."""
    parse: Parse | None = None
    explicit: bool = False
    """It says everything itself: of its labels and places nothing has to be asked."""


class Writer(NamedTuple):
    """How a format is written: by ``write``, or by ``write_one`` if each article has files of its own, in a folder.

    ``recognise`` is for a format that cannot be read: what was written in it is no article.
    """

    write: Write | None = None
    write_one: WriteOne | None = None
    sidecar_files: SidecarFiles = lambda _tags: {}
    warnings: Warn | None = None
    kept: Keep | None = None
    skips_unmarked: bool = False
    """An article in which nothing is marked leaves no trace in it."""
    preview: Preview = Preview.TEXT
    recognise: Recognise = suffixed()


class Format(NamedTuple):
    """A format. ``unit``: what places are counted in, "" if there are none; ``needs``: a package that has to be there.

    It is only written where it has no reader, and only read where it has no writer.
    """

    name: str
    title: str
    suffix: str
    carries: frozenset[Carries]
    reader: Reader | None = None
    writer: Writer | None = None
    unit: str = "code points"
    purpose: Purpose = Purpose.TOOLS
    options: tuple[Option, ...] = ()
    needs: str = ""

    @property
    def reads(self) -> bool:
        """Whether it can be read."""
        return self.reader is not None

    @property
    def writes(self) -> bool:
        """Whether it can be written."""
        return self.writer is not None

    @property
    def folder(self) -> bool:
        """Whether several articles make a folder."""
        return self.writer is not None and self.writer.write_one is not None

    @property
    def is_there(self) -> bool:
        """Whether the package that it needs is installed; it is not imported, for that may take seconds."""
        return not self.needs or find_spec(self.needs) is not None

    def check_there(self) -> None:
        """Raises AnnotatorError if the package that it needs is not installed."""
        if not self.is_there:
            raise AnnotatorError(
                f"{self.title} needs the package {self.needs}: pip install {self.needs} beside Annotator."
            )
