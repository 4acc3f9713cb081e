"""A bad line: a proxy between a browser and its post that cuts what passes at a chosen byte."""

import socket
from contextlib import contextmanager, suppress
from threading import Thread

CHUNK = 4096


class Line:
    """Connects to the post; `cut(asked=n)` or `cut(told=n)` breaks each connection after n bytes.

    `cut()` lets everything pass.
    """

    def __init__(self, port):
        self.port = port
        self.asked = self.told = None
        self.cuts = 0
        self._connections = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://localhost:{self._listener.getsockname()[1]}"
        self._accepting = Thread(target=self._accept)
        self._accepting.start()

    def cut(self, *, asked=None, told=None):
        self.asked, self.told = asked, told

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listener.close()
        for near, far, served in self._connections:
            _end(near, far)
            served.join()

    def _accept(self):
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self.port))
                served = Thread(target=self._serve, args=[near, far])
                self._connections.append((near, far, served))
                served.start()

    def _serve(self, near, far):
        with near, far:
            asking = Thread(target=self._pass, args=[near, far, "asked"])
            asking.start()
            self._pass(far, near, "told")
            asking.join()

    def _pass(self, source, sink, way):
        passed = 0
        with suppress(OSError):
            while content := source.recv(CHUNK):
                most = getattr(self, way)
                passed += len(content)
                if most is not None and passed > most:
                    sink.sendall(content[: max(0, len(content) - passed + most)])
                    self.cuts += 1
                    break
                sink.sendall(content)
        _end(source, sink)


def _end(*ends):
    """Closing alone would wake nobody who waits to read."""
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(address):
    line = Line(int(address.rpartition(":")[2]))
    try:
        yield line
    finally:
        line.close()
