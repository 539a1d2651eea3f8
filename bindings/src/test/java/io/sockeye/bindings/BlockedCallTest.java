package io.sockeye.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others may do while a thread is blocked in a call. */
class BlockedCallTest {
    /** recv(2) is recvfrom(2) to the kernel: its number on x86-64. */
    private static final String RECVFROM = "45 ";

    private final Descriptors fds = new Descriptors();
    private final Arena arena = Arena.ofShared();
    private final int[] pair = fds.socketpair(SocketConstants.SOCK_STREAM);
    private final FutureTask<Long> received =
            new FutureTask<>(() -> SocketSyscalls.recv(pair[0], arena.allocate(1), 1, 0));

    @BeforeEach
    void blockAThread() throws IOException {
        Thread.ofPlatform().name("blocked-recv").start(received);
        awaitBlocked("blocked-recv");
    }

    @AfterEach
    void close() {
        fds.close();
        arena.close();
    }

    /** Beside a critical call, this would wait until the call is over, which is after it. */
    @Test
    void trap4TheCollectorDoesNotWaitForABlockedCall() throws Exception {
        System.gc();

        assertThat(received.isDone()).isFalse();
        fds.send(pair[1], 'x');
        assertThat(received.get()).isOne();
    }

    @Test
    void trap9ABufferCannotBeFreedWhileACallUsesIt() throws Exception {
        assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);

        assertThat(received.isDone()).isFalse();
        fds.send(pair[1], 'x');
        assertThat(received.get()).isOne();
    }

    /** Looks until the kernel says that the thread of this name is in recvfrom. */
    private static void awaitBlocked(String name) throws IOException {
        while (!isBlocked(name)) {
            Thread.onSpinWait();
        }
    }

    private static boolean isBlocked(String name) throws IOException {
        try (var threads = Files.list(Path.of("/proc/self/task"))) {
            for (var thread : threads.toList()) {
                if (read(thread.resolve("comm")).strip().equals(name)) {
                    return read(thread.resolve("syscall")).startsWith(RECVFROM);
                }
            }
        }
        return false;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "the thread has ended";
        }
    }
}
