"""brat standoff (brat.nlplab.org/standoff.html): DOC.txt and DOC.ann, and annotation.conf for the folder.

Places are code points, half-open. brat wants one-line annotations, so a span over line ends is written as fragments,
which are joined by one space in the text of its line; line ends at its own ends are not kept. Labels are one word:
``ImageCredit``. The text must stand in the file as it is cut from the document, or brat refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from annotator.errors import RefusedText
from annotator.formats.base import FLAT, Carries, Certainty, FileHead, Format, Reader, Writer
from annotator.formats.importing.draft import Choices, Draft, Mark, Problem, Relation, Unit
from annotator.formats.importing.label_mapping import camel
from annotator.model import FIELDS, TAGS, Annotation, Content, LinkKind, Scalar, Span, Tag
from annotator.readers.files import read_bytes, shown, walk

_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_TEXT_BOUND = re.compile(r"(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?")
_RELATION = re.compile(r"(R\S+)\t(\S+) (\S+?):(\S+) (\S+?):(\S+)\s*")
_ATTRIBUTE = re.compile(r"[AM]\S+\t(\S+) (?P<mark>\S+)(?: (.+?))?\s*")
_NORMALISED = re.compile(r"N\S+\t\S+ (?P<mark>\S+) (\S+?)(?:\t(.*))?")
_NOTE = re.compile(r"#\S*\t\S+ (?P<mark>\S+)\t(.*)")
_ABOUT = {_NOTE: "is a note on", _NORMALISED: "normalises", _ATTRIBUTE: "is an attribute of"}
_EQUIV = re.compile(r"\*\t(\S+) (.+)")
_CONFIGURATION = "annotation.conf"
_RELATIONS = {LinkKind.ATTRIBUTED_TO: "AttributedTo", LinkKind.VIA: "Via"}


def sidecar_files(tags: Sequence[Tag]) -> dict[str, bytes]:
    """annotation.conf: what brat has to know of the labels."""
    entities = [camel(tag.id, tags) for tag in tags]
    lines = ["[entities]", *entities, "", "[relations]", "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"]
    lines += [f"{name}\tArg1:<ENTITY>, Arg2:<ENTITY>" for name in _RELATIONS.values()]
    lines += ["", "[events]", "", "[attributes]"]
    for tag in tags:
        for field in FIELDS.get(tag.id, ()):
            values = "|".join(choice for choice, _ in field.choices)
            if values:
                lines.append(f"{_attribute(tag.id, field.name)}\tArg:{camel(tag.id, tags)}, Value:{values}")
    return {_CONFIGURATION: ("\n".join(lines) + "\n").encode()}


def _attribute(tag_id: str, name: str) -> str:
    """The name of an attribute, with its tag where other tags have one of the same name and other values."""
    shared = sum(any(f.name == name for f in fields) for fields in FIELDS.values()) > 1
    return "".join(w.capitalize() for w in f"{tag_id}_{name}".split("_")) if shared else name.capitalize()


def lines_of(text: str, fragments: Iterable[Span]) -> tuple[Span, ...]:
    """The fragments cut at line ends, without the line ends, as brat wants them."""
    cut: list[Span] = []
    for start, end in fragments:
        place = start
        for gap in _BREAK.finditer(text, start, end):
            cut.append((place, gap.start()))
            place = gap.end()
        cut.append((place, end))
    return tuple((s, e) for s, e in cut if s < e)


def kept(content: Content) -> list[tuple[str, str]]:
    """Tag and text of each annotation as the file holds it; one of line ends alone cannot be held."""
    text = content.article.text
    pieces = ((a.tag, lines_of(text, a.fragments)) for a in content.annotations)
    return [(tag, " ".join(text[s:e] for s, e in cut)) for tag, cut in pieces if cut]


def write_one(content: Content, tags: Sequence[Tag] = TAGS) -> dict[str, bytes]:
    """The two files of an article."""
    text = content.article.text
    lines: list[str] = []
    ids: dict[str, str] = {}
    numbers = count(1), count(1)
    for annotation in content.annotations:
        cut = lines_of(text, annotation.fragments)
        if not cut:
            continue
        id_ = ids[annotation.id] = f"T{len(ids) + 1}"
        places = ";".join(f"{start} {end}" for start, end in cut)
        quote = " ".join(text[start:end] for start, end in cut)
        lines.append(f"{id_}\t{camel(annotation.tag, tags)} {places}\t{quote}")
        lines += _attributes(annotation, id_, *numbers)
    links = [link for link in content.links if link.from_id in ids and link.to_id in ids]
    lines += [
        f"R{i}\t{_RELATIONS[link.kind]} Arg1:{ids[link.from_id]} Arg2:{ids[link.to_id]}"
        for i, link in enumerate(links, 1)
    ]
    return {".ann": "".join(f"{line}\n" for line in lines).encode(), ".txt": text.encode()}


def _attributes(annotation: Annotation, id_: str, attributes: Iterator[int], notes: Iterator[int]) -> Iterator[str]:
    chosen = {field.name for field in FIELDS.get(annotation.tag, ()) if field.choices}
    for name, value in annotation.attributes:
        if name in chosen:
            yield f"A{next(attributes)}\t{_attribute(annotation.tag, name)} {id_} {value}"
        else:
            yield f"#{next(notes)}\tAttribute {id_}\t{name}={_one_line(value)}"
    if annotation.note:
        yield f"#{next(notes)}\tAnnotatorNotes {id_}\t{_one_line(annotation.note)}"


def _one_line(value: Scalar) -> str:
    """A note on one line: a backslash before what would end the line or be taken for this."""
    return str(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def _several_lines(text: str) -> str:
    found = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(.)", lambda m: found.get(m[1], m[1]), text)


def recognise(head: FileHead) -> Certainty:
    """Recognises a folder in which there are annotations, however deep, such a file, and what is said of its labels."""
    if not head.is_folder:
        return Certainty.SURE if head.suffix == ".ann" or head.path.name == _CONFIGURATION else Certainty.NO
    found = next(head.path.rglob("*.ann"), None) is not None
    return Certainty.LIKELY if found else Certainty.NO


def read(path: Path, _choices: Choices) -> Iterator[Draft | Problem]:
    """The documents of a folder (and the folders in it, one an annotator, as some corpora have them), or one of them.

    An .ann without its .txt, and a .txt without an .ann, are named.
    """
    folder = path if path.is_dir() else path.parent
    files = [f for f in walk([path]) if f.suffix in (".ann", ".txt")]
    stems = dict.fromkeys(f.with_suffix("") for f in files)
    for stem in stems:
        where = shown(stem.relative_to(folder))
        text, ann = stem.with_name(stem.name + ".txt"), stem.with_name(stem.name + ".ann")
        if not ann.exists():
            yield Problem(f"{where}.txt", "there is no .ann file beside it")
        elif not text.exists():
            yield Problem(f"{where}.ann", "there is no .txt file beside it; its text has to be there")
        else:
            yield from _read_pair(text, ann, where, shown(stem.parent.name) if stem.parent != folder else "")
    if not stems:
        raise RefusedText("There are no .txt and .ann files of brat in there.")


def _read_pair(text_file: Path, ann_file: Path, where: str, annotator: str) -> Iterator[Draft | Problem]:
    try:
        text = read_bytes(text_file).decode("utf-8-sig")
        lines = read_bytes(ann_file).decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        yield Problem(where, "it is not UTF-8")
        return
    if not text.strip():
        yield Problem(f"{where}.txt", "there is no text in it")
        return
    draft = Draft(where, text, units=(Unit.CODE_POINTS, Unit.UTF16), details={"title": Path(where).name})
    marks: dict[str, Mark] = {}
    rest: list[tuple[int, str]] = []
    for number, line in enumerate((line.rstrip("\r") for line in lines), 1):
        match = _TEXT_BOUND.fullmatch(line)
        if match:
            pairs = (pair.split() for pair in match[3].split(";"))
            fragments = tuple((int(start), int(end)) for start, end in pairs)
            fragments = _over_lines(text, fragments)
            marks[match[1]] = Mark(match[2], fragments, quote=match[4], key=match[1], annotator=annotator)
        elif line.strip():
            rest.append((number, line))
    for number, line in rest:
        problem = _read_line(line, marks, draft)
        if problem:
            yield Problem(f"{where}.ann line {number}", f"{problem}: {line:.60}")
    draft.marks = list(marks.values())
    yield draft


def _over_lines(text: str, fragments: tuple[Span, ...]) -> tuple[Span, ...]:
    """Fragments with nothing but line ends between them are one span, as it was before it was written."""
    joined = list(fragments[:1])
    for start, end in fragments[1:]:
        if _BREAK.fullmatch(text[joined[-1][1] : start]):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return tuple(joined)


def _read_line(line: str, marks: dict[str, Mark], draft: Draft) -> str:
    """Take one line that is no text-bound annotation; why it cannot be taken, "" if it can."""
    if match := _RELATION.fullmatch(line):
        if match[4] not in marks or match[6] not in marks:
            return "it joins what is not there"
        draft.relations.append(Relation(match[2], match[4], match[6]))
        return ""
    if match := _EQUIV.fullmatch(line):
        first, *others = match[2].split()
        draft.relations += (Relation(match[1], first, other) for other in others)
        return "" if {first, *others} <= marks.keys() else "it joins what is not there"
    match = next(filter(None, (pattern.fullmatch(line) for pattern in _ABOUT)), None)
    if match is None:
        return "events are not known here" if line.startswith("E") else "it is no line of brat’s"
    mark = marks.get(match["mark"])
    if mark is None:
        return f"it {_ABOUT[match.re]} what is not a span"
    marks[match["mark"]] = _said_of(mark, match)
    return ""


def _said_of(mark: Mark, match: re.Match[str]) -> Mark:
    """The mark with what a line says of it."""
    said: list[tuple[str, Scalar]] = []
    if match.re is _NOTE:
        text = _several_lines(match[2])
        name, sign, value = text.partition("=")
        if "\tAttribute " not in match.string or not sign:
            return mark._replace(note="\n".join(filter(None, (mark.note, text))))
        said = [(name, value)]
    elif match.re is _NORMALISED:
        said = [(name, value) for name, value in (("gazetteer_id", match[2]), ("name", match[3])) if value]
    else:
        names = (f.name for tag_id, fields in FIELDS.items() for f in fields if _attribute(tag_id, f.name) == match[1])
        said = [(next(names, match[1]), match[3] or True)]
    return mark._replace(attributes=(*mark.attributes, *said))


FORMAT = Format(
    "brat",
    "brat standoff",
    "",
    FLAT | {Carries.FRAGMENTS, Carries.LINKS, Carries.NOTES, Carries.ATTRIBUTES},
    Reader(read, recognise),
    Writer(write_one=write_one, sidecar_files=sidecar_files, kept=kept),
)
