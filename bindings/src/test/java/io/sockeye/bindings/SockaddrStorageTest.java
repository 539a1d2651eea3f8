package io.sockeye.bindings;

import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.bindings.generated.sockaddr_in;
import io.sockeye.bindings.generated.sockaddr_in6;
import io.sockeye.bindings.generated.sockaddr_storage;
import io.sockeye.bindings.generated.sockaddr_un;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, byte by byte as C has them, and as the kernel gives them back. */
class SockaddrStorageTest {
    private final Descriptors fds = new Descriptors();
    private final SockaddrStorage address = new SockaddrStorage(fds.arena);

    @AfterEach
    void close() {
        fds.close();
    }

    @ParameterizedTest
    @CsvSource({"258, 1, 2", "65535, 255, 255", "0, 0, 0", "1, 0, 1", "32768, 128, 0"})
    void trap51ThePortIsInNetworkOrderAndTheFamilyIsNot(int port, int first, int second) {
        address.setInet(InetConstants.INADDR_LOOPBACK, port);
        assertThat(bytes(8)).containsExactly(AF_INET, 0, first, second, 127, 0, 0, 1);
        assertThat(address.port()).isEqualTo(port);

        address.setInet6(0, 1, port, 0, 0);
        assertThat(bytes(4)).containsExactly(AF_INET6, 0, first, second);
        assertThat(address.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aPortOutOfRangeIsRefused(int port) {
        assertThatThrownBy(() -> address.setInet(0, port)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(port));
        assertThatThrownBy(() -> address.setInet6(0, 0, port, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInetAddressIsReadAsItWasSet() {
        address.setInet(0xC0A8_0001, 80);

        assertThat(address.family()).isEqualTo(AF_INET);
        assertThat(address.inet()).isEqualTo(0xC0A8_0001);
        assertThat(address.length()).isEqualTo((int) sockaddr_in.sizeof());
    }

    @Test
    void trap50AnInet6AddressKeepsFlowAndScope() {
        address.setInet6(0xFE80_0000_0000_0000L, 0x0102_0304_0506_0708L, 443, 0x000A_BCDE, 5);

        assertThat(address.family()).isEqualTo(AF_INET6);
        assertThat(address.inet6High()).isEqualTo(0xFE80_0000_0000_0000L);
        assertThat(address.inet6Low()).isEqualTo(0x0102_0304_0506_0708L);
        assertThat(address.flowinfo()).isEqualTo(0x000A_BCDE);
        assertThat(address.scopeId()).isEqualTo(5);
        assertThat(address.length()).isEqualTo((int) sockaddr_in6.sizeof());
        assertThat(bytes(28)).containsExactly(AF_INET6, 0, 1, 187, 0, 0x0A, 0xBC, 0xDE,
                0xFE, 0x80, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 5, 0, 0, 0);
    }

    @Test
    void aVsockAddressIsReadAsItWasSet() {
        address.setVsock(VsockConstants.VMADDR_CID_HOST, 0x0102_0304);

        assertThat(address.family()).isEqualTo(SocketConstants.AF_VSOCK);
        assertThat(address.cid()).isEqualTo(VsockConstants.VMADDR_CID_HOST);
        assertThat(address.vsockPort()).isEqualTo(0x0102_0304);
        assertThat(address.length()).isEqualTo(16);
        assertThat(bytes(16)).containsExactly(SocketConstants.AF_VSOCK, 0, 0, 0, 4, 3, 2, 1, 2, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void aNetlinkAddressComesBackFromTheKernelWithItsNumber() {
        int fd = fds.opened(SocketSyscalls.socket(SocketConstants.AF_NETLINK,
                SocketConstants.SOCK_RAW | SocketConstants.SOCK_CLOEXEC, NetlinkConstants.NETLINK_ROUTE));
        address.setNetlink(0, RtnetlinkConstants.RTMGRP_LINK);
        assertThat(bytes(12)).containsExactly(SocketConstants.AF_NETLINK, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0);
        assertThat(SocketSyscalls.bind(fd, address.address(), address.length())).isZero();
        address.clear();
        assertThat(SocketSyscalls.getsockname(fd, address.address(), address.lengthPointer())).isZero();

        assertThat(address.family()).isEqualTo(SocketConstants.AF_NETLINK);
        assertThat(address.length()).isEqualTo(12);
        assertThat(address.netlinkPid()).isNotZero();
        assertThat(address.groups()).isEqualTo(RtnetlinkConstants.RTMGRP_LINK);
    }

    @Test
    void trap51ThePacketProtocolIsInNetworkOrder() {
        address.setPacket(PacketConstants.ETH_P_IPV6, 3, new byte[] {2, 0, 0, 0, 0, 7});

        assertThat(address.family()).isEqualTo(SocketConstants.AF_PACKET);
        assertThat(address.protocol()).isEqualTo(PacketConstants.ETH_P_IPV6);
        assertThat(address.ifindex()).isEqualTo(3);
        assertThat(address.hardware()).containsExactly(2, 0, 0, 0, 0, 7);
        assertThat(address.hatype()).isZero();
        assertThat(address.pkttype()).isEqualTo(PacketConstants.PACKET_HOST);
        assertThat(address.length()).isEqualTo(20);
        assertThat(bytes(20)).containsExactly(
                SocketConstants.AF_PACKET, 0, 0x86, 0xDD, 3, 0, 0, 0, 0, 0, 0, 6, 2, 0, 0, 0, 0, 7, 0, 0);
    }

    @Test
    void aHardwareAddressThatIsTooLongIsRefusedAndOneFromTheKernelIsCut() {
        assertThatThrownBy(() -> address.setPacket(0, 0, new byte[9])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9").hasMessageContaining("8");
        address.setPacket(0, 0, new byte[8]);
        address.address().set(JAVA_BYTE, 11, (byte) 20);

        assertThat(address.hardware()).hasSize(8);
    }

    @Test
    void aSetterLeavesNothingOfTheAddressBefore() {
        address.address().fill((byte) 0xFF);
        address.setInet(0, 0);
        assertThat(bytes(128)).startsWith(AF_INET, 0).matches(all -> Arrays.stream(all).sum() == AF_INET);

        address.address().fill((byte) 0xFF);
        address.setUnix(new byte[0]);
        assertThat(bytes(128)).matches(all -> Arrays.stream(all).sum() == AF_UNIX);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "107, 110", "108, 110"})
    void trap48APathHasItsNulWhereThereIsRoom(int bytes, int length) {
        var path = "p".repeat(bytes).getBytes(UTF_8);
        address.setUnix(path);

        assertThat(address.family()).isEqualTo(AF_UNIX);
        assertThat(address.length()).isEqualTo(length);
        assertThat(address.path()).isEqualTo(path);
    }

    @Test
    void trap48APathThatIsTooLongIsRefusedByItsBytesNotItsLetters() {
        var letters = "ü".repeat(54);
        address.setUnix(letters.getBytes(UTF_8));
        assertThat(address.path()).isEqualTo(letters.getBytes(UTF_8));

        assertThatThrownBy(() -> address.setUnix((letters + "x").getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("109").hasMessageContaining("108");
        assertThat(address.path()).as("the address before").isEqualTo(letters.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 108})
    void trap48AnAbstractNameIsAllItsBytesNulsToo(int bytes) {
        var name = new byte[bytes];
        if (bytes > 3) {
            name[2] = 'x';
        }
        address.setUnix(name);

        assertThat(address.length()).isEqualTo(2 + bytes);
        assertThat(address.path()).isEqualTo(name);
    }

    @Test
    void trap48AnAbstractNameWithNulsComesBackFromTheKernel() {
        var name = ("\0sockeye\0" + ProcessHandle.current().pid() + "\0").getBytes(UTF_8);

        assertThat(boundTo(name)).isEqualTo(name);
    }

    @Test
    void trap48TheKernelChoosesAnAbstractNameForNoName() {
        assertThat(boundTo(new byte[0])).hasSize(6).startsWith(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {107, 108})
    void trap48ALongPathComesBackFromTheKernel(int bytes, @TempDir Path folder) {
        var start = folder + "/";
        var path = (start + "p".repeat(bytes - start.length())).getBytes(UTF_8);

        assertThat(boundTo(path)).isEqualTo(path);
        // It counts a NUL even where none fits: one more than a sockaddr_un has.
        assertThat(address.length()).isEqualTo(2 + bytes + 1);
        assertThat(bytes > 107).isEqualTo(address.length() > sockaddr_un.sizeof());
    }

    @Test
    void trap48AnUnnamedPeerHasAFamilyAndNoPath() {
        int fd = fds.socketpair(SOCK_STREAM)[0];
        address.setUnix("stale".getBytes(UTF_8));
        address.clear();
        assertThat(SocketSyscalls.getpeername(fd, address.address(), address.lengthPointer())).isZero();

        assertThat(address.length()).isEqualTo(2);
        assertThat(address.family()).isEqualTo(AF_UNIX);
        assertThat(address.path()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {111, 128, 200, Integer.MAX_VALUE})
    void trap48ALengthBeyondTheBufferIsNotFollowed(int length) {
        address.setUnix("p".repeat(108).getBytes(UTF_8));
        address.lengthPointer().set(JAVA_INT, 0, length);

        assertThat(address.length()).isEqualTo(length);
        assertThat(address.path()).hasSize(108);
    }

    @Test
    void noAddressFromTheKernelHasNoFamily() {
        address.setInet(1, 1);
        address.lengthPointer().set(JAVA_INT, 0, 0);

        assertThat(address.family()).isZero();
        assertThat(address.path()).isEmpty();
    }

    @Test
    void clearMakesRoomForAnyAddress() {
        address.setInet(1, 1);
        address.clear();

        assertThat(address.family()).isZero();
        assertThat(address.length()).isEqualTo((int) sockaddr_storage.sizeof());
        assertThat(address.address().byteSize()).isEqualTo(sockaddr_storage.sizeof());
    }

    @Test
    void copyFromTakesAWholeAddressAndNoMore() {
        var other = new SockaddrStorage(fds.arena);
        other.setInet(InetConstants.INADDR_LOOPBACK, 258);
        address.setUnix("stale".getBytes(UTF_8));

        address.copyFrom(other.address().asSlice(0, other.length()));

        assertThat(address.length()).isEqualTo(16);
        assertThat(address.inet()).isEqualTo(InetConstants.INADDR_LOOPBACK);
        assertThat(address.port()).isEqualTo(258);
        assertThatThrownBy(() -> address.copyFrom(fds.arena.allocate(129)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Binds a socket to a path or name, and asks the kernel for it. */
    private byte[] boundTo(byte[] path) {
        int fd = fds.socket(AF_UNIX, SOCK_STREAM);
        address.setUnix(path);
        assertThat(SocketSyscalls.bind(fd, address.address(), address.length())).isZero();
        address.clear();
        assertThat(SocketSyscalls.getsockname(fd, address.address(), address.lengthPointer())).isZero();
        return address.path();
    }

    private int[] bytes(int count) {
        var bytes = new int[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = Byte.toUnsignedInt(address.address().get(JAVA_BYTE, i));
        }
        return bytes;
    }
}
