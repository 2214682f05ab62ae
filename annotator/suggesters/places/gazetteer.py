"""Gazetteer: the places that are known by name. GeoNames' countries, first-level regions and cities (CC BY 4.0)."""

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
    """Gazetteer for one language: places by each of their names."""

    def __init__(self, rules: Rules) -> None:
        self._rows = _rows_by_name()
        self._more: dict[str, Place] = {}
        for name, country, latitude, longitude in rules.more_places:
            self._more[name] = Place("named", name, country, "", float(latitude), float(longitude), 0, "")
        self._places: dict[str, tuple[Place, ...]] = {}
        regions = {p.id: p.name for p in map(_place, (row for row in _rows() if row.startswith("region\t")))}
        self.abbreviations = {short: regions[id_] for short, id_ in rules.abbreviations.items() if id_ in regions}
        """The names of regions by what is written for them."""
        self.longest = dict(_longest())
        """Characters of the longest name that begins with a word, by the word."""
        for name in self._more:
            first = _first(name)
            self.longest[first] = max(self.longest.get(first, 0), len(name))

    def __contains__(self, name: str) -> bool:
        return name in self._rows or name in self._more

    def is_added(self, name: str) -> bool:
        """Whether the rules of the language name it."""
        return name in self._more

    def places(self, name: str) -> tuple[Place, ...]:
        """Places of this name; () if there is none."""
        if name not in self._places:
            found = [_place(row) for row in self._rows.get(name, ())]
            if name in self._more:
                twin = next((p for p in found if p.kind == "country" and p.country == self._more[name].country), None)
                found = [twin or self._more[name], *(p for p in found if p is not twin)]
            self._places[name] = tuple(found)
        return self._places[name]


_FIRST = re.compile(r"(?:[^\W\d_]\.){2,}|[\w’']*")


def _first(name: str) -> str:
    """The first word of a name, as ``proper_names`` cuts words."""
    match = _FIRST.match(name)
    return match[0] if match else ""


@cache
def _rows() -> list[str]:
    """The rows of the table of places: kind, name, other names, country, region, latitude, longitude, people, id."""
    return resource("gazetteer.tsv").read_text(encoding="utf-8").splitlines()


@cache
def _rows_by_name() -> dict[str, list[str]]:
    """The rows by each name of their places. They stay text: most are never asked for."""
    found: dict[str, list[str]] = {}
    for row in _rows():
        _, name, others, _ = row.split("\t", 3)
        for each in (name, *others.split("|")) if others else (name,):
            found.setdefault(each.replace("'", "’"), []).append(row)
    return found


@cache
def _longest() -> dict[str, int]:
    """The characters of the longest name that begins with a word, by the word."""
    found: dict[str, int] = {}
    for name in _rows_by_name():
        first = _first(name)
        if len(name) > found.get(first, 0):
            found[first] = len(name)
    return found


def _place(row: str) -> Place:
    """The place of a row."""
    kind, name, _, country, region, latitude, longitude, people, id_ = row.split("\t")
    north, east = (float(latitude), float(longitude)) if latitude else (None, None)
    return Place(kind, name, country, region, north, east, int(people), id_)


@cache
def known_by_id() -> dict[str, Place]:
    """Places by their GeoNames ids."""
    return {place.id: place for place in map(_place, _rows()) if place.id}


@cache
def gazetteer(code: str) -> Gazetteer:
    """Gazetteer for a language of the rules, made once, in some tens of milliseconds."""
    return Gazetteer(rules_of(code))
