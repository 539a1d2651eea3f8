package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.EADDRNOTAVAIL;
import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.FilterConstants.BPF_A;
import static io.sockeye.bindings.FilterConstants.BPF_ABS;
import static io.sockeye.bindings.FilterConstants.BPF_ALU;
import static io.sockeye.bindings.FilterConstants.BPF_B;
import static io.sockeye.bindings.FilterConstants.BPF_JEQ;
import static io.sockeye.bindings.FilterConstants.BPF_JMP;
import static io.sockeye.bindings.FilterConstants.BPF_K;
import static io.sockeye.bindings.FilterConstants.BPF_LD;
import static io.sockeye.bindings.FilterConstants.BPF_MOD;
import static io.sockeye.bindings.FilterConstants.BPF_RET;
import static io.sockeye.bindings.FilterConstants.BPF_W;
import static io.sockeye.bindings.FilterConstants.SKF_AD_CPU;
import static io.sockeye.bindings.FilterConstants.SKF_AD_OFF;
import static io.sockeye.bindings.InetConstants.INADDR_LOOPBACK;
import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The structs that options take, as the kernel reads them. */
class OptionStructsTest {
    /** 239.1.2.3. */
    private static final int GROUP = 0xEF01_0203;
    /** ff15::1. */
    private static final long GROUP_HIGH = 0xFF15_0000_0000_0000L;

    private final Descriptors fds = new Descriptors();
    private final int lo = NameSyscalls.if_nametoindex(fds.arena.allocateFrom("lo"));

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void aGroupIsJoinedOnceAndLeftOnce() {
        int fd = fds.socket(AF_INET, SOCK_DGRAM);
        var group = new IpMreqn(fds.arena).set(GROUP, 0, lo);

        assertThat(set(fd, IPPROTO_IP, InetConstants.IP_ADD_MEMBERSHIP, group)).isZero();
        assertThat(set(fd, IPPROTO_IP, InetConstants.IP_DROP_MEMBERSHIP, group)).isZero();
        assertThat(set(fd, IPPROTO_IP, InetConstants.IP_DROP_MEMBERSHIP, group)).isEqualTo(-EADDRNOTAVAIL);
        var byAddress = new IpMreqn(fds.arena).set(GROUP, INADDR_LOOPBACK, 0);
        assertThat(set(fd, IPPROTO_IP, InetConstants.IP_ADD_MEMBERSHIP, byAddress)).isZero();
        assertThat(set(fd, IPPROTO_IP, InetConstants.IP_DROP_MEMBERSHIP, group)).as("the same").isZero();
    }

    @Test
    void oneSourceOfAGroupIsJoined() {
        int fd = fds.socket(AF_INET, SOCK_DGRAM);
        var one = new IpMreqSource(fds.arena).set(GROUP, INADDR_LOOPBACK, 0x0A00_0001);
        var other = new IpMreqSource(fds.arena).set(GROUP, INADDR_LOOPBACK, 0x0A00_0002);

        assertThat(set(fd, IPPROTO_IP, InetConstants.IP_ADD_SOURCE_MEMBERSHIP, one)).isZero();
        assertThat(set(fd, IPPROTO_IP, InetConstants.IP_DROP_SOURCE_MEMBERSHIP, other)).isEqualTo(-EADDRNOTAVAIL);
        assertThat(set(fd, IPPROTO_IP, InetConstants.IP_DROP_SOURCE_MEMBERSHIP, one)).isZero();
    }

