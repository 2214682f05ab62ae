"""Article: a text that does not change once it is in, with its metadata, its state, and its row in the list."""

from collections.abc import Sequence
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple


class Status(StrEnum):
    """How far the work on an article has come."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class FileOrigin(NamedTuple):
    """Where an article came from. ``sha256`` is over the original bytes, in lower-case hexadecimal."""

    name: str
    media_type: str
    sha256: str


class Role(StrEnum):
    """What a stretch of an article is on its page; what has no role is a plain paragraph."""

    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    LIST_ITEM = "list_item"
    QUOTE = "quote"


class Block(NamedTuple):
    """A stretch of an article with a role: whole lines, code points, half-open."""

    role: Role
    start: int
    end: int


class Article(NamedTuple):
    """An article as it was imported; its text never changes. ``text_sha256`` is over the UTF-8 text.

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
    """What may change about an article: its status, and since when it is removed (None: it is there)."""

    id: str
    status: Status = Status.TODO
    removed_at: str | None = None


class ArticleMetadata(NamedTuple):
    """What a person may correct in what is known of an article, or add to it. ``id`` is not that of the article."""

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
        """The id of the article."""
        return self.id.removeprefix(CARD)


CARD = "card:"
"""What the id of a card begins with; the rest is the id of its article."""


def card_of(article: Article) -> ArticleMetadata:
    """The card of an article as it is now."""
    return ArticleMetadata(f"{CARD}{article.id}", *(getattr(article, name) for name in ArticleMetadata._fields[1:]))


def with_card(article: Article, card: ArticleMetadata) -> Article:
    """The article as a card says."""
    return article._replace(**{name: getattr(card, name) for name in ArticleMetadata._fields[1:]})


class NewArticle(NamedTuple):
    """An article about to be added, with the bytes it was made from."""

    article: Article
    original: bytes | None
    status: Status = Status.TODO


class ArticleSummary(NamedTuple):
    """One row of the library: what the list shows, without the text.

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
        """The article's id."""
        return self.state.id

    @property
    def progress(self) -> Status:
        """How far the work has come: an article that is to do and in which somebody has marked something is started."""
        started = self.state.status is Status.TODO and sum(self.counts.values()) > self.untouched
        return Status.IN_PROGRESS if started else self.state.status


def places_of(articles: Sequence[ArticleSummary]) -> dict[str, int]:
    """Where each article stands in a list, by its id."""
    return dict(zip(map(attrgetter("state.id"), articles), range(len(articles)), strict=True))
