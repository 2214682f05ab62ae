"""UIMA CAS as XMI (docs of INCEpTION, formats-uimaxmi; OASIS UIMA 1.0), and the type system that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from annotator.formats.base import ALL, Carries, Certainty, FileHead, Format, Reader, Writer
from annotator.formats.importing.draft import Unit
from annotator.formats.support.safe_xml import attribute, illegal, legal, local, parsed
from annotator.formats.support.uima import ANNOTATION, TYPES, Structure, features, read_files
from annotator.model import TAGS, Content, Tag
from annotator.readers.files import read_bytes

_XMI = "http://www.omg.org/XMI"
_OURS = "http:///webanno/custom.ecore"
_TYPES = "TypeSystem.xml"


def sidecar_files(_tags: Sequence[Tag]) -> dict[str, bytes]:
    """The type system, which whoever reads the XMI needs."""
    types = "".join(
        f"    <typeDescription>\n      <name>{name}</name>\n      <description/>\n"
        f"      <supertypeName>{ANNOTATION}</supertypeName>\n      <features>\n"
        + "".join(
            f"        <featureDescription><name>{feature}</name><description/>"
            f"<rangeTypeName>{range_}</rangeTypeName></featureDescription>\n"
            for feature, range_ in there.items()
        )
        + "      </features>\n    </typeDescription>\n"
        for name, there in TYPES.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return {
        _TYPES: (
            f'{head}<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n  <types>\n{types}'
            "  </types>\n</typeSystemDescription>\n"
        ).encode()
    }


def warnings(content: Content) -> Iterator[str]:
    """A line for a text that is not the same afterwards."""
    count = illegal(content.article.text)
    if count:
        yield f"{content.article.title:.60}: {count} control characters become spaces, for XML cannot hold them"


def write_one(content: Content, tags: Sequence[Tag] = TAGS) -> dict[str, bytes]:
    """The XMI of an article."""
    text = content.article.text
    spans, arcs = features(content, tags, text)
    lines = [
        f'  <custom:NewsSpan xmi:id="{s.id}" sofa="1" begin="{s.begin}" end="{s.end}"'
        + "".join(f" {name}={attribute(value)}" for name, value in s.values.items())
        + "/>\n"
        for s in spans
    ]
    lines += [
        f'  <custom:NewsRelation xmi:id="{a.id}" sofa="1" begin="{a.begin}" end="{a.end}" Governor="{a.governor}" '
        f'Dependent="{a.dependent}" label={attribute(a.label)} annotator={attribute(a.annotator)}/>\n'
        for a in arcs
    ]
    end = len(spans) + len(arcs) + 2
    members = " ".join(str(i) for i in range(2, end + 1))
    length = len(text.encode("utf-16-le")) // 2
    return {
        ".xmi": (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xmi:XMI xmlns:xmi="{_XMI}" xmlns:cas="http:///uima/cas.ecore" xmlns:tcas="http:///uima/tcas.ecore" '
            f'xmlns:custom="{_OURS}" xmi:version="2.0">\n  <cas:NULL xmi:id="0"/>\n{"".join(lines)}'
            f'  <tcas:DocumentAnnotation xmi:id="{end}" sofa="1" begin="0" end="{length}" '
            f"language={attribute(content.article.language or 'x-unspecified')}/>\n"
            f'  <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" '
            f'sofaString={attribute(legal(text))}/>\n  <cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'
        ).encode()
    }


def _structures(path: Path) -> Iterator[Structure]:
    packages = {"http:///uima/tcas.ecore": "uima.tcas", "http:///uima/cas.ecore": "uima.cas"}
    for element in parsed(read_bytes(path)):
        namespace, _, name = element.tag.removeprefix("{").rpartition("}")
        package = packages.get(namespace, namespace.removeprefix("http:///").removesuffix(".ecore").replace("/", "."))
        values = {local(key): value for key, value in element.attrib.items()}
        yield Structure(values.get("id", ""), f"{package}.{name}", values)


def recognise(head: FileHead) -> Certainty:
    """Recognises a file by its suffix, the file of the types, and by it the folder that it is in."""
    is_folder = head.is_folder and (head.path / _TYPES).is_file()
    return Certainty.SURE if is_folder or head.suffix == ".xmi" or head.path.name == _TYPES else Certainty.NO


read = partial(read_files, ".xmi", _structures, (Unit.UTF16,))
FORMAT = Format(
    "cas-xmi",
    "UIMA CAS XMI",
    ".xmi",
    ALL - {Carries.FRAGMENTS, Carries.DETAILS},
    Reader(read, recognise),
    Writer(write_one=write_one, sidecar_files=sidecar_files, warnings=warnings),
    unit="UTF-16",
)
