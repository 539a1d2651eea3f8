package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.FilterConstants.BPF_ABS;
import static io.sockeye.bindings.FilterConstants.BPF_B;
import static io.sockeye.bindings.FilterConstants.BPF_JEQ;
import static io.sockeye.bindings.FilterConstants.BPF_JMP;
import static io.sockeye.bindings.FilterConstants.BPF_K;
import static io.sockeye.bindings.FilterConstants.BPF_LD;
import static io.sockeye.bindings.FilterConstants.BPF_MAXINSNS;
import static io.sockeye.bindings.FilterConstants.BPF_RET;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_DETACH_FILTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockeye.sockopt.FilterProgram;
import io.sockeye.sockopt.SocketOptions;
import io.sockeye.support.Pair;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Programs that the kernel runs on packets. */
class FilterProgramTest {
    private static final int UDP_HEADER = 8;

    @AutoClose
    final Socket sender = Socket.udp();

    FilterProgramTest() throws ErrnoException {}

    /** Two sockets that share a port. */
    private record Group(Socket first, Socket second) implements AutoCloseable {
        static Group bound() throws IOException {
            var first = Socket.udp().setsockopt(SocketOptions.SO_REUSEPORT, true).bind("127.0.0.1", 0);
            var second = Socket.udp().setsockopt(SocketOptions.SO_REUSEPORT, true).bind(first.getsockname());
            return new Group(first, second);
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }

    @Test
    void aNumberInTheDatagramSaysWhichSocketGetsIt() throws Exception {
        try (var group = Group.bound()) {
            group.first().setsockopt(SocketOptions.SO_ATTACH_REUSEPORT_CBPF, FilterProgram.modulo(0, 2));
            for (byte number : new byte[] {0, 1, 1, 0, 5}) {
                sender.sendto(new byte[] {0, 0, 0, number}, group.first().getsockname());

                var expected = number % 2 == 0 ? group.first() : group.second();
                assertThat(expected.recv(16)).as("number %d", number).containsExactly(0, 0, 0, number);
            }
        }
    }

    @Test
    void byCpuWithOneSocketIsTheFirst() throws Exception {
        try (var group = Group.bound()) {
            group.second().setsockopt(SocketOptions.SO_ATTACH_REUSEPORT_CBPF, FilterProgram.byCpu(1));
            for (int i = 0; i < 20; i++) {
                sender.sendto(new byte[] {1}, group.first().getsockname());
                assertThat(group.first().recv(16)).hasSize(1);
            }
        }
    }

    @Test
    void aConnectionKnowsTheCpuOfItsLastPacket() throws Exception {
        try (var pair = Pair.tcp()) {
            pair.client().sendall(new byte[] {1});
            pair.accepted().recv(1);

            assertThat(pair.accepted().getsockopt(SocketOptions.SO_INCOMING_CPU)).isNotNegative();
        }
    }

    @Test
    void byChanceLeavesNoSocketOut() throws Exception {
        try (var group = Group.bound()) {
            group.first().setsockopt(SocketOptions.SO_ATTACH_REUSEPORT_CBPF, FilterProgram.byChance(2));
            int first = 0;
            int second = 0;
            for (int i = 0; i < 1_000 && (first == 0 || second == 0); i++) {
                sender.sendto(new byte[] {1}, group.first().getsockname());
                first += Math.max(0, group.first().tryRecv(new byte[1]));
                second += Math.max(0, group.second().tryRecv(new byte[1]));
            }
            assertThat(first).isPositive();
            assertThat(second).isPositive();
        }
    }

    @Test
    void aFilterDropsAndCuts() throws Exception {
        try (var socket = Socket.udp().bind("127.0.0.1", 0)) {
            socket.setsockopt(SocketOptions.SO_ATTACH_FILTER, FilterProgram.keep(0));
            sender.sendto(new byte[] {1, 2, 3, 4, 5}, socket.getsockname());
            assertThat(socket.tryRecv(new byte[8])).as("dropped").isEqualTo(-1);

            socket.setsockopt(SocketOptions.SO_ATTACH_FILTER, FilterProgram.keep(UDP_HEADER + 3));
            sender.sendto(new byte[] {1, 2, 3, 4, 5}, socket.getsockname());
            assertThat(socket.recv(8)).containsExactly(1, 2, 3);

            socket.setsockopt(SOL_SOCKET, SO_DETACH_FILTER, 0);
            sender.sendto(new byte[] {1, 2, 3, 4, 5}, socket.getsockname());
            assertThat(socket.recv(8)).hasSize(5);
        }
    }

    @Test
    void aJumpGoesWhereItSays() throws Exception {
        var onlySevens = FilterProgram.of(
                FilterProgram.statement(BPF_LD | BPF_B | BPF_ABS, UDP_HEADER),
                FilterProgram.jump(BPF_JMP | BPF_JEQ | BPF_K, 7, 0, 1),
                FilterProgram.statement(BPF_RET | BPF_K, 0xFFFF),
                FilterProgram.statement(BPF_RET | BPF_K, 0));
        try (var socket = Socket.udp().bind("127.0.0.1", 0)) {
            socket.setsockopt(SocketOptions.SO_ATTACH_FILTER, onlySevens);
            sender.sendto(new byte[] {6}, socket.getsockname());
            sender.sendto(new byte[] {7}, socket.getsockname());

            assertThat(socket.recv(8)).containsExactly(7);
        }
    }

    @Test
    void theKernelRefusesWhatDoesNotEndWithAReturn() throws Exception {
        try (var socket = Socket.udp()) {
            for (var program : new FilterProgram[] {
                FilterProgram.of(), FilterProgram.of(FilterProgram.statement(BPF_LD | BPF_B | BPF_ABS, 0))
            }) {
                assertThatExceptionOfType(ErrnoException.class)
                        .isThrownBy(() -> socket.setsockopt(SocketOptions.SO_ATTACH_FILTER, program))
                        .withMessageContaining("SO_ATTACH_FILTER, a program of ")
                        .matches(e -> e.errno().is(EINVAL));
            }
        }
    }

    @Test
    void whatNoProgramHasIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FilterProgram.jump(BPF_JMP, 0, 256, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> FilterProgram.jump(BPF_JMP, 0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> FilterProgram.byCpu(0));
        var instruction = FilterProgram.statement(BPF_RET | BPF_K, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FilterProgram(Collections.nCopies(BPF_MAXINSNS + 1, instruction)));
    }
}
