"""Every format with the same awkward articles: written, proven, read again, and what is lost is said before."""

import io
import json
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from annotator.errors import AnnotatorError
from annotator.formats.base import Carries, Format, Options, Reader
from annotator.formats.codecs.table import read_table
from annotator.formats.exporting.export import Contents, export, write_to
from annotator.formats.exporting.flattening import flat
from annotator.formats.exporting.loss_report import in_words, losses, warnings
from annotator.formats.exporting.verification import NotVerified
from annotator.formats.importing.assembly import assemble
from annotator.formats.importing.detection import format_of
from annotator.formats.importing.draft import NO_CHOICES, Choices, Draft, Mark, Unit
from annotator.formats.importing.parsing import parse_annotations, questions
from annotator.formats.importing.result import Entry, Parsed
from annotator.formats.registry import formats, named
from annotator.formats.support.json_lines import is_by_line
from annotator.model import TAGS, Content, Tag
from annotator.text.passages import quote_of
from tests.formats import golden
from tests.formats.awkward import AWKWARD, many
from tests.formats.awkward import content as made
from tests.formats.outside import installed
from tests.formats.outside_format import FORMAT as OUTSIDE

pytestmark = pytest.mark.usefixtures("qapp")  # a PDF is written by whatever application there is

UNITS = {"code points": Unit.CODE_POINTS, "UTF-16": Unit.UTF16}


OURS = list(formats().values())
THERE = [f for f in (*OURS, OUTSIDE) if f.is_there]
WRITTEN = [f for f in THERE if f.writes]
BOTH = [f for f in WRITTEN if f.reads]


@pytest.fixture(autouse=True, scope="module")
def another_package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with installed(tmp_path_factory.mktemp("site")):
        yield


def names(some: list[Format]) -> list[str]:
    return [f.name for f in some]


def written(format_: Format, folder: Path, contents: list[Content]) -> Path:
    target = folder / f"out{format_.suffix if not format_.folder else ''}"
    export(format_, target, source(contents), TAGS, {})
    return target


def forgetful(format_: Format, only: Content | None = None) -> Format:
    """The same format written by somebody who forgets what is marked, in all articles or in one."""
    writer = format_.writer
    assert writer is not None

    def without(content: Content) -> Content:
        return content._replace(annotations=[], links=[]) if only is None or content is only else content

    def write(file: BinaryIO, contents: Iterable[Content], tags: Sequence[Tag], options: Options) -> None:
        assert writer is not None and writer.write is not None
        writer.write(file, map(without, contents), tags, options)

    def write_one(content: Content, tags: Sequence[Tag]) -> dict[str, bytes]:
        assert writer is not None and writer.write_one is not None
        return writer.write_one(without(content), tags)

    changed = writer._replace(write_one=write_one) if writer.write_one else writer._replace(write=write)
    return format_._replace(writer=changed)


def source(contents: list[Content]) -> Contents:
    return lambda: (c for c in contents)


def whole(path: Path, format_: Format, choices: Choices = NO_CHOICES) -> Parsed:
    """All parts of a file as one."""
    first, *more = parse_annotations(path, format_, choices)
    for part in more:
        assert part.continues
        first.entries += part.entries
        first.problems += part.problems
    return first


def read(format_: Format, path: Path, contents: list[Content]) -> Parsed:
    known = {c.article.text_sha256: c.article for c in contents}
    return whole(path, format_, Choices(unit=UNITS.get(format_.unit), known=known.get))


@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize("format_", WRITTEN, ids=names(WRITTEN))
def test_an_awkward_article_is_written_and_proven(format_: Format, name: str, tmp_path: Path) -> None:
    target = written(format_, tmp_path, [AWKWARD[name]])
    assert target.exists()
    assert not list(tmp_path.glob(".annotator-*"))


