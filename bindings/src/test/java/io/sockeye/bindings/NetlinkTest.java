package io.sockeye.bindings;

import static io.sockeye.bindings.NetlinkConstants.NETLINK_ROUTE;
import static io.sockeye.bindings.NetlinkConstants.NLMSG_DONE;
import static io.sockeye.bindings.NetlinkConstants.NLMSG_ERROR;
import static io.sockeye.bindings.NetlinkConstants.NLM_F_ACK;
import static io.sockeye.bindings.NetlinkConstants.NLM_F_DUMP;
import static io.sockeye.bindings.NetlinkConstants.NLM_F_MULTI;
import static io.sockeye.bindings.NetlinkConstants.NLM_F_REQUEST;
import static io.sockeye.bindings.RtnetlinkConstants.IFLA_IFNAME;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_NETLINK;
import static io.sockeye.bindings.SocketConstants.AF_UNSPEC;
import static io.sockeye.bindings.SocketConstants.SOCK_RAW;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The structs of netlink(7) and rtnetlink(7), as the kernel reads and writes them. */
class NetlinkTest {
    private static final int SEQ = 7;

    private final Descriptors fds = new Descriptors();
    private final int fd =
            fds.opened(SocketSyscalls.socket(AF_NETLINK, SOCK_RAW | SocketConstants.SOCK_CLOEXEC, NETLINK_ROUTE));
    private final int lo = NameSyscalls.if_nametoindex(fds.arena.allocateFrom("lo"));
    private final MemorySegment buffer = fds.arena.allocate(1 << 16, 8);

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void anInterfaceIsAskedForByItsName() {
        int attribute = Nlmsghdr.BYTES + Ifinfomsg.BYTES;
        Ifinfomsg.put(buffer, Nlmsghdr.BYTES, AF_UNSPEC, 0, 0, 0, 0);
        Rtattr.put(buffer, attribute, Rtattr.BYTES + 3, IFLA_IFNAME);
        buffer.setString(attribute + Rtattr.BYTES, "lo");

        long length = ask(attribute + Rtattr.BYTES + 4, RtnetlinkConstants.RTM_GETLINK, NLM_F_REQUEST);

        assertThat(Nlmsghdr.type(buffer, 0)).isEqualTo(RtnetlinkConstants.RTM_NEWLINK);
        assertThat(Nlmsghdr.len(buffer, 0)).isEqualTo((int) length);
        assertThat(Nlmsghdr.seq(buffer, 0)).isEqualTo(SEQ);
        assertThat(Ifinfomsg.index(buffer, Nlmsghdr.BYTES)).isEqualTo(lo);
        assertThat(Ifinfomsg.family(buffer, Nlmsghdr.BYTES)).isZero();
        assertThat(Ifinfomsg.type(buffer, Nlmsghdr.BYTES)).isEqualTo(PacketConstants.ARPHRD_LOOPBACK);
        assertThat(Ifinfomsg.flags(buffer, Nlmsghdr.BYTES) & RtnetlinkConstants.IFF_LOOPBACK).isNotZero();
        assertThat(Rtattr.type(buffer, attribute)).isEqualTo(IFLA_IFNAME);
        assertThat(Rtattr.len(buffer, attribute)).isEqualTo(Rtattr.BYTES + 3);
        assertThat(buffer.getString(attribute + Rtattr.BYTES)).isEqualTo("lo");
    }