    @Test
    void aGroupOfIpv6IsTheSameForBothKindsOfOption() {
        int fd = fds.socket(AF_INET6, SOCK_DGRAM);
        var address = new SockaddrStorage(fds.arena);
        address.setInet6(GROUP_HIGH, 1, 0, 0, 0);
        var source = new SockaddrStorage(fds.arena);
        source.setInet6(0, 1, 0, 0, 0);

        var group = new Ipv6Mreq(fds.arena).set(GROUP_HIGH, 1, lo);
        assertThat(set(fd, IPPROTO_IPV6, InetConstants.IPV6_ADD_MEMBERSHIP, group)).isZero();
        var request = new GroupReq(fds.arena).set(lo, address);
        assertThat(set(fd, IPPROTO_IPV6, InetConstants.MCAST_LEAVE_GROUP, request)).isZero();

        var sources = new GroupSourceReq(fds.arena).set(lo, address, source);
        assertThat(set(fd, IPPROTO_IPV6, InetConstants.MCAST_JOIN_SOURCE_GROUP, sources)).isZero();
        assertThat(set(fd, IPPROTO_IPV6, InetConstants.MCAST_LEAVE_SOURCE_GROUP, sources)).isZero();
        assertThat(set(fd, IPPROTO_IPV6, InetConstants.MCAST_LEAVE_GROUP, request)).isEqualTo(-EADDRNOTAVAIL);
    }

    @Test
    void aFilterLetsThroughWhatItReturns() {
        int[] pair = fds.socketpair(SOCK_DGRAM);
        var program = new SockFprog(fds.arena, 4)
                .statement(BPF_LD | BPF_B | BPF_ABS, 0)
                .jump(BPF_JMP | BPF_JEQ | BPF_K, 'a', 0, 1)
                .statement(BPF_RET | BPF_K, -1)
                .statement(BPF_RET | BPF_K, 0);
        assertThat(set(pair[1], SOL_SOCKET, SocketConstants.SO_ATTACH_FILTER, program.segment())).isZero();
        fds.send(pair[0], 'b');
        fds.send(pair[0], 'a');

        var buffer = fds.arena.allocate(1);
        assertThat(SocketSyscalls.recv(pair[1], buffer, 1, MSG_DONTWAIT)).isOne();
        assertThat(Descriptors.text(buffer, 1)).isEqualTo("a");
        assertThat(SocketSyscalls.recv(pair[1], buffer, 1, MSG_DONTWAIT)).isEqualTo(-EAGAIN);

        var unused = fds.arena.allocate(JAVA_INT);
        assertThat(set(pair[1], SOL_SOCKET, SocketConstants.SO_DETACH_FILTER, unused)).isZero();
        fds.send(pair[0], 'b');
        assertThat(SocketSyscalls.recv(pair[1], buffer, 1, MSG_DONTWAIT)).isOne();
    }

    @Test
    void aProgramOfTheCpuChoosesAmongSocketsOfOnePort() {
        int fd = fds.socket(AF_INET, SOCK_DGRAM);
        var on = fds.arena.allocateFrom(JAVA_INT, 1);
        assertThat(set(fd, SOL_SOCKET, SocketConstants.SO_REUSEPORT, on)).isZero();
        fds.bound(fd);
        var program = new SockFprog(fds.arena, 3)
                .statement(BPF_LD | BPF_W | BPF_ABS, SKF_AD_OFF + SKF_AD_CPU)
                .statement(BPF_ALU | BPF_MOD | BPF_K, 1)
                .statement(BPF_RET | BPF_A, 0);

        assertThat(set(fd, SOL_SOCKET, SocketConstants.SO_ATTACH_REUSEPORT_CBPF, program.segment())).isZero();
    }

    @Test
    void aProgramThatDoesNotFitIsRefused() {
        var program = new SockFprog(fds.arena, 1);

        assertThatThrownBy(() -> program.jump(BPF_JMP, 0, 256, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> program.jump(BPF_JMP, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
        program.statement(BPF_RET | BPF_K, 0);
        assertThatThrownBy(() -> program.statement(BPF_RET, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new SockFprog(fds.arena, 4097)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int set(int fd, int level, int option, MemorySegment value) {
        return SocketSyscalls.setsockopt(fd, level, option, value, (int) value.byteSize());
    }
}
