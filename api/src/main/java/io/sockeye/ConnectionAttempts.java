package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINPROGRESS;
import static io.sockeye.bindings.ErrnoConstants.EINTR;
import static io.sockeye.bindings.PollConstants.POLLOUT;
import static io.sockeye.bindings.SocketConstants.SOCK_NONBLOCK;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_ERROR;
import static io.sockeye.bindings.SocketConstants.SO_REUSEADDR;

import io.sockeye.internal.poll.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Connects to one of several addresses as RFC 8305 ("Happy Eyeballs") recommends: the address families alternate, and the next attempt
 * starts when one has failed, or a Connection Attempt Delay after the previous one. Earlier attempts continue. The first connection is kept,
 * all other sockets are closed. One thread waits for all attempts by poll(2), so a virtual thread parks.
 */
final class ConnectionAttempts {
    /** RFC 8305, section 5 and 8. */
    private static final long DELAY_NANOS = Duration.ofMillis(250).toNanos();

    /** A connect in progress. It hides the Socket from {@link Poll}: no other thread closes the descriptor, so poll needs no eventfd. */
    private record Attempt(Socket socket, Sockaddr address, long start) implements Pollable {
        @Override
        public int fileno() {
            return socket.fileno();
        }

        String on() {
            return "fd=" + fileno() + ", " + address;
        }
    }

    private record Failure(Sockaddr address, ErrnoException reason) {}

    private final String target;
    private final @Nullable Sockaddr source;
    private final @Nullable Duration timeout;
    private final long deadline;
    private final Deque<AddressInfo> untried;

    /** All sockets opened so far; failed ones are closed already. It has the capacity for all, so that adding one cannot fail. */
    private final List<Socket> opened;

    private final List<Attempt> pending = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Poll<Attempt> poll = new Poll<>();

    /** When the next attempt may start while others are pending. */
    private long nextStart = System.nanoTime();

    /**
     * Starts no attempt yet.
     *
     * @param target the peer's name in exception messages
     * @param addresses in order of preference, at least one
     * @param source the local address; null lets the kernel choose
     * @param timeout the timeout that the deadline was computed from, and the timeout of the connected socket
     */
    ConnectionAttempts(
            String target, List<AddressInfo> addresses, @Nullable Sockaddr source, @Nullable Duration timeout,
            long deadline) {
        this.target = target;
        this.source = source;
        this.timeout = timeout;
        this.deadline = deadline;
        this.untried = new ArrayDeque<>(interleave(addresses));
        this.opened = new ArrayList<>(untried.size());
    }

    /** Alternates between the family of the first address and the other family, without duplicates; RFC 8305, section 4. */
    static List<AddressInfo> interleave(List<AddressInfo> addresses) {
        int family = addresses.getFirst().family();
        var same = new ArrayDeque<AddressInfo>();
        var other = new ArrayDeque<AddressInfo>();
        addresses.stream().distinct().forEach(each -> (each.family() == family ? same : other).add(each));
        var turns = new ArrayList<AddressInfo>();
        while (!same.isEmpty() || !other.isEmpty()) {
            for (var queue : List.of(same, other)) {
                if (!queue.isEmpty()) {
                    turns.add(queue.remove());
                }
            }
        }
        return turns;
    }

    /** Returns the connected socket. All other sockets are closed, also when an exception is thrown. */
    Socket connect() throws ErrnoException {
        Socket connected = null;
        try (poll) {
            boolean isOnly = untried.size() == 1 && deadline != Deadline.NOW;
            var first = isOnly ? connectTo(untried.remove()) : race();
            first.settimeout(timeout);
            connected = first;
            return connected;
        } finally {
            for (var each : opened) {
                if (each != connected) {
                    each.close();
                }
            }
        }
    }

    /** Connects to the only address, waiting for the socket itself. On a virtual thread Poll would open an epoll instance for each connect. */
    private Socket connectTo(AddressInfo info) throws ErrnoException {
        var socket = new Socket(info.family(), info.type(), info.protocol());
        opened.add(socket);
        if (source != null) {
            socket.bind(source);
        }
        boolean isLimited = deadline != Deadline.NEVER;
        socket.settimeout(isLimited ? Duration.ofNanos(Math.max(1, Deadline.remainingNanos(deadline))) : null);
        try {
            return socket.connect(info.address());
        } catch (TimedOutException e) {
            // Before the deadline, ETIMEDOUT is the kernel's: no answer to its SYN segments.
            throw Deadline.isOver(deadline) ? timedOut() : e;
        }
    }

