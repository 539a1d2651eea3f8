package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EMFILE;
import static io.sockeye.bindings.FileConstants.O_CLOEXEC;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.bindings.FileSyscalls;
import io.sockeye.internal.poll.Backoff;
import io.sockeye.support.BlockingCall;
import io.sockeye.support.ChildJvm;
import io.sockeye.support.StreamFamily;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program does when the kernel fails it, in JVMs of their own. */
class TrapFaultsTest {
    private static final int SIGPIPE = 13;

    /** A number that the JVM itself never has. */
    private static final int NUMBER = 777;

    /** No thread of the JVM's own makes so many calls of close. */
    private static final int NTH = 2000;

    @Test
    void trap22_closeIsNotRepeatedAfterEintr(@TempDir Path folder) throws Exception {
        var trace = folder.resolve("trace");
        var ended = ChildJvm.run(strace(trace, "close", "error=EINTR:when=" + NTH), Close.class);
        assertThat(ended.output()).isEqualTo("closed\n");
        assertThat(ended.status()).isZero();
        var closes = Files.readAllLines(trace).stream()
                .filter(line -> line.contains("close(" + NUMBER + ")"))
                .toList();
        assertThat(closes).singleElement().asString().contains("EINTR", "INJECTED");
    }

    /** Its thread's last close is the one that strace lets fail. */
    static final class Close {
        static void main() throws Exception {
            Socket.tcp().close();
            var socket = Socket.adopt(FileSyscalls.dup3(Socket.tcp().detach(), NUMBER, O_CLOEXEC));
            var closer = Thread.ofPlatform().start(() -> {
                for (int i = 1; i < NTH; i++) {
                    FileSyscalls.close(-1);
                }
                socket.close();
            });
            closer.join();
            System.out.println("closed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECONNABORTED", "EPROTO", "ENETDOWN", "ENOPROTOOPT", "EHOSTDOWN", "ENONET", "EHOSTUNREACH",
        "ENETUNREACH"})
    void trap33_acceptPassesOverAConnectionThatFailed(String errno, @TempDir Path folder) throws Exception {
        var ended = ChildJvm.run(strace(folder.resolve("trace"), "accept4", "error=" + errno + ":when=1+2"),
                Accept.class);
        assertThat(ended.output()).isEqualTo("accepted\naccepted\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EINVAL", "EOPNOTSUPP", "EMFILE", "EPERM"})
    void trap33_acceptThrowsWhatIsNoConnectionsFault(String errno, @TempDir Path folder) throws Exception {
        var ended =
                ChildJvm.run(strace(folder.resolve("trace"), "accept4", "error=" + errno + ":when=1"), Accept.class);
        assertThat(ended.output()).isEqualTo(errno + "\naccepted\n");
    }

    /** Accepts twice: without a timeout and with one. A connection that was not taken the first time is still there. */
    static final class Accept {
        static void main() throws ErrnoException {
            try (var listener = StreamFamily.TCP.listener();
                    var first = StreamFamily.TCP.connected(listener);
                    var second = StreamFamily.TCP.connected(listener)) {
                boolean accepted = accept(listener, first);
                listener.settimeout(Duration.ofSeconds(10));
                accept(listener, accepted ? second : first);
            }
        }

        private static boolean accept(Socket listener, Socket client) {
            try (var accepted = listener.accept()) {
                System.out.println(client.getsockname().equals(accepted.peer()) ? "accepted" : "accepted another");
                return true;
            } catch (ErrnoException e) {
                System.out.println(e.errno().name());
                return false;
            }
        }
    }

    @Test
    void trap32_acceptWithoutDescriptorsDoesNotSpin() throws Exception {
        assumeTrue(runs("prlimit", "--version"), "prlimit is not installed");
        var ended = ChildJvm.run(List.of("prlimit", "--nofile=100:100"), Exhausted.class);
        System.out.print("trap 32: " + ended.output());
        assertThat(ended.output()).containsPattern("(?s)^[0-9]+ times EMFILE, [0-4]\\.[0-9] % of a CPU\naccepted\n$");
    }

    /** Accepts for two seconds without a descriptor to spare, then with one. */
    static final class Exhausted {
        private static final Duration SPAN = Duration.ofSeconds(2);

        static void main() throws Exception {
            loadClasses();
            try (var listener = StreamFamily.TCP.listener();
                    var client = StreamFamily.TCP.connected(listener)) {
                var taken = takeAll();
                acceptInVain(listener, SPAN.dividedBy(4));
                taken.pop().close();
                var before = cpu();
                taken.push(Socket.udp());
                int failures = acceptInVain(listener, SPAN);
                taken.pop().close();
                double share = 100.0 * cpu().minus(before).toNanos() / SPAN.toNanos();
                taken.push(listener.accept());
                boolean itsOwn = client.getsockname().equals(taken.peek().peer());
                taken.forEach(Socket::close);
                System.out.printf("%d times EMFILE, %.1f %% of a CPU%n", failures, share);
                System.out.println(itsOwn ? "accepted" : "accepted another");
            }
        }

