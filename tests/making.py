"""Articles for tests, made in one line."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator import edits
from annotator.model import Annotation, Article, NewArticle
from annotator.readers.plain import article_from_text
from annotator.storage.store import Store

BRIDGE = (
    "Harbour bridge closed after storm damage\n\n"
    "The swing bridge linking Port Ellery with the mainland will stay closed for at least six weeks, according to the "
    "county roads authority, after Sunday’s storm bent two of its bearings.\n\n"
    "“The bridge is safe,” a spokesman said, “for now”. Repairs 🌉 are expected to cost 3.1\u00a0million.\n\n"
    "Sources: Ellery Radio, Northern Wire / Featured Image: Openphoto archive\n"
)


def new_article(text: str = BRIDGE, name: str = "bridge.txt") -> NewArticle:
    return article_from_text(text, text.encode(), name=name)


def add(store: Store, text: str = BRIDGE, name: str = "bridge.txt") -> Article:
    new = new_article(text, name)
    store.apply(edits.add_articles([new]), "tester", new=[new])
    return new.article


def tag(store: Store, article: Article, words: str, tag_id: str = "claim") -> Annotation:
    start = article.text.index(words)
    delta = edits.tag_passage(article, [(start, start + len(words))], tag_id, "tester")
    annotation = store.apply(delta, "tester").delta.added[0]
    assert isinstance(annotation, Annotation)
    return annotation


def annotations(store: Store, article: Article) -> list[Annotation]:
    content = store.content(article.id)
    assert content is not None
    return content.annotations


@contextmanager
def behind_the_back(library: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes a library as no part of the program would; committed and closed at the end."""
    with closing(sqlite3.connect(library)) as connection, connection:
        yield connection
