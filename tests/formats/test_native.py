import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from annotator import edits
from annotator.errors import AnnotatorError, RefusedText
from annotator.formats.codecs import native
from annotator.formats.exporting.atomic_file import replacing
from annotator.formats.importing.parsing import parse_bytes
from annotator.formats.importing.result import Parsed, in_batches
from annotator.model import (
    LONGEST_NAME,
    TAGS,
    Action,
    Annotation,
    ArticleState,
    Content,
    Link,
    LinkKind,
    Tag,
    Underline,
    new_id,
    now,
)
from annotator.readers.plain import article_from_text
from annotator.readers.sandbox import Sandbox
from annotator.resources import resource
from annotator.storage.import_batch import take_in
from annotator.storage.store import Store
from tests.alphabets import hostile
from tests.making import BRIDGE, add, annotations, new_article, tag

SCHEMA = Draft202012Validator(json.loads(resource("annotator.schema.json").read_bytes()))


def written(contents: list[Content]) -> bytes:
    target = io.BytesIO()
    native.write(target, contents, TAGS, {})
    return target.getvalue()


def exported(store: Store) -> bytes:
    return written(list(store.contents(store.article_ids())))


def without_time(data: bytes) -> Any:
    return {**json.loads(data), "exported_at": None}


@pytest.fixture
def document() -> dict[str, Any]:
    """A valid document of one article with two annotations and a link, to be damaged."""
    article = new_article().article
    spans = [(BRIDGE.index(w), BRIDGE.index(w) + len(w)) for w in ("The bridge is safe", "a spokesman")]
    made = [
        edits.tag_passage(article, [s], t, "tester").added[0] for s, t in zip(spans, ("claim", "source"), strict=True)
    ]
    annotations = [a for a in made if isinstance(a, Annotation)]
    link = Link(new_id(), article.id, LinkKind.ATTRIBUTED_TO, annotations[0].id, annotations[1].id, "tester", now())
    result: dict[str, Any] = json.loads(written([Content(article, ArticleState(article.id), annotations, [link])]))
    return result


def test_the_file_fits_its_schema_and_the_readers(document: dict[str, Any]) -> None:
    SCHEMA.validate(document)
    parsed = native.parse(json.dumps(document).encode(), "x.json")
    assert parsed.problems == []
    ((_, annotations, links, *_rest),) = parsed.entries
    assert (len(annotations), len(links)) == (2, 1)


def test_read_back_without_loss_and_twice_without_change(store: Store, tmp_path: Path, empty_library: bytes) -> None:
    article = add(store)
    claim, source = tag(store, article, "The bridge is safe"), tag(store, article, "a spokesman", "source")
    both = [(article.text.index(w), article.text.index(w) + len(w)) for w in ("The bridge is safe", "for now")]
    store.apply(edits.tag_passage(article, both, "claim", "tester"), "tester")
    store.apply(edits.write_note(claim, 'a "note"\nwith 🌉'), "tester")
    add(store, "Second text, nothing marked\n", "second.txt")
    first = exported(store)
    SCHEMA.validate(json.loads(first))
    (tmp_path / "other.sqlite3").write_bytes(empty_library)
    with Store.open(tmp_path / "other.sqlite3") as other:
        for repetition in range(2):
            (outcome,), applied = take_in(other, [native.parse(first, "x.json")], "other")
            assert outcome.problems == []
            assert (applied is None) == (repetition == 1)
            assert without_time(exported(other)) == without_time(first)
    quotes = [a["quote"] for a in json.loads(first)["articles"][0]["annotations"]]
    assert "The bridge is safe for now" in quotes and source.quote in quotes


def test_annotations_join_an_article_that_is_there_under_another_id(store: Store, document: dict[str, Any]) -> None:
    article = add(store)
    (outcome,), _ = take_in(store, [native.parse(json.dumps(document).encode(), "x.json")], "tester")
    assert (outcome.article_ids, outcome.added, outcome.annotations) == ([article.id], 0, 2)
    store.undo("tester")
    content = store.content(article.id)
    assert content is not None and content.annotations == [] and len(store.articles()) == 1