        /** While there are descriptors to read them by; and often, since an interpreted exception costs half a millisecond. */
        private static void loadClasses() throws Exception {
            cpu();
            try (var none = Socket.tcp()) {
                none.connectEx(Sockaddr.of("127.0.0.1", 1));
            }
            try (var listener = StreamFamily.TCP.listener()) {
                StreamFamily.TCP.connected(listener).close();
                listener.accept().close();
                // All that waiting needs.
                listener.settimeout(Duration.ofNanos(1));
                try {
                    listener.accept().close();
                } catch (TimedOutException expected) {
                    Backoff.FIRST_WAKE.pause();
                }
            }
            for (int i = 0; i < 5000; i++) {
                try {
                    new Socket(-1, 0, 0).close();
                } catch (ErrnoException noSuchFamily) {
                    // What was wanted.
                }
            }
        }

        private static ArrayDeque<Socket> takeAll() throws ErrnoException {
            var taken = new ArrayDeque<Socket>();
            for (;;) {
                try {
                    taken.push(Socket.udp());
                } catch (ErrnoException e) {
                    if (e.errno().is(EMFILE)) {
                        return taken;
                    }
                    throw e;
                }
            }
        }

        private static int acceptInVain(Socket listener, Duration span) throws ErrnoException {
            int failures = 0;
            for (long end = System.nanoTime() + span.toNanos(); System.nanoTime() < end; failures++) {
                try {
                    throw new AssertionError("accepted " + listener.accept());
                } catch (ErrnoException e) {
                    if (!e.errno().is(EMFILE)) {
                        throw e;
                    }
                }
            }
            return failures;
        }

        private static Duration cpu() {
            return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        }
    }

    @Test
    void trap18_sendingToAClosedPeerThrowsAndKillsNobody() throws Exception {
        var ended = ChildJvm.run(List.of(), BrokenPipes.class);
        assertThat(ended.output()).isEqualTo("""
                send EPIPE
                sendall EPIPE
                trySend EPIPE
                sendto EPIPE
                sendmsg EPIPE
                timeout EPIPE
                virtual EPIPE
                stream EPIPE
                """);
        // The last thing it does is a plain write, which shows that SIGPIPE would have killed it.
        assertThat(ended.status()).isEqualTo(128 + SIGPIPE);
    }

    /** Sends to closed peers by each method with the signal's default action, which ends the process. */
    static final class BrokenPipes {
        static void main() throws Exception {
            setDefaultAction();
            var byteOne = new byte[1];
            var anywhere = Sockaddr.of("127.0.0.1", 1);
            for (var streams : StreamFamily.values()) {
                boolean tcp = streams == StreamFamily.TCP;
                broken(tcp, "send", streams, near -> near.send(byteOne));
                broken(tcp, "sendall", streams, near -> near.sendall(byteOne));
                broken(tcp, "trySend", streams, near -> near.trySend(MemorySegment.ofArray(byteOne)));
                if (tcp) {
                    // A UNIX stream that is connected refuses any address: EISCONN.
                    broken(true, "sendto", streams, near -> near.sendto(byteOne, anywhere));
                }
                broken(tcp, "sendmsg", streams, near -> near.send(new ByteBuffer[] {ByteBuffer.wrap(byteOne)}));
                broken(tcp, "timeout", streams, near -> {
                    near.settimeout(Duration.ofSeconds(10));
                    near.send(byteOne);
                });
                broken(tcp, "virtual", streams, near -> {
                    var call = BlockingCall.on(Thread.ofVirtual(), () -> near.send(byteOne));
                    if (call.failure(Duration.ofSeconds(10)) instanceof BrokenPipeException e) {
                        throw e;
                    }
                });
                broken(tcp, "stream", streams, near -> near.makefile().outputStream().write(byteOne));
            }
            try (var pair = Socket.socketpair();
                    var arena = Arena.ofConfined()) {
                pair.second().close();
                FileSyscalls.write(pair.first().fileno(), arena.allocate(1), 1);
            }
        }

        private interface Send {
            void to(Socket near) throws Exception;
        }

        /** The first send may succeed: TCP learns from the answer to it that nobody is there. */
        private static void broken(boolean print, String name, StreamFamily streams, Send send) throws Exception {
            try (var pair = streams.pair()) {
                pair.second().close();
                for (int i = 0; i < 100; i++) {
                    try {
                        send.to(pair.first());
                    } catch (ErrnoException e) {
                        if (print || !(e instanceof BrokenPipeException)) {
                            System.out.println(name + " " + e.errno().name());
                        }
                        return;
                    }
                }
                System.out.println(name + " was sent a hundred times");
            }
        }

        @SuppressWarnings("restricted")
        private static void setDefaultAction() throws Exception {
            var linker = Linker.nativeLinker();
            var signal = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("signal"), FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
            try {
                // SIG_DFL is 0.
                var _ = (MemorySegment) signal.invokeExact(SIGPIPE, MemorySegment.NULL);
            } catch (Throwable thrown) {
                throw new IllegalStateException(thrown);
            }
        }
    }

    private static List<String> strace(Path trace, String call, String fault) throws Exception {
        assumeTrue(runs("strace", "-f", "-o", trace.toString(), "-e", "inject=socket:error=EPERM", "true"),
                "strace is not installed, or may not trace here");
        return List.of("strace", "-f", "-o", trace.toString(), "-e", "trace=" + call, "-e",
                "inject=" + call + ":" + fault);
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return ChildJvm.run(List.of(command)).status() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
