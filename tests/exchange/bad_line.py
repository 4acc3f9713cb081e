"""A line as at the border: slow, it loses packets, and connections break off.

    python3 bad_line.py PORT TARGET BYTES_A_SECOND BREAKS [LOST]

Every connection to PORT goes on to TARGET on this computer. All share the bytes a second. BREAKS is
the share of stretches of 60 kB within which a connection breaks, at a place drawn by chance. LOST
is the share of packets that are lost: each is sent again a moment later, as TCP does it. Once it
is told to end (SIGTERM), it says how many bytes it carried and how many connections broke.
"""

import os
import random
import signal
import socket
import sys
import threading
import time
from contextlib import suppress

PIECE = 512
STRETCH = 60_000
"""Bytes after which chance decides anew whether the connection breaks."""
UNTIL_SENT_AGAIN = 0.3
"""Seconds until the sender notices that a packet was lost."""


class Line:
    def __init__(self, target, rate, breaks, lost=0.0):
        self.target, self.rate, self.breaks, self.lost = target, rate, breaks, lost
        self.carried = self.broken = 0
        self.free_at = time.monotonic()
        self.lock = threading.Lock()

    def wait_for_room(self, size):
        with self.lock:
            start = max(self.free_at, time.monotonic())
            self.free_at = start + size / self.rate
            self.carried += size
            until = self.free_at
        time.sleep(max(0, until - time.monotonic()))

    def send(self, size):
        """Wait until a packet is on the other side, however often it is lost."""
        self.wait_for_room(size)
        while happens(self.lost):
            time.sleep(UNTIL_SENT_AGAIN)
            self.wait_for_room(size)

    def carry(self, caller):
        try:
            callee = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            caller.close()
            return
        fate = Fate(self.breaks)
        for source, sink in ((caller, callee), (callee, caller)):
            threading.Thread(target=self.pump, args=(source, sink, fate), daemon=True).start()

    def pump(self, source, sink, fate):
        with suppress(OSError):  # the other side hung up
            while piece := source.recv(PIECE):
                self.send(len(piece))
                if fate.breaks_within(len(piece)):
                    self.broken += 1
                    break
                sink.sendall(piece)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class Fate:
    """Where a connection breaks, both ways together."""

    def __init__(self, share):
        self.share, self.left = share, 0
        self.ends_at = None

    def breaks_within(self, size):
        if self.left <= 0:
            self.left = STRETCH
            self.ends_at = random.randrange(STRETCH) if happens(self.share) else None  # noqa: S311
        self.left -= size
        return self.ends_at is not None and self.left <= self.ends_at


def happens(share):
    return random.random() < share  # noqa: S311  no secret


def main():
    port, target = int(sys.argv[1]), int(sys.argv[2])
    line = Line(target, *map(float, sys.argv[3:]))

    def tell(*_):
        print(line.carried, line.broken, flush=True)  # noqa: T201
        os._exit(0)

    signal.signal(signal.SIGTERM, tell)
    server = socket.create_server(("127.0.0.1", port))
    print(port, flush=True)  # noqa: T201  whoever started it waits for that
    while True:
        caller, _ = server.accept()
        threading.Thread(target=line.carry, args=(caller,), daemon=True).start()


if __name__ == "__main__":
    main()
