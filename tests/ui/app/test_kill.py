"""What was painted is on the disk: the process of the window is killed at random moments while it marks."""

import os
import random
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from annotator.storage.check import check
from annotator.storage.store import Store
from tests.making import BRIDGE

ROOT = Path(__file__).parents[3]
ROUNDS = 30


def kill_while_marking(folder: Path, template: bytes) -> int:
    """One round: how many annotations were painted before the kill; all of them must be there."""
    folder.mkdir()
    library, article = folder / "library.sqlite3", folder / "bridge.txt"
    library.write_bytes(template)
    article.write_text(BRIDGE * 3, encoding="utf-8")
    env = {**os.environ, "ANNOTATOR_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.painted", str(library), str(article)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=env,
    )
    assert process.stdout is not None
    patience = threading.Timer(30, process.kill)
    patience.start()
    lines = [process.stdout.readline()]  # the first paint of something marked: now it is at work
    patience.cancel()
    timer = threading.Timer(random.uniform(0, 0.25), process.kill)
    timer.start()
    lines += process.stdout.readlines()
    process.wait()
    timer.join()
    _, errors = process.communicate()
    assert process.returncode == -9, errors
    painted = {line.strip() for line in lines if line.endswith("\n")} - {""}
    with Store.open(library) as store:
        (summary,) = store.articles()
        content = store.content(summary.id)
        assert content is not None
        assert painted <= {a.id for a in content.annotations}
        assert all(content.article.text[a.start : a.end] == a.quote for a in content.annotations)
    assert check(library).problems == []
    return len(painted)


def test_everything_painted_survives_a_kill(tmp_path: Path, empty_library: bytes) -> None:
    with ThreadPoolExecutor(2) as pool:
        rounds = list(pool.map(lambda i: kill_while_marking(tmp_path / str(i), empty_library), range(ROUNDS)))
    assert len(rounds) == ROUNDS and min(rounds) >= 1
    assert sum(rounds) > ROUNDS, "the windows hardly marked anything before they were killed"