@pytest.mark.parametrize("format_", BOTH, ids=names(BOTH))
def test_all_awkward_articles_come_back_in_one_file(format_: Format, tmp_path: Path) -> None:
    contents = list(AWKWARD.values())
    parsed = read(format_, written(format_, tmp_path, contents), contents)
    assert parsed.problems == []
    if format_.unit == "tokens":
        return
    entries = {e.new.article.text: e for e in parsed.entries}
    for name, content in AWKWARD.items():
        entry = entries.get(content.article.text)
        if format_.name in ("csv", "tsv") and not content.annotations:
            continue
        if format_.name == "cas-xmi" and "\x0b" in content.article.text:
            continue  # XML has no place for it
        if format_.name == "brat" and name == "the whole text":
            continue  # nor brat for a line end at the end
        assert entry is not None, name
        compare(format_, content, entry)


def compare(format_: Format, content: Content, entry: Entry) -> None:
    carries = format_.carries
    if Carries.FRAGMENTS in carries:
        expected = Counter((a.tag, a.fragments) for a in content.annotations)
        assert Counter((a.tag, a.fragments) for a in entry.annotations) == expected
    else:
        parts = Counter((p.annotation.tag, ((p.start, p.end),)) for p in flat(content).parts)
        assert Counter((a.tag, a.fragments) for a in entry.annotations) == parts
    for a in entry.annotations:
        assert a.quote == " ".join(content.article.text[s:e] for s, e in a.fragments)
    if Carries.NOTES in carries:
        assert {a.note for a in entry.annotations} == {a.note for a in content.annotations}
    if Carries.ATTRIBUTES in carries:
        attributes = {x for a in content.annotations for x in a.attributes}
        assert {x for a in entry.annotations for x in a.attributes} == attributes
    if Carries.ANNOTATORS in carries:
        assert {a.annotator for a in entry.annotations} == {a.annotator for a in content.annotations}
    if Carries.LINKS in carries:
        first = {a.id: (a.tag, a.start) for c in (content, entry) for a in c.annotations}
        assert {(k.kind, first[k.from_id], first[k.to_id]) for k in entry.links} == {
            (k.kind, first[k.from_id], first[k.to_id]) for k in content.links
        }
    if Carries.DETAILS in carries:
        ours, theirs = content.article, entry.new.article
        assert (theirs.url, theirs.site, theirs.authors, theirs.published_at) == (
            ours.url,
            ours.site,
            ours.authors,
            ours.published_at,
        )


@pytest.mark.parametrize("format_", BOTH, ids=names(BOTH))
def test_reading_twice_gives_the_same_ids(format_: Format, tmp_path: Path) -> None:
    contents = [AWKWARD["rich"], AWKWARD["the same twice"]]
    path = written(format_, tmp_path, contents)
    first, second = read(format_, path, contents), read(format_, path, contents)
    ids = [[a.id for e in parsed.entries for a in e.annotations] for parsed in (first, second)]
    assert ids[0] == ids[1] and len(set(ids[0])) == len(ids[0])


@pytest.mark.parametrize("format_", WRITTEN, ids=names(WRITTEN))
def test_ten_thousand_annotations(format_: Format, tmp_path: Path) -> None:
    content = many()
    parsed = read(format_, written(format_, tmp_path, [content]), [content]) if format_.reads else None
    if parsed is not None and Carries.OVERLAPS in format_.carries and format_.unit != "tokens":
        assert sum(len(e.annotations) for e in parsed.entries) == 10_000


@pytest.mark.parametrize("format_", WRITTEN, ids=names(WRITTEN))
def test_what_is_lost_is_counted(format_: Format) -> None:
    lost = losses(format_, [AWKWARD["rich"]])
    expected = {
        Carries.OVERLAPS: 1,
        Carries.FRAGMENTS: 1,
        Carries.LINKS: 2,
        Carries.NOTES: 1,
        Carries.ATTRIBUTES: 3,
        Carries.ANNOTATORS: 1,
        Carries.DETAILS: 1,
    }
    assert {k: n for k, n in lost.items() if k != "tokens"} == {
        k: n for k, n in expected.items() if k not in format_.carries
    }
    assert len(in_words(lost)) == len(lost)