    @Test
    void theAddressesOfThisHostAreTold() {
        Rtgenmsg.put(buffer, Nlmsghdr.BYTES, AF_INET);

        ask(Nlmsghdr.BYTES + 4, RtnetlinkConstants.RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP);

        assertThat(Nlmsghdr.type(buffer, 0)).isEqualTo(RtnetlinkConstants.RTM_NEWADDR);
        assertThat(Nlmsghdr.flags(buffer, 0) & NLM_F_MULTI).isNotZero();
        assertThat(Nlmsghdr.pid(buffer, 0)).isNotZero();
        assertThat(Ifaddrmsg.family(buffer, Nlmsghdr.BYTES)).isEqualTo(AF_INET);
        assertThat(Ifaddrmsg.index(buffer, Nlmsghdr.BYTES)).isEqualTo(lo);
        assertThat(Ifaddrmsg.prefixlen(buffer, Nlmsghdr.BYTES)).isEqualTo(8);
        assertThat(Ifaddrmsg.scope(buffer, Nlmsghdr.BYTES)).isEqualTo(RtnetlinkConstants.RT_SCOPE_HOST);
        assertThat(Ifaddrmsg.flags(buffer, Nlmsghdr.BYTES) & RtnetlinkConstants.IFA_F_PERMANENT).isNotZero();
    }

    @Test
    void theRoutesOfThisHostAreToldUntilDone() {
        Rtmsg.put(buffer, Nlmsghdr.BYTES, AF_INET, 0, 0, 0, 0, 0);

        long length = ask(
                Nlmsghdr.BYTES + Rtmsg.BYTES, RtnetlinkConstants.RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP);
        boolean local = false;
        while (Nlmsghdr.type(buffer, 0) != NLMSG_DONE) {
            for (long at = 0; at < length; at += Nlmsghdr.len(buffer, at)) {
                long route = at + Nlmsghdr.BYTES;
                local |= Nlmsghdr.type(buffer, at) == RtnetlinkConstants.RTM_NEWROUTE
                        && Rtmsg.family(buffer, route) == AF_INET
                        && Rtmsg.table(buffer, route) == RtnetlinkConstants.RT_TABLE_LOCAL
                        && Rtmsg.type(buffer, route) == RtnetlinkConstants.RTN_LOCAL
                        && Rtmsg.protocol(buffer, route) == RtnetlinkConstants.RTPROT_KERNEL
                        && Rtmsg.scope(buffer, route) == RtnetlinkConstants.RT_SCOPE_HOST
                        && Rtmsg.dstLen(buffer, route) == 8
                        && Rtmsg.srcLen(buffer, route) == 0;
            }
            length = SocketSyscalls.recv(fd, buffer, buffer.byteSize(), 0);
        }

        assertThat(local).as("127.0.0.0/8").isTrue();
    }

    @Test
    void aRequestThatFailsIsAnsweredByItsErrno() {
        Ifinfomsg.put(buffer, Nlmsghdr.BYTES, AF_UNSPEC, 0, Integer.MAX_VALUE, 0, 0);

        ask(Nlmsghdr.BYTES + Ifinfomsg.BYTES, RtnetlinkConstants.RTM_GETLINK, NLM_F_REQUEST | NLM_F_ACK);

        assertThat(Nlmsghdr.type(buffer, 0)).isEqualTo(NLMSG_ERROR);
        assertThat(Nlmsgerr.error(buffer, Nlmsghdr.BYTES)).isEqualTo(-ErrnoConstants.ENODEV);
    }

    @Test
    void aPacketMreqHasItsAddressAndItsLength() {
        var value = new PacketMreq(fds.arena);

        assertThat(value.set(3, PacketConstants.PACKET_MR_MULTICAST, new byte[] {1, 0, 0x5E}).toArray(
                JAVA_BYTE))
                .containsExactly(3, 0, 0, 0, 0, 0, 3, 0, 1, 0, 0x5E, 0, 0, 0, 0, 0);
    }

    /** Sends what stands behind the header, and receives the first answer in its place. */
    private long ask(int length, int type, int flags) {
        Nlmsghdr.put(buffer, 0, length, type, flags, SEQ, 0);
        assertThat(SocketSyscalls.send(fd, buffer, length, 0)).isEqualTo(length);
        long received = SocketSyscalls.recv(fd, buffer, buffer.byteSize(), 0);
        assertThat(received).isGreaterThan(Nlmsghdr.BYTES);
        return received;
    }
}
