"""Sentences for tests of the parts of the suggesters: read as in an article, places in them named by their words."""

from __future__ import annotations

from annotator.model import Span
from annotator.suggesters.language.noun_phrases import Phrase
from annotator.suggesters.language.prepared_text import document
from annotator.suggesters.language.sentence import Sentence
from annotator.suggesters.language.tokens import units


def sentence_of(text: str, language: str = "en") -> Sentence:
    """The first sentence of a text."""
    prepared = document(text, language=language)
    return Sentence(prepared, next(units(text, prepared.plain, 0, len(text))))


def at(sentence: Sentence, word: str) -> int:
    """The index of the first token of this text."""
    return next(i for i, token in enumerate(sentence.tokens) if token.text == word)


def words_of(sentence: Sentence, phrase: Phrase | None) -> str | None:
    """The text of a phrase."""
    if phrase is None:
        return None
    return text_of(sentence, (sentence.tokens[phrase.first].start, sentence.tokens[phrase.last].end))


def text_of(sentence: Sentence, span: Span | None) -> str | None:
    """The text of a span."""
    return sentence.document.text[slice(*span)] if span is not None else None
