package io.sockeye.sockopt;

import static io.sockeye.bindings.FilterConstants.BPF_A;
import static io.sockeye.bindings.FilterConstants.BPF_ABS;
import static io.sockeye.bindings.FilterConstants.BPF_ALU;
import static io.sockeye.bindings.FilterConstants.BPF_K;
import static io.sockeye.bindings.FilterConstants.BPF_LD;
import static io.sockeye.bindings.FilterConstants.BPF_MAXINSNS;
import static io.sockeye.bindings.FilterConstants.BPF_MOD;
import static io.sockeye.bindings.FilterConstants.BPF_RET;
import static io.sockeye.bindings.FilterConstants.BPF_W;
import static io.sockeye.bindings.FilterConstants.SKF_AD_CPU;
import static io.sockeye.bindings.FilterConstants.SKF_AD_OFF;
import static io.sockeye.bindings.FilterConstants.SKF_AD_RANDOM;

import io.sockeye.bindings.SockFprog;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A classic BPF program, which the kernel runs on each packet; bpf(4), kernel, filter.rst. For {@code SO_ATTACH_FILTER} its
 * result says how many bytes of the packet to keep, none to drop it. For {@code SO_ATTACH_REUSEPORT_CBPF} it says which socket
 * of the group gets it, counted from 0 in the order in which they were bound; a number too high leaves it to the kernel.
 *
 * @param instructions at most {@code BPF_MAXINSNS}; the kernel refuses with EINVAL what does not end with a return
 */
public record FilterProgram(List<Instruction> instructions) {
    /** Copies the list and checks its size. */
    public FilterProgram {
        instructions = List.copyOf(instructions);
        if (instructions.size() > BPF_MAXINSNS) {
            throw new IllegalArgumentException(
                    instructions.size() + " instructions; the kernel takes " + BPF_MAXINSNS);
        }
    }

    /**
     * {@code struct sock_filter}.
     *
     * @param code {@code BPF_LD | BPF_W | BPF_ABS}, …
     * @param jt of a jump: how many instructions to leave out if it is true, 0 to 255
     * @param jf how many if it is not
     * @param k its number
     */
    public record Instruction(int code, int jt, int jf, int k) {
        /** Checks the jumps. */
        public Instruction {
            if ((jt | jf) >>> Byte.SIZE != 0) {
                throw new IllegalArgumentException("jumps of " + jt + " and " + jf + "; a jump is 0 to 255");
            }
        }
    }

    /**
     * {@code BPF_STMT(code, k)}.
     *
     * @param code {@code BPF_LD | BPF_W | BPF_ABS}, …
     * @param k its number
     * @return an instruction that does not jump
     */
    public static Instruction statement(int code, int k) {
        return new Instruction(code, 0, 0, k);
    }

    /**
     * {@code BPF_JUMP(code, k, jt, jf)}.
     *
     * @param code {@code BPF_JMP | BPF_JEQ | BPF_K}, …
     * @param k its number
     * @param jt how many instructions to leave out if it is true, 0 to 255
     * @param jf how many if it is not
     * @return an instruction that goes on in one of two places
     */
    public static Instruction jump(int code, int k, int jt, int jf) {
        return new Instruction(code, jt, jf, k);
    }

    /**
     * A program of these instructions.
     *
     * @param instructions from the first on
     * @return the program
     */
    public static FilterProgram of(Instruction... instructions) {
        return new FilterProgram(List.of(instructions));
    }

    /**
     * For {@code SO_ATTACH_REUSEPORT_CBPF}: the socket whose number is that of the CPU on which the packet came, so that a
     * thread for each CPU gets what came there.
     *
     * @param sockets how many there are; with fewer than CPUs the count starts again
     * @return the program
     */
    public static FilterProgram byCpu(int sockets) {
        return modulo(SKF_AD_OFF + SKF_AD_CPU, sockets);
    }

    /**
     * For {@code SO_ATTACH_REUSEPORT_CBPF}: any socket.
     *
     * @param sockets how many there are
     * @return the program
     */
    public static FilterProgram byChance(int sockets) {
        return modulo(SKF_AD_OFF + SKF_AD_RANDOM, sockets);
    }

    /**
     * For {@code SO_ATTACH_REUSEPORT_CBPF}: the socket that a number in the packet says, so that one sender always gets the
     * same one.
     *
     * @param offset where the number's four bytes are in the datagram, or {@code SKF_AD_OFF} and what to ask of the kernel
     * @param sockets how many there are: the number modulo this is the socket
     * @return the program
     */
    public static FilterProgram modulo(int offset, int sockets) {
        if (sockets < 1) {
            throw new IllegalArgumentException(sockets + " sockets");
        }
        return of(
                statement(BPF_LD | BPF_W | BPF_ABS, offset),
                statement(BPF_ALU | BPF_MOD | BPF_K, sockets),
                statement(BPF_RET | BPF_A, 0));
    }

    /**
     * For {@code SO_ATTACH_FILTER}: the same for all packets.
     *
     * @param bytes how many to keep of each; 0 drops it
     * @return the program
     */
    public static FilterProgram keep(int bytes) {
        return of(statement(BPF_RET | BPF_K, bytes));
    }

    /**
     * For people.
     *
     * @return {@code "a program of 3 instructions"}
     */
    @Override
    public String toString() {
        return "a program of " + instructions.size() + " instructions";
    }

    /** A {@code struct sock_fprog}, which points into the arena. */
    MemorySegment write(Arena arena) {
        var program = new SockFprog(arena, Math.max(1, instructions.size()));
        instructions.forEach(i -> program.jump(i.code(), i.k(), i.jt(), i.jf()));
        return program.segment();
    }
}
