"""Article: a text that does not change once it is in, with its metadata, its state, and its row in the list."""

from collections.abc import Sequence
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple


class Status(StrEnum):
    """Status of an article: how far the work on it has come."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class FileOrigin(NamedTuple):
    """Origin of an article: the file it came from. ``sha256`` is over its original bytes, in lower-case hexadecimal."""

    name: str
    media_type: str
    sha256: str


class Role(StrEnum):
    """Role of a stretch of an article on its page; what has none is a plain paragraph."""

    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    LIST_ITEM = "list_item"
    QUOTE = "quote"


class Block(NamedTuple):
    """Block: a stretch of an article with a role: whole lines, code points, half-open."""

    role: Role
    start: int
    end: int


class Article(NamedTuple):
    """Article as it was imported; its text never changes. ``text_sha256`` is over the text in UTF-8.

    ``blocks`` are in order and apart. ``image_credit`` is what the page says of its lead image outside its text.
    """

    id: str
    title: str
    text: str
    text_sha256: str
    imported_at: str
    origin: FileOrigin
    words: int
    url: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    published_at: str | None = None
    language: str | None = None
    image_credit: str | None = None
    blocks: tuple[Block, ...] = ()
    note: str = ""
    keywords: tuple[str, ...] = ()
    reinstated: tuple[str, ...] = ()
    """Lines that look like no part of the article, and that a person says are one."""
    collections: tuple[str, ...] = ()
    """The names of the collections that it is in; a collection is there as long as an article is in it."""


class ArticleState(NamedTuple):
    """State of an article, which may change: its status, and since when it is removed (None: it is there)."""

    id: str
    status: Status = Status.TODO
    removed_at: str | None = None


class ArticleMetadata(NamedTuple):
    """Metadata of an article (its card), which a person may correct. ``id`` is not that of the article."""

    id: str
    title: str
    url: str | None
    site: str | None
    authors: tuple[str, ...]
    published_at: str | None
    language: str | None
    note: str
    keywords: tuple[str, ...]
    reinstated: tuple[str, ...]
    collections: tuple[str, ...] = ()

    @property
    def article_id(self) -> str:
        """Id of the article."""
        return self.id.removeprefix(CARD)


CARD = "card:"
"""What the id of a card begins with; the rest is the id of its article."""


def card_of(article: Article) -> ArticleMetadata:
    """Card of an article as it is now."""
    return ArticleMetadata(f"{CARD}{article.id}", *(getattr(article, name) for name in ArticleMetadata._fields[1:]))


def with_card(article: Article, card: ArticleMetadata) -> Article:
    """Article with the metadata of a card."""
    return article._replace(**{name: getattr(card, name) for name in ArticleMetadata._fields[1:]})


class NewArticle(NamedTuple):
    """New article, about to be added, with the bytes it was made from."""

    article: Article
    original: bytes | None
    status: Status = Status.TODO


class ArticleSummary(NamedTuple):
    """Summary of an article: what the list shows of it, without the text.

    ``counts`` is per tag id; ``untouched`` of them are as they came with the sample.
    """

    state: ArticleState
    title: str
    site: str | None
    published_at: str | None
    imported_at: str
    origin_name: str
    collections: tuple[str, ...]
    counts: dict[str, int]
    untouched: int = 0

    @property
    def id(self) -> str:
        """Id of the article."""
        return self.state.id

    @property
    def progress(self) -> Status:
        """Status as it is shown: an article that is to do and in which somebody has marked something is in progress."""
        started = self.state.status is Status.TODO and sum(self.counts.values()) > self.untouched
        return Status.IN_PROGRESS if started else self.state.status


def places_of(articles: Sequence[ArticleSummary]) -> dict[str, int]:
    """Places of articles in a list, counted from 0, by their ids."""
    return dict(zip(map(attrgetter("state.id"), articles), range(len(articles)), strict=True))
