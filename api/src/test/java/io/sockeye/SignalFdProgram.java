package io.sockeye;

import static io.sockeye.bindings.EpollConstants.EPOLLIN;
import static io.sockeye.bindings.PollConstants.POLLIN;
import static io.sockeye.bindings.SignalConstants.SIGCHLD;
import static io.sockeye.bindings.SignalConstants.SIGUSR1;
import static io.sockeye.bindings.SignalConstants.SIGUSR2;

import io.sockeye.EventDescriptorContract.Kind;
import io.sockeye.bindings.SignalSyscalls;
import io.sockeye.bindings.SystemSyscalls;
import io.sockeye.support.ThreadedCall;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A program for {@link SignalFdTest}: started with SIGUSR1, SIGUSR2, SIGCHLD and a real-time signal blocked. */
final class SignalFdProgram {
    private static final Duration LONG = Duration.ofSeconds(20);
    static final int REAL_TIME = 40;

    private SignalFdProgram() {}

    static void main(String[] arguments) throws Exception {
        try (var signals = SignalFd.create(SIGUSR1, REAL_TIME)) {
            System.out.println("before=" + signals.tryRead());
            for (var kind : Kind.values()) {
                var reads = kind.start(signals::read).awaitBlocked();
                send(SIGUSR1);
                System.out.println("read." + kind + "=" + reads.result());
                waitAll(kind, signals);
            }
            String together = "";
            for (int i = 0; i < 2; i++) {
                send(SIGUSR1);
                send(REAL_TIME);
            }
            for (var info = signals.tryRead(); info != null; info = signals.tryRead()) {
                together += info.signo() + " ";
            }
            System.out.println("together=" + together);
        }
        for (var kind : Kind.values()) {
            var closed = SignalFd.create(SIGUSR1);
            var reads = kind.start(closed::read).awaitBlocked();
            closed.close();
            System.out.println("closed." + kind + "=" + end(reads));
        }
        try (var children = SignalFd.create(SIGCHLD)) {
            var child = new ProcessBuilder("sh", "-c", "exit 7").start();
            var info = children.read();
            System.out.println("child=" + (info.pid() == child.pid()) + " " + info.code() + " " + info.status());
            System.out.println("exit=" + child.waitFor());
        }
        try (var hotspots = SignalFd.create(SIGUSR2)) {
            System.out.println("hotspot=" + hotspots);
        } catch (IllegalStateException e) {
            System.out.println("hotspot=refused");
        }
    }

    private static void waitAll(Kind kind, SignalFd signals) throws Exception {
        var select = kind.start(() -> Select.select(List.of(signals), List.of(), List.of(), LONG)).awaitBlocked();
        send(SIGUSR1);
        System.out.println("select." + kind + "=" + select.result().readable().contains(signals));
        System.out.println("taken=" + Objects.requireNonNull(signals.tryRead()).signo());
        try (var poll = new Poll<SignalFd>();
                var epoll = Epoll.create()) {
            poll.register(signals, POLLIN);
            epoll.register(signals, EPOLLIN);
            var polls = kind.start(() -> poll.poll(LONG).size()).awaitBlocked();
            var epolls = kind.start(() -> epoll.poll(LONG).size()).awaitBlocked();
            send(REAL_TIME);
            System.out.println("poll." + kind + "=" + polls.result());
            System.out.println("epoll." + kind + "=" + epolls.result());
            System.out.println("taken=" + Objects.requireNonNull(signals.tryRead()).signo());
        }
    }

    private static String end(ThreadedCall<?> started) throws Exception {
        try {
            return "no end: " + started.result();
        } catch (ClosedDescriptorException e) {
            return "ClosedDescriptorException";
        }
    }

    private static void send(int signal) throws ErrnoException {
        int result = SignalSyscalls.kill(SystemSyscalls.getpid(), signal);
        if (result < 0) {
            throw ErrnoException.of("kill", "", -result);
        }
    }
}