@pytest.mark.parametrize("format_", BOTH, ids=names(BOTH))
def test_what_is_written_wrongly_does_not_take_the_place_of_a_file(
    format_: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / f"out{format_.suffix}"
    if not format_.folder:
        target.write_bytes(b"as it was")
    with pytest.raises(AnnotatorError, match=r"“.*Nothing was written\."):
        export(forgetful(format_), target, source([AWKWARD["plain"], AWKWARD["overlapping"]]), TAGS, {})
    assert format_.folder or target.read_bytes() == b"as it was"
    assert [f.name for f in tmp_path.iterdir()] == ([] if format_.folder else [target.name])


@pytest.mark.parametrize("format_", BOTH, ids=names(BOTH))
def test_an_article_that_is_written_wrongly_is_named_and_the_others_are_written(
    format_: Format, tmp_path: Path
) -> None:
    bad = made("Forgotten\n\nThe bridge is safe.\n", ("claim", [(11, 29)]))
    good = [AWKWARD["plain"], AWKWARD["overlapping"]]
    target = tmp_path / f"out{format_.suffix}"
    told: list[int] = []
    only = forgetful(format_, bad)
    (left_out,) = export(only, target, source([good[0], bad, good[1]]), TAGS, {}, lambda: told.append(1))
    assert "“Forgotten”" in left_out and len(told) == 3
    parsed = read(format_, target, good)
    assert [a.quote for e in parsed.entries for a in e.annotations]
    assert not [e for e in parsed.entries if "Forgotten" in e.new.article.text]


def test_a_page_that_could_not_be_made_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    bad, good = AWKWARD["plain"], AWKWARD["overlapping"]
    pdf = named("pdf")
    assert pdf.writer is not None and pdf.writer.write_one is not None
    write_one = pdf.writer.write_one

    def without_bad(content: Content, tags: Sequence[Tag]) -> dict[str, bytes]:
        if content is bad:
            raise NotVerified({bad.article.id: "It is bad."})
        return write_one(content, tags)

    stumbling = pdf._replace(writer=pdf.writer._replace(write_one=without_bad))
    assert export(stumbling, tmp_path / "out", source([bad, good]), TAGS, {}) == ["It is bad."]
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1
    for target in ("all", "one.pdf"):
        with pytest.raises(AnnotatorError, match=r"It is bad\. Nothing was written\."):
            export(stumbling, tmp_path / target, source([bad]), TAGS, {})
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("format_", BOTH, ids=names(BOTH))
def test_the_format_of_a_file_is_recognised(format_: Format, tmp_path: Path) -> None:
    found = format_of(written(format_, tmp_path, [AWKWARD["rich"]]))
    if format_.name in ("json", "cas-xmi", "cas-json"):
        return
    assert found is not None and found.name == format_.name


def hostile(format_: Format) -> Iterator[bytes]:
    yield b""
    yield b"\0" * 2_000
    yield b"[" * 100_000
    yield b'{"a":' * 100_000
    yield b'[{"text": 5, "data": 7, "annotations": {"a": 1}, "label": "x"}]'
    yield b'{"text": "a b c", "label": [[0, 99, "X"], ["a"], 5, [2, 1, "X"], [-1, 2, "X"]], "entities": 3}\nnot json\n'
    yield b"\xff\xfe\xff\xfe\xff"
    yield b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    yield b"<a>" * 50_000
    yield b"PK\x03\x04" + b"x" * 300
    yield b"SQLite format 3\0" + b"\1" * 4_000
    yield b"start,end,tag,text\n1,x,claim,abc\n5,2,claim,abc\n0,900,claim,abc\n0,2,claim,abc\n"
    yield b"EU B-ORG\nrejects\nx y z I-PER\n\n-DOCSTART-\n"


@pytest.mark.parametrize("format_", [f for f in THERE if f.reads], ids=lambda f: f.name)
def test_hostile_files_are_refused_or_read_in_part(format_: Format, tmp_path: Path) -> None:
    for number, data in enumerate(hostile(format_)):
        path = tmp_path / f"{number}{format_.suffix or '.ann'}"
        path.write_bytes(data)
        if not format_.suffix:
            path.with_suffix(".txt").write_text("The bridge 🌉 is closed.")
        parsed = whole(path, format_)
        assert all(isinstance(problem, str) and problem for problem in parsed.problems)
        for entry in parsed.entries:
            assert all(0 <= a.start < a.end <= len(entry.new.article.text) for a in entry.annotations)


def test_assembling_names_labels_that_are_no_tags_and_can_make_them_tags(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Ann lives in Rome.", "label": [[0, 3, "PER"], [13, 17, "Location"], [0, 3, "x y"]]}\n')
    doccano = formats()["doccano"]
    parsed = whole(path, doccano)
    assert parsed.unmapped == {"PER": 1, "x y": 1}
    assert [a.tag for a in parsed.entries[0].annotations] == ["location"]
    mapped = whole(path, doccano, Choices(labels={"PER": "source", "x y": ""}))
    assert [a.tag for a in mapped.entries[0].annotations] == ["source", "location"] and not mapped.unmapped
    new = whole(path, doccano, Choices(new_tags=True))
    assert [t.name for t in new.tags] == ["PER", "x y"] and len(new.entries[0].annotations) == 3


def test_relations_are_links_by_name_or_as_the_person_says(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "Ann says so.", "entities": [{"id": 1, "label": "source", "start_offset": 0, "end_offset": 3}, '
        '{"id": 2, "label": "claim", "start_offset": 9, "end_offset": 11}], "relations": '
        '[{"from_id": 2, "to_id": 1, "type": "Attributed To"}, {"from_id": 2, "to_id": 1, "type": "quoted by"}]}'
    )
    parsed = whole(path, formats()["doccano"])
    assert [k.kind for k in parsed.entries[0].links] == ["attributed_to"]
    assert "“quoted by” (1×)" in parsed.problems[0]
    mapped = whole(path, formats()["doccano"], Choices(labels={"quoted by": "via"}))
    assert [k.kind for k in mapped.entries[0].links] == ["attributed_to", "via"] and not mapped.problems
    assert not whole(path, formats()["doccano"], Choices(labels={"quoted by": ""})).problems


def test_a_large_file_comes_in_parts_and_its_labels_are_counted_over_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, doccano = tmp_path / "a.jsonl", formats()["doccano"]
    line = '{"text": "%d bridges", "label": [[0, 1, "Claim"], [2, 9, "PER"]]}\n'
    path.write_text("".join(line % i for i in range(9)) + "{\n" + line % 9)
    monkeypatch.setattr("annotator.formats.importing.assembly._PART", 4)
    parts = list(parse_annotations(path, doccano))
    assert [len(p.entries) for p in parts] == [2, 2, 2, 2, 2]
    assert [p.continues for p in parts] == [False, True, True, True, True]
    assert [p.unmapped for p in parts] == [{}] * 4 + [{"PER": 10}]
    assert [p.problems for p in parts[:4]] == [[]] * 4 and parts[4].problems[0].startswith("line 10: it is not JSON")
    assert questions(parts).unmapped == {"PER": 10}
    parts = list(parse_annotations(path, doccano, Choices(new_tags=True)))
    assert len({tag.id for part in parts for tag in part.tags}) == 1 and all(part.tags for part in parts)


@pytest.mark.parametrize("name", ["json", "label-studio", "labelbuddy"])
def test_a_list_with_an_object_a_line_is_read_like_any_other(name: str, tmp_path: Path) -> None:
    format_, contents = formats()[name], list(AWKWARD.values())
    path = written(format_, tmp_path, contents)
    assert is_by_line(path, b"[")
    by_line = read(format_, path, contents)
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=1))
    assert not is_by_line(path, b"[")
    held = read(format_, path, contents)
    for one, other in zip(by_line.entries, held.entries, strict=True):
        assert one.new.article.text == other.new.article.text
        assert [(a.tag, a.fragments) for a in one.annotations] == [(a.tag, a.fragments) for a in other.annotations]
    assert by_line.problems == held.problems


@pytest.mark.parametrize("format_", [f for f in BOTH if not f.folder], ids=lambda f: f.name)
def test_a_file_with_nothing_in_it_is_not_passed_over_in_silence(format_: Format, tmp_path: Path) -> None:
    path = tmp_path / f"a{format_.suffix}"
    for data in (b"", b"\n", b"[]", b"[\n]\n"):
        path.write_bytes(data)
        parsed = whole(path, format_)
        assert parsed.entries == [] and parsed.problems, data


def test_an_object_that_is_damaged_on_its_line_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[\n{"text": "One"},\n{"text": "Two" oh},\n{"text": "Three"}\n]\n')
    parsed = whole(path, formats()["labelbuddy"])
    assert [entry.new.article.text for entry in parsed.entries] == ["One", "Three"]
    assert len(parsed.problems) == 1 and parsed.problems[0].startswith("[1]: it is not JSON")


def test_rows_of_a_table_that_are_mixed_up_belong_to_their_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    texts = ("One bridge is closed", "Two bridges are closed")
    rows = [f"{texts[i % 2]},{start},{start + 3},Claim" for i, start in enumerate((0, 0, 4, 4, 8, 8))]
    path.write_text("\n".join(["text,start,end,tag", *rows]))
    parsed = whole(path, formats()["csv"])
    assert [(e.new.article.text, len(e.annotations)) for e in parsed.entries] == [(text, 3) for text in texts]
    few = list(read_table(",", path, NO_CHOICES, most=1))
    assert [len(draft.marks) for draft in few if isinstance(draft, Draft)] == [1] * 6


def test_what_stands_before_the_damage_in_a_file_comes_in(tmp_path: Path) -> None:
    def read(_path: Path, _choices: Choices) -> Iterator[Draft]:
        yield Draft("line 1", "One bridge", [Mark("Claim", ((0, 3),))])
        yield Draft("line 2", "Two", details={"no such field": 1})
        yield Draft("line 3", "Three")
        raise ValueError("what no reader foresaw")

    parsed = whole(tmp_path, Format("other", "Other", ".other", frozenset(), Reader(read)))
    assert [entry.new.article.text for entry in parsed.entries] == ["One bridge", "Three"]
    assert parsed.problems[0].startswith("line 2: it is damaged (")  # by which error depends on Python's version
    assert parsed.problems[1:] == ["The file is damaged and cannot be read (ValueError)."]


def test_a_project_that_is_a_bomb_or_declares_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", b"0" * 50_000_000)
    assert "unpacks to far more" in whole(path, formats()["refi-qda"]).problems[0]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", '<!DOCTYPE x [<!ENTITY a "b">]><Project>&a;</Project>')
    assert "entities" in whole(path, formats()["refi-qda"]).problems[0]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "project.qde",
            '<Project xmlns="urn:QDA-XML:project:1.0"><Sources><TextSource guid="1" name="a" '
            'plainTextPath="internal://../../etc/passwd"/></Sources></Project>',
        )
    assert whole(path, formats()["refi-qda"]).problems == ["a: its text is not in the file"]


