"""Sources in what is dropped or pasted: the local files and the addresses of pages, as the system hands them over."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl

from annotator.readers.files import address_of


def sources_in(data: QMimeData) -> list[Path | str]:
    """The local files, then the addresses of pages."""
    urls = data.urls()
    found: list[Path | str] = [_path_of(url) for url in urls if url.isLocalFile()]
    others = [url.toString() for url in urls if not url.isLocalFile()] if urls else [data.text()]
    return found + [address for text in others if (address := address_of(text)) is not None]


def _path_of(url: QUrl) -> Path:
    """The file at a local address; its name may be in another encoding than UTF-8, which Qt cannot say."""
    path = url.toLocalFile()
    if "\ufffd" in path:
        path = os.fsdecode(unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded)))
    return Path(path)
