package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.ECONNREFUSED;
import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.MSG_ERRQUEUE;
import static io.sockeye.bindings.SocketConstants.MSG_PEEK;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Control messages as the kernel writes and reads them, through the classes of this floor. */
class ControlMessagesTest {
    private static final int LOOPBACK = InetConstants.INADDR_LOOPBACK;
    private static final long YEAR_2020 = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000;

    private final Descriptors fds = new Descriptors();
    private final MemorySegment control = fds.arena.allocate(512, 8);
    private final SockaddrStorage sender = new SockaddrStorage(fds.arena);
    private final Msghdr message = new Msghdr(fds.arena, 2);

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void credentialsAreThoseOfThisProcess() {
        int[] pair = fds.socketpair(SOCK_DGRAM);
        on(pair[1], SOL_SOCKET, SocketConstants.SO_PASSCRED);
        fds.send(pair[0], 'x');

        long data = received(pair[1], 0, SOL_SOCKET, SocketConstants.SCM_CREDENTIALS, Ucred.BYTES);

        int me = SystemSyscalls.getpid();
        assertThat(Ucred.pid(control, data)).isEqualTo(me);
        var peer = fds.arena.allocate(Ucred.BYTES, 4);
        var length = fds.arena.allocateFrom(JAVA_INT, Ucred.BYTES);
        assertThat(SocketSyscalls.getsockopt(pair[0], SOL_SOCKET, SocketConstants.SO_PEERCRED, peer, length)).isZero();
        assertThat(Ucred.pid(peer, 0)).isEqualTo(me);
        assertThat(Ucred.uid(control, data)).isEqualTo(Ucred.uid(peer, 0));
        assertThat(Ucred.gid(control, data)).isEqualTo(Ucred.gid(peer, 0));
    }

    @Test
    void credentialsThatAreTrueCanBeSent() {
        int[] pair = fds.socketpair(SOCK_DGRAM);
        on(pair[1], SOL_SOCKET, SocketConstants.SO_PASSCRED);
        var peer = fds.arena.allocate(Ucred.BYTES, 4);
        var length = fds.arena.allocateFrom(JAVA_INT, Ucred.BYTES);
        assertThat(SocketSyscalls.getsockopt(pair[0], SOL_SOCKET, SocketConstants.SO_PEERCRED, peer, length)).isZero();
        Cmsg.put(control, 0, SOL_SOCKET, SocketConstants.SCM_CREDENTIALS, Ucred.BYTES);
        Ucred.put(control, Cmsg.CMSG_DATA(0), SystemSyscalls.getpid(), Ucred.uid(peer, 0), Ucred.gid(peer, 0));
        message.set(0, fds.bytes("x"));
        message.control(control.asSlice(0, Cmsg.CMSG_SPACE(Ucred.BYTES)));

        assertThat(MessageSyscalls.sendmsg(pair[0], message.segment(), 0)).isOne();

        long data = received(pair[1], 0, SOL_SOCKET, SocketConstants.SCM_CREDENTIALS, Ucred.BYTES);
        assertThat(Ucred.pid(control, data)).isEqualTo(SystemSyscalls.getpid());
    }

    @Test
    void aDatagramTellsWhereItCameInAndLeavesFromWhereItIsTold() {
        int receiver = fds.socket(AF_INET, SOCK_DGRAM);
        int fd = fds.socket(AF_INET, SOCK_DGRAM);
        on(receiver, IPPROTO_IP, InetConstants.IP_PKTINFO);
        int other = LOOPBACK + 1;
        Cmsg.put(control, 0, IPPROTO_IP, InetConstants.IP_PKTINFO, InPktinfo.BYTES);
        InPktinfo.put(control, Cmsg.CMSG_DATA(0), 0, other);
        message.set(0, fds.bytes("x"));
        message.name(fds.bound(receiver));
        message.control(control.asSlice(0, Cmsg.CMSG_SPACE(InPktinfo.BYTES)));

        assertThat(MessageSyscalls.sendmsg(fd, message.segment(), 0)).isOne();

        long data = received(receiver, 0, IPPROTO_IP, InetConstants.IP_PKTINFO, InPktinfo.BYTES);
        assertThat(InPktinfo.addr(control, data)).isEqualTo(LOOPBACK);
        assertThat(InPktinfo.specDst(control, data)).isEqualTo(LOOPBACK);
        assertThat(InPktinfo.ifindex(control, data)).isPositive();
        assertThat(sender.inet()).isEqualTo(other);
    }

