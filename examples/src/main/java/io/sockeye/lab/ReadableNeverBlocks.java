package io.sockeye.lab;

import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;

import io.sockeye.Pollable;
import io.sockeye.SockaddrIn;
import io.sockeye.Socket;
import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;
import io.sockeye.bindings.SocketSyscalls;
import java.io.IOException;

/** Myth: recv does not block after "readable". Readable is a hint, and may be outdated. */
final class ReadableNeverBlocks {
    static final Myth MYTH = new Myth(
            "readable-never-blocks",
            "When poll has said \"readable\", recv has data and does not block.",
            "common",
            new Myth.Question(
                    "poll has returned POLLIN for a socket. What may the recv do that follows?",
                    3,
                    "return data, and nothing else",
                    "return data or the end, 0",
                    "return data or the end, fail, or block"),
            new Myth.Explanation(
                    """
                            "Readable" means that something is to be told: data, the end, or an error.
                            And it was so a moment ago: here another descriptor of the same socket took the byte first, and recv would have blocked.
                            The kernel itself may do so too: it drops a datagram whose checksum is wrong after poll has told of it. That we have read and not seen.
                            So make the call non-blocking, and take EAGAIN as an answer.""",
                    "select(2)", "BUGS"),
            ReadableNeverBlocks::run);

    record Seen(boolean isReadableWithAByte, String recvAfterAnotherReader, boolean isReadableAtTheEnd,
            String recvAtTheEnd, boolean isReadableWithAnError, String recvWithAnError) implements Facts {
        @Override
        public int answer() {
            if (!(isReadableWithAByte && isReadableAtTheEnd && isReadableWithAnError)) {
                return 0;
            }
            return recvAfterAnotherReader.equals("EAGAIN") ? 3 : recvAtTheEnd.equals("0") ? 2 : 1;
        }
    }

    private ReadableNeverBlocks() {}

    private static Seen run(Workbench bench) throws IOException {
        var pair = bench.pair();
        pair.second().send(new byte[1]);
        boolean withAByte = readable(bench, pair.first());
        bench.transcript.note("another descriptor of the same socket is faster");
        recv(bench, bench.duplicate(pair.first()));
        var taken = recv(bench, pair.first());

        bench.transcript.note("the peer ends");
        pair.second().close();
        boolean atTheEnd = readable(bench, pair.first());
        var end = recv(bench, pair.first());

        bench.transcript.note("a TCP peer closes with something unread: that is a reset");
        var server = bench.open(Socket.createServer(SockaddrIn.of("127.0.0.1", 0)));
        var client = bench.open(Socket.tcp().connect(server.getsockname()));
        client.send(new byte[1]);
        try (var accepted = server.accept()) {
            readable(bench, accepted);
        }
        return new Seen(withAByte, taken, atTheEnd, end, readable(bench, client), recv(bench, client));
    }

    private static boolean readable(Workbench bench, Pollable item) throws IOException {
        var entry = new PollfdArray(bench.arena, 1);
        entry.set(0, item.fileno(), POLLIN);
        Workbench.check("poll", PollSyscalls.poll(entry.segment(), 1, Workbench.LONG));
        return (entry.revents(0) & POLLIN) != 0;
    }

    /** MSG_DONTWAIT turns "would block" into EAGAIN. */
    private static String recv(Workbench bench, Pollable item) {
        return Workbench.name(SocketSyscalls.recv(item.fileno(), bench.arena.allocate(64), 64, MSG_DONTWAIT));
    }
}
