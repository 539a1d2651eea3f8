package io.sockeye.bindings.trace;

import static io.sockeye.bindings.ErrnoConstants.EAFNOSUPPORT;
import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.NameConstants.EAI_BADFLAGS;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.Addrinfo;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.bindings.NameSyscalls;
import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.bindings.SystemSyscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TraceTest {
    private final List<TracedCall> calls = new CopyOnWriteArrayList<>();

    @Test
    void aCallIsToldWithArgumentsResultAndThread() {
        try (var _ = Trace.to(call -> {
            call.text();
            calls.add(call);
        })) {
            assertThat(SocketSyscalls.socket(-1, SOCK_STREAM | SOCK_CLOEXEC, 0)).isEqualTo(-EAFNOSUPPORT);
        }

        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.text()).isEqualTo("socket(0xffffffff /* AF_??? */, SOCK_STREAM|SOCK_CLOEXEC, 0)"
                    + " = -1 EAFNOSUPPORT (Address family not supported by protocol)");
            assertThat(call.errno()).isEqualTo(EAFNOSUPPORT);
            assertThat(call.thread()).isEqualTo(Thread.currentThread());
            assertThat(call.nanos()).isPositive();
        });
    }

    @Test
    void beforeAndAfterNothingIsTold() {
        FileSyscalls.close(-1);
        var trace = Trace.to(calls::add);
        trace.close();
        FileSyscalls.close(-1);
        trace.close();

        assertThat(calls).isEmpty();
    }

    @Test
    void twoTracesAreBothTold() {
        var others = new ArrayList<String>();
        try (var _ = Trace.to(calls::add)) {
            try (var _ = Trace.to(call -> others.add(call.name()))) {
                FileSyscalls.close(-1);
            }
            FileSyscalls.close(-1);
        }

        assertThat(others).containsExactly("close");
        assertThat(calls).hasSize(2);
    }

    @Test
    void aListenersOwnCallsAreNotToldAndLeaveTheErrnoAlone() {
        try (var _ = Trace.to(call -> {
            calls.add(call);
            assertThat(SocketSyscalls.socket(-1, SOCK_STREAM, 0)).isEqualTo(-EAFNOSUPPORT);
        })) {
            assertThat(FileSyscalls.close(-1)).isEqualTo(-EBADF);
        }

        assertThat(calls).extracting(TracedCall::name).containsExactly("close");
    }

    @Test
    void theSameOnAVirtualThread() throws Exception {
        var result = new AtomicReference<Integer>();
        try (var _ = Trace.to(call -> {
            calls.add(call);
            FileSyscalls.close(-1);
            SocketSyscalls.socket(-1, SOCK_STREAM, 0);
        })) {
            var thread = Thread.startVirtualThread(() -> result.set(FileSyscalls.close(-1)));
            thread.join();
            assertThat(calls).extracting(TracedCall::thread).containsExactly(thread);
        }

        assertThat(result).hasValue(-EBADF);
    }

    @Test
    void whatAListenerThrowsGoesToTheHandlerAndTheCallStays() throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var result = new AtomicReference<Integer>();
        var failure = new StackOverflowError("the listener's");
        var thread = new Thread(() -> result.set(FileSyscalls.close(-1)));
        thread.setUncaughtExceptionHandler((_, what) -> {
            thrown.set(what);
            throw new IllegalStateException("the handler's");
        });
        try (var _ = Trace.to(_ -> {
            throw failure;
        });
                var _ = Trace.to(calls::add)) {
            thread.start();
            thread.join();
        }

        assertThat(thrown).hasValue(failure);
        assertThat(result).hasValue(-EBADF);
        assertThat(calls).as("told to the other").hasSize(1);
    }

    @Test
    void aCallUnderWayEndsAsItBegan() throws Exception {
        try (var arena = Arena.ofShared()) {
            var two = arena.allocate(8);
            SocketSyscalls.socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, two);
            int first = two.get(JAVA_INT, 0);
            int second = two.get(JAVA_INT, 4);
            var inside = new CountDownLatch(1);
            var result = new AtomicReference<Long>();
            var trace = Trace.to(calls::add);
            var thread = new Thread(() -> {
                inside.countDown();
                result.set(SocketSyscalls.recv(first, arena.allocate(8), 8, 0));
            });
            thread.start();
            inside.await();
            trace.close();
            try (var _ = Trace.to(_ -> {})) {
                SocketSyscalls.send(second, arena.allocate(3), 3, 0);
                thread.join();
            }
            FileSyscalls.close(first);
            FileSyscalls.close(second);

            assertThat(result).hasValue(3L);
            assertThat(calls).isEmpty();
        }
    }

    @Test
    void argumentsAskedForTooLateAreRefused() {
        try (var _ = Trace.to(calls::add)) {
            FileSyscalls.close(-1);
        }

        var call = calls.getFirst();
        assertThatThrownBy(call::arguments).isInstanceOf(IllegalStateException.class).hasMessageContaining("close");
        assertThatThrownBy(call::text).isInstanceOf(IllegalStateException.class);
        assertThat(call).hasToString("close(…)");
        assertThat(call.result()).isEqualTo(-1);
    }

    @Test
    void aPointerIntoNowhereIsShownAsANumber() {
        var texts = new ArrayList<String>();
        try (var arena = Arena.ofConfined();
                var _ = Trace.to(call -> texts.add(call.text()))) {
            var vector = arena.allocate(16, 8);
            vector.set(JAVA_LONG, 0, 0x10);
            vector.set(JAVA_LONG, 8, 5);
            FileSyscalls.writev(-1, vector, 1);
        }

        assertThat(texts).containsExactly(
                "writev(-1, [{iov_base=0x10, iov_len=5}], 1) = -1 EBADF (Bad file descriptor)");
    }

    @Test
    void aCallersMistakeIsNoCall() {
        try (var _ = Trace.to(calls::add)) {
            assertThatThrownBy(() -> FileSyscalls.read(-1, MemorySegment.ofArray(new byte[8]), 8))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(calls).isEmpty();
    }

    @Test
    void anErrorOfGetaddrinfoIsNoErrno() {
        try (var arena = Arena.ofConfined();
                var _ = Trace.to(call -> {
                    call.text();
                    calls.add(call);
                })) {
            var hints = Addrinfo.hints(arena, AF_INET, SOCK_STREAM, 0, -1).segment();
            assertThat(NameSyscalls.getaddrinfo(arena.allocateFrom("::1"), MemorySegment.NULL, hints,
                    arena.allocate(8))).isEqualTo(EAI_BADFLAGS);
        }

        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.errno()).isZero();
            assertThat(call.text()).isEqualTo("getaddrinfo(...) = -1");
        });
    }

    @Test
    void aCallThatCannotFailIsToldToo() {
        try (var _ = Trace.to(calls::add)) {
            assertThat(SystemSyscalls.getpid()).isEqualTo((int) ProcessHandle.current().pid());
        }

        assertThat(calls).singleElement().satisfies(
                call -> assertThat(call.result()).isEqualTo(ProcessHandle.current().pid()));
    }
}
