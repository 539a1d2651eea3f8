package io.sockeye.bindings;

import static io.sockeye.bindings.FilterConstants.BPF_MAXINSNS;

import io.sockeye.bindings.generated.sock_filter;
import io.sockeye.bindings.generated.sock_fprog;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct sock_fprog} with its array of {@code struct sock_filter}: a small program that the kernel runs on each packet,
 * for SO_ATTACH_FILTER and SO_ATTACH_REUSEPORT_CBPF. The kernel checks it and copies it. For one thread at a time.
 */
public final class SockFprog {
    private final MemorySegment program;
    private final MemorySegment filter;
    private final int capacity;
    private int length;

    /**
     * Allocates one without instructions.
     *
     * @param arena its lifetime
     * @param capacity how many instructions at most, {@code BPF_MAXINSNS} at the most
     */
    public SockFprog(Arena arena, int capacity) {
        Platform.check();
        if (capacity > BPF_MAXINSNS) {
            throw new IllegalArgumentException(capacity + " instructions; the kernel takes " + BPF_MAXINSNS);
        }
        this.program = sock_fprog.allocate(arena);
        this.filter = sock_filter.allocateArray(Downcalls.capacity(capacity), arena);
        this.capacity = capacity;
        sock_fprog.filter(program, filter);
    }

    /**
     * The argument {@code struct sock_fprog *}.
     *
     * @return its memory
     */
    public MemorySegment segment() {
        return program;
    }

    /**
     * {@code BPF_STMT(code, k)}: adds an instruction.
     *
     * @param code {@code BPF_LD | BPF_W | BPF_ABS}, …
     * @param k its number
     * @return this
     */
    public SockFprog statement(int code, int k) {
        return jump(code, k, 0, 0);
    }

    /**
     * {@code BPF_JUMP(code, k, jt, jf)}: adds an instruction that goes on in one of two places.
     *
     * @param code {@code BPF_JMP | BPF_JEQ | BPF_K}, …
     * @param k its number
     * @param jt how many instructions to leave out if it is true, 0 to 255
     * @param jf how many if it is not
     * @return this
     */
    public SockFprog jump(int code, int k, int jt, int jf) {
        if (length == capacity) {
            throw new IndexOutOfBoundsException("there is room for " + capacity + " instructions");
        }
        if ((jt | jf) >>> Byte.SIZE != 0) {
            throw new IllegalArgumentException("jumps of " + jt + " and " + jf + "; a jump is 0 to 255");
        }
        var instruction = sock_filter.asSlice(filter, length);
        sock_filter.code(instruction, (short) code);
        sock_filter.jt(instruction, (byte) jt);
        sock_filter.jf(instruction, (byte) jf);
        sock_filter.k(instruction, k);
        length++;
        sock_fprog.len(program, (short) length);
        return this;
    }
}