def take(store: Store, *texts: str) -> int:
    """The number of the step in which these texts came in."""
    files = [parse_bytes(f"{text}\n".encode(), f"{text}.txt", Sandbox()) for text in texts]
    _, applied = take_in(store, files, "tester")
    assert applied is not None
    return applied.step.seq


def test_the_steps_of_one_import_become_one(store: Store) -> None:
    before = take(store, "Before")
    steps = [take(store, f"a{i}", f"b{i}") for i in range(3)]
    heads = store.merge_steps(steps)
    assert heads.undo is not None and (heads.undo.seq, heads.undo.size) == (steps[-1], 6)
    assert [(s.seq, s.size) for s in store.past()] == [(before, 1), (steps[-1], 6)]
    store.undo("tester")
    assert [a.title for a in store.articles()] == ["Before"]
    store.redo("tester")
    assert len(store.articles()) == 7


def test_steps_with_something_between_them_stay_apart_and_so_does_an_undone_one(store: Store) -> None:
    first = [take(store, "a"), take(store, "b")]
    between = take(store, "by hand")
    second = [take(store, "c"), take(store, "d"), take(store, "e")]
    store.undo("tester")
    store.merge_steps([*first, *second])
    assert [(s.seq, s.size) for s in store.past() if s.stands] == [(first[1], 2), (between, 1), (second[1], 2)]
    store.redo("tester")
    for left in (5, 3, 2, 0):
        store.undo("tester")
        assert len(store.articles()) == left


