"""REFI-QDA 1.5 (qdasoftware.org): a project (.qdpx, a ZIP of project.qde and its sources) or a codebook (.qdc).

Places are code points, half-open; line ends are LF. Other programs count UTF-16, or count CR LF as one or two: which
of these it is shows in the names of the selections, which are mostly the beginnings of what they select. The elements
of a selection stand in the order that the schema wants: Description, Coding, NoteRef.
"""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element

from annotator import __version__
from annotator.errors import RefusedText
from annotator.formats.base import FLAT, Carries, Format, Options, Reader, Writer, suffixed
from annotator.formats.exporting.flattening import flat
from annotator.formats.importing.draft import Choices, Draft, Mark, Problem, Unit
from annotator.formats.support.safe_xml import attribute, legal, local, parsed
from annotator.model import Annotation, Content, Tag, now
from annotator.readers.files import read_bytes
from annotator.readers.zipped import Zipped

_PROJECT, _CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_OURS = uuid.UUID("0d0f2a54-9e0b-4a0f-8f3b-2d5b0c1f7a6e")
_SHORT = 100
"""How much of what it selects is the name of a selection."""


def _guid(what: str) -> str:
    return str(uuid.uuid5(_OURS, what)).upper()


def _codes(tags: Sequence[Tag]) -> str:
    return "".join(
        f'<Code guid="{_guid("code " + t.id)}" name={attribute(t.name)} isCodable="true" color={attribute(t.color)}/>\n'
        for t in tags
    )


def sidecar_files(tags: Sequence[Tag]) -> dict[str, bytes]:
    """The codebook alone."""
    return {
        ".qdc": (
            f'<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="{_CODEBOOK}" '
            f'origin="Annotator {__version__}">\n<Codes>\n{_codes(tags)}</Codes>\n</CodeBook>\n'
        ).encode()
    }


def write(target: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], _: Options) -> None:
    """Write one project; each text is a file of it."""
    users: dict[str, None] = {}
    sources: list[str] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for content in contents:
            guid = _guid(f"text {content.article.text_sha256}")
            archive.writestr(f"Sources/{guid}.txt", content.article.text.encode())
            users.update(dict.fromkeys(a.annotator for a in content.annotations))
            sources.append(_source(content, guid))
        moment = attribute(now())
        there = "".join(f'<User guid="{_guid("user " + u)}" name={attribute(u or "?")}/>\n' for u in users)
        project = (
            f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{_PROJECT}" name="Annotator" '
            f'origin="Annotator {__version__}" creationDateTime={moment}>\n'
            + (f"<Users>\n{there}</Users>\n" if there else "")
            + f"<CodeBook>\n<Codes>\n{_codes(tags)}</Codes>\n</CodeBook>\n"
            + (f"<Sources>\n{''.join(sources)}</Sources>\n" if sources else "")
            + "</Project>\n"
        )
        archive.writestr("project.qde", project.encode())


def _source(content: Content, guid: str) -> str:
    article = content.article
    parts = "".join(
        _selection(article.text, p.annotation, (p.start, p.end), f"{p.annotation.id} {p.start}")
        for p in flat(content).parts
    )
    return (
        f'<TextSource guid="{guid}" name={attribute(article.title)} plainTextPath="internal://{guid}.txt" '
        f"creationDateTime={attribute(article.imported_at)}>\n{parts}</TextSource>\n"
    )


def _selection(text: str, annotation: Annotation, span: tuple[int, int], name: str) -> str:
    start, end = span
    by = f' creatingUser="{_guid("user " + annotation.annotator)}" creationDateTime={attribute(annotation.created_at)}'
    quote = attribute(" ".join(text[start : min(end, start + _SHORT)].split()) or "–")
    note = annotation.note if start == annotation.fragments[0][0] else ""
    said = f"<Description>{_escaped(note)}</Description>" if note else ""
    return (
        f'<PlainTextSelection guid="{_guid("selection " + name)}" name={quote} startPosition="{start}" '
        f'endPosition="{end}"{by}>{said}<Coding guid="{_guid("coding " + name)}"{by}>'
        f'<CodeRef targetGUID="{_guid("code " + annotation.tag)}"/></Coding></PlainTextSelection>\n'
    )


