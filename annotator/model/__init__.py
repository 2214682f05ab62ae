"""Model: the words of the program as records, frozen, free of any toolkit.

Offsets are Unicode code points in the stored text of the article, half-open. Times are UTC in RFC 3339.
Ids are UUIDs in their canonical text form, made before anything is stored.

They are NamedTuples and not dataclasses: 100,000 annotations are made while one article opens or is exported, and a
frozen dataclass takes four times as long to make; to define one takes five times as long at every start. Their
annotations are evaluated (no ``from __future__ import annotations``): as strings they take four times as long.
"""

from annotator.model.annotation import (
    SAMPLE_MARKS,
    Annotation,
    Attributes,
    Content,
    Link,
    LinkKind,
    Origin,
    Span,
    place_of,
)
from annotator.model.article import (
    CARD,
    Article,
    ArticleMetadata,
    ArticleState,
    ArticleSummary,
    Block,
    FileOrigin,
    NewArticle,
    Role,
    Status,
    card_of,
    places_of,
    with_card,
)
from annotator.model.change import Action, Delta, Record, new_id, now
from annotator.model.suggestion import Judged, Suggestion, SuggestionKey, Verdict
from annotator.model.tags import (
    AUTHORS_OWN,
    CLAIM,
    FIELDS,
    IMAGE_CREDIT,
    LOCATION,
    LONGEST_NAME,
    NOT_CHECKED,
    SOURCE,
    TAGS,
    VERDICTS,
    Field,
    Scalar,
    Tag,
    Underline,
)