def test_what_xml_cannot_hold_is_said_before_it_is_lost() -> None:
    cas_xmi = formats()["cas-xmi"]
    assert warnings(cas_xmi, [AWKWARD["rich"]]) == []
    (line,) = warnings(cas_xmi, [made("Page one\x0cPage two\x01\n")])
    assert "2 control characters become spaces" in line


def test_a_project_fits_the_schema_of_the_standard(tmp_path: Path) -> None:
    """The schema is Project.xsd of REFI-QDA, "QDA-XML version 1.0", as it is published."""
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("refi-qda-project.xsd")))
    for number, contents in enumerate(([], list(AWKWARD.values()))):
        path = tmp_path / f"{number}.qdpx"
        export(formats()["refi-qda"], path, source(contents), TAGS, {})
        with zipfile.ZipFile(path) as archive:
            schema.assertValid(etree.fromstring(archive.read("project.qde")))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_that_is_damaged_anywhere_is_read_as_far_as_it_goes(tmp_path: Path, data: st.DataObject) -> None:
    format_ = data.draw(st.sampled_from([f for f in BOTH if not f.folder]))
    sound = tmp_path / f"sound-{format_.name}{format_.suffix}"
    if not sound.exists():
        export(format_, sound, source([AWKWARD["rich"]]), TAGS, {})
    damaged = bytearray(sound.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(damaged) - 1)))
        pieces = [b"", b'"', b"{", b"]", b"null", b"-1", b"1e999", b"9" * 25, b"\xff", b"\0", b"\n", b"<", b'"\\ud800"']
        damaged[at : at + data.draw(st.integers(0, 60))] = data.draw(st.sampled_from(pieces))
    path = tmp_path / f"damaged{format_.suffix}"
    path.write_bytes(damaged)
    for part in parse_annotations(path, format_, Choices(unit=UNITS.get(format_.unit))):
        assert all(isinstance(problem, str) and problem for problem in part.problems)
        for entry in part.entries:
            assert all(a.quote == quote_of(entry.new.article.text, a.fragments) for a in entry.annotations)


