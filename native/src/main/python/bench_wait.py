"""What waiting costs as n grows, with CPython's selectors: native/src/main/c/bench_wait.c says what is done.

    echo 1000 1 300 | python3 native/src/main/python/bench_wait.py
"""

import json
import resource
import selectors
import socket
import sys
import time

LOOPBACK = ("127.0.0.1", 0)
SIZE = 64 * 1024


class Ring:
    """n sockets, connected in pairs, in one selector. The data of each is the one to send on, so that it arrives at the next."""

    def __init__(self, n):
        self.n = n
        self.sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(n)]
        self.selector = selectors.EpollSelector()
        for each in self.sockets:
            each.setblocking(False)
            each.bind(LOOPBACK)
        for i, each in enumerate(self.sockets):
            each.connect(self.sockets[i ^ 1].getsockname())
            self.selector.register(each, selectors.EVENT_READ, self.sockets[((i + 1) % n) ^ 1])

    def close(self):
        self.selector.close()
        for each in self.sockets:
            each.close()

    def dispatch(self, expected, left):
        select = self.selector.select
        received = 0
        while received < expected:
            for key, _ in select():
                data = key.fileobj.recv(SIZE)
                received += len(data)
                if left > 0:
                    left -= 1
                    key.data.send(data)
        return received

    def run(self, a, w):
        """One pass, and what it took: bytes, ns, ns of the processor."""
        for i in reversed(range(a)):
            self.sockets[(i * self.n // a) ^ 1].send(b"\0")
        cpu, wall = time.thread_time_ns(), time.monotonic_ns()
        received = self.dispatch(a + w, w)
        wall = time.monotonic_ns() - wall
        return received, wall, time.thread_time_ns() - cpu

    def measure(self, a, milliseconds):
        nanoseconds = milliseconds * 1_000_000
        w = max(5 * a, 64)
        received, wall, cpu = self.run(a, w)
        total = received
        while cpu < nanoseconds // 8:
            w *= 2
            received, wall, cpu = self.run(a, w)
            total += received
        if cpu < nanoseconds:
            w = int(w / cpu * nanoseconds)
            received, wall, cpu = self.run(a, w)
            total += received
        return {"n": self.n, "a": a, "w": w, "bytes": received, "ns": wall, "cpu": cpu, "all": total}


def main():
    _, limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    ring = None
    for line in sys.stdin:
        n, a, milliseconds = map(int, line.split())
        if ring is None or ring.n != n:
            if ring is not None:
                ring.close()
            ring = Ring(n)
            # As the others: java.nio registers in the first wait.
            ring.run(1, 0)
        print(json.dumps(ring.measure(a, milliseconds)), flush=True)


if __name__ == "__main__":
    main()
