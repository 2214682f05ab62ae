"""Places as spaCy's named entities, where a person has installed spaCy and a model for the language.

It is found by its entry point, as a suggester of another package would be; without spaCy it proposes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

from annotator.model import LOCATION, Suggestion
from annotator.suggesters.language.prepared_text import Document
from annotator.suggesters.places.gazetteer import gazetteer

_PLACES = frozenset(("GPE", "LOC", "LC"))
_MOST = 200_000
"""Characters of a text, at the most: a model takes a minute and a gigabyte for a megabyte."""


@cache
def _model(code: str) -> Any:
    """The smallest model for a language; None without one."""
    if find_spec("spacy") is None:
        return None
    import spacy

    names = sorted(name for name in spacy.util.get_installed_models() if name.startswith(f"{code}_"))
    small = [name for name in names if name.endswith("_sm")]
    return spacy.load((small or names)[0]) if names else None


def named_places(document: Document) -> Iterator[Suggestion]:
    """Named entities that a model of spaCy takes for places, a line at a time."""
    model = _model(document.rules.code) if len(document.text) <= _MOST else None
    if model is None:
        return
    known = gazetteer(document.rules.code)
    for start, end in document.ticking():
        for entity in model(document.text[start:end]).ents:
            if entity.label_ not in _PLACES:
                continue
            span = start + entity.start_char, start + entity.end_char
            places = known.places(document.plain[slice(*span)])
            attributes = (("role", "mentioned"), *(places[0].attributes if places else ()))
            reason = f"spaCy takes it for a place (its model {model.meta['lang']}_{model.meta['name']})."
            yield Suggestion(LOCATION.id, (span,), 0.8, "spacy", reason, attributes)