    @Test
    void aDatagramOfIpv6TellsWhereItCameIn() {
        int receiver = fds.socket(AF_INET6, SOCK_DGRAM);
        on(receiver, IPPROTO_IPV6, InetConstants.IPV6_RECVPKTINFO);
        var address = new SockaddrStorage(fds.arena);
        address.setInet6(0, 1, 0, 0, 0);
        assertThat(SocketSyscalls.bind(receiver, address.address(), address.length())).isZero();
        address.clear();
        assertThat(SocketSyscalls.getsockname(receiver, address.address(), address.lengthPointer())).isZero();
        Cmsg.put(control, 0, IPPROTO_IPV6, InetConstants.IPV6_PKTINFO, In6Pktinfo.BYTES);
        In6Pktinfo.put(control, Cmsg.CMSG_DATA(0), 0, 1, 0);
        message.set(0, fds.bytes("x"));
        message.name(address);
        message.control(control.asSlice(0, Cmsg.CMSG_SPACE(In6Pktinfo.BYTES)));
        assertThat(MessageSyscalls.sendmsg(fds.socket(AF_INET6, SOCK_DGRAM), message.segment(), 0)).isOne();

        long data = received(receiver, 0, IPPROTO_IPV6, InetConstants.IPV6_PKTINFO, In6Pktinfo.BYTES);

        assertThat(In6Pktinfo.addrHigh(control, data)).isZero();
        assertThat(In6Pktinfo.addrLow(control, data)).isOne();
        assertThat(In6Pktinfo.ifindex(control, data)).isPositive();
    }

    @Test
    void aRefusedDatagramIsInTheQueueOfErrorsWithWhoRefusedIt() {
        int closed = fds.socket(AF_INET, SOCK_DGRAM);
        var address = fds.bound(closed);
        fds.close(closed);
        int fd = fds.socket(AF_INET, SOCK_DGRAM);
        on(fd, IPPROTO_IP, InetConstants.IP_RECVERR);
        assertThat(SocketSyscalls.sendto(fd, fds.bytes("x"), 1, 0, address.address(), address.length())).isOne();

        var poll = new PollfdArray(fds.arena, 1);
        poll.set(0, fd, 0);
        assertThat(PollSyscalls.poll(poll.segment(), 1, -1)).isOne();
        int bytes = SockExtendedErr.BYTES + 16;
        long data = received(fd, MSG_ERRQUEUE, IPPROTO_IP, InetConstants.IP_RECVERR, bytes);

        assertThat(message.flags()).isEqualTo(MSG_ERRQUEUE);
        assertThat(SockExtendedErr.errno(control, data)).isEqualTo(ECONNREFUSED);
        assertThat(SockExtendedErr.origin(control, data)).isEqualTo(ErrorConstants.SO_EE_ORIGIN_ICMP);
        assertThat(SockExtendedErr.type(control, data)).isEqualTo(IcmpConstants.ICMP_DEST_UNREACH);
        assertThat(SockExtendedErr.code(control, data)).isEqualTo(IcmpConstants.ICMP_PORT_UNREACH);
        assertThat(SockExtendedErr.info(control, data)).isZero();
        assertThat(SockExtendedErr.data(control, data)).isZero();
        assertThat(sender.port()).as("where it was sent").isEqualTo(address.port());
        sender.copyFrom(control.asSlice(SockExtendedErr.SO_EE_OFFENDER(data), 16));
        assertThat(sender.inet()).as("who refused it").isEqualTo(LOOPBACK);
    }

    @Test
    void eachKindOfTimestampTellsThisTime() {
        long before = System.currentTimeMillis() * 1_000_000;
        int fd = stamped(SocketConstants.SO_TIMESTAMP, 1);
        long data = received(fd, 0, SOL_SOCKET, SocketConstants.SCM_TIMESTAMP, 16);
        assertThat(Timeval.nanoseconds(control, data)).isGreaterThan(YEAR_2020);

        fd = stamped(SocketConstants.SO_TIMESTAMPNS, 1);
        data = received(fd, 0, SOL_SOCKET, SocketConstants.SCM_TIMESTAMPNS, 16);
        assertThat(Timespec.nanoseconds(control, data)).isGreaterThanOrEqualTo(before);

        fd = stamped(SocketConstants.SO_TIMESTAMPING, TimestampConstants.SOF_TIMESTAMPING_RX_SOFTWARE
                | TimestampConstants.SOF_TIMESTAMPING_SOFTWARE);
        data = received(fd, 0, SOL_SOCKET, SocketConstants.SCM_TIMESTAMPING, ScmTimestamping.BYTES);
        assertThat(ScmTimestamping.nanoseconds(control, data, ScmTimestamping.SOFTWARE)).isGreaterThanOrEqualTo(before);
        assertThat(ScmTimestamping.nanoseconds(control, data, ScmTimestamping.HARDWARE)).isZero();
    }

