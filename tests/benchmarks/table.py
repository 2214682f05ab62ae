"""Measuring in turns, and the one table."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Row(NamedTuple):
    """One figure: ours and its floor in the same unit, and the ratio that is not to be exceeded (0: none)."""

    what: str
    ours: float
    floor: float
    bar: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.ours / self.floor if self.floor else 0.0


def timed(work: Callable[[], object]) -> float:
    """How long ``work`` takes, in milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def in_turns(ours: Callable[[], float], floor: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The medians of both over ``rounds`` rounds taken in turns, after one round that does not count."""
    ours(), floor()
    pairs = [(ours(), floor()) if i % 2 else (floor(), ours())[::-1] for i in range(rounds)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def print_table(rows: list[Row]) -> None:
    width = max(len(r.what) for r in rows)
    print(f"{'':{width}}  {'ours':>10}  {'floor':>10}  {'ratio':>6}  {'bar':>5}")
    for r in rows:
        bar = f"{r.bar:.2f}" if r.bar else "–"
        ratio = f"{r.ratio:.2f}" if r.floor else "–"
        over = r.bar and (r.ratio if r.floor else r.ours) > r.bar
        print(
            f"{r.what:{width}}  {r.ours:>7.2f} {r.unit:2}  {r.floor:>7.2f} {r.unit:2}  {ratio:>6}  {bar:>5}"
            f"{'  ← over' if over else ''}"
        )
