package io.sockeye.bindings.trace;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.NameConstants;
import io.sockeye.bindings.internal.Downcall;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments and result of a call as C has them: ints, longs and memory, before and after. */
final class CallArguments {
    private static final long ERRNO =
            Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    /** The arguments whose memory the kernel reads and overwrites; all others are only read, or only written. */
    private static final Map<String, int[]> OVERWRITTEN = Map.ofEntries(
            Map.entry("select", new int[] {1, 2, 3, 4}),
            Map.entry("pselect", new int[] {1, 2, 3}),
            Map.entry("accept4", new int[] {2}),
            Map.entry("recvfrom", new int[] {5}),
            Map.entry("getsockname", new int[] {2}),
            Map.entry("getpeername", new int[] {2}),
            Map.entry("getsockopt", new int[] {4}),
            Map.entry("recvmsg", new int[] {1}),
            Map.entry("recvmmsg", new int[] {1, 4}),
            Map.entry("ioctl", new int[] {2}),
            Map.entry("sendfile", new int[] {2}),
            Map.entry("splice", new int[] {1, 3}));

    private static final int[] NONE = {};

    private final Object[] arguments;
    private final Object[] before;
    private final @Nullable MemorySegment capture;

    /** The result that has an errno. */
    private final long failure;

    private long result;
    private int errno;

    private CallArguments(Object[] arguments, Object[] before, @Nullable MemorySegment capture, long failure) {
        this.arguments = arguments;
        this.before = before;
        this.capture = capture;
        this.failure = failure;
    }

    static CallArguments before(Downcall call, Object[] arguments) {
        int first = call.capturesErrno() ? 1 : 0;
        var own = Arrays.copyOfRange(arguments, first, arguments.length);
        var overwritten = OVERWRITTEN.getOrDefault(call.name(), NONE);
        var before = overwritten.length == 0 ? own : own.clone();
        for (int index : overwritten) {
            before[index] = Memory.copy((MemorySegment) own[index]);
        }
        return new CallArguments(own, before, first == 0 ? null : (MemorySegment) arguments[0], failure(call.name()));
    }

    /** The calls of netdb.h have errors of their own, of which one is -1 and another sends to errno. */
    private static long failure(String call) {
        return switch (call) {
            case "getaddrinfo", "getnameinfo" -> NameConstants.EAI_SYSTEM;
            case "if_nametoindex" -> 0;
            default -> -1;
        };
    }

    /** The same, once the call has returned. */
    CallArguments after(@Nullable Object result) {
        this.result = switch (result) {
            case Integer number -> number;
            case Long number -> number;
            case MemorySegment pointer -> pointer.address();
            case null, default -> 0;
        };
        boolean failed = result instanceof MemorySegment ? this.result == 0 : this.result == failure;
        if (failed && capture != null) {
            // SAFETY: the call has just written it, and the calling thread owns it until the call returns.
            errno = capture.get(JAVA_INT, ERRNO);
        }
        return this;
    }

    long result() {
        return result;
    }

    /** 0 unless the call failed. */
    int errno() {
        return errno;
    }

    boolean failed() {
        return errno != 0;
    }

    long number(int index) {
        return ((Number) arguments[index]).longValue();
    }

    int integer(int index) {
        return ((Number) arguments[index]).intValue();
    }

    /** As it is now. */
    MemorySegment memory(int index) {
        return (MemorySegment) arguments[index];
    }

    /** As it was before the call. */
    MemorySegment memoryBefore(int index) {
        return (MemorySegment) before[index];
    }

    boolean isNull(int index) {
        return memory(index).address() == 0;
    }
}
