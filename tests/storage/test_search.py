"""Finding articles in a library; the indexes follow every change and its undo."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import edits
from annotator.model import Action, LinkKind, Status, card_of
from annotator.queries.article_query import END, START, asked
from annotator.storage import fts_index
from annotator.storage.check import check
from annotator.storage.search import annotators, search
from annotator.storage.store import Store
from tests.making import add, annotations, behind_the_back, tag


def titles(library: Path, text: str) -> list[str]:
    return [hit.title for hit in search(library, asked(text))]


@pytest.fixture
def store(library: Path) -> Iterator[Store]:
    with Store.open(library) as opened:
        yield opened


def test_words_phrases_beginnings_and_folded_letters(store: Store) -> None:
    add(store, "Bridge closed\n\nThe café on the mainland stays open.\n", "a.txt")
    add(store, "Harbour news\n\nA bridge far away, and a bridge near by.\n", "b.txt")
    assert titles(store.path, "bridge") == ["Bridge closed", "Harbour news"]  # a title counts for more
    assert titles(store.path, "CAFE") == ["Bridge closed"]
    assert titles(store.path, '"far away"') == ["Harbour news"]
    assert titles(store.path, '"away far"') == []
    assert titles(store.path, "main*") == ["Bridge closed"]
    assert titles(store.path, "bridge harbour") == ["Harbour news"]
    (hit,) = search(store.path, asked("mainland"))
    assert f"{START}mainland{END}" in hit.snippet


def test_tags_sites_states_and_notes(store: Store) -> None:
    first = add(store, "Bridge closed\n\nIt is closed for weeks.\n", "a.txt")
    second = add(store, "Harbour news\n\nWeeks of rain.\n", "b.txt")
    claim = tag(store, first, "closed for weeks")
    store.apply(edits.write_note(claim, "ask the authority"), "tester")
    assert titles(store.path, "tag:claim") == ["Bridge closed"]
    assert titles(store.path, "tag:claim weeks") == ["Bridge closed"]
    assert titles(store.path, "tag:claim rain") == []
    assert titles(store.path, "authority") == ["Bridge closed"]
    assert titles(store.path, "has:note") == ["Bridge closed"]
    assert titles(store.path, "status:started") == ["Bridge closed"]
    assert titles(store.path, "status:todo") == ["Harbour news"]
    content = store.content(second.id)
    assert content is not None
    store.apply(edits.set_status([content.state], Status.DONE), "tester")
    store.apply(edits.describe_article(card_of(second), site="The Courier", keywords=("harbour", "levée")), "tester")
    assert titles(store.path, "status:done") == titles(store.path, "site:courier") == ["Harbour news"]
    assert titles(store.path, "levee") == ["Harbour news"]
    assert titles(store.path, "keyword:LEVEE") == ["Harbour news"]


def test_collections_and_how_much_is_marked(store: Store) -> None:
    first = add(store, "Bridge closed\n\nIt is closed for weeks, says the county.\n", "a.txt")
    second = add(store, "Harbour news\n\nWeeks of rain.\n", "b.txt")
    store.apply(edits.collect([card_of(first), card_of(second)], into=["Floods", "Week 3"]), "tester")
    assert titles(store.path, 'collection:"week 3"') == ["Harbour news", "Bridge closed"]
    assert titles(store.path, "collection:week") == []
    content = store.content(first.id)
    assert content is not None and content.article.collections == ("Floods", "Week 3")
    store.apply(edits.collect([card_of(content.article)], into=["Other"], out_of=["Floods"]), "tester")
    assert titles(store.path, "collection:floods") == ["Harbour news"]
    assert [a.collections for a in store.articles([first.id])] == [("Week 3", "Other")]
    store.undo("tester")
    store.undo("tester")
    assert titles(store.path, "collection:floods") == []
    tag(store, first, "closed for weeks")
    tag(store, first, "weeks")
    tag(store, second, "rain")
    assert titles(store.path, "tag:claim>1") == ["Bridge closed"]
    assert titles(store.path, "tag:claim=1") == ["Harbour news"]
    assert titles(store.path, "tag:source=0 tag:claim<2") == ["Harbour news"]
    assert annotators(store.path) == ["tester"]


def test_a_plain_keyboard_finds_what_is_typographic(store: Store) -> None:
    first = add(store, "Bridge closed\n\nIt won’t open, says the county’s René.\n", "a.txt")
    store.apply(edits.describe_article(card_of(first), site="L’Éclair", keywords=("l’été",)), "tester")
    content = store.content(first.id)
    assert content is not None
    store.apply(edits.collect([card_of(content.article)], into=["Été – “1”"]), "tester")
    for typed in ("won't", "county's rene", "site:l'eclair", "keyword:l'ete", 'collection:"ETE - “1”"'):
        assert titles(store.path, typed) == ["Bridge closed"], typed


def test_claims_without_a_source_dates_keywords_and_annotators(store: Store) -> None:
    first = add(store, "Bridge closed\n\nIt is closed for weeks, says the county.\n", "a.txt")
    second = add(store, "Harbour news\n\nWeeks of rain.\n", "b.txt")
    claim, source = tag(store, first, "closed for weeks"), tag(store, first, "the county", "source")
    tag(store, second, "rain", "location")
    store.apply(edits.describe_article(card_of(first), published_at="2024-03-12", keywords=("tides",)), "tester")
    assert titles(store.path, "has:unsourced") == ["Bridge closed"]
    delta = edits.link(LinkKind.ATTRIBUTED_TO, claim, source, (), "tester")
    store.apply(delta, "tester")
    assert titles(store.path, "has:unsourced") == []
    store.undo("tester")
    store.apply(edits.describe(claim, {"attribution": "authors_own"}), "tester")
    assert titles(store.path, "has:unsourced") == []
    assert titles(store.path, "before:2024-04") == titles(store.path, "keyword:tide") == ["Bridge closed"]
    assert titles(store.path, "after:2024-03-13") == ["Harbour news"]
    assert titles(store.path, "after:2024-03-12 before:2024-03-13") == ["Bridge closed"]
    assert len(titles(store.path, "annotator:TEST")) == 2 and titles(store.path, "annotator:else") == []
    assert titles(store.path, "tag:location rain") == ["Harbour news"]
    assert titles(store.path, "tag:image_credit") == []


def test_the_index_follows_every_change_and_undo(store: Store) -> None:
    article = add(store, "Bridge closed\n\nIt is closed for weeks.\n", "a.txt")
    made = tag(store, article, "closed for weeks")
    store.apply(edits.write_note(made, "zebra"), "tester")
    assert titles(store.path, "zebra") == ["Bridge closed"]
    store.undo("tester")
    assert titles(store.path, "zebra") == []
    store.apply(edits.describe_article(card_of(article), title="Tunnel open", note="giraffe"), "tester")
    assert titles(store.path, "giraffe") == titles(store.path, "tunnel") == ["Tunnel open"]
    store.undo("tester")
    assert titles(store.path, "giraffe") == [] and titles(store.path, "bridge") == ["Bridge closed"]
    store.apply(edits.delete(annotations(store, article), []), "tester")
    content = store.content(article.id)
    assert content is not None
    store.apply(edits.remove_articles([content.state]), "tester")
    assert titles(store.path, "bridge") == []
    store.undo("tester")
    assert titles(store.path, "bridge") == ["Bridge closed"]
    assert check(store.path).problems == []


@pytest.mark.parametrize("seed", range(12))
def test_what_is_marked_is_found_at_once_though_it_waits_for_its_index(
    library: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(fts_index, "_AT_ONCE", 4)
    chance = random.Random(seed)
    words = [f"word{i}" for i in range(40)]
    text = "Made\n\n" + " ".join(words) + "\n"
    with Store.open(library) as store:
        article = add(store, text, "a.txt")
        for step in range(60):
            there = annotations(store, article)
            kind = chance.choice(("tag", "tag", "tag", "many", "note", "retag", "delete", "undo", "redo"))
            starts = [text.index(word + " ") for word in chance.sample(words[:-1], 3)]
            spans = [(start, text.index(" ", start)) for start in starts]
            if kind == "tag":
                store.apply(edits.tag_passage(article, spans[:1], "claim", "tester"), "tester")
            elif kind == "many":
                store.apply(edits.tag_passages([(article, s) for s in spans], "claim", "tester"), "tester")
            elif kind == "note" and there:
                store.apply(edits.write_note(chance.choice(there), f"note{step}"), "tester")
            elif kind == "retag" and there:
                store.apply(edits.retag(chance.sample(there, min(2, len(there))), "source"), "tester")
            elif kind == "delete" and there:
                store.apply(edits.delete(chance.sample(there, min(2, len(there))), []), "tester")
            elif kind == "redo":
                store.redo("tester")
            elif kind == "undo" and (last := store.heads().undo) and last.action is not Action.ADD_ARTICLES:
                store.undo("tester")
            there = annotations(store, article)
            for word in chance.sample(words, 4):
                is_claimed = any(a.quote == word and a.tag == "claim" for a in there)
                assert titles(library, f"tag:claim {word}") == ["Made"] * is_claimed
            noted = f"note{chance.randint(0, step)}"
            assert titles(library, noted) == ["Made"] * any(a.note == noted for a in there)
            assert check(library).problems == []
    with behind_the_back(library) as connection:
        for index in ("article_search", "mark_search"):
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")


def test_a_damaged_index_is_found_and_mended(store: Store) -> None:
    add(store)
    with behind_the_back(store.path) as connection:
        connection.execute("INSERT INTO article_search(article_search) VALUES ('delete-all')")
    assert any("search index" in p for p in check(store.path).problems)
    assert titles(store.path, "harbour") == []
    store.rebuild_indexes()
    assert check(store.path).problems == []
    assert len(titles(store.path, "harbour")) == 1
