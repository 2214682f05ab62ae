"""Sandbox: files are read in a process of its own, with limits of time and memory, for they are not to be trusted.

Both ends speak in messages of four bytes of length and that many bytes. A question is a line of JSON and the file; the
answer is ``R`` and a Reading, or ``E``, the name of an error and its sentence. The process stays, because what it
imports is slow to import, until its owner stops it; it ends with the program too, whose end closes its input.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Self

import orjson

from annotator.errors import AnnotatorError, NeedsPassword, RefusedText, not_loaded
from annotator.readers.extracted_article import Reading
from annotator.readers.registry import Options

SECONDS = 30.0
"""How long one file may take."""

MEMORY = 1536 * 1024 * 1024
"""How much memory the process may ask for, in bytes, where the system can limit it."""

LARGEST = 100 * 1024 * 1024
"""The largest file that is read so, in bytes."""

FLAG = "--read-files-apart"
"""What a frozen program is started with to be this process."""

_ERRORS = {kind.__name__: kind for kind in (RefusedText, NeedsPassword)}
_LENGTH = struct.Struct(">I")


class Sandbox:
    """Sandbox: the other process, started at the first question and again after it was stopped."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def read(self, kind: str, data: bytes, options: Options) -> Reading:
        """Reading of the bytes of a file of a kind. Raises RefusedText, whatever the file does."""
        if len(data) > LARGEST:
            raise RefusedText("The file is larger than 100 MB, far more than an article.")
        with self._lock:
            answer = self._ask(orjson.dumps([kind, *options]), data)
        if answer[:1] == b"R":
            return Reading.from_bytes(answer[1:])
        name, sentence = orjson.loads(answer[1:])
        raise _ERRORS[name](sentence)

    def interrupt(self) -> None:
        """Give up the file in hand, from another thread: whoever reads it is told that it was refused."""
        process = self._process
        if process is not None and self._lock.locked():
            process.kill()

    def stop(self) -> None:
        """End the process, if it runs."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    assert pipe is not None
                    pipe.close()

    def _ask(self, *messages: bytes) -> bytes:
        process = self._started()
        assert process.stdin is not None and process.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, stop)
        timer.start()
        try:
            for message in messages:
                _send(process.stdin, message)
            return _receive(process.stdout)
        except (OSError, EOFError):
            self.stop()
            if late.is_set():
                sentence = f"It took longer than {self._seconds:.0f} seconds to read, so it was given up."
            else:
                sentence = "Reading it failed or took more memory than an article may, so it was given up."
            raise RefusedText(sentence) from None
        finally:
            timer.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.stop()
        if self._process is None:
            root = str(Path(__file__).parent.parent.parent)
            env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
            script = "from annotator.readers.sandbox import serve; serve()"
            command = [sys.executable, FLAG] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-c", script]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env
            )
        return self._process


def _send(pipe: IO[bytes], message: bytes) -> None:
    """Send a message behind its length."""
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    """The next message. Raises EOFError if the other end is gone."""

    def exactly(size: int) -> bytes:
        data = pipe.read(size)
        if len(data) < size:
            raise EOFError
        return data

    return exactly(_LENGTH.unpack(exactly(_LENGTH.size))[0])


def serve() -> None:
    """Be the other process: answer until the input ends."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    sys.setrecursionlimit(5_000)
    _limit_memory()
    while True:
        try:
            kind, *options = orjson.loads(_receive(questions))
            data = _receive(questions)
        except EOFError:
            return
        _send(answers, _answer(kind, data, Options(*options)))


def _answer(kind: str, data: bytes, options: Options) -> bytes:
    """The answer to a question: the reading, or why there is none."""
    from annotator.readers import registry

    try:
        return b"R" + registry.read(kind, data, options).to_bytes()
    except AnnotatorError as error:
        return b"E" + orjson.dumps([type(error).__name__, str(error)])
    except MemoryError:
        return b"E" + orjson.dumps(["RefusedText", "Reading it took more memory than an article may."])
    except ImportError as error:
        return b"E" + orjson.dumps(["RefusedText", not_loaded(error)])
    except Exception as error:
        return b"E" + orjson.dumps(["RefusedText", f"It is damaged and cannot be read ({type(error).__name__})."])


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
