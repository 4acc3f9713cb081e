"""The network between a post and the capital: a wire of our own that can be cut."""

import socket
from contextlib import suppress
from threading import Lock, Thread

AT_ONCE = 64 * 1024


class Wire:
    """Carries what a post says to the capital, on this computer only, unless it is cut.

    A cut one still picks up and hangs up at once: the port stays ours, and the post hears that
    nobody answers instead of waiting for it.
    """

    def __init__(self, port: int, to: int) -> None:
        self._to = to
        self._is_cut = False
        self._lock = Lock()
        self._open: set[socket.socket] = set()
        self._server = socket.create_server(("127.0.0.1", port))
        Thread(target=self._answer, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._server.getsockname()[1])

    @property
    def is_cut(self) -> bool:
        return self._is_cut

    def cut(self) -> None:
        """Break off whatever is on its way, and let nothing through any more."""
        with self._lock:
            self._is_cut = True
            for end in self._open:
                _hang_up(end)

    def restore(self) -> None:
        with self._lock:
            self._is_cut = False

    def close(self) -> None:
        self.cut()
        _hang_up(self._server)
        self._server.close()

    def _answer(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._server.accept()
                if self._is_cut:
                    near.close()
                    continue
                Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with near, suppress(OSError), socket.create_connection(("127.0.0.1", self._to)) as far:
            with self._lock:
                if self._is_cut:
                    return
                self._open |= {near, far}
            back = Thread(target=_pump, args=(far, near), daemon=True)
            back.start()
            _pump(near, far)
            back.join()
            with self._lock:
                self._open -= {near, far}


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while content := source.recv(AT_ONCE):
            target.sendall(content)
    _hang_up(source)
    _hang_up(target)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