def test_a_member_of_a_project_that_does_not_unpack_is_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", "<Project>" + "word " * 2_000 + "</Project>")
        start = archive.infolist()[0].header_offset + 41
    damaged = bytearray(path.read_bytes())
    damaged[start + 4 : start + 24] = b"\xff" * 20
    path.write_bytes(damaged)
    assert whole(path, formats()["refi-qda"]).problems[0].startswith("The file is damaged or encrypted: Error -3")


def test_units_are_told_apart_by_quotes_or_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '[{"data": {"text": "🌉 bridge closed"}, "annotations": [{"result": [{"id": "a", "type": "labels", '
        '"value": {"start": 3, "end": 9, "text": "bridge", "labels": ["Claim"]}}]}]}]'
    )
    (entry,) = whole(path, formats()["label-studio"]).entries
    assert entry.annotations[0].fragments == ((2, 8),)
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "🌉 bridge closed", "label": [[3, 9, "Claim"]]}\n')
    asked = whole(path, formats()["doccano"])
    assert asked.ambiguous is not None and not asked.entries
    assert asked.ambiguous.samples == {Unit.CODE_POINTS: ["ridge "], Unit.UTF16: ["bridge"]}
    assert list(asked.ambiguous.samples) == [Unit.UTF16, Unit.CODE_POINTS]  # the one that cuts no words first
    (entry,) = whole(path, formats()["doccano"], Choices(unit=Unit.UTF16)).entries
    assert entry.annotations[0].quote == "bridge"


