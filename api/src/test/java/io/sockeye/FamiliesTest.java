package io.sockeye;

import static io.sockeye.bindings.NetlinkConstants.NETLINK_ROUTE;
import static io.sockeye.bindings.NetlinkConstants.NLMSG_ERROR;
import static io.sockeye.bindings.NetlinkConstants.NLMSG_NOOP;
import static io.sockeye.bindings.NetlinkConstants.NLM_F_ACK;
import static io.sockeye.bindings.NetlinkConstants.NLM_F_REQUEST;
import static io.sockeye.bindings.PacketConstants.ETH_P_ALL;
import static io.sockeye.bindings.PacketConstants.ETH_P_IP;
import static io.sockeye.bindings.SocketConstants.AF_NETLINK;
import static io.sockeye.bindings.SocketConstants.AF_PACKET;
import static io.sockeye.bindings.SocketConstants.AF_VSOCK;
import static io.sockeye.bindings.SocketConstants.SOCK_RAW;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.VsockConstants.VMADDR_CID_ANY;
import static io.sockeye.bindings.VsockConstants.VMADDR_CID_LOCAL;
import static io.sockeye.bindings.VsockConstants.VMADDR_PORT_ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.abort;

import io.sockeye.bindings.Nlmsghdr;
import io.sockeye.bindings.SockaddrStorage;
import io.sockeye.support.ThreadedCall;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Families other than those of IP and UNIX. NamespacesTest has frames. */
class FamiliesTest {
    static final Sockaddr[] ADDRESSES = {
        new SockaddrVm(VMADDR_CID_LOCAL, 9999),
        new SockaddrVm(VMADDR_CID_ANY, VMADDR_PORT_ANY),
        SockaddrNl.KERNEL,
        new SockaddrNl(-2, 0x80000001),
        SockaddrLl.of(ETH_P_ALL, 0),
        new SockaddrLl(ETH_P_IP, 2, 0, 0, new byte[] {2, 0, 0, 0, 0, -1})
    };

    @ParameterizedTest
    @FieldSource("ADDRESSES")
    void anAddressGoesThereAndBack(Sockaddr address) {
        var storage = new SockaddrStorage(Arena.ofAuto());
        address.copyTo(storage);

        assertThat(Sockaddr.of(storage)).isEqualTo(address).hasSameHashCodeAs(address);
        assertThat(storage.family()).isEqualTo(address.family());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(address::toJava)
                .withMessageContaining(address.toString());
    }

    @Test
    void asPeopleWriteThem() {
        assertThat(ADDRESSES)
                .extracting(Sockaddr::toString)
                .containsExactly(
                        "vsock:1:9999",
                        "vsock:*:*",
                        "netlink:0",
                        "netlink:4294967294 groups 0x80000001",
                        "packet:0x3 on 0",
                        "packet:0x800 on 2 02:00:00:00:00:ff");
    }

    @Test
    void aHardwareAddressIsCopied() {
        var bytes = new byte[] {1, 2, 3, 4, 5, 6};
        var address = new SockaddrLl(ETH_P_IP, 1, 0, 0, bytes);
        bytes[0] = 9;
        address.hardware()[1] = 9;

        assertThat(address.hardware()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(address).isNotEqualTo(new SockaddrLl(ETH_P_IP, 1, 0, 0, bytes));
        assertThatIllegalArgumentException().isThrownBy(() -> new SockaddrLl(ETH_P_IP, 1, 0, 0, new byte[9]));
        assertThatIllegalArgumentException().isThrownBy(() -> SockaddrLl.of(0x10000, 1));
    }

    @Test
    void theKernelAnswersOnNetlink() throws Exception {
        try (var socket = new Socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE).bind(new SockaddrNl(0, 0));
                var arena = Arena.ofConfined()) {
            socket.settimeout(Duration.ofSeconds(30));
            var message = arena.allocate(Nlmsghdr.BYTES, 4);
            Nlmsghdr.put(message, 0, Nlmsghdr.BYTES, NLMSG_NOOP, NLM_F_REQUEST | NLM_F_ACK, 77, 0);
            socket.sendto(message, 0, SockaddrNl.KERNEL);
            var buffer = arena.allocate(1_000, 4);
            var answer = socket.recvfrom(buffer, 0);

            assertThat(answer.from()).isEqualTo(SockaddrNl.KERNEL);
            assertThat(Nlmsghdr.type(buffer, 0)).isEqualTo(NLMSG_ERROR);
            assertThat(Nlmsghdr.seq(buffer, 0)).isEqualTo(77);
            assertThat(socket.getsockname()).asString().startsWith("netlink:").isNotEqualTo("netlink:0");
            assertThat(socket).asString().startsWith("Socket[fd=").contains("AF_NETLINK, SOCK_RAW, netlink:");
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsAWaitThatNoShutdownWouldEnd(ThreadedCall.Way way) throws Exception {
        try (var netlink = new Socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE)) {
            endsByClose(way, netlink, () -> netlink.recv(1).length);
        }
        try (var vsock = new Socket(AF_VSOCK, SOCK_STREAM, 0)) {
            vsock.bind(new SockaddrVm(VMADDR_CID_ANY, VMADDR_PORT_ANY)).listen();
            endsByClose(way, vsock, vsock::accept);
        } catch (ErrnoException e) {
            abort("no vsock: " + e.getMessage());
        }
    }

    private static void endsByClose(ThreadedCall.Way way, Socket socket, Callable<?> call) throws Exception {
        socket.settimeout(way.timeout);
        var waits = way.start(call).awaitBlocked();
        socket.close();
        assertThatExceptionOfType(ClosedDescriptorException.class).isThrownBy(waits::result);
    }

    @Test
    void aMachineTalksToItselfByVsock() throws Exception {
        try (var server = new Socket(AF_VSOCK, SOCK_STREAM, 0)
                .bind(new SockaddrVm(VMADDR_CID_LOCAL, VMADDR_PORT_ANY))
                .listen();
                var client = new Socket(AF_VSOCK, SOCK_STREAM, 0).connect(server.getsockname());
                var accepted = server.accept()) {
            client.sendall(new byte[] {1, 2, 3});
            assertThat(accepted.recv(8)).containsExactly(1, 2, 3);
            assertThat(accepted.peer()).isEqualTo(client.getsockname());
            assertThat(server.getsockname()).asString().startsWith("vsock:1:");
        } catch (ErrnoException e) {
            abort("no vsock loopback: " + e.getMessage());
        }
    }

    @Test
    void aPacketSocketSaysWhatItIsBoundTo() throws Exception {
        int lo = Interfaces.ifNametoindex("lo");
        try (var socket = new Socket(AF_PACKET, SOCK_RAW, 0).bind(SockaddrLl.of(ETH_P_IP, lo))) {
            assertThat(socket.getsockname())
                    .isInstanceOfSatisfying(SockaddrLl.class, address -> {
                        assertThat(address.protocol()).isEqualTo(ETH_P_IP);
                        assertThat(address.ifindex()).isEqualTo(lo);
                        assertThat(address.hardware()).hasSize(6);
                    });
        } catch (PermissionException e) {
            abort("a packet socket needs CAP_NET_RAW: " + e.getMessage());
        }
    }
}
