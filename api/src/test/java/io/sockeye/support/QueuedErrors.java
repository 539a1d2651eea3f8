package io.sockeye.support;

import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IP_RECVERR;
import static io.sockeye.bindings.PollConstants.POLLERR;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.SocketConstants.MSG_ZEROCOPY;
import static io.sockeye.bindings.SocketConstants.SHUT_RD;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_TIMESTAMPING;
import static io.sockeye.bindings.SocketConstants.SO_ZEROCOPY;
import static io.sockeye.bindings.TimestampConstants.SOF_TIMESTAMPING_SOFTWARE;
import static io.sockeye.bindings.TimestampConstants.SOF_TIMESTAMPING_TX_SOFTWARE;

import io.sockeye.ConnectionRefusedException;
import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.SocketPair;
import io.sockeye.bindings.PollSyscalls;
import io.sockeye.bindings.PollfdArray;
import io.sockeye.bindings.Timespec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The ways to make poll report something for ever while there is nothing to receive; poll(2), ip(7), socket(7). */
public enum QueuedErrors {
    /** An ICMP refusal with IP_RECVERR: the call that followed it has thrown ECONNREFUSED, its message stays in the queue. */
    REFUSED_DATAGRAM(false) {
        @Override
        public SocketPair open() throws IOException {
            var near = Socket.udp().bind(ANY_PORT).setsockopt(IPPROTO_IP, IP_RECVERR, 1);
            near.sendto(new byte[1], unusedPort());
            awaitReport(near, POLLERR);
            try {
                throw new AssertionError("received " + near.tryRecv(new byte[1]));
            } catch (ConnectionRefusedException expected) {
                return connected(near);
            }
        }
    },
    /** The kernel is done with a send of MSG_ZEROCOPY. */
    ZERO_COPY_COMPLETION(true) {
        @Override
        public SocketPair open() throws IOException {
            var pair = StreamFamily.TCP.pair();
            pair.first().setsockopt(SOL_SOCKET, SO_ZEROCOPY, 1);
            try (var arena = Arena.ofConfined()) {
                pair.first().send(arena.allocate(1), MSG_ZEROCOPY);
                // The memory must live until the kernel is done with it.
                pair.second().recv(new byte[1]);
                awaitReport(pair.first(), POLLERR);
            }
            return pair;
        }
    },
    /** When a datagram left. */
    TIMESTAMP_OF_A_DATAGRAM(false) {
        @Override
        public SocketPair open() throws IOException {
            return timestamped(connected(Socket.udp().bind(ANY_PORT)));
        }
    },
    /** When a segment left. */
    TIMESTAMP_OF_A_SEGMENT(true) {
        @Override
        public SocketPair open() throws IOException {
            return timestamped(StreamFamily.TCP.pair());
        }
    },
    /** After SHUT_RD poll reports POLLIN, and recv with MSG_DONTWAIT says EAGAIN; datagrams come in all the same. */
    HALF_CLOSED_DATAGRAMS(false) {
        @Override
        public SocketPair open() throws IOException {
            var pair = connected(Socket.udp().bind(ANY_PORT));
            pair.first().shutdown(SHUT_RD);
            awaitReport(pair.first(), POLLIN);
            return pair;
        }
    };

    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);

    public final boolean stream;

    QueuedErrors(boolean stream) {
        this.stream = stream;
    }

    /** Two connected sockets; poll reports something of the first, which has nothing to receive. */
    public abstract SocketPair open() throws IOException;

    /** The same where the first has no room to send into; for streams. */
    public SocketPair openFull() throws IOException {
        var pair = open();
        StreamFamily.fill(pair.first());
        awaitReport(pair.first(), POLLERR);
        return pair;
    }

    private static SocketPair timestamped(SocketPair pair) throws IOException {
        pair.first().setsockopt(SOL_SOCKET, SO_TIMESTAMPING, SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE);
        pair.first().send(new byte[1]);
        pair.second().recv(new byte[1]);
        awaitReport(pair.first(), POLLERR);
        return pair;
    }

    private static SocketPair connected(Socket near) throws ErrnoException {
        var far = Socket.udp().bind(ANY_PORT).connect(near.getsockname());
        return new SocketPair(near.connect(far.getsockname()), far);
    }

    private static Sockaddr unusedPort() throws ErrnoException {
        try (var gone = Socket.udp().bind(ANY_PORT)) {
            return gone.getsockname();
        }
    }

    /** Returns when poll reports one of {@code bits}. */
    public static void awaitReport(Socket socket, int bits) {
        try (var arena = Arena.ofConfined()) {
            var polled = new PollfdArray(arena, 1);
            polled.set(0, socket.fileno(), bits);
            int result = PollSyscalls.ppoll(polled.segment(), 1, seconds(arena, 10), MemorySegment.NULL);
            if (result != 1 || (polled.revents(0) & bits) == 0) {
                throw new AssertionError("poll returns " + result + ", reports " + polled.revents(0));
            }
        }
    }

    private static MemorySegment seconds(Arena arena, int seconds) {
        return new Timespec(arena).set(seconds * 1_000_000_000L);
    }
}
