package io.sockeye.bindings.trace;

import static io.sockeye.bindings.InetConstants.IPPROTO_ICMP;
import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IPPROTO_IPV6;
import static io.sockeye.bindings.InetConstants.IPV6_JOIN_GROUP;
import static io.sockeye.bindings.InetConstants.IPV6_LEAVE_GROUP;
import static io.sockeye.bindings.InetConstants.IP_ADD_MEMBERSHIP;
import static io.sockeye.bindings.InetConstants.IP_DROP_MEMBERSHIP;
import static io.sockeye.bindings.SocketConstants.AF_VSOCK;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_BINDTODEVICE;
import static io.sockeye.bindings.SocketConstants.SO_LINGER;
import static io.sockeye.bindings.SocketConstants.SO_PEERCRED;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.NameConstants;
import io.sockeye.bindings.NameSyscalls;
import io.sockeye.bindings.SocketConstants;
import io.sockeye.bindings.generated.ip_mreqn;
import io.sockeye.bindings.generated.ipv6_mreq;
import io.sockeye.bindings.generated.linger;
import io.sockeye.bindings.generated.ucred;
import io.sockeye.bindings.internal.ConstantNames;
import io.sockeye.bindings.internal.InetText;
import io.sockeye.bindings.internal.OptionNames;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Level, name and value of an option: getsockopt(2). */
final class OptionArguments {
    private static final ConstantNames LEVELS = ConstantNames.of("SOL_???", SocketConstants.class, "SOL_.*");

    private static final Map<Integer, ConstantNames> NAMES = new ConcurrentHashMap<>();

    private OptionArguments() {}

    static String level(int level) {
        if (LEVELS.has(level)) {
            return LEVELS.one(level);
        }
        return level == IPPROTO_ICMP ? "SOL_ICMP" : StructArguments.hex(level) + " /* SOL_?? */";
    }

    static String name(int level, int option) {
        var names = NAMES.computeIfAbsent(level, OptionArguments::names);
        return names == null ? Integer.toUnsignedString(option) : names.one(option);
    }

    /** strace's own names of some options, and none of vsock(7). */
    private static @Nullable ConstantNames names(int level) {
        var names = OptionNames.of(level);
        if (names == null || level == AF_VSOCK) {
            return null;
        }
        // Since Linux 5.1 there are two of each of these of SOL_SOCKET, and this is the one that 64-bit programs use.
        return names.renamed("SO_RCVTIMEO", "SO_RCVTIMEO_OLD")
                .renamed("SO_SNDTIMEO", "SO_SNDTIMEO_OLD")
                .renamed("SO_TIMESTAMP", "SO_TIMESTAMP_OLD")
                .renamed("SO_TIMESTAMPNS", "SO_TIMESTAMPNS_OLD")
                .renamed("SO_TIMESTAMPING", "SO_TIMESTAMPING_OLD")
                .renamed("IP_RECVORIGDSTADDR", "IP_ORIGDSTADDR")
                .renamed("IPV6_RECVORIGDSTADDR", "IPV6_ORIGDSTADDR")
                .renamed("IPV6_JOIN_GROUP", "IPV6_ADD_MEMBERSHIP")
                .renamed("IPV6_LEAVE_GROUP", "IPV6_DROP_MEMBERSHIP");
    }

    static Argument level() {
        return call -> level(call.integer(1));
    }

    static Argument name() {
        return call -> name(call.integer(1), call.integer(2));
    }

    /** The value of setsockopt. */
    static Argument set() {
        return call -> call.isNull(3) || isTooShort(call)
                ? Memory.address(call.memory(3).address())
                : value(call.integer(1), call.integer(2), Memory.copy(call.memory(3).asSlice(0, call.number(4))));
    }

    /** strace takes a value of SOL_SOCKET that is less than an int for a mistake, unless it is a name. */
    private static boolean isTooShort(CallArguments call) {
        return call.integer(1) == SOL_SOCKET
                && call.integer(2) != SO_BINDTODEVICE
                && call.integer(4) < Integer.BYTES;
    }

    /** The value of getsockopt. */
    static Argument got() {
        return call -> call.failed() || call.isNull(3) || call.isNull(4)
                ? Memory.address(call.memory(3).address())
                : value(
                        call.integer(1),
                        call.integer(2),
                        Memory.copy(call.memory(3).asSlice(0, answered(call.memory(3), call.memory(4)))));
    }

    /** Some options report how much room they would have needed; netlink(7). */
    private static long answered(MemorySegment value, MemorySegment length) {
        return Math.min(value.byteSize(), Integer.toUnsignedLong(length.get(JAVA_INT, 0)));
    }

    private static String value(int level, int option, MemorySegment value) {
        long length = value.byteSize();
        if (level == SOL_SOCKET && option == SO_LINGER && length == linger.sizeof()) {
            return "{l_onoff=" + linger.l_onoff(value) + ", l_linger=" + linger.l_linger(value) + "}";
        }
        if (level == SOL_SOCKET && option == SO_PEERCRED && length == ucred.sizeof()) {
            return ucred(value);
        }
        if (level == IPPROTO_IP && (option == IP_ADD_MEMBERSHIP || option == IP_DROP_MEMBERSHIP) && length >= 8) {
            return "{imr_multiaddr="
                    + StructArguments.inet(value.asSlice(ip_mreqn.imr_multiaddr$offset(), Integer.BYTES))
                    + ", imr_interface="
                    + StructArguments.inet(value.asSlice(ip_mreqn.imr_address$offset(), Integer.BYTES))
                    + "}";
        }
        if (level == IPPROTO_IPV6 && (option == IPV6_JOIN_GROUP || option == IPV6_LEAVE_GROUP)
                && length == ipv6_mreq.sizeof()) {
            var group = value.asSlice(ipv6_mreq.ipv6mr_multiaddr$offset(), 16).toArray(JAVA_BYTE);
            return "{inet_pton(AF_INET6, \"" + InetText.format(group) + "\", &ipv6mr_multiaddr), ipv6mr_interface="
                    + networkInterface(ipv6_mreq.ipv6mr_interface(value)) + "}";
        }
        return length == Integer.BYTES ? "[" + value.get(JAVA_INT, 0) + "]" : Memory.quoted(value, length);
    }

    static String ucred(MemorySegment value) {
        return "{pid=" + ucred.pid(value) + ", uid=" + ucred.uid(value) + ", gid=" + ucred.gid(value) + "}";
    }

    /** {@code if_nametoindex("lo")}, or the number of an interface that is gone. */
    static String networkInterface(int index) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocate(NameConstants.IF_NAMESIZE);
            return NameSyscalls.if_indextoname(index, name) == 0
                    ? "if_nametoindex(" + Memory.path(name) + ")"
                    : Integer.toString(index);
        }
    }
}
