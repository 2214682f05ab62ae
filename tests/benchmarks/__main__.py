"""``python -m tests.benchmarks [NAME …]``: how fast the program is, each figure beside its floor from one run.

Floor and ours take turns, round by round, and the medians are compared, so that a slow moment meets both.
A figure above its bar is marked; nothing fails.
"""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import files, formats, library, marking, starting, suggesting, viewing
from tests.benchmarks.table import Row, print_table

BENCHMARKS = {
    "view": viewing.run,
    "start": starting.run,
    "files": files.run,
    "formats": formats.run,
    "marking": marking.run,
    "library": library.run,
    "suggesting": suggesting.run,
}


def main(names: list[str]) -> int:
    unknown = set(names) - BENCHMARKS.keys()
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    for name in names or BENCHMARKS:
        print(f"measuring {name} …", file=sys.stderr)
        rows += BENCHMARKS[name]()
    print_table(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
