"""The kinds of files that articles come in, how each is recognised, and by whom it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from annotator.readers import docx, epub, html, markdown, mhtml, pdf, rtf
from annotator.readers.extracted_article import Reading

TEXT = "text"
"""What a file is that is nothing else."""

HTML = "html"
"""What pasted markup is."""


class Options(NamedTuple):
    """What the person knows of a file that it does not say itself."""

    encoding: str | None = None
    password: str | None = None
    url: str | None = None


class Kind(NamedTuple):
    """``recognises`` looks at a file's bytes; where they say nothing, its name may end with one of ``endings``."""

    name: str
    read: Callable[[bytes, Options], Reading]
    recognises: Callable[[bytes], bool] = lambda _: False
    endings: tuple[str, ...] = ()


KINDS = (
    Kind("pdf", lambda data, options: pdf.read(data, password=options.password), pdf.recognises),
    Kind("epub", lambda data, _: epub.read(data), epub.recognises),
    Kind("docx", lambda data, _: docx.read(data), docx.recognises),
    Kind("rtf", lambda data, _: rtf.read(data), rtf.recognises),
    Kind("mhtml", lambda data, _: mhtml.read(data), mhtml.recognises),
    Kind(
        HTML,
        lambda data, options: html.read(data, encoding=options.encoding, url=options.url),
        html.recognises,
        (".html", ".htm", ".xhtml"),
    ),
    Kind(
        "markdown",
        lambda data, options: markdown.read(data, encoding=options.encoding),
        endings=(".md", ".markdown"),
    ),
)


def kind_of(data: bytes, name: str) -> str:
    """The name of the kind of a file, by its bytes before its name; TEXT if none knows it."""
    for kind in KINDS:
        if kind.recognises(data):
            return kind.name
    return next((k.name for k in KINDS if name.lower().endswith(k.endings)), TEXT)


def read(kind: str, data: bytes, options: Options) -> Reading:
    """Read a file of a kind. Raises RefusedText, or whatever a damaged file does to a library."""
    return next(k for k in KINDS if k.name == kind).read(data, options)