def test_nothing_is_asked_where_all_units_cut_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Caf\\u00e9\\nbridge\\n", "label": [[5, 11, "Claim"], [90, 99, "Claim"]]}\n')
    parsed = whole(path, formats()["doccano"])
    assert parsed.ambiguous is None and "90–99 is outside" in parsed.problems[0]
    assert [a.quote for a in parsed.entries[0].annotations] == ["bridge"]


def test_line_ends_are_told_apart_by_quotes(tmp_path: Path) -> None:
    text = "One\r\ntwo\r\nthree bridges\r\n"
    for start in (10, 8):  # CR LF counted as two, and as one
        path = tmp_path / "a.json"
        path.write_bytes(
            b'[{"data": {"text": "%s"}, "annotations": [{"result": [{"id": "a", "type": "labels", '
            b'"value": {"start": %d, "end": %d, "text": "three", "labels": ["Claim"]}}]}]}]'
            % (text.replace("\r\n", "\\r\\n").encode(), start, start + 5)
        )
        (entry,) = whole(path, formats()["label-studio"]).entries
        assert entry.annotations[0].fragments == ((8, 13),)


def test_files_without_texts_find_their_articles(tmp_path: Path) -> None:
    content = AWKWARD["rich"]
    for name in ("json", "jsonl"):
        format_ = formats()[name]
        path = tmp_path / f"a{format_.suffix}"
        export(format_, path, lambda: (c for c in [content]), TAGS, {"text": "no"})
        assert "bridge closed" not in path.read_text(encoding="utf-8")
        assert whole(path, format_).entries == []
        (entry,) = read(format_, path, [content]).entries
        assert entry.annotations == content.annotations and entry.links == content.links


