"""The places that are known: GeoNames' countries, first-level regions and cities (CC BY 4.0), from resources/."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import NamedTuple

from annotator.model import Attributes
from annotator.resources import resource
from annotator.suggesters.language.rules import Rules, rules_of

_WEIGHTS = {"named": 4.6, "country": 4.5, "capital": 3.4, "region": 2.5}
"""Weights of kinds: how likely such a place is meant by its name; cities have theirs by their people."""


class Place(NamedTuple):
    """Place: its ``kind`` is country, region, capital, city, town, or named where the rules of a language add it."""

    kind: str
    name: str
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    people: int
    id: str

    @property
    def weight(self) -> float:
        """Weight of the place: how likely it is meant, by itself."""
        return _WEIGHTS[self.kind] if self.kind in _WEIGHTS else math.log10(self.people + 10) / 2.5

    @property
    def attributes(self) -> Attributes:
        """Attributes of an annotation of the place: name, country (ISO 3166), latitude, longitude and GeoNames id."""
        known = (
            ("name", self.name),
            ("country", self.country),
            ("latitude", self.latitude),
            ("longitude", self.longitude),
            ("gazetteer_id", self.id),
        )
        return tuple((name, value) for name, value in known if value not in (None, ""))


class Gazetteer:
    """Places by each of their names, for one language."""

    def __init__(self, rules: Rules) -> None:
        self._lines: dict[str, list[str]] = dict(_lines_by_name())
        self._more: dict[str, Place] = {}
        for name, country, latitude, longitude in rules.more_places:
            self._more[name] = Place("named", name, country, "", float(latitude), float(longitude), 0, "")
        self._places: dict[str, tuple[Place, ...]] = {}
        regions = {p.id: p.name for p in map(_place, _rows_of("region"))}
        self.abbreviations = {short: regions[id_] for short, id_ in rules.abbreviations.items() if id_ in regions}
        """The names of regions by what is written for them."""
        self.longest: dict[str, int] = dict(_longest())
        """Characters of the longest name that begins with a word, by the word."""
        for name in self._more:
            first = _first(name)
            self.longest[first] = max(self.longest.get(first, 0), len(name))

    def __contains__(self, name: str) -> bool:
        return name in self._lines or name in self._more

    def is_added(self, name: str) -> bool:
        """Whether the rules of the language name it."""
        return name in self._more

    def places(self, name: str) -> tuple[Place, ...]:
        """Every place of this name; () if there is none."""
        if name not in self._places:
            found = [_place(line) for line in self._lines.get(name, ())]
            if name in self._more:
                twin = next((p for p in found if p.kind == "country" and p.country == self._more[name].country), None)
                found = [twin or self._more[name], *(p for p in found if p is not twin)]
            self._places[name] = tuple(found)
        return self._places[name]


_FIRST = re.compile(r"(?:[^\W\d_]\.){2,}|[\w’']*")


def _first(name: str) -> str:
    match = _FIRST.match(name)
    return match[0] if match else ""


@cache
def _rows() -> list[str]:
    return resource("gazetteer.tsv").read_text(encoding="utf-8").splitlines()


def _rows_of(kind: str) -> list[str]:
    return [row for row in _rows() if row.startswith(kind + "\t")]


@cache
def _lines_by_name() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in _rows():
        _, name, others, _ = row.split("\t", 3)
        found.setdefault(name.replace("'", "’"), []).append(row)
        if others:
            for other in others.split("|"):
                found.setdefault(other.replace("'", "’"), []).append(row)
    return found


@cache
def _longest() -> dict[str, int]:
    found: dict[str, int] = {}
    for name in _lines_by_name():
        first = _first(name)
        if len(name) > found.get(first, 0):
            found[first] = len(name)
    return found


def _place(row: str) -> Place:
    kind, name, _, country, region, latitude, longitude, people, id_ = row.split("\t")
    where = (float(latitude), float(longitude)) if latitude else (None, None)
    return Place(kind, name, country, region, where[0], where[1], int(people), id_)


@cache
def known_by_id() -> dict[str, Place]:
    """Every place by its GeoNames id."""
    return {place.id: place for place in map(_place, _rows()) if place.id}


@cache
def gazetteer(code: str) -> Gazetteer:
    """The gazetteer for a language of the rules; it takes some tens of milliseconds to make."""
    return Gazetteer(rules_of(code))