    private Socket race() throws ErrnoException {
        do {
            while (!untried.isEmpty() && (pending.isEmpty() || System.nanoTime() - nextStart >= 0)) {
                var connected = start(untried.remove());
                if (connected != null) {
                    return connected;
                }
            }
            if (pending.isEmpty()) {
                throw allFailed();
            }
            for (var event : await()) {
                var connected = finish(event.item());
                if (connected != null) {
                    return connected;
                }
            }
        } while (!Deadline.isOver(deadline));
        throw timedOut();
    }

    /** An interrupt of a virtual thread ends all attempts, as it closes a socket that the thread waits for. */
    private List<PollEvent<Attempt>> await() throws ErrnoException {
        try {
            return poll.poll(untilNextStep());
        } catch (ErrnoException e) {
            if (e.errno().is(EINTR)) {
                throw new ClosedDescriptorException("connect", target, "closed by interrupt");
            }
            throw e;
        }
    }

    private @Nullable Duration untilNextStep() {
        long left = deadline == Deadline.NEVER ? Long.MAX_VALUE : Deadline.remainingNanos(deadline);
        if (!untried.isEmpty()) {
            left = Math.min(left, Math.max(0, nextStart - System.nanoTime()));
        }
        return left == Long.MAX_VALUE ? null : Duration.ofNanos(left);
    }

    /** Returns the socket if it is connected immediately; null if the attempt is pending or has failed. */
    private @Nullable Socket start(AddressInfo info) {
        nextStart = System.nanoTime() + DELAY_NANOS;
        try {
            var socket = new Socket(info.family(), info.type() | SOCK_NONBLOCK, info.protocol());
            opened.add(socket);
            try {
                if (source != null) {
                    bindBesideOthers(socket, source);
                }
                return socket.connect(info.address());
            } catch (WouldBlockException e) {
                if (e.errno().number() != EINPROGRESS) {
                    throw e;
                }
                var attempt = new Attempt(socket, info.address(), System.nanoTime());
                poll.register(attempt, POLLOUT);
                pending.add(attempt);
            } catch (ErrnoException e) {
                socket.close();
                throw e;
            }
        } catch (ErrnoException e) {
            failed(info.address(), e);
        }
        return null;
    }

    /** Sets {@code SO_REUSEADDR} if the source has a port, since several attempts may be bound to it at the same time. */
    private static void bindBesideOthers(Socket socket, Sockaddr source) throws ErrnoException {
        boolean hasPort = switch (source) {
            case SockaddrIn in -> in.port() != 0;
            case SockaddrIn6 in6 -> in6.port() != 0;
            default -> false;
        };
        if (hasPort) {
            socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
        }
        socket.bind(source);
    }

    /** Returns the socket if it is connected. A writable one has either connected or failed; connect(2), EINPROGRESS. */
    private @Nullable Socket finish(Attempt attempt) throws ErrnoException {
        int errno = attempt.socket.getsockopt(SOL_SOCKET, SO_ERROR);
        if (errno == 0) {
            return attempt.socket.connectedTo(attempt.address);
        }
        pending.remove(attempt);
        poll.unregister(attempt);
        failed(attempt.address, ErrnoException.of("connect", attempt.on(), errno));
        attempt.socket.close();
        return null;
    }

    private void failed(Sockaddr address, ErrnoException reason) {
        failures.add(new Failure(address, reason));
        nextStart = System.nanoTime();
    }

    private ErrnoException allFailed() {
        var last = failures.getLast().reason;
        return failures.size() < 2 ? last : summary(ErrnoException.of("connect", on(), last.errno().number()));
    }

    private ErrnoException timedOut() {
        var limit = timeout == null ? Duration.ZERO : timeout;
        for (var attempt : pending) {
            var time = Duration.ofMillis((System.nanoTime() - attempt.start) / 1_000_000);
            var why = "no answer within " + TimedOutException.seconds(time);
            failures.add(new Failure(attempt.address, new TimedOutException("connect", attempt.on(), why)));
        }
        for (var info : untried) {
            var why = "not tried within " + TimedOutException.seconds(limit);
            var address = info.address();
            failures.add(new Failure(address, new TimedOutException("connect", address.toString(), why)));
        }
        return summary(new TimedOutException("connect", on(), limit));
    }

    private String on() {
        return failures.size() < 2
                ? target
                : failures.stream()
                        .map(each -> each.reason.errno().name() + " at " + each.address)
                        .collect(Collectors.joining(", ", target + ": ", ""));
    }

    private ErrnoException summary(ErrnoException summary) {
        if (failures.size() > 1) {
            failures.forEach(each -> summary.addSuppressed(each.reason));
        }
        return summary;
    }
}