def _escaped(text: str) -> str:
    return legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def read(path: Path, _choices: Choices) -> Iterator[Draft | Problem]:
    """The text sources of a project with their coded selections. What is no text is named."""
    data = read_bytes(path)
    archive = Zipped(data) if data[:2] == b"PK" else None
    if archive is not None:
        name = next((n for n in archive.names if n.lower().endswith(".qde")), "")
        if not name:
            raise RefusedText("There is no project (.qde) in the file.")
        data = archive.read(name)
    root = parsed(data)
    if local(root.tag) == "CodeBook":
        raise RefusedText("The file is a codebook: it has codes and no texts. Bring in the project (.qdpx).")
    codes = {e.get("guid", ""): e.get("name", "") for e in root.iter() if local(e.tag) == "Code"}
    users = {e.get("guid", ""): e.get("name", "") for e in root.iter() if local(e.tag) == "User"}
    notes = {e.get("guid", ""): _text_of(e, archive, "PlainTextContent") for e in root.iter() if local(e.tag) == "Note"}
    for number, source in enumerate(_children(root, "Sources"), 1):
        where = source.get("name") or f"source {number}"
        if local(source.tag) != "TextSource":
            yield Problem(where, f"it is a {local(source.tag)}, not a text")
            continue
        try:
            text = _text_of(source, archive, "PlainTextContent")
        except RefusedText as refusal:
            yield Problem(where, str(refusal))
            continue
        if not text.strip():
            yield Problem(where, "its text is not in the file")
            continue
        draft = Draft(where, text, units=(Unit.CODE_POINTS, Unit.UTF16), details={"title": where})
        for selection in source:
            if local(selection.tag) == "PlainTextSelection":
                draft.marks += _marks(selection, codes, users, notes)
        yield draft


def _children(root: Element, name: str) -> Iterator[Element]:
    for element in root:
        if local(element.tag) == name:
            yield from element


def _text_of(element: Element, archive: Zipped | None, inner: str) -> str:
    """The text that a source or note holds in itself or in a file of the archive."""
    for child in element:
        if local(child.tag) == inner:
            return child.text or ""
    path = element.get("plainTextPath", "")
    if not path or archive is None:
        return ""
    wanted = path.partition("://")[2].replace("\\", "/").rpartition("/")[2]
    member = next((n for n in archive.names if n.replace("\\", "/").rpartition("/")[2] == wanted), None)
    if member is None:
        return ""
    data = archive.read(member)
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _marks(selection: Element, codes: dict[str, str], users: dict[str, str], notes: dict[str, str]) -> Iterator[Mark]:
    try:
        span = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
    except ValueError:
        span = -1, -1
    said = [e.text or "" for e in selection if local(e.tag) == "Description"]
    said += (notes.get(e.get("targetGUID", ""), "") for e in selection if local(e.tag) == "NoteRef")
    for coding in selection:
        for reference in coding if local(coding.tag) == "Coding" else ():
            if local(reference.tag) == "CodeRef":
                yield Mark(
                    codes.get(reference.get("targetGUID", ""), "") or "code",
                    (span,),
                    quote=selection.get("name") or None,
                    hint=True,
                    note="\n".join(filter(None, said)),
                    annotator=users.get(coding.get("creatingUser", "") or selection.get("creatingUser", ""), ""),
                )


FORMAT = Format(
    "refi-qda",
    "REFI-QDA project",
    ".qdpx",
    FLAT | {Carries.NOTES, Carries.ANNOTATORS},
    Reader(read, suffixed(".qdpx", ".qde", ".qdc")),
    Writer(write, sidecar_files=sidecar_files),
)
