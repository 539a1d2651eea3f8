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
 * A classic BPF program ({@code struct sock_fprog}), which the kernel runs on each packet; bpf(4), kernel, filter.rst. For
 * {@code SO_ATTACH_FILTER} its result is the number of bytes of the packet to keep; 0 drops the packet. For
 * {@code SO_ATTACH_REUSEPORT_CBPF} it is the index of the socket of the group that receives the packet, from 0 in the order of
 * {@code bind}; if there is no such socket the kernel chooses one.
 *
 * @param instructions at most {@code BPF_MAXINSNS}, 4096; the kernel rejects a program without a final return with EINVAL
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
     * @param jt of a jump: the number of instructions to skip if the condition is true, 0 to 255
     * @param jf the number of instructions to skip if it is false, 0 to 255
     * @param k the operand
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
     * @param k the operand
     * @return an instruction that does not jump
     */
    public static Instruction statement(int code, int k) {
        return new Instruction(code, 0, 0, k);
    }

    /**
     * {@code BPF_JUMP(code, k, jt, jf)}.
     *
     * @param code {@code BPF_JMP | BPF_JEQ | BPF_K}, …
     * @param k the operand
     * @param jt the number of instructions to skip if the condition is true, 0 to 255
     * @param jf the number of instructions to skip if it is false, 0 to 255
     * @return a conditional jump
     */
    public static Instruction jump(int code, int k, int jt, int jf) {
        return new Instruction(code, jt, jf, k);
    }

    /**
     * A program of these instructions.
     *
     * @param instructions in the order of execution
     * @return the program
     */
    public static FilterProgram of(Instruction... instructions) {
        return new FilterProgram(List.of(instructions));
    }

    /**
     * For {@code SO_ATTACH_REUSEPORT_CBPF}: chooses the socket by the CPU that received the packet, so that one thread per CPU can
     * serve the packets of its CPU.
     *
     * @param sockets the number of sockets of the group; the CPU number is taken modulo it
     * @return the program
     */
    public static FilterProgram byCpu(int sockets) {
        return modulo(SKF_AD_OFF + SKF_AD_CPU, sockets);
    }

    /**
     * For {@code SO_ATTACH_REUSEPORT_CBPF}: chooses the socket at random.
     *
     * @param sockets the number of sockets of the group
     * @return the program
     */
    public static FilterProgram byChance(int sockets) {
        return modulo(SKF_AD_OFF + SKF_AD_RANDOM, sockets);
    }

    /**
     * For {@code SO_ATTACH_REUSEPORT_CBPF}: chooses the socket by a number in the packet, so that all packets with the same number
     * reach the same socket.
     *
     * @param offset of the 4 bytes of the number in the datagram; or {@code SKF_AD_OFF} plus an {@code SKF_AD_} constant
     * @param sockets the number of sockets of the group; the number is taken modulo it
     * @throws IllegalArgumentException if {@code sockets} is less than 1
     * @return the program
     */
    public static FilterProgram modulo(int offset, int sockets) {
        if (sockets < 1) {
            throw new IllegalArgumentException("sockets " + sockets + ": a group has at least 1");
        }
        return of(
                statement(BPF_LD | BPF_W | BPF_ABS, offset),
                statement(BPF_ALU | BPF_MOD | BPF_K, sockets),
                statement(BPF_RET | BPF_A, 0));
    }

    /**
     * For {@code SO_ATTACH_FILTER}: treats all packets alike.
     *
     * @param bytes the number of bytes of each packet to keep; 0 drops it
     * @return the program
     */
    public static FilterProgram keep(int bytes) {
        return of(statement(BPF_RET | BPF_K, bytes));
    }

    /**
     * A human-readable description.
     *
     * @return {@code "a program of 3 instructions"}
     */
    @Override
    public String toString() {
        return "a program of " + instructions.size() + " instructions";
    }

    /** Encodes the program as a {@code struct sock_fprog}, all of it in {@code arena}. */
    MemorySegment write(Arena arena) {
        var program = new SockFprog(arena, Math.max(1, instructions.size()));
        instructions.forEach(i -> program.jump(i.code(), i.k(), i.jt(), i.jf()));
        return program.segment();
    }
}