def test_what_is_too_large_to_be_undone_at_once_becomes_several_steps(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.storage.history._LARGEST", 400)
    steps = [take(store, f"a{i}") for i in range(9)]
    store.merge_steps(steps)
    sizes = [s.size for s in store.past()]
    assert sum(sizes) == 9 and 1 < len(sizes) < 9
    for _ in sizes:
        store.undo("tester")
    assert store.articles() == []


def test_annotations_and_tags_of_united_steps_are_undone_together(store: Store, document: dict[str, Any]) -> None:
    steps = []
    for text in (None, "Another text\n"):
        if text is not None:
            steps.append(take(store, text))
            continue
        _, applied = take_in(store, [native.parse(json.dumps(document).encode(), "x.json")], "tester")
        assert applied is not None
        steps.append(applied.step.seq)
    heads = store.merge_steps(steps)
    assert heads.undo is not None and heads.undo.action is Action.IMPORT
    store.undo("tester")
    assert store.articles() == []
    store.redo("tester")
    assert sum(sum(a.counts.values()) for a in store.articles()) == 2


def test_a_file_does_not_wait_for_slow_ones_after_it() -> None:
    def files() -> Iterator[Parsed]:
        for i in range(1_200):
            yield Parsed(str(i))
        for i in range(2):
            time.sleep(0.3)
            yield Parsed(f"slow {i}")

    assert [len(batch) for batch in in_batches(files())] == [1_024, 177, 1]


def test_the_same_records_in_two_files_of_one_import_come_in_once(store: Store, document: dict[str, Any]) -> None:
    other = json.loads(json.dumps(document))
    other["articles"][0]["links"][0]["id"] = new_id()  # says again what the first file's link says
    files = [native.parse(json.dumps(d).encode(), "x.json") for d in (document, document, other)]
    outcomes, applied = take_in(store, files, "tester")
    assert applied is not None
    assert [(o.added, o.annotations, o.links, o.problems) for o in outcomes] == [
        (1, 2, 1, []),
        (0, 0, 0, []),
        (0, 0, 0, []),
    ]
    assert take_in(store, files, "tester")[1] is None
    other["articles"][0]["annotations"][0]["note"] = "another version"
    (outcome,), _ = take_in(store, [native.parse(json.dumps(other).encode(), "x.json")], "tester")
    assert [p.split()[0] for p in outcome.problems] == ["annotation", "link"]


def test_a_removed_article_comes_back_when_it_is_opened_again(store: Store, sandbox: Sandbox) -> None:
    article = add(store)
    tag(store, article, "storm")
    store.apply(edits.remove_articles([store.articles()[0].state]), "tester")
    (outcome,), _ = take_in(store, [parse_bytes(BRIDGE.encode(), "again.txt", sandbox)], "tester")
    assert (outcome.article_ids, outcome.already_there) == ([article.id], 1)
    assert [a.counts for a in store.articles()] == [{"claim": 1}]


def test_a_record_that_differs_from_the_stored_one_is_named_and_the_stored_one_stays(
    store: Store, document: dict[str, Any]
) -> None:
    take_in(store, [native.parse(json.dumps(document).encode(), "x.json")], "tester")
    document["articles"][0]["annotations"][0]["note"] = "changed elsewhere"
    (outcome,), applied = take_in(store, [native.parse(json.dumps(document).encode(), "x.json")], "tester")
    assert applied is None and "another version" in outcome.problems[0]


BAD_ANNOTATIONS: dict[str, tuple[dict[str, Any], str]] = {
    "negative": ({"start": -1}, "outside"),
    "beyond": ({"end": 10**6}, "outside"),
    "beyond int64": ({"end": 2**70}, ""),
    "reversed": ({"start": 60, "end": 50}, "ends before"),
    "empty": ({"start": 60, "end": 60}, "empty"),
    "text as offset": ({"start": "3"}, "whole numbers"),
    "bool as offset": ({"start": True}, "whole numbers"),
    "float as offset": ({"start": 3.0}, "whole numbers"),
    "quote": ({"quote": "something else"}, "not what stands"),
    "off by one": ({"quote": "he bridge is safe,"}, "not what stands"),
    "no quote": ({"quote": None}, "quote is not a text"),
    "tag": ({"tag": "person"}, "no tag"),
    "id": ({"id": "1"}, "not a UUID"),
    "time": ({"created_at": "yesterday"}, "RFC 3339"),
    "no zone": ({"created_at": "2026-01-01T00:00:00"}, "time zone"),
    "note": ({"note": 3}, "note is not a text"),
    "nul": ({"note": "a\0b"}, "NUL"),
    "attributes": ({"attributes": {"a": []}}, "simple value"),
    "attribute list": ({"attributes": []}, "not an object"),
    "fragments": ({"fragments": [[1, 2], "x"]}, "pairs"),
    "origin": ({"origin": "guess"}, "none of"),
    "surrogate": ({"note": "\ud83d"}, ""),
    "nan": ({"attributes": {"score": float("nan")}}, "NaN"),
    "infinity": ({"start": float("inf")}, "Infinity"),
}


@pytest.mark.parametrize("name", BAD_ANNOTATIONS)
def test_a_bad_annotation_is_refused_by_itself(store: Store, document: dict[str, Any], name: str) -> None:
    change, reason = BAD_ANNOTATIONS[name]
    document["articles"][0]["annotations"][0].update(change)
    parsed = native.parse(json.dumps(document).encode(), "x.json")
    ((_, annotations, links, *_rest),) = parsed.entries
    assert [a.tag for a in annotations] == ["source"] and links == []
    mentioned = [p for p in parsed.problems if p.startswith("articles[0].annotations[0]: ")]
    assert len(mentioned) == 1 and reason in mentioned[0]
    (outcome,), _ = take_in(store, [parsed], "tester")
    assert (outcome.added, outcome.annotations) == (1, 1) and len(outcome.problems) >= 2


BAD_ARTICLES: dict[str, tuple[dict[str, Any], str]] = {
    "no text": ({"text": None}, "text is not a text"),
    "hash": ({"text_sha256": "0" * 64}, "text_sha256"),
    "line ends": ({"text": "a\r\nb", "text_sha256": None}, "line ends"),
    "status": ({"status": "lost"}, "none of"),
    "authors": ({"authors": [1]}, "authors"),
    "origin": ({"origin": {"sha256": "x"}}, "SHA-256"),
    "title": ({"title": ["x"]}, "title"),
    "url": ({"url": 5}, "url"),
}


@pytest.mark.parametrize("name", BAD_ARTICLES)
def test_a_bad_article_is_refused_by_itself(document: dict[str, Any], name: str) -> None:
    change, reason = BAD_ARTICLES[name]
    second = json.loads(written([Content(new_article("Good\n").article, ArticleState("x"), [], [])]))["articles"][0]
    document["articles"].append(second)
    document["articles"][0].update(change)
    parsed = native.parse(json.dumps(document).encode(), "x.json")
    assert [e.new.article.title for e in parsed.entries] == ["Good"]
    assert len(parsed.problems) == 1 and reason in parsed.problems[0]


def test_ids_used_twice_are_refused_the_second_time(document: dict[str, Any]) -> None:
    first = document["articles"][0]["annotations"][0]
    document["articles"][0]["annotations"].append(dict(first))
    document["articles"].append({**document["articles"][0], "annotations": [], "links": []})
    parsed = native.parse(json.dumps(document).encode(), "x.json")
    assert len(parsed.entries) == 1 and len(parsed.entries[0].annotations) == 2
    assert all("used twice" in p for p in parsed.problems) and len(parsed.problems) == 2


@pytest.mark.parametrize("depth", [2_000, 200_000])
def test_absurd_depth_costs_one_record(document: dict[str, Any], depth: int) -> None:
    text = json.dumps(document).replace('"attributes": {}', '"attributes": ' + '{"a":' * depth + "1" + "}" * depth, 1)
    parsed = native.parse(text.encode(), "x.json")
    assert [a.tag for a in parsed.entries[0].annotations] == ["source"]
    assert any("annotations[0]" in p for p in parsed.problems)


def test_a_file_that_ends_early_keeps_what_is_whole(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    cut = text.index('"tag": "source"')
    parsed = native.parse(text[:cut].encode(), "x.json")
    assert [a.tag for e in parsed.entries for a in e.annotations] == ["claim"]
    assert any("ends early" in p for p in parsed.problems)


def test_every_truncation_is_survived(document: dict[str, Any]) -> None:
    text = json.dumps(document).encode()
    for end in range(0, len(text), 7):
        parsed = native.parse(text[:end], "x.json")
        assert parsed.problems


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(data: bytes) -> None:
    assert native.parse(data, "x").problems
    native.parse(b'{"format":"annotator","version":1,"articles":[' + data, "x")


@pytest.mark.parametrize(
    "bad", [b"", b"[]", b"{}", b'{"format":"annotator","version":2,"articles":[]}', b"null", b'"x']
)
def test_other_files_are_refused_in_a_sentence(bad: bytes) -> None:
    parsed = native.parse(bad, "x.json")
    assert parsed.entries == [] and parsed.problems


@given(text=hostile, data=st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_article_comes_back_as_it_went(text: str, data: st.DataObject) -> None:
    try:
        article = article_from_text(text, b"", name="x").article
    except RefusedText:
        return
    n = len(article.text)
    places = sorted(data.draw(st.sets(st.integers(0, n), max_size=6)))
    fragments = list(zip(places[::2], places[1::2], strict=False))
    annotations = []
    if fragments:
        (made,) = edits.tag_passage(article, fragments, "location", "Ann é").added
        assert isinstance(made, Annotation)
        annotations = [made._replace(note=text, attributes=(("count", 2), ("via", None), ("x", text)))]
    content = Content(article, ArticleState(article.id), annotations, [])
    document = written([content])
    SCHEMA.validate(json.loads(document))
    (entry,) = native.parse(document, "x").entries
    assert (entry.new.article, entry.annotations) == (article, annotations)
    for record in json.loads(document)["articles"][0]["annotations"]:
        spans = record.get("fragments", [[record["start"], record["end"]]])
        assert " ".join(article.text[s:e] for s, e in spans) == record["quote"]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError), replacing(target) as file:
        file.write(b"half")
        raise RuntimeError
    assert target.read_bytes() == b"old"
    with replacing(target) as file:
        file.write(b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.glob(".annotator-*")) == []
    with pytest.raises(AnnotatorError, match="folder"), replacing(tmp_path):
        pass
    with pytest.raises(AnnotatorError, match="could not be written"), replacing(tmp_path / "no" / "such" / "x"):
        pass


@pytest.mark.parametrize("name", ["Number", "n" * LONGEST_NAME])
def test_own_tags_travel_with_what_has_them(library: Path, tmp_path: Path, name: str) -> None:
    own = Tag(f"own_{name.lower()}_10", name, "#335577", Underline.DOTTED, "5")
    with Store.open(library) as store:
        article = add(store)
        store.apply(edits.add_tag(own), "tester")
        made = tag(store, article, "six weeks", own.id)
        target = io.BytesIO()
        native.write(target, store.contents([article.id]), store.tags(), {})
    data = target.getvalue()
    SCHEMA.validate(json.loads(data))
    with Store.open(tmp_path / "other.sqlite3") as other:
        other.apply(edits.add_tag(Tag("own_taken", "Taken", "#000000", Underline.SOLID, "5")), "tester")
        (outcome,), _ = take_in(other, [native.parse(data, "x.json")], "tester")
        assert outcome.ok
        assert other.tags()[-1] == own._replace(key="6")
        assert annotations(other, article) == [made]
        (again,), applied = take_in(other, [native.parse(data, "x.json")], "tester")
        assert again.ok and applied is None
        other.undo("tester")
        assert [t.name for t in other.tags()][-1] == "Taken"


def test_a_tag_that_contradicts_the_library_is_left_out_with_its_annotations(library: Path, tmp_path: Path) -> None:
    with Store.open(library) as store:
        article = add(store)
        store.apply(edits.add_tag(Tag("own_number", "Number", "#335577", Underline.DOTTED, "5")), "tester")
        tag(store, article, "six weeks", "own_number")
        target = io.BytesIO()
        native.write(target, store.contents([article.id]), store.tags(), {})
    with Store.open(tmp_path / "other.sqlite3") as other:
        other.apply(edits.add_tag(Tag("own_x", "number", "#000000", Underline.SOLID, "6")), "tester")
        (outcome,), _ = take_in(other, [native.parse(target.getvalue(), "x.json")], "tester")
        assert len(outcome.problems) == 2 and "another tag of the name" in outcome.problems[0]
        assert annotations(other, article) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": "a b"}, "not the id"),
        ({"name": ""}, "needs a name"),
        ({"color": "red"}, "not a colour"),
        ({"underline": "wavy"}, "wavy"),
        ({"key": "ab"}, "one character"),
        ({"key": 3}, "key"),
    ],
)
def test_a_damaged_tag_is_refused_with_a_reason(change: dict[str, object], reason: str) -> None:
    value = {"id": "own_x", "name": "X", "color": "#123456", "underline": "solid", "key": "5", **change}
    document = {"format": "annotator", "version": 1, "tags": [value], "articles": []}
    parsed = native.parse(json.dumps(document).encode(), "x.json")
    assert parsed.tags == [] and len(parsed.problems) == 1
    assert parsed.problems[0].startswith("tags[0]: ") and reason in parsed.problems[0]


def test_an_attribute_is_one_of_its_choices_and_others_travel_as_they_are(document: dict[str, Any]) -> None:
    claim = document["articles"][0]["annotations"][0]
    claim["attributes"] = {"check": "refuted", "mood": "grim", "weight": 2}
    parsed = native.parse(json.dumps(document).encode(), "x.json")
    assert parsed.problems == []
    assert dict(parsed.entries[0].annotations[0].attributes) == claim["attributes"]
    claim["attributes"] = {"check": "perhaps"}
    parsed = native.parse(json.dumps(document).encode(), "x.json")
    assert "“check” cannot be “perhaps”" in parsed.problems[0]
