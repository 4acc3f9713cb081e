"""A line as at the border: so many bytes a second, and a share of connections that break off.

    python3 bad_line.py PORT TARGET BYTES_A_SECOND SHARE

Every connection to PORT goes on to TARGET on this computer. All share the bytes a second; a
connection that breaks does so after a random part of what it would have carried.
"""

import random
import socket
import sys
import threading
import time
from contextlib import suppress

PIECE = 512
LONGEST = 60_000
"""Bytes within which a connection that is to break does so."""


class Line:
    def __init__(self, target, rate, share):
        self.target, self.rate, self.share = target, rate, share
        self.free_at = time.monotonic()
        self.lock = threading.Lock()

    def wait_for_room(self, size):
        with self.lock:
            start = max(self.free_at, time.monotonic())
            self.free_at = start + size / self.rate
        time.sleep(max(0, self.free_at - time.monotonic()))

    def carry(self, caller):
        try:
            callee = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            caller.close()
            return
        breaks = random.random() < self.share  # noqa: S311  no secret
        left = [random.randrange(1, LONGEST) if breaks else None]  # noqa: S311
        for source, sink in ((caller, callee), (callee, caller)):
            threading.Thread(target=self.pump, args=(source, sink, left), daemon=True).start()

    def pump(self, source, sink, left):
        with suppress(OSError):  # the other side hung up
            while piece := source.recv(PIECE):
                self.wait_for_room(len(piece))
                if left[0] is not None:
                    left[0] -= len(piece)
                    if left[0] <= 0:
                        break
                sink.sendall(piece)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def main():
    port, target = int(sys.argv[1]), int(sys.argv[2])
    line = Line(target, float(sys.argv[3]), float(sys.argv[4]))
    server = socket.create_server(("127.0.0.1", port))
    print(port, flush=True)  # noqa: T201  whoever started it waits for that
    while True:
        caller, _ = server.accept()
        threading.Thread(target=line.carry, args=(caller,), daemon=True).start()


if __name__ == "__main__":
    main()
