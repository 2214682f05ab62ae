"""Files, from paths to bytes: nothing endless is opened, and nothing large is read before its size is known."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotator.errors import RefusedText

MAX_FILE = 1024**3
"""The largest file that is read as a whole, in bytes: an export of a large library may have this size."""


def shown(path: Path | str) -> str:
    """A path or a name as it is told and stored: bytes in it that are no UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def is_address(text: str) -> bool:
    """Whether a text is the address of a web page and nothing else."""
    return bool(re.fullmatch(r"https?://[^\s/]\S*", text.strip(), re.IGNORECASE))


_BARE = re.compile(
    r"(?:(?P<name>(?:[\w-]+\.)+(?P<last>[^\W\d_]{2,}|xn--[\w-]+))|localhost(?=[:/])|\[[\da-f:]+\]|\d+(?:\.\d+){3})"
    r"(?::\d+)?(?P<rest>[/?#]\S*)?",
    re.IGNORECASE,
)
_ENDINGS = frozenset(
    (
        *("txt", "text", "md", "html", "htm", "xhtml", "mhtml", "mht", "pdf", "doc", "docx", "odt", "rtf", "epub"),
        *("json", "jsonl", "csv", "tsv", "xml", "zip", "pages", "sh"),
    )
)
"""What files are called, and hardly a site is."""

_COUNTRY = re.compile(
    r"a[cdefgilmorstuwxz]|b[abdefghijmnorstwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[cegrstu]|f[ijkmor]|"
    r"g[adefghilmnpqrstuwy]|h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]|l[abcikrstuvy]|"
    r"m[acdeghklmnopqrstuvwxyz]|n[acefgilopruz]|o[m]|p[aefghklmnrstwy]|q[a]|r[eosuw]|"
    r"s[abcdeghiklmnorstuvxyz]|t[cdfghjklmnortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]"
)
_SITE = re.compile(rf"com|org|net|edu|gov|mil|int|info|biz|news|press|media|online|blog|app|dev|{_COUNTRY.pattern}")
"""The endings by which a site is known without anything else: others may end the name of any file, or a sentence."""


def _looks_like_site(bare: re.Match[str]) -> bool:
    """Whether it is a site's by its looks: “Hello.World” is where two sentences meet, “mr.smith” somebody's name."""
    last, rest = bare["last"] or "", bare["rest"] or ""
    if not last or last.lower().startswith("xn--") or bare["name"].lower().startswith("www."):
        return True
    if last.lower() in _ENDINGS:
        return bool(rest and _COUNTRY.fullmatch(last))
    if _SITE.fullmatch(last) or (not last.isascii() and last == last.lower()):
        return True
    return len(rest) > 1 and rest.rpartition(".")[2].lower() not in _ENDINGS


def address_of(text: str) -> str | None:
    """Address of a web page that a text is, typed with or without ``https://``; None if it is something else."""
    text = text.strip()
    if is_address(text):
        return text
    bare = _BARE.fullmatch(text.removeprefix("//"))
    if bare is None or not _looks_like_site(bare):
        return None
    return f"https://{bare[0]}"


def source_of(text: str) -> Path | str:
    """Source that a person names: a file, if there is one of that name, else a web page by its address."""
    address = address_of(text) if is_address(text) or not os.path.lexists(text) else None
    return address or Path(text).absolute()


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """Files among ``paths`` and, by name, those in the folders among them; hidden ones are left out there."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, names, files in os.walk(path):
            names[:] = sorted(n for n in names if not n.startswith("."))
            yield from (Path(folder, f) for f in sorted(files) if not f.startswith("."))


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """File, open to be read piece by piece. Raises RefusedText if it is no regular file or cannot be read."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise RefusedText(f"{shown(path.name)} is a folder, not a file.")
        if not stat.S_ISREG(mode):
            raise RefusedText(f"{shown(path.name)} is not an ordinary file.")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise RefusedText(f"There is no file {shown(path)}. Check the name.") from None
    except OSError as error:
        raise RefusedText(f"{shown(path.name)} cannot be read: {error.strerror or error}.") from error


def read_bytes(path: Path) -> bytes:
    """Bytes of a regular file of at most MAX_FILE. Raises RefusedText if it is anything else."""
    with opened(path) as file:
        if os.fstat(file.fileno()).st_size > MAX_FILE:
            raise RefusedText(f"{shown(path.name)} is larger than 1 GB, far more than an article.")
        return file.read()
