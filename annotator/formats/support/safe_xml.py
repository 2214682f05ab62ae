"""XML of other tools, read without trust: no document type, no entities, no names of files."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from annotator.errors import RefusedText

_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DEEPEST = 200


def parsed(data: bytes) -> ElementTree.Element:
    """The root of a document. Raises RefusedText if it is no XML, declares anything of its own, or is too deep."""
    head = data[:200_000]
    if _DECLARES.search(head if b"\0" not in head[:4] else head.replace(b"\0", b"")):
        raise RefusedText("The file declares a document type or entities of its own. It was not opened.")
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    depth = 0
    root: ElementTree.Element | None = None
    try:
        for first in range(0, len(data), 1 << 20):
            parser.feed(data[first : first + (1 << 20)])
            for event, element in parser.read_events():
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                if depth > _DEEPEST:
                    raise RefusedText(f"The file is nested more than {_DEEPEST} deep. It was not opened.")
        parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise RefusedText(f"The file is no sound XML: {error}.") from error
    if root is None:
        raise RefusedText("The file is no sound XML: there is nothing in it.")
    return root


def legal(text: str) -> str:
    """A text as XML can hold it: each control character is a space, so that every place stays where it is."""
    return _ILLEGAL.sub(" ", text)


def illegal(text: str) -> int:
    """How many characters of a text XML cannot hold."""
    return len(_ILLEGAL.findall(text))


def attribute(text: str) -> str:
    """A text as the quoted value of an attribute; line ends and tabs as references, or a reader makes them spaces."""
    from xml.sax.saxutils import quoteattr  # which loads half of what speaks HTTP

    return quoteattr(legal(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;", "\x85": "&#133;", "\u2028": "&#8232;"})


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]
