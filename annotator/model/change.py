"""Change: a Delta takes records away and adds others, and has an inverse; ids and moments of what it adds."""

import os
import time
from enum import StrEnum
from typing import NamedTuple, Self

from annotator.model.annotation import Annotation, Link
from annotator.model.article import ArticleMetadata, ArticleState
from annotator.model.suggestion import Verdict
from annotator.model.tags import Tag


def new_id() -> str:
    """Id: a new random UUID in canonical text form (RFC 9562, version 4)."""
    digits = os.urandom(16).hex()  # not by the module uuid: to import it takes 2 ms at every start
    variant = "89ab"[int(digits[16], 16) % 4]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def now() -> str:
    """Moment that is now: UTC, RFC 3339 with microseconds."""
    seconds, nanoseconds = divmod(time.time_ns(), 1_000_000_000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{nanoseconds // 1000:06}Z"


Record = Annotation | Link | ArticleState | Tag | ArticleMetadata | Verdict


class Action(StrEnum):
    """Action of a Delta: what it does, for the undo menu and the history. The window makes the words that are shown."""

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
    """Delta: a reversible change, the records that go and the records that come.

    A record on both sides under one id is changed. Every change of the library is a Delta, and undo is its inverse.
    """

    action: Action
    removed: tuple[Record, ...] = ()
    added: tuple[Record, ...] = ()

    def inverse(self) -> Self:
        """Inverse: the Delta that takes this one back."""
        return self._replace(removed=self.added, added=self.removed)

    @property
    def size(self) -> int:
        """Number of records that are touched: a record on both sides counts once."""
        return len({r.id for r in self.removed} | {r.id for r in self.added})
