"""JSON from an unsure source: what is sound is kept, what is not is replaced by a word on what is wrong with it.

A sound file is read by orjson in one go. Only if that fails is the text cut, by a scanner that does not recurse, into
the members that matter, and each is read by itself: NaN, a lone surrogate, a number without end, absurd depth or the
end of the file in the middle then cost one record and not the file.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple, NoReturn

import orjson

Shape = dict[str, "Shape"]
"""The members that are lists of objects, and of these objects the same."""

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|"', re.DOTALL)
_SCALAR = re.compile(r"[^\s,\]}]+")


class Damaged(NamedTuple):
    """Stands where a value could not be read."""

    reason: str


class _Broken(Exception):
    """The text ends or goes astray here."""


def load_tolerantly(data: bytes, shape: Shape) -> tuple[Any, str]:
    """The JSON value in ``data`` and a word on the damage ("" if there is none).

    In a damaged file the outermost object and the lists that ``shape`` names are read element by element, with Damaged
    in the place of each element that cannot be read.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return orjson.loads(data), ""
    except orjson.JSONDecodeError as error:
        what = error.msg
    text = data.decode("utf-8", "surrogateescape")
    start = _skip_space(text, 0)
    if text[start : start + 1] != "{":
        return Damaged("it is not JSON"), f"it is not JSON ({what})"
    value, end = _object(text, start, shape)
    return value, "" if end is not None else "it is damaged or ends early; what is whole was kept"


def _skip_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _object(text: str, place: int, shape: Shape) -> tuple[dict[str, Any], int | None]:
    """The object that begins at ``place`` and where it ends; None if it does not."""
    value: dict[str, Any] = {}
    place += 1
    while True:
        place = _skip_space(text, place)
        if text[place : place + 1] == "}":
            return value, place + 1
        key = _STRING.match(text, place)
        place = _skip_space(text, key.end()) if key else place
        if not key or text[place : place + 1] != ":":
            return value, None
        value[_leaf_or(key[0], key[0])], after = _value(text, _skip_space(text, place + 1), shape, _leaf_or(key[0], ""))
        if after is None:
            return value, None
        place = _after_comma(text, after)


def _list(text: str, place: int, shape: Shape) -> tuple[list[Any], int | None]:
    """The list that begins at ``place``, of objects of ``shape``, and where it ends; None if it does not."""
    values: list[Any] = []
    place += 1
    while True:
        place = _skip_space(text, place)
        if text[place : place + 1] == "]":
            return values, place + 1
        try:
            end: int | None = _end_of_value(text, place)
        except _Broken:
            end = None
        if text[place : place + 1] == "{" and (shape or end is None):
            value, end = _object(text, place, shape) if shape else (Damaged("it ends early"), None)
        elif end is None:
            value = Damaged("it ends early")
        else:
            value = _leaf(text[place:end])
        values.append(value)
        if end is None:
            return values, None
        place = _after_comma(text, end)


def _value(text: str, place: int, shape: Shape, key: str) -> tuple[Any, int | None]:
    if key in shape and text[place : place + 1] == "[":
        return _list(text, place, shape[key])
    try:
        end = _end_of_value(text, place)
    except _Broken:
        return Damaged("it ends early"), None
    return _leaf(text[place:end]), end


def _after_comma(text: str, place: int) -> int:
    place = _skip_space(text, place)
    return place + 1 if text[place : place + 1] == "," else place


def _end_of_value(text: str, place: int) -> int:
    """Where the value at ``place`` ends, found by counting brackets and without recursion."""
    first = text[place : place + 1]
    if first and first in "[{":
        depth = 0
        for match in _BRACKET.finditer(text, place):
            token = match[0]
            if token == '"':
                break
            if token in "[{":
                depth += 1
            elif token in "]}":
                depth -= 1
                if depth == 0:
                    return match.end()
        raise _Broken
    match_ = (_STRING if first == '"' else _SCALAR).match(text, place)
    if match_ is None:
        raise _Broken
    return match_.end()


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _leaf(piece: str) -> Any:
    try:
        value = json.loads(piece, parse_constant=_refuse_constant)
        orjson.dumps(value)  # refuses lone surrogates and whole numbers of more than 64 bits
    except RecursionError:
        return Damaged("it is nested too deeply")
    except (ValueError, TypeError) as error:
        return Damaged(f"it cannot be read ({error!s:.120})")
    return value


def _leaf_or(piece: str, default: str) -> str:
    value = _leaf(piece)
    return value if isinstance(value, str) else default
