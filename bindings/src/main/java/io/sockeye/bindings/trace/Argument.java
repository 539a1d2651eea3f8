package io.sockeye.bindings.trace;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sockeye.bindings.internal.ConstantNames;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/** One argument as strace prints it. */
@FunctionalInterface
interface Argument {
    /** The descriptor that most calls begin with. */
    Argument FD = integer(0);

    String text(CallArguments call);

    /** What the C library adds for the kernel. */
    static Argument always(String text) {
        return _ -> text;
    }

    static Argument integer(int index) {
        return call -> Integer.toString(call.integer(index));
    }

    static Argument unsigned(int index) {
        return call -> Long.toUnsignedString(call.number(index));
    }

    static Argument one(int index, ConstantNames names) {
        return call -> names.one(call.integer(index));
    }

    static Argument flags(int index, ConstantNames names) {
        return call -> names.flags(call.integer(index));
    }

    static Argument signal(int index) {
        return call -> StructArguments.signal(call.integer(index));
    }

    static Argument pointer(int index) {
        return call -> Memory.address(call.memory(index).address());
    }

    /** A struct that the kernel reads, as it was before the call. */
    static Argument in(int index, Function<MemorySegment, String> struct) {
        return call -> call.isNull(index) ? "NULL" : struct.apply(Memory.copy(call.memoryBefore(index)));
    }

    /** A struct that the kernel writes: nothing to show before it has. */
    static Argument out(int index, Function<MemorySegment, String> struct) {
        return call -> call.isNull(index) || call.failed()
                ? Memory.address(call.memory(index).address())
                : struct.apply(Memory.copy(call.memory(index)));
    }

    /** A path or name. */
    static Argument path(int index) {
        return in(index, Memory::path);
    }

    /** Bytes that the kernel reads, and how many there are. */
    static Argument sent(int index, int length) {
        return call -> call.isNull(index) ? "NULL" : Memory.quoted(call.memory(index), call.number(length));
    }

    /** Bytes that the kernel wrote: as many as the result says, if there was room for so many. */
    static Argument received(int index, int length) {
        return call -> call.isNull(index) || call.failed()
                ? Memory.address(call.memory(index).address())
                : Memory.quoted(call.memory(index), Math.min(call.result(), call.number(length)));
    }

    /** An address that the kernel reads, and its length. */
    static Argument address(int index, int length) {
        return call -> StructArguments.sockaddr(call.memory(index), call.integer(length));
    }

    /** An address that the kernel wrote, and where its length is. */
    static Argument addressOut(int index, int length) {
        return call -> {
            var address = call.memory(index);
            return call.failed() || call.isNull(length)
                    ? Memory.address(address.address())
                    : StructArguments.sockaddr(address, Math.min(
                            call.memoryBefore(length).get(JAVA_INT, 0), call.memory(length).get(JAVA_INT, 0)));
        };
    }

    /** {@code [16]}, or {@code [128 => 16]} if the kernel wrote another number. */
    static Argument length(int index) {
        return call -> {
            if (call.isNull(index)) {
                return "NULL";
            }
            int before = call.memoryBefore(index).get(JAVA_INT, 0);
            int after = call.memory(index).get(JAVA_INT, 0);
            return before == after || call.failed() ? "[" + before + "]" : "[" + before + " => " + after + "]";
        };
    }

    /** {@code [1]}: where splice begins. Where it has got to strace does not say. */
    static Argument position(int index) {
        return call -> call.isNull(index) ? "NULL" : "[" + call.memoryBefore(index).get(JAVA_LONG, 0) + "]";
    }

    /** {@code [1]}, or {@code [1] => [4]}. */
    static Argument offset(int index) {
        return call -> {
            if (call.isNull(index)) {
                return "NULL";
            }
            long before = call.memoryBefore(index).get(JAVA_LONG, 0);
            long after = call.memory(index).get(JAVA_LONG, 0);
            return "[" + before + "]" + (before == after ? "" : " => [" + after + "]");
        };
    }

    /** Two descriptors that the kernel wrote. */
    static Argument two(int index) {
        return out(index, two -> "[" + two.getAtIndex(JAVA_INT, 0) + ", " + two.getAtIndex(JAVA_INT, 1) + "]");
    }

    /** As many as another argument says, each as it was before the call. */
    static Argument array(int index, int count, long size, Function<MemorySegment, String> item) {
        return call -> call.isNull(index)
                ? "NULL"
                : StructArguments.array(Memory.copy(call.memoryBefore(index)), call.number(count), size, item);
    }

    /** As many as the result says. */
    static Argument arrayOut(int index, long size, Function<MemorySegment, String> item) {
        return call -> call.failed()
                ? Memory.address(call.memory(index).address())
                : StructArguments.array(Memory.copy(call.memory(index)), call.result(), size, item);
    }

    /** The bits of a set of select(2) below the first argument. */
    static Argument fdSet(int index) {
        return call -> call.isNull(index) ? "NULL" : StructArguments.fdSet(call.memoryBefore(index), call.integer(0));
    }
}
