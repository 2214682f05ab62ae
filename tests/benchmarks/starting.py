"""From the start of the process to the painted window, against a window that only says hello.

Hello is what Qt's own introduction for Python shows: a centred label. Both find their modules compiled, as pip leaves
them, and the smallest screen that the window is made for.
"""

import compileall
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.table import Row, in_turns

ROOT = Path(__file__).parent.parent.parent

_SCREEN = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}

_HELLO = """
import time
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.tell)
    def tell(self):
        print(time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
        self.close()
app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("Hello", alignment=Qt.AlignmentFlag.AlignCenter))
window.resize(1360, 860)
window.show()
app.exec()
"""
# What the program does first after its first paint is to begin: to make what works on an article.
_OURS = """
import gc
import time
gc.disable()
from annotator.ui.window.main_window import MainWindow
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
def tell(window, begin=MainWindow._begin):
    print(time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
    begin(window)
    QTimer.singleShot(300, QApplication.closeAllWindows)
MainWindow._begin = tell
from annotator.launcher import open_window
open_window([])
"""


def start(script: str, home: str) -> float:
    """Milliseconds from before the process exists to after its first paint."""
    import time

    env = {"USER": "tester", **os.environ, "ANNOTATOR_HOME": home, "PYTHONPATH": str(ROOT)}
    env["QT_QPA_PLATFORM"] = f"offscreen:configfile={home}/screens.json"
    began = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    return (float(done.stdout.split()[0]) - began) * 1000


def run() -> list[Row]:
    compileall.compile_dir(ROOT / "annotator", quiet=2)
    with tempfile.TemporaryDirectory() as home:
        Path(home, "screens.json").write_text(json.dumps({"screens": [_SCREEN]}))
        ours, floor = in_turns(lambda: start(_OURS, home), lambda: start(_HELLO, home), 11)
    return [Row("process start to painted window", ours, floor, 1.35)]