    @Test
    void manyMessagesHaveTheirOwnSenderAndControl() {
        int receiver = fds.socket(AF_INET, SOCK_DGRAM);
        on(receiver, IPPROTO_IP, InetConstants.IP_PKTINFO);
        var to = fds.bound(receiver);
        int fd = fds.socket(AF_INET, SOCK_DGRAM);
        var from = fds.bound(fd);
        var sent = new MmsghdrArray(fds.arena, 2);
        sent.set(0, fds.bytes("abc"));
        sent.set(1, fds.bytes("de"));
        sent.name(0, to);
        sent.name(1, to);
        assertThat(MessageSyscalls.sendmmsg(fd, sent.segment(), 2, 0)).isEqualTo(2);
        assertThat(sent.length(0)).isEqualTo(3);

        var received = new MmsghdrArray(fds.arena, 2);
        var buffer = fds.arena.allocate(2);
        received.set(0, buffer);
        received.control(0, control);
        received.set(1, fds.arena.allocate(2));
        received.name(1, sender);
        assertThat(MessageSyscalls.recvmmsg(receiver, received.segment(), 2, 0, NULL)).isEqualTo(2);

        assertThat(Descriptors.text(buffer, received.length(0))).isEqualTo("ab");
        assertThat(received.flags(0)).isEqualTo(SocketConstants.MSG_TRUNC);
        assertThat(received.controllen(0)).isEqualTo(Cmsg.CMSG_SPACE(InPktinfo.BYTES));
        assertThat(received.namelen(0)).isZero();
        assertThat(received.controllen(1)).isZero();
        assertThat(received.flags(1)).as("there was no room for its control message")
                .isEqualTo(SocketConstants.MSG_CTRUNC);
        sender.setLength(received.namelen(1));
        assertThat(sender.length()).isEqualTo(16);
        assertThat(sender.port()).isEqualTo(from.port());
    }

    @Test
    void aMessageUsesAsManyBuffersAsItIsTold() {
        int[] pair = fds.socketpair(SOCK_DGRAM);
        message.set(0, fds.bytes("a"));
        message.set(1, fds.bytes("b"));
        message.iovlen(1);

        assertThat(MessageSyscalls.sendmsg(pair[0], message.segment(), 0)).isOne();
        message.iovlen(0);
        assertThat(MessageSyscalls.sendmsg(pair[0], message.segment(), 0)).isZero();
    }

    /**
     * A socket with a datagram that has one kind of timestamp. The kernel switches SO_TIMESTAMPING on in the background,
     * so the first datagrams may have none.
     */
    private int stamped(int option, int value) {
        int fd = fds.socket(AF_INET, SOCK_DGRAM);
        set(fd, SOL_SOCKET, option, value);
        var address = fds.bound(fd);
        for (;;) {
            assertThat(SocketSyscalls.sendto(fd, fds.bytes("x"), 1, 0, address.address(), address.length())).isOne();
            message.set(0, fds.arena.allocate(16));
            message.control(control);
            assertThat(MessageSyscalls.recvmsg(fd, message.segment(), MSG_PEEK)).isOne();
            if (message.controllen() > 0) {
                return fd;
            }
            assertThat(SocketSyscalls.recv(fd, fds.arena.allocate(1), 1, 0)).isOne();
        }
    }

    /** Where the data of the one control message is, which must be of this kind and as long as this. */
    private long received(int fd, int flags, int level, int type, int bytes) {
        sender.clear();
        message.set(0, fds.arena.allocate(16));
        message.name(sender);
        message.control(control);
        assertThat(MessageSyscalls.recvmsg(fd, message.segment(), flags)).isOne();
        sender.setLength(message.namelen());
        long header = Cmsg.CMSG_FIRSTHDR(message.controllen());
        assertThat(header).isZero();
        assertThat(Cmsg.cmsg_level(control, header)).isEqualTo(level);
        assertThat(Cmsg.cmsg_type(control, header)).isEqualTo(type);
        assertThat(Cmsg.cmsg_len(control, header)).isEqualTo(Cmsg.CMSG_LEN(bytes));
        assertThat(Cmsg.CMSG_NXTHDR(control, message.controllen(), header)).isEqualTo(-1);
        return Cmsg.CMSG_DATA(header);
    }

    private void on(int fd, int level, int option) {
        set(fd, level, option, 1);
    }

    private void set(int fd, int level, int option, int value) {
        var number = fds.arena.allocateFrom(JAVA_INT, value);
        assertThat(SocketSyscalls.setsockopt(fd, level, option, number, 4)).isZero();
    }
}
