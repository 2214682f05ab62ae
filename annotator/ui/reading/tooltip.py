"""Tool tip: what is said of the annotation or the suggestion under the pointer."""

from __future__ import annotations

import html
from collections.abc import Iterable

from annotator.model import Annotation, Suggestion
from annotator.ui.session.tag_set import TagSet
from annotator.ui.widgets.verdict_chip import verdict_of, words_of


def described(
    annotations: Iterable[Annotation], suggestions: Iterable[Suggestion], suggested: str, tags: TagSet
) -> str:
    """The rich text of a tool tip, with everything foreign escaped; "" if there is nothing to say.

    ``suggested`` is the word for suggestions.
    """
    parts = []
    for annotation in annotations:
        note = f"<br>{html.escape(annotation.note)}" if annotation.note else ""
        said = " · ".join(filter(None, (annotation.annotator, words_of(verdict_of(annotation)))))
        parts.append(_part(tags.name_of(annotation.tag), f"{html.escape(said)}{note}"))
    for one in suggestions:
        parts.append(_part(tags.name_of(one.tag), f"{suggested}, {one.score:.0%}<br>{html.escape(one.reason)}"))
    return f"<qt>{''.join(parts)}</qt>" if parts else ""


def _part(name: str, rest: str) -> str:
    return f"<p style='margin:2px'><b>{html.escape(name)}</b> · {rest}</p>"
