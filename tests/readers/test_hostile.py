"""Files that mean harm, or are broken: each is refused in a sentence, or read, and soon."""

import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from annotator.errors import RefusedText
from annotator.formats.importing.parsing import parse_bytes, parse_file
from annotator.readers import sandbox
from annotator.readers.registry import Options
from annotator.readers.sandbox import Sandbox
from tests.blocking import without
from tests.readers import samples
from tests.readers.test_registry import SAMPLES

WORD = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document/>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><container>&b;</container>'


def bomb() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("word/document.xml", b" " * 150_000_000)
    return target.getvalue()


HOSTILE = {
    "an entity in a document": samples.zipped({"[Content_Types].xml": "<x/>", "word/document.xml": WORD}),
    "laughs in a book": samples.zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": LAUGHS}),
    "a bomb": bomb(),
    "a path out of the archive": samples.zipped({"../../word/evil.xml": "x", "word/document.xml": "<x/>"}),
    "an empty archive": samples.zipped({"word/none": ""}),
    "a book without a spine": samples.zipped({"mimetype": "application/epub+zip"}),
    "half a document": SAMPLES["docx"][: len(SAMPLES["docx"]) // 2],
    "half a book": SAMPLES["epub"][: len(SAMPLES["epub"]) // 2],
    "a head of a PDF": b"%PDF-1.7\n",
    "half a PDF without text": samples.pdf([[]])[:300],
    "rich text of nothing": b"{\\rtf1",
    "a web archive without a page": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--",
    "a page without text": b"<html><img src='file:///etc/passwd'></html>",
    "a page of one word": b"<html><body><p>" + b"x" * 5_000_000,
    "NUL in a page": b"<html><body><p>a\0b</p></body></html>",
    "nothing": b"",
    "blanks": b" \n\t\r\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(name: str, tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "file").write_bytes(HOSTILE[name])
    parsed = parse_file(tmp_path / "file", sandbox)
    assert parsed.entries == []
    (problem,) = parsed.problems
    assert problem.endswith(".") and "Traceback" not in problem


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_part_of_a_file_is_read_or_refused(kind: str, sandbox: Sandbox) -> None:
    data = SAMPLES[kind]
    for share in (3, 10, 50, 90, 99):
        try:
            parse_bytes(data[: len(data) * share // 100], "x", sandbox, kind=kind)
        except RefusedText as refusal:
            assert str(refusal).endswith(".")


def test_a_page_with_endless_attributes_is_read_or_given_up() -> None:
    page = b"<html><body><p " + b"".join(b"a%d='x' " % i for i in range(100_000)) + b">The bridge</p></body></html>"
    reader = Sandbox(seconds=2)
    try:
        assert "bridge" in reader.read("html", page, Options()).whole[0].text
    except RefusedText as refusal:
        assert "seconds" in str(refusal)
    finally:
        reader.stop()


def test_what_takes_too_long_is_given_up_and_the_next_file_is_read() -> None:
    reader = Sandbox(seconds=0.001)
    with pytest.raises(RefusedText, match="seconds"):
        reader.read("html", samples.PAGE.encode() * 50, Options())
    reader._seconds = 30
    assert reader.read("html", samples.PAGE.encode(), Options()).title == "Storm closes bridge"
    reader.stop()


def test_a_file_in_hand_is_given_up_when_somebody_asks() -> None:
    reader = Sandbox()
    answers: list[str] = []

    def read() -> None:
        with pytest.raises(RefusedText) as refusal:
            reader.read("html", samples.PAGE.encode() * 3_000, Options())
        answers.append(str(refusal.value))

    thread = threading.Thread(target=read)
    thread.start()
    while thread.is_alive():
        reader.interrupt()
        thread.join(0.05)
    assert "given up" in answers[0]
    reader.interrupt()  # nothing is read: nothing happens
    assert reader.read("html", samples.PAGE.encode(), Options()).title == "Storm closes bridge"
    reader.stop()


def test_a_process_that_dies_is_replaced() -> None:
    reader = Sandbox()
    reader.read("rtf", samples.RTF.encode(), Options())
    assert reader._process is not None
    reader._process.kill()
    reader._process.wait()
    assert reader.read("rtf", samples.RTF.encode(), Options()).pieces[0].text == "Storm closes bridge"
    reader.stop()


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, sandbox: Sandbox) -> None:
    for name, start in (("a.pdf", b"%PDF-1.4"), ("b.txt", b"text")):
        path = tmp_path / name
        with path.open("wb") as file:
            file.write(start)
            file.truncate(1024**3 + 1)
        (problem,) = parse_file(path, sandbox).problems
        assert "1 GB" in problem


def test_memory_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sandbox.MEMORY < 2 * 1024**3
    answer = sandbox._answer("html", b"<p>" * 10, Options())
    assert answer.startswith(b"E")


def test_half_a_pair_in_the_linked_data_of_a_page_costs_one_character(sandbox: Sandbox) -> None:
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Storm \\ud83c closes bridge", '
        '"author": "Staff \\udf09"}</script><article><h1>Storm</h1><p>The bridge is closed for six weeks.</p></article>'
    )
    (entry,) = parse_bytes(page.encode(), "page.html", sandbox).entries
    assert "The bridge is closed" in entry.new.article.text and entry.new.article.authors == ("Staff \ufffd",)


def test_an_encoding_may_be_called_anything(sandbox: Sandbox) -> None:
    for name in ("nul\0", "no such", "x" * 10_000):
        with pytest.raises(RefusedText, match="no encoding called"):
            parse_bytes(b"caf\xe9 and more", "x.txt", sandbox, options=Options(encoding=name))


def test_a_section_that_no_parser_knows_is_a_comment(sandbox: Sandbox) -> None:
    page = "<article><h1>Storm</h1><p>The bridge <![doctype x]>is closed<![foo[ y ]]> for weeks.</p></article>"
    (entry,) = parse_bytes(page.encode(), "page.html", sandbox).entries
    assert "The bridge is closed" in entry.new.article.text


@pytest.mark.parametrize(
    ("kind", "module"),
    [
        ("rtf", "striprtf.striprtf"),
        ("pdf", "pypdf"),
        ("docx", "docx"),
        ("html", "trafilatura"),
        ("html", "trafilatura.core"),
        ("markdown", "markdown_it"),
    ],
)
def test_a_part_of_ours_that_is_missing_is_no_fault_of_the_file(
    kind: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", without(tmp_path / "bare", module))
    reader = Sandbox()
    try:
        with pytest.raises(RefusedText, match=r"A part of the program could not be loaded: .*libmissing\.so\.2"):
            reader.read(kind, SAMPLES[kind], Options())
    finally:
        reader.stop()


def test_a_protected_file_without_what_decrypts_it_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", without(tmp_path / "bare", "cryptography", "Crypto"))
    reader = Sandbox()
    try:
        with pytest.raises(RefusedText, match="A part of the program could not be loaded: cryptography"):
            reader.read("pdf", samples.pdf([["A bridge."]], password="secret"), Options(password="secret"))
    finally:
        reader.stop()


def test_the_process_ends_with_the_work_it_was_started_for() -> None:
    with Sandbox() as reader:
        reader.read("rtf", samples.RTF.encode(), Options())
        process = reader._process
    assert process is not None and process.poll() is not None
