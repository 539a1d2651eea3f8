"""The echo server of the benchmarks on CPython's selectors: python3 echo.py PORT (0 lets the kernel choose)."""

import functools
import selectors
import socket
import sys

BUFFER_BYTES = 1 << 16


def accept(selector, server):
    client, _ = server.accept()
    client.setblocking(False)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    selector.register(client, selectors.EVENT_READ, read)


def read(selector, client):
    data = client.recv(BUFFER_BYTES)
    if data:
        sent = send(client, data)
        if sent < len(data):
            # Nothing more is read until the client has taken what it was sent.
            write_later(selector, client, memoryview(data)[sent:])
    else:
        end(selector, client)


def write_later(selector, client, data):
    selector.modify(client, selectors.EVENT_WRITE, functools.partial(write, data))


def write(data, selector, client):
    left = data[send(client, data):]
    if left:
        write_later(selector, client, left)
    else:
        selector.modify(client, selectors.EVENT_READ, read)


def send(client, data):
    try:
        return client.send(data)
    except BlockingIOError:
        return 0


def end(selector, client):
    selector.unregister(client)
    client.close()


def main():
    server = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=4096)
    server.setblocking(False)
    selector = selectors.EpollSelector()
    selector.register(server, selectors.EVENT_READ, accept)
    print("port", server.getsockname()[1], flush=True)
    while True:
        for key, _ in selector.select():
            try:
                key.data(selector, key.fileobj)
            except BlockingIOError:
                pass  # whoever was there has gone again
            except OSError:
                if key.fileobj is server:
                    raise
                # A client that dies takes only its own connection with it.
                end(selector, key.fileobj)


main()
