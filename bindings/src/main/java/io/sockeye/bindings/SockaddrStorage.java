package io.sockeye.bindings;

import static io.sockeye.bindings.Network.NETWORK_INT;
import static io.sockeye.bindings.Network.NETWORK_LONG;
import static io.sockeye.bindings.Network.NETWORK_SHORT;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_NETLINK;
import static io.sockeye.bindings.SocketConstants.AF_PACKET;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.AF_VSOCK;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.sockeye.bindings.generated.sockaddr_in;
import io.sockeye.bindings.generated.sockaddr_in6;
import io.sockeye.bindings.generated.sockaddr_ll;
import io.sockeye.bindings.generated.sockaddr_nl;
import io.sockeye.bindings.generated.sockaddr_storage;
import io.sockeye.bindings.generated.sockaddr_un;
import io.sockeye.bindings.generated.sockaddr_vm;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A {@code struct sockaddr_storage} with its {@code socklen_t}: an address on its way to or from the kernel.
 *
 * <p>{@code set…} before {@code bind}, {@code connect}, {@code sendto}; {@link #clear} before {@code accept4},
 * {@code recvfrom}, {@code getsockname}, {@code getpeername}. Ports and flow labels are in host order here and in network
 * order in memory. For one thread at a time.
 */
public final class SockaddrStorage {
    /** The longest UNIX path or name: 108 bytes, without a NUL at its end. */
    public static final int SUN_PATH_MAX = 108;

    private static final int SLL_ADDR_MAX = 8;
    private static final long SUN_PATH = 2;

    private final MemorySegment address;
    private final MemorySegment length;

    /**
     * Allocates one, empty.
     *
     * @param arena its lifetime
     */
    public SockaddrStorage(Arena arena) {
        Platform.check();
        address = arena.allocate(sockaddr_storage.layout());
        length = arena.allocate(JAVA_INT);
        clear();
    }

    /**
     * The argument {@code struct sockaddr *}.
     *
     * @return the memory of the address
     */
    public MemorySegment address() {
        return address;
    }

    /**
     * The argument {@code socklen_t *}.
     *
     * @return the memory of the length
     */
    public MemorySegment lengthPointer() {
        return length;
    }

    /**
     * The argument {@code socklen_t}, or what the kernel wrote there. It may be larger than the address's room.
     *
     * @return a length in bytes
     */
    public int length() {
        return length.get(JAVA_INT, 0);
    }

    /**
     * Sets what {@link #length} returns: the {@code msg_namelen} after {@code recvmsg}.
     *
     * @param bytes a length
     */
    public void setLength(int bytes) {
        length.set(JAVA_INT, 0, bytes);
    }

    /** Makes room for an address from the kernel. */
    public void clear() {
        address.set(JAVA_SHORT, 0, (short) 0);
        length.set(JAVA_INT, 0, (int) address.byteSize());
    }

    /**
     * Copies an address as C has it.
     *
     * @param other a whole {@code struct sockaddr_…}
     */
    public void copyFrom(MemorySegment other) {
        address.fill((byte) 0);
        address.copyFrom(other);
        length.set(JAVA_INT, 0, (int) other.byteSize());
    }

    /**
     * The address's family.
     *
     * @return {@code AF_…}; 0 where the kernel gave no address
     */
    public int family() {
        return length() < Short.BYTES ? 0 : Short.toUnsignedInt(address.get(JAVA_SHORT, 0));
    }

    /**
     * Sets a {@code struct sockaddr_in}.
     *
     * @param host the address as one number: 0x7f000001 is 127.0.0.1
     * @param port 0 to 65535
     */
    public void setInet(int host, int port) {
        short inPort = checked(port);
        address.fill((byte) 0);
        sockaddr_in.sin_family(address, (short) AF_INET);
        address.set(NETWORK_SHORT, sockaddr_in.sin_port$offset(), inPort);
        address.set(NETWORK_INT, sockaddr_in.sin_addr$offset(), host);
        length.set(JAVA_INT, 0, (int) sockaddr_in.sizeof());
    }

    /**
     * Sets a {@code struct sockaddr_in6}.
     *
     * @param high the address's first 8 bytes as one number
     * @param low the other 8
     * @param port 0 to 65535
     * @param flowinfo the flow label, or 0
     * @param scopeId the interface's number, or 0
     */
    public void setInet6(long high, long low, int port, int flowinfo, int scopeId) {
        short inPort = checked(port);
        address.fill((byte) 0);
        sockaddr_in6.sin6_family(address, (short) AF_INET6);
        address.set(NETWORK_SHORT, sockaddr_in.sin_port$offset(), inPort);
        address.set(NETWORK_INT, sockaddr_in6.sin6_flowinfo$offset(), flowinfo);
        address.set(NETWORK_LONG, sockaddr_in6.sin6_addr$offset(), high);
        address.set(NETWORK_LONG, sockaddr_in6.sin6_addr$offset() + Long.BYTES, low);
        sockaddr_in6.sin6_scope_id(address, scopeId);
        length.set(JAVA_INT, 0, (int) sockaddr_in6.sizeof());
    }

    /**
     * Sets a {@code struct sockaddr_un}. A path of 108 bytes has no room for a NUL and needs none; unix(7). An abstract
     * name starts with NUL and is as long as its bytes. No bytes at all let {@code bind} choose a name.
     *
     * @param path at most {@link #SUN_PATH_MAX} bytes
     */
    public void setUnix(byte[] path) {
        if (path.length > SUN_PATH_MAX) {
            throw new IllegalArgumentException(
                    "a UNIX address of " + path.length + " bytes; there is room for " + SUN_PATH_MAX);
        }
        address.fill((byte) 0);
        sockaddr_un.sun_family(address, (short) AF_UNIX);
        MemorySegment.copy(path, 0, address, JAVA_BYTE, SUN_PATH, path.length);
        boolean terminated = path.length > 0 && path[0] != 0 && path.length < SUN_PATH_MAX;
        length.set(JAVA_INT, 0, (int) SUN_PATH + path.length + (terminated ? 1 : 0));
    }

    /**
     * Sets a {@code struct sockaddr_vm}.
     *
     * @param cid the machine: {@code VMADDR_CID_LOCAL}, {@code VMADDR_CID_HOST}, …
     * @param port 32 bits; {@code VMADDR_PORT_ANY} lets {@code bind} choose
     */
    public void setVsock(int cid, int port) {
        address.fill((byte) 0);
        sockaddr_vm.svm_family(address, (short) AF_VSOCK);
        sockaddr_vm.svm_cid(address, cid);
        sockaddr_vm.svm_port(address, port);
        length.set(JAVA_INT, 0, (int) sockaddr_vm.sizeof());
    }

    /**
     * Sets a {@code struct sockaddr_nl}.
     *
     * @param pid the socket's own number; 0 is the kernel, and lets {@code bind} choose
     * @param groups a bit for each group, {@code RTMGRP_LINK}, …
     */
    public void setNetlink(int pid, int groups) {
        address.fill((byte) 0);
        sockaddr_nl.nl_family(address, (short) AF_NETLINK);
        sockaddr_nl.nl_pid(address, pid);
        sockaddr_nl.nl_groups(address, groups);
        length.set(JAVA_INT, 0, (int) sockaddr_nl.sizeof());
    }

    /**
     * Sets a {@code struct sockaddr_ll}. The protocol is in host order here and in network order in memory.
     *
     * @param protocol {@code ETH_P_ALL}, {@code ETH_P_IP}, …
     * @param ifindex the number of an interface; 0 lets {@code bind} take all
     * @param hardware the hardware address to send to, at most 8 bytes; none for {@code bind}
     */
    public void setPacket(int protocol, int ifindex, byte... hardware) {
        if (hardware.length > SLL_ADDR_MAX) {
            throw new IllegalArgumentException(
                    "a hardware address of " + hardware.length + " bytes; there is room for " + SLL_ADDR_MAX);
        }
        address.fill((byte) 0);
        sockaddr_ll.sll_family(address, (short) AF_PACKET);
        address.set(NETWORK_SHORT, sockaddr_ll.sll_protocol$offset(), (short) protocol);
        sockaddr_ll.sll_ifindex(address, ifindex);
        sockaddr_ll.sll_halen(address, (byte) hardware.length);
        MemorySegment.copy(hardware, 0, address, JAVA_BYTE, sockaddr_ll.sll_addr$offset(), hardware.length);
        length.set(JAVA_INT, 0, (int) sockaddr_ll.sizeof());
    }

    /**
     * The port of an {@code AF_INET} or {@code AF_INET6} address; both have it at the same place.
     *
     * @return 0 to 65535
     */
    public int port() {
        return Short.toUnsignedInt(address.get(NETWORK_SHORT, sockaddr_in.sin_port$offset()));
    }

    /**
     * The host of an {@code AF_INET} address.
     *
     * @return as given to {@link #setInet}
     */
    public int inet() {
        return address.get(NETWORK_INT, sockaddr_in.sin_addr$offset());
    }

    /**
     * The first half of an {@code AF_INET6} address.
     *
     * @return as given to {@link #setInet6}
     */
    public long inet6High() {
        return address.get(NETWORK_LONG, sockaddr_in6.sin6_addr$offset());
    }

    /**
     * The other half of an {@code AF_INET6} address.
     *
     * @return as given to {@link #setInet6}
     */
    public long inet6Low() {
        return address.get(NETWORK_LONG, sockaddr_in6.sin6_addr$offset() + Long.BYTES);
    }

    /**
     * The flow label of an {@code AF_INET6} address.
     *
     * @return as given to {@link #setInet6}
     */
    public int flowinfo() {
        return address.get(NETWORK_INT, sockaddr_in6.sin6_flowinfo$offset());
    }

    /**
     * The scope of an {@code AF_INET6} address.
     *
     * @return an interface's number, or 0
     */
    public int scopeId() {
        return sockaddr_in6.sin6_scope_id(address);
    }

    /**
     * The path or name of an {@code AF_UNIX} address: nothing for an unnamed socket, up to the NUL for a path, all bytes
     * for an abstract name.
     *
     * @return the bytes
     */
    public byte[] path() {
        // SAFETY: the kernel reports a length beyond sun_path where a path fills it, since it counts a NUL; unix(7), BUGS.
        long end = Math.min(length(), SUN_PATH + SUN_PATH_MAX);
        var bytes = bytes(SUN_PATH, (int) Math.max(0, end - SUN_PATH));
        if (bytes.length > 0 && bytes[0] != 0) {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == 0) {
                    return Arrays.copyOf(bytes, i);
                }
            }
        }
        return bytes;
    }

    /**
     * The machine of an {@code AF_VSOCK} address.
     *
     * @return as given to {@link #setVsock}
     */
    public int cid() {
        return sockaddr_vm.svm_cid(address);
    }

    /**
     * The port of an {@code AF_VSOCK} address.
     *
     * @return 32 bits
     */
    public int vsockPort() {
        return sockaddr_vm.svm_port(address);
    }

    /**
     * The number of an {@code AF_NETLINK} address.
     *
     * @return 0 for the kernel
     */
    public int netlinkPid() {
        return sockaddr_nl.nl_pid(address);
    }

    /**
     * The groups of an {@code AF_NETLINK} address.
     *
     * @return a bit for each
     */
    public int groups() {
        return sockaddr_nl.nl_groups(address);
    }

    /**
     * The protocol of an {@code AF_PACKET} address.
     *
     * @return {@code ETH_P_IP}, …
     */
    public int protocol() {
        return Short.toUnsignedInt(address.get(NETWORK_SHORT, sockaddr_ll.sll_protocol$offset()));
    }

    /**
     * The interface of an {@code AF_PACKET} address.
     *
     * @return its number
     */
    public int ifindex() {
        return sockaddr_ll.sll_ifindex(address);
    }

    /**
     * The kind of interface of an {@code AF_PACKET} address.
     *
     * @return {@code ARPHRD_ETHER}, …
     */
    public int hatype() {
        return Short.toUnsignedInt(sockaddr_ll.sll_hatype(address));
    }

    /**
     * To whom a packet was, of an {@code AF_PACKET} address.
     *
     * @return {@code PACKET_HOST}, {@code PACKET_OUTGOING}, …
     */
    public int pkttype() {
        return Byte.toUnsignedInt(sockaddr_ll.sll_pkttype(address));
    }

    /**
     * The hardware address of an {@code AF_PACKET} address.
     *
     * @return its bytes
     */
    public byte[] hardware() {
        // SAFETY: some kinds of interface have longer addresses than there is room for; packet(7).
        int halen = Math.min(Byte.toUnsignedInt(sockaddr_ll.sll_halen(address)), SLL_ADDR_MAX);
        return bytes(sockaddr_ll.sll_addr$offset(), halen);
    }

    private static short checked(int port) {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port " + port + "; a port is 0 to 65535");
        }
        return (short) port;
    }

    private byte[] bytes(long offset, int count) {
        var bytes = new byte[count];
        MemorySegment.copy(address, JAVA_BYTE, offset, bytes, 0, count);
        return bytes;
    }
}
