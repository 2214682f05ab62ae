"""ZIP archives, opened with suspicion: nothing is unpacked to disk, and nothing without a limit."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from annotator.errors import RefusedText

_MOST = 200 * 1024 * 1024
"""Bytes that all members may have, unpacked."""

_MOST_MEMBERS = 10_000
_MOST_AT_ONCE = 64 * 1024 * 1024
"""Bytes that one member may have, unpacked."""

_RATIO = 200
"""How many times larger than the file all members may be."""

_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Zipped:
    """ZIP archive by its members. Raises RefusedText for an archive that is damaged, a bomb, or encrypted."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            members = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise RefusedText(f"The file is damaged: {error}.") from error
        size = sum(m.file_size for m in members)
        if len(members) > _MOST_MEMBERS or size > _MOST or size > max(_RATIO * len(data), 1_000_000):
            raise RefusedText("The file unpacks to far more than an article. It was not opened.")
        self.names = [m.filename for m in members]

    def read(self, name: str, *, xml: bool = False) -> bytes:
        """Bytes of one member; with ``xml`` it may declare neither a document type nor entities. Raises RefusedText."""
        try:
            with self._archive.open(name) as member:
                data = member.read(_MOST_AT_ONCE + 1)
        except KeyError:
            raise RefusedText(f"The file is damaged: it has no {name}.") from None
        except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as error:
            raise RefusedText(f"The file is damaged or encrypted: {error}.") from error
        if len(data) > _MOST_AT_ONCE:
            raise RefusedText("The file unpacks to far more than an article. It was not opened.")
        if xml and _DECLARES.search(data):
            raise RefusedText("The file declares entities of its own, which no word processor does. It was not opened.")
        return data
