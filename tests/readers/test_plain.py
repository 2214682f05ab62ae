from pathlib import Path

import pytest

from annotator.errors import RefusedText
from annotator.formats.importing.parsing import parse_file
from annotator.readers.files import walk
from annotator.readers.plain import decode, read_plain
from annotator.readers.sandbox import Sandbox

GERMAN = "Die Brücke über den Fluß bleibt nach dem Sturm für sechs Wochen geschlossen, sagte die Behörde. " * 8
JAPANESE = "橋は嵐のあと六週間閉鎖されると当局は述べた。修理には三百万かかる見込みである。" * 12


@pytest.mark.parametrize(
    ("data", "encoding", "guessed"),
    [
        (GERMAN.encode("utf-8"), "utf-8", False),
        (b"\xef\xbb\xbf" + GERMAN.encode(), "utf-8", False),
        (b"\xff\xfe" + GERMAN.encode("utf-16-le"), "utf-16-le", False),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), "utf-16-be", False),
        (b"\xff\xfe\0\0" + GERMAN.encode("utf-32-le"), "utf-32-le", False),
        (GERMAN[:90].encode("cp1252"), "cp1252", True),
        (b"Content-Type: text/plain; charset=iso-8859-2\n" + "Žluťoučký".encode("iso-8859-2"), "iso-8859-2", False),
    ],
)
def test_encodings_in_order(data: bytes, encoding: str, guessed: bool) -> None:
    decoded = decode(data)
    assert (decoded.encoding.lower(), decoded.guessed) == (encoding, guessed)


@pytest.mark.parametrize(("text", "encoding"), [(GERMAN, "cp1252"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp")])
def test_a_longer_text_is_detected_and_said_to_be_a_guess(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.guessed
    assert decoded.text == text


def test_a_person_can_name_the_encoding() -> None:
    assert decode("Žluť".encode("iso-8859-2"), "iso-8859-2").text == "Žluť"
    with pytest.raises(RefusedText, match="no encoding called"):
        decode(b"x", "klingon")
    with pytest.raises(RefusedText, match="not valid utf-8"):
        decode(b"\xff", "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        "no mark".encode("utf-16-le"),
        bytes(range(1, 32)) * 20,
        b"word " * 9_000_000,
    ],
    ids=["empty", "png", "zip", "utf-16 without mark", "control", "long"],
)
def test_what_is_not_text_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(RefusedText) as refusal:
        read_plain(data, "x.txt")
    assert str(refusal.value).endswith(".")


def test_line_ends_and_marks_make_the_same_text() -> None:
    variants = ["A title\n\nA text\n", "A title\r\n\r\nA text\r\n", "A title\r\rA text\r", "\ufeffA title\n\nA text\n"]
    hashes = {read_plain(v.encode(), "x")[0].article.text_sha256 for v in variants}
    originals = {read_plain(v.encode(), "x")[0].article.origin.sha256 for v in variants}
    assert (len(hashes), len(originals)) == (1, 4)


def test_bad_paths_are_named_and_never_raise(tmp_path: Path, sandbox: Sandbox) -> None:
    sparse = tmp_path / "sparse.txt"
    with sparse.open("wb") as file:
        file.truncate(2 * 1024**3)
    assert "larger" in parse_file(sparse, sandbox).problems[0]
    assert "no file" in parse_file(tmp_path / "missing.txt", sandbox).problems[0]
    assert "folder" in parse_file(tmp_path, sandbox).problems[0]
    assert "ordinary" in parse_file(Path("/dev/zero"), sandbox).problems[0]


def test_a_folder_is_walked_by_name_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.txt", ".hidden", ".git/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [p.relative_to(tmp_path).as_posix() for p in walk([tmp_path])]
    assert found == ["b.txt", "a/y.txt", "a/z.txt"]
