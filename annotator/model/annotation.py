"""Annotation: a tagged passage of an article; links between annotations, and an article with all of them."""

from enum import StrEnum
from typing import NamedTuple

from annotator.model.article import Article, ArticleState
from annotator.model.tags import Scalar

Span = tuple[int, int]

Attributes = tuple[tuple[str, Scalar], ...]


SAMPLE_MARKS = (
    "87a3b553-23c9-498b-ac0d-fe148c7ec7af",
    "b6e40314-100f-4975-83aa-a2e1891a7573",
    "1829f3a4-1e24-4a9d-8656-26a1d20d27a6",
)
"""The ids of what is marked in the sample article when it comes: nobody's work."""


class Origin(StrEnum):
    """How an annotation came to be."""

    MANUAL = "manual"
    SUGGESTION = "suggestion"
    IMPORT = "import"


class LinkKind(StrEnum):
    """What a link says: a claim is attributed to a source, a source speaks via another."""

    ATTRIBUTED_TO = "attributed_to"
    VIA = "via"


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

    @property
    def is_as_in_sample(self) -> bool:
        """Whether it came with the sample article, and nobody has changed it."""
        return self.id in SAMPLE_MARKS and self.updated_at == self.created_at


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


class Content(NamedTuple):
    """An article with all that is marked in it: annotations by place, links by age."""

    article: Article
    state: ArticleState
    annotations: list[Annotation]
    links: list[Link]
