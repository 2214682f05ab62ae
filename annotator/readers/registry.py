"""Registry of readers: the kinds of files that articles come in, how each is recognised, and what reads it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

from annotator.readers import docx, epub, html, markdown, mhtml, pdf, rtf
from annotator.readers.extracted_article import Reading

TEXT = "text"
"""What a file is that is nothing else."""

HTML = "html"
"""What pasted markup is."""


class Options(NamedTuple):
    """Options of reading: what the person knows of a file that it does not say itself."""

    encoding: str | None = None
    password: str | None = None
    url: str | None = None


class Kind(NamedTuple):
    """Kind of file. ``recognises`` looks at its bytes; if they say nothing, its name ends with one of ``endings``."""

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
    Kind("markdown", lambda data, how: markdown.read(data, encoding=how.encoding), endings=(".md", ".markdown")),
)


def kind_of(data: bytes, name: str) -> str:
    """Name of the kind of a file, by its bytes before its name; TEXT if none knows it."""
    by_bytes = (k.name for k in KINDS if k.recognises(data))
    by_name = (k.name for k in KINDS if name.lower().endswith(k.endings))
    return next(chain(by_bytes, by_name), TEXT)


def read(kind: str, data: bytes, options: Options) -> Reading:
    """Reading of a file of a kind. Raises RefusedText, or whatever a damaged file does to a library."""
    return next(k for k in KINDS if k.name == kind).read(data, options)
