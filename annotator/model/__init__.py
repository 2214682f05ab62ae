"""The words of the program: records, frozen, free of any toolkit.

Offsets are Unicode code points in the stored text of the article, half-open. Times are UTC in RFC 3339.
Ids are UUIDs in their canonical text form, made before anything is stored.

They are NamedTuples and not dataclasses: 100,000 annotations are made while one article opens or is exported, and a
frozen dataclass takes four times as long to make; to define one takes five times as long at every start. Their
annotations are evaluated (no ``from __future__ import annotations``): as strings they take four times as long.
"""

import os
import time
from collections.abc import Sequence
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple, Self

Span = tuple[int, int]
Scalar = str | int | float | bool | None
Attributes = tuple[tuple[str, Scalar], ...]


def new_id() -> str:
    """A new random UUID in canonical text form (RFC 9562, version 4)."""
    digits = os.urandom(16).hex()  # not by the module uuid: to import it takes 2 ms at every start
    variant = "89ab"[int(digits[16], 16) % 4]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def now() -> str:
    """The present moment, UTC, RFC 3339 with microseconds."""
    seconds, nanoseconds = divmod(time.time_ns(), 1_000_000_000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{nanoseconds // 1000:06}Z"


class Underline(StrEnum):
    """The shape of a tag's underline, so that colour is never alone."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DOUBLE = "double"


class Tag(NamedTuple):
    """What an annotation can say of its span. ``color`` is ``#rrggbb``; ``key`` is what a person presses."""

    id: str
    name: str
    color: str
    underline: Underline
    key: str


CLAIM = Tag("claim", "Claim", "#d55e00", Underline.SOLID, "1")
SOURCE = Tag("source", "Source", "#0072b2", Underline.DASHED, "2")
IMAGE_CREDIT = Tag("image_credit", "Image credit", "#b0508a", Underline.DOTTED, "3")
LOCATION = Tag("location", "Location", "#006b45", Underline.DOUBLE, "4")
TAGS = (CLAIM, SOURCE, IMAGE_CREDIT, LOCATION)


class Field(NamedTuple):
    """One attribute that annotations of a tag may carry. Without ``choices`` it is free text, or a number.

    ``hint`` says what it is for.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    number: bool = False
    hint: str = ""

    def words_for(self, value: Scalar) -> str:
        """A value as people read it: as it is, if it is none of the choices."""
        return dict(self.choices).get(str(value), str(value))


AUTHORS_OWN = "authors_own"
"""The value of a claim's ``attribution`` that says: the author claims it. Otherwise its links say who does."""

NOT_CHECKED = "not_checked"
"""The value of a claim's ``check`` that says the same as none."""

FIELDS: dict[str, tuple[Field, ...]] = {
    "claim": (
        Field(
            "attribution",
            "Attribution",
            ((AUTHORS_OWN, "the author’s own"),),
            hint="Whether the author of the article says it, instead of a source",
        ),
        Field(
            "check",
            "Check",
            (
                (NOT_CHECKED, "not checked"),
                ("supported", "supported"),
                ("disputed", "disputed"),
                ("refuted", "refuted"),
                ("unverifiable", "cannot be verified"),
            ),
            hint="What came out when you checked the claim",
        ),
        Field("review_url", "Link to the fact-check", hint="The web address of the article that checks this claim"),
        Field(
            "stance",
            "Stance",
            (("asserts", "asserts"), ("denies", "denies"), ("hedges", "hedges")),
            hint="Whether who speaks says that it is so, says that it is not so, or leaves it open",
        ),
        Field(
            "quotation",
            "Quotation",
            (("direct", "direct"), ("indirect", "indirect"), ("mixed", "mixed")),
            hint="Whether the words stand in quotation marks (direct), are retold (indirect), or both",
        ),
    ),
    "source": (
        Field(
            "kind",
            "Kind",
            (
                ("person", "person"),
                ("organisation", "organisation"),
                ("document", "document"),
                ("media", "media"),
                ("anonymous", "anonymous"),
            ),
            hint="Who or what the source is; anonymous if nobody is named",
        ),
        Field(
            "first_hand",
            "First hand",
            (("yes", "yes"), ("no", "no")),
            hint="Whether the source knows it from its own experience, or only repeats it",
        ),
    ),
    "image_credit": (
        Field(
            "role",
            "Role",
            (("featured", "featured image"), ("embedded", "embedded image"), ("other", "other")),
            hint="Which picture the credit is for: the one that leads the article, or one inside it",
        ),
        Field("creator", "Creator", hint="Who made the picture"),
        Field("provider", "Provider", hint="The agency or archive that the picture comes from"),
        Field("licence", "Licence", hint="On what terms the picture may be used"),
        Field("via", "Via", hint="Where the picture was found, if that is not who made or provided it"),
        Field("count", "Count", number=True, hint="How many pictures the credit is for"),
    ),
    "location": (
        Field(
            "role",
            "Role",
            (("dateline", "dateline"), ("event", "event"), ("mentioned", "mentioned")),
            hint="Whether it is where the report was written, where it happened, or only mentioned",
        ),
        Field("name", "Name", hint="The full name of the place that is meant"),
        Field("country", "Country", hint="The code of the country in two letters, such as DE or US"),
        Field("latitude", "Latitude", number=True, hint="Degrees north of the equator; south with a minus sign"),
        Field("longitude", "Longitude", number=True, hint="Degrees east of Greenwich; west with a minus sign"),
        Field("gazetteer_id", "Gazetteer id", hint="The number of the place in the list of places, GeoNames"),
    ),
}
"""What annotations of each tag may carry, by tag id: forms, formats and filters all read this."""

VERDICTS = {value: words for field in FIELDS["claim"] if field.name == "check" for value, words in field.choices}
"""What can come out of a check, and its words; the first of them says that there was none."""


class Status(StrEnum):
    """How far the work on an article has come."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class Origin(StrEnum):
    """How an annotation came to be."""

    MANUAL = "manual"
    SUGGESTION = "suggestion"
    IMPORT = "import"


class LinkKind(StrEnum):
    """What a link says: a claim is attributed to a source, a source speaks via another."""

    ATTRIBUTED_TO = "attributed_to"
    VIA = "via"


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


class Annotation(NamedTuple):
    """A tagged passage of one article: one fragment or several, in order and apart."""

    id: str
    article_id: str
    tag: str
    fragments: tuple[Span, ...]
    quote: str
    note: str
    attributes: Attributes
    annotator: str
    origin: str
    created_at: str
    updated_at: str

    def attribute(self, name: str) -> Scalar:
        """The value of an attribute; None if it has none."""
        return dict(self.attributes).get(name)

    @property
    def start(self) -> int:
        """Where the first fragment starts."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Where the last fragment ends."""
        return self.fragments[-1][1]


def place_of(annotation: Annotation) -> tuple[int, int, str]:
    """What annotations are ordered by, as in the store: where they start, where they end, the id."""
    return annotation.fragments[0][0], annotation.fragments[-1][1], annotation.id


class Link(NamedTuple):
    """A directed link between two annotations of one article."""

    id: str
    article_id: str
    kind: LinkKind
    from_id: str
    to_id: str
    annotator: str
    created_at: str


SuggestionKey = tuple[str, tuple[Span, ...]]
"""What tells a suggestion from the others of an article: its tag and its fragments."""


class Suggestion(NamedTuple):
    """A span that may be worth a tag. Offsets are code points in the article's text, half-open.

    ``score`` is between 0 and 1, ``rule`` a name that stays, ``reason`` the rule in words. ``links`` name the
    suggestions that it is to be linked to, if they are accepted too. ``candidates`` are the attributes of other
    readings, the likeliest first: the places of one name.
    """

    tag: str
    fragments: tuple[Span, ...]
    score: float
    rule: str
    reason: str
    attributes: Attributes = ()
    links: tuple[tuple[LinkKind, SuggestionKey], ...] = ()
    candidates: tuple[Attributes, ...] = ()

    @property
    def key(self) -> SuggestionKey:
        """Its tag and its fragments."""
        return self.tag, self.fragments

    @property
    def start(self) -> int:
        """Where its first fragment starts."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Where its last fragment ends."""
        return self.fragments[-1][1]


class Judged(StrEnum):
    """What a person said of a suggestion; it is corrected if it was accepted with another tag or other edges."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Verdict(NamedTuple):
    """What became of a suggestion: its rule, tag and fragments as they were suggested, and the annotation it became."""

    id: str
    article_id: str
    rule: str
    tag: str
    fragments: tuple[Span, ...]
    judged: Judged
    annotation_id: str | None
    annotator: str
    created_at: str


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


class Content(NamedTuple):
    """An article with all that is marked in it: annotations by place, links by age."""

    article: Article
    state: ArticleState
    annotations: list[Annotation]
    links: list[Link]


Record = Annotation | Link | ArticleState | Tag | ArticleMetadata | Verdict


class Action(StrEnum):
    """What a Delta does, for the undo menu and the history. The words shown are made by the window."""

    ADD_ARTICLES = "add_articles"
    REMOVE_ARTICLES = "remove_articles"
    IMPORT = "import"
    TAG = "tag"
    RETAG = "retag"
    DELETE = "delete"
    NOTE = "note"
    RESIZE = "resize"
    LINK = "link"
    UNLINK = "unlink"
    DESCRIBE = "describe"
    CHECK = "check"
    STATUS = "status"
    DESCRIBE_ARTICLE = "describe_article"
    CARRY_OVER = "carry_over"
    COLLECT = "collect"
    ADD_TAG = "add_tag"
    CHANGE_TAG = "change_tag"
    DELETE_TAG = "delete_tag"
    ACCEPT = "accept"
    REJECT = "reject"


class Delta(NamedTuple):
    """A reversible change: the records that go and the records that come.

    A record on both sides under one id is changed. Every change of the library is a Delta, and undo is its inverse.
    """

    action: Action
    removed: tuple[Record, ...] = ()
    added: tuple[Record, ...] = ()

    def inverse(self) -> Self:
        """The Delta that takes this one back."""
        return self._replace(removed=self.added, added=self.removed)

    @property
    def size(self) -> int:
        """How many records are touched: a record on both sides counts once."""
        return len({r.id for r in self.removed} | {r.id for r in self.added})


class NewArticle(NamedTuple):
    """An article about to be added, with the bytes it was made from."""

    article: Article
    original: bytes | None
    status: Status = Status.TODO


class ArticleSummary(NamedTuple):
    """One row of the library: what the list shows, without the text. ``counts`` is per tag id."""

    state: ArticleState
    title: str
    site: str | None
    published_at: str | None
    imported_at: str
    origin_name: str
    collections: tuple[str, ...]
    counts: dict[str, int]

    @property
    def id(self) -> str:
        """The article's id."""
        return self.state.id

    @property
    def progress(self) -> Status:
        """How far the work has come: an article that is to do and in which something is marked is started."""
        started = self.state.status is Status.TODO and bool(self.counts)
        return Status.IN_PROGRESS if started else self.state.status


def places_of(articles: Sequence[ArticleSummary]) -> dict[str, int]:
    """Where each article stands in a list, by its id."""
    return dict(zip(map(attrgetter("state.id"), articles), range(len(articles)), strict=True))
