package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EADDRINUSE;
import static io.sockeye.bindings.ErrnoConstants.EADDRNOTAVAIL;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.ENODEV;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sockeye.sockopt.IpOptions;
import io.sockeye.sockopt.Ipv6Options;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Groups on the loopback interface; NamespacesTest has them between two hosts. */
class MulticastTest {
    private static final Sockaddr GROUP = Sockaddr.of("239.255.77.1", 0);
    private static final Sockaddr GROUP6 = Sockaddr.of("ff02::114", 0);
    private static final Sockaddr LOCAL = Sockaddr.of("127.0.0.1", 0);
    private static final Sockaddr OTHER = Sockaddr.of("127.0.0.2", 0);

    @AutoClose
    final Socket receiver = Socket.udp();

    @AutoClose
    final Socket sender = Socket.udp();

    private final Sockaddr where;

    MulticastTest() throws Exception {
        receiver.setsockopt(IpOptions.IP_MULTICAST_ALL, false).bind("0.0.0.0", 0);
        sender.bind(LOCAL).multicast("lo").sendHere();
        where = Sockaddr.of("239.255.77.1", ((SockaddrIn) receiver.getsockname()).port());
    }

    private boolean arrives() throws ErrnoException {
        sender.sendto(new byte[] {1}, where);
        return receiver.tryRecv(new byte[1]) == 1;
    }

    @Test
    void joinAndLeave() throws Exception {
        var lo = receiver.multicast("lo");
        assertThat(arrives()).isFalse();
        lo.join(GROUP);
        assertThat(arrives()).isTrue();
        lo.leave(GROUP);
        assertThat(arrives()).isFalse();
    }

    @Test
    void oneSource() throws Exception {
        var lo = receiver.multicast(Interfaces.ifNametoindex("lo"));
        lo.joinSource(GROUP, OTHER);
        assertThat(arrives()).isFalse();
        lo.joinSource(GROUP, LOCAL);
        assertThat(arrives()).isTrue();
        lo.leaveSource(GROUP, LOCAL);
        assertThat(arrives()).isFalse();
    }

    @Test
    void allButOneSource() throws Exception {
        var lo = receiver.multicast("lo");
        lo.join(GROUP);
        lo.blockSource(GROUP, LOCAL);
        assertThat(arrives()).isFalse();
        lo.unblockSource(GROUP, LOCAL);
        assertThat(arrives()).isTrue();
    }

    @Test
    void errorsNameTheGroupAndTheInterface() throws Exception {
        var lo = receiver.multicast("lo");
        lo.join(GROUP);
        assertFails(EADDRINUSE, () -> lo.join(GROUP), "IPPROTO_IP, MCAST_JOIN_GROUP, 239.255.77.1 on interface 1");
        assertFails(
                EADDRNOTAVAIL,
                () -> lo.leaveSource(GROUP, LOCAL),
                "MCAST_LEAVE_SOURCE_GROUP, 239.255.77.1 from 127.0.0.1 on interface 1");
        assertFails(EADDRNOTAVAIL, () -> lo.leave(Sockaddr.of("239.255.77.2", 0)), "MCAST_LEAVE_GROUP, 239.255.77.2");
        assertFails(EINVAL, () -> lo.join(LOCAL), "MCAST_JOIN_GROUP, 127.0.0.1");
        assertFails(ENODEV, () -> receiver.multicast(999_999).join(GROUP), "on interface 999999");
        assertFails(ENODEV, () -> receiver.multicast("nosuch0"), "nosuch0");
    }

    @Test
    void ofIpv6() throws Exception {
        try (var six = new Socket(AF_INET6, SOCK_DGRAM, 0)) {
            var lo = six.multicast("lo");
            lo.sendHere();
            assertThat(six.getsockopt(Ipv6Options.IPV6_MULTICAST_IF)).isEqualTo(Interfaces.ifNametoindex("lo"));
            lo.join(GROUP6);
            assertFails(EADDRINUSE, () -> lo.join(GROUP6), "IPPROTO_IPV6, MCAST_JOIN_GROUP, ff02::114 on interface 1");
            lo.leave(GROUP6);
            assertFails(EADDRNOTAVAIL, () -> lo.leave(GROUP6), "IPPROTO_IPV6, MCAST_LEAVE_GROUP, ff02::114");
        }
    }

    @Test
    void aPathIsNoGroup() throws Exception {
        var lo = receiver.multicast("lo");
        assertThatIllegalArgumentException().isThrownBy(() -> lo.join(SockaddrUn.path("/tmp/group")));
        assertThatIllegalArgumentException().isThrownBy(() -> lo.joinSource(GROUP, SockaddrUn.UNNAMED));
    }

    private static void assertFails(int errno, ThrowingCallable call, String message) {
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .matches(e -> e.errno().is(errno), "has that errno");
    }
}
