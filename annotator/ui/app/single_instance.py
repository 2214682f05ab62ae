"""Single instance: one window per library, a second start hands its files to the first one and lets it come forward."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from annotator.readers.files import source_of

_PATIENCE = 3000
_LONGEST = 1_000_000


def _address(library: Path) -> str:
    """The same for every start of this account on this library."""
    account = str(os.getuid()) if hasattr(os, "getuid") else ""
    digest = hashlib.sha256(f"{account}:{library.resolve()}".encode(errors="surrogateescape")).hexdigest()
    return f"annotator-{digest[:24]}"


def hand_over(library: Path, files: list[str]) -> bool:
    """Give files to the window that has the library open and let it come forward; False if none answers."""
    socket = QLocalSocket()
    socket.connectToServer(_address(library))
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(json.dumps([str(source_of(f)) for f in files]).encode() + b"\n")
    return socket.waitForBytesWritten(_PATIENCE) and socket.waitForReadyRead(_PATIENCE)


class Reception(QObject):
    """The reception: waits for later starts on the same library."""

    called = Signal(list)
    """Another start wants the window forward, with these files (maybe none) open in it."""

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # Whoever is here holds the library's lock, so a socket of that name is left from a start that was killed.
        QLocalServer.removeServer(_address(library))
        self._server.newConnection.connect(self._answer)
        self._server.listen(_address(library))

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda s=socket: self._read(s))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        try:
            files = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            files = None
        if isinstance(files, list) and all(isinstance(f, str) for f in files):
            socket.write(b"ok\n")
            socket.flush()
            self.called.emit(files)
        socket.disconnectFromServer()
