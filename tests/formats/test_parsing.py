import os
from pathlib import Path

import pytest

from annotator.formats.importing import parsing
from annotator.formats.importing.detection import format_of
from annotator.readers.sandbox import Sandbox


def test_the_kind_is_found_from_the_content(sandbox: Sandbox) -> None:
    text = parsing.parse_bytes(b"{ this is a text about brackets", "x.txt", sandbox)
    assert [e.new.article.origin.media_type for e in text.entries] == ["text/plain"]
    empty = b'\xef\xbb\xbf {"format": "annotator", "version": 1, "articles": []}'
    native = parsing.parse_bytes(empty, "x.txt", sandbox)
    assert native.entries == [] and native.problems == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, sandbox: Sandbox) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert format_of(tmp_path / "pipe") is None
    assert parsing.parse_file(tmp_path / "pipe", sandbox).problems == ["pipe is not an ordinary file."]