def test_projects_of_qualcoder_and_taguette_are_read(tmp_path: Path) -> None:
    project = tmp_path / "p.qda"
    project.mkdir()
    with sqlite3.connect(project / "data.qda") as db:
        db.execute("CREATE TABLE source (id INTEGER, name TEXT, fulltext TEXT, memo TEXT)")
        db.execute("CREATE TABLE code_name (cid INTEGER, name TEXT)")
        db.execute("CREATE TABLE code_text (cid INT, fid INT, seltext TEXT, pos0 INT, pos1 INT, memo TEXT, owner TEXT)")
        db.execute("INSERT INTO source VALUES (1, 'a.txt', 'The 🌉 bridge is closed.', 'm')")
        db.execute("INSERT INTO code_name VALUES (1, 'Claim')")
        db.execute("INSERT INTO code_text VALUES (1, 1, 'bridge', 6, 12, 'n', 'ann')")
    db.close()
    assert format_of(project) is formats()["qualcoder"]
    (entry,) = whole(project, formats()["qualcoder"]).entries
    assert [(a.quote, a.note, a.annotator) for a in entry.annotations] == [("bridge", "n", "ann")]
    file = tmp_path / "t.sqlite3"
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE documents (id INTEGER, name TEXT, description TEXT, contents TEXT)")
        db.execute("CREATE TABLE highlights (id INT, document_id INT, start_offset INT, end_offset INT, snippet TEXT)")
        db.execute("CREATE TABLE tags (id INT, path TEXT)")
        db.execute("CREATE TABLE highlight_tags (highlight_id INT, tag_id INT)")
        db.execute("INSERT INTO documents VALUES (1, 'd', '', '<h1>Café</h1><p>The <b>bridge</b> &amp; road.</p>')")
        db.execute("INSERT INTO highlights VALUES (1, 1, 5, 15, 'The <b>bridge</b>')")
        db.execute("INSERT INTO tags VALUES (1, 'claim')")
        db.execute("INSERT INTO highlight_tags VALUES (1, 1)")
    db.close()
    assert format_of(file) is formats()["taguette"]
    (entry,) = whole(file, formats()["taguette"]).entries
    assert entry.new.article.text == "Café\n\nThe bridge & road."
    assert [a.quote for a in entry.annotations] == ["The bridge"]


@pytest.mark.parametrize("format_", OURS, ids=names(OURS))
def test_a_format_writes_what_it_always_wrote(format_: Format) -> None:
    for name, data in golden.files(format_).items():
        assert data.decode() == (golden.FOLDER / name).read_bytes().decode(), name


def test_parts_are_numbered_one_after_the_other() -> None:
    for content in AWKWARD.values():
        parts, links = flat(content)
        assert [part.key for part in parts] == list(range(len(parts)))
        for link, start, end in links:
            assert (parts[start].annotation.id, parts[end].annotation.id) == (link.from_id, link.to_id)


@pytest.mark.parametrize("format_", [f for f in BOTH if f.suffix == ".jsonl"], ids=lambda f: f.name)
def test_a_line_is_a_line_for_every_program(format_: Format, tmp_path: Path) -> None:
    path = written(format_, tmp_path, [AWKWARD["odd white space"], AWKWARD["rich"]])
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_tables_are_safe_in_a_spreadsheet(tmp_path: Path) -> None:
    import csv

    path = written(formats()["csv"], tmp_path, [AWKWARD["rich"]])
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t")]
    assert any(row["note"].startswith("'=1+1") for row in rows)


def test_a_page_holds_nothing_that_runs_or_reaches_out(tmp_path: Path) -> None:
    (page,) = written(formats()["html"], tmp_path, [AWKWARD["rich"]]).iterdir()
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text and "src=" not in text and "http-equiv" in text
    assert "<b>wind</b>" not in text and "&lt;b&gt;wind&lt;/b&gt;" in text
    assert text.count("data-annotation=") >= 8


def test_numbers_at_one_place_are_not_read_as_one(tmp_path: Path) -> None:
    (page,) = written(formats()["html"], tmp_path, [AWKWARD["the same twice"]]).iterdir()
    line = re.sub("<[^>]+>", "", page.read_text(encoding="utf-8").split("<main", 1)[1]).splitlines()
    assert "One bridge1, 2, two bridges." in line


def test_the_headline_of_a_page_stands_where_it_stands_in_the_text(tmp_path: Path) -> None:
    text = "Home | News | Sport\n\nHarbour bridge closed after storm\n\nIt will stay closed.\n"
    plain = made(text)
    titled = plain._replace(article=plain.article._replace(title="Harbour bridge closed after storm"))
    (page,) = written(formats()["html"], tmp_path, [titled]).iterdir()
    assert re.findall("<(h1|p dir)[^>]*>([^<]*)", page.read_text(encoding="utf-8")) == [
        ("p dir", "Home | News | Sport"),
        ("h1", "Harbour bridge closed after storm"),
        ("p dir", "It will stay closed."),
    ]


def test_one_page_for_people_to_read_is_a_file_and_several_a_folder(tmp_path: Path) -> None:
    html, brat = formats()["html"], formats()["brat"]
    one, two = [AWKWARD["rich"]], [AWKWARD["rich"], AWKWARD["plain"]]
    page = tmp_path / "page.html"
    for contents in (one, one):  # the second takes the place of the first
        export(html, page, source(contents), TAGS, {})
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    target = io.BytesIO()
    write_to(html, target, one, TAGS, {})
    assert target.getvalue() == page.read_bytes()
    with pytest.raises(AnnotatorError, match="there already"):
        export(html, page, source(two), TAGS, {})
    with pytest.raises(AnnotatorError, match="folder"):
        write_to(html, io.BytesIO(), two, TAGS, {})
    export(html, tmp_path / "pages", source(two), TAGS, {})
    assert len(list((tmp_path / "pages").iterdir())) == 2
    export(brat, tmp_path / "corpus", source(one), TAGS, {})
    assert (tmp_path / "corpus").is_dir()


# Graphemes are not cut by the program, so they are not cut here either: spans begin and end between them.
_TEXTS = st.lists(
    st.sampled_from(["a", "bridge", *" \n\t,.“=桥ج\u00a0", "🌉", "e\u0301", "👩‍👩‍👧", "<b>", "\n\n"]),
    min_size=1,
    max_size=30,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=_TEXTS, data=st.data())
@pytest.mark.parametrize("format_", BOTH, ids=names(BOTH))
def test_random_articles_are_written_and_proven(
    format_: Format, pieces: list[str], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = "x" + "".join(pieces)
    edges = [0, *(1 + sum(map(len, pieces[:i])) for i in range(len(pieces) + 1))]
    marks = []
    for _ in range(data.draw(st.integers(0, 4))):
        cuts = sorted(data.draw(st.lists(st.sampled_from(edges), min_size=2, max_size=4, unique=True)))
        spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if text[a:b].strip()]
        if spans:
            marks.append((data.draw(st.sampled_from(["claim", "source", "location"])), spans))
    written(format_, tmp_path_factory.mktemp("a"), [made(text, *marks)])


def test_every_format_is_in_the_readme() -> None:
    readme = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
    assert not [name for name in names(OURS) if f"| `{name}` |" not in readme]


def test_other_packages_add_formats_and_do_not_take_the_place_of_ours(tmp_path: Path) -> None:
    assert [*formats()] == [*names(OURS), "outside", "stumbles"]
    assert formats()["json"] is OURS[0] and named("outside").title == OUTSIDE.title
    with pytest.raises(AnnotatorError, match="no format “theirs”"):
        named("theirs")
    path = tmp_path / "bridge.txt"
    path.write_text("The bridge is closed.")
    assert format_of(path) is None  # though one of them stumbles over it


def test_labels_of_assembled_drafts_keep_their_tags() -> None:
    assert [parsed.entries for parsed in assemble([], "x", "text/plain", Choices())] == [[]]
