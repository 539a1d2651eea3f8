package io.sockeye.bindings.trace;

import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.AF_NETLINK;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.AF_VSOCK;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.sockeye.bindings.EpollConstants;
import io.sockeye.bindings.PollConstants;
import io.sockeye.bindings.SignalConstants;
import io.sockeye.bindings.SocketConstants;
import io.sockeye.bindings.VsockConstants;
import io.sockeye.bindings.generated.epoll_event;
import io.sockeye.bindings.generated.itimerspec;
import io.sockeye.bindings.generated.pollfd;
import io.sockeye.bindings.generated.rlimit;
import io.sockeye.bindings.generated.sockaddr_in;
import io.sockeye.bindings.generated.sockaddr_in6;
import io.sockeye.bindings.generated.sockaddr_nl;
import io.sockeye.bindings.generated.sockaddr_un;
import io.sockeye.bindings.generated.sockaddr_vm;
import io.sockeye.bindings.generated.timespec;
import io.sockeye.bindings.generated.timeval;
import io.sockeye.bindings.internal.ConstantNames;
import io.sockeye.bindings.internal.InetText;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.function.Function;

/** The structs of the calls, in strace's words. */
final class StructArguments {
    static final ConstantNames FAMILIES = ConstantNames.of("AF_???", SocketConstants.class, "AF_.*");
    static final ConstantNames POLL = ConstantNames.bits("POLL???", PollConstants.class, "POLL.*");
    private static final ConstantNames EPOLL = ConstantNames.bits("EPOLL???", EpollConstants.class, "EPOLL[^_]*");
    private static final ConstantNames SIGNALS = ConstantNames.of("SIG???", SignalConstants.class, "SIG[^_]*");
    private static final ConstantNames VSOCK_HOSTS =
            ConstantNames.of("VMADDR_CID_???", VsockConstants.class, "VMADDR_CID_.*");

    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);

    /** The kernel's own limit of an array that strace shows before it abbreviates. */
    private static final int SHOWN = 32;

    private StructArguments() {}

    // ---- addresses

    /** {@code length} of its bytes count; fewer than a family are shown as an address in memory. */
    static String sockaddr(MemorySegment address, long length) {
        if (length < Short.BYTES || length > address.byteSize()) {
            return Memory.address(address.address());
        }
        var whole = Memory.copy(address.asSlice(0, length));
        int family = Short.toUnsignedInt(whole.get(JAVA_SHORT, 0));
        return "{sa_family=" + FAMILIES.one(family) + addressOf(family, whole) + "}";
    }

    private static String addressOf(int family, MemorySegment address) {
        long length = address.byteSize();
        if (family == AF_UNIX) {
            return unix(address);
        }
        if (family == AF_INET && length >= sockaddr_in.sizeof()) {
            return ", sin_port=htons(" + Short.toUnsignedInt(address.get(NETWORK_SHORT, sockaddr_in.sin_port$offset()))
                    + "), sin_addr=" + inet(address.asSlice(sockaddr_in.sin_addr$offset(), 4));
        }
        // The scope at its end came later than the rest; RFC 2133.
        if (family == AF_INET6 && length >= sockaddr_in6.sin6_scope_id$offset()) {
            return inet6(address);
        }
        if (family == AF_NETLINK && length >= sockaddr_nl.sizeof()) {
            return ", nl_pid=" + Integer.toUnsignedString(sockaddr_nl.nl_pid(address))
                    + ", nl_groups=" + groups(sockaddr_nl.nl_groups(address));
        }
        if (family == AF_VSOCK && length >= sockaddr_vm.sizeof()) {
            int cid = sockaddr_vm.svm_cid(address);
            return ", svm_cid=" + (VSOCK_HOSTS.has(cid) ? VSOCK_HOSTS.one(cid) : hex(cid))
                    + ", svm_port=" + hex(sockaddr_vm.svm_port(address)) + ", svm_flags=0";
        }
        return length > Short.BYTES ? ", sa_data=" + Memory.quoted(address.asSlice(Short.BYTES)) : "";
    }

    private static String unix(MemorySegment address) {
        var path = address.asSlice(sockaddr_un.sun_path$offset());
        if (path.byteSize() == 0) {
            return "";
        }
        // An abstract name begins with NUL and is as long as the address says; unix(7).
        return ", sun_path=" + (path.get(JAVA_BYTE, 0) == 0 ? "@" + Memory.quoted(path.asSlice(1)) : Memory.path(path));
    }

    static String inet(MemorySegment address) {
        return "inet_addr(\"" + host(address) + "\")";
    }

    private static String inet6(MemorySegment address) {
        return ", sin6_port=htons(" + Short.toUnsignedInt(address.get(NETWORK_SHORT, sockaddr_in6.sin6_port$offset()))
                + "), sin6_flowinfo=htonl("
                + Integer.toUnsignedString(address.get(NETWORK_INT, sockaddr_in6.sin6_flowinfo$offset()))
                + "), inet_pton(AF_INET6, \"" + host(address.asSlice(sockaddr_in6.sin6_addr$offset(), 16))
                + "\", &sin6_addr)"
                + (address.byteSize() < sockaddr_in6.sizeof()
                        ? ""
                        : ", sin6_scope_id=" + scope(address));
    }

    /** An interface's name where the address means nothing without it: fe80::/10 and ff02::/16; RFC 4291. */
    private static String scope(MemorySegment address) {
        int scope = sockaddr_in6.sin6_scope_id(address);
        int prefix = Short.toUnsignedInt(address.get(NETWORK_SHORT, sockaddr_in6.sin6_addr$offset()));
        boolean ofLink = (prefix & 0xFFC0) == 0xFE80 || (prefix & 0xFF0F) == 0xFF02;
        return ofLink ? OptionArguments.networkInterface(scope) : Integer.toUnsignedString(scope);
    }

    /** {@code %#08x}: eight places, the 0x among them. */
    private static String groups(int groups) {
        return groups == 0 ? "00000000" : "0x%06x".formatted(groups);
    }

    private static String host(MemorySegment address) {
        var bytes = address.toArray(JAVA_BYTE);
        return InetText.format(bytes);
    }

    // ---- time

    static String timespec(MemorySegment time) {
        return "{tv_sec=" + timespec.tv_sec(time) + ", tv_nsec=" + timespec.tv_nsec(time) + "}";
    }

    /** As the kernel is given it by the C library's {@code select}: in nanoseconds. */
    static String timevalInNanoseconds(MemorySegment time) {
        long microseconds = timeval.tv_usec(time);
        return "{tv_sec=" + (timeval.tv_sec(time) + microseconds / 1_000_000)
                + ", tv_nsec=" + microseconds % 1_000_000 * 1_000 + "}";
    }

    static String itimerspec(MemorySegment time) {
        return "{it_interval=" + timespec(itimerspec.it_interval(time))
                + ", it_value=" + timespec(itimerspec.it_value(time)) + "}";
    }

    // ---- waiting

    /** {@code [3 5 7]}. */
    static String fdSet(MemorySegment set, int nfds) {
        var text = new StringBuilder("[");
        for (int fd = 0; fd < nfds; fd++) {
            if (isSet(set, fd)) {
                text.append(text.length() > 1 ? " " : "").append(fd);
            }
        }
        return text.append(']').toString();
    }

    static boolean isSet(MemorySegment set, int fd) {
        return (set.get(JAVA_LONG, fd / Long.SIZE * 8L) >>> fd & 1) != 0;
    }

    static String epollEvent(MemorySegment event) {
        long data = event.get(JAVA_LONG_UNALIGNED, epoll_event.data$offset());
        return "{events=" + EPOLL.flags(event.get(epoll_event.events$layout(), epoll_event.events$offset()))
                + ", data={u32=" + Integer.toUnsignedString((int) data) + ", u64=" + Long.toUnsignedString(data) + "}}";
    }

    static String pollfd(MemorySegment entry) {
        return "{fd=" + pollfd.fd(entry)
                + (pollfd.fd(entry) < 0 ? "" : ", events=" + POLL.flags(Short.toUnsignedInt(pollfd.events(entry))))
                + "}";
    }

    static String polled(MemorySegment entry) {
        return "{fd=" + pollfd.fd(entry) + ", revents=" + POLL.flags(Short.toUnsignedInt(pollfd.revents(entry))) + "}";
    }

    // ---- signals and limits

    static String signal(int signal) {
        return SIGNALS.has(signal) ? SIGNALS.one(signal) : Integer.toString(signal);
    }

    /** The first 64 signals of a {@code sigset_t}: the kernel knows no more. */
    static String sigset(MemorySegment set) {
        long mask = set.get(JAVA_LONG, 0);
        boolean most = Long.bitCount(mask) >= Long.SIZE * 2 / 3;
        var names = new ArrayList<String>();
        for (int signal = 1; signal <= Long.SIZE; signal++) {
            if ((mask >>> (signal - 1) & 1) != 0 ^ most) {
                names.add(shortSignal(signal));
            }
        }
        return (most ? "~[" : "[") + String.join(" ", names) + "]";
    }

    private static String shortSignal(int signal) {
        if (SIGNALS.has(signal)) {
            return SIGNALS.one(signal).substring("SIG".length());
        }
        // The kernel's first real-time signal comes right after SIGSYS; signal(7).
        int realTime = signal - SignalConstants.SIGSYS - 1;
        return realTime == 0 ? "RTMIN" : "RT_" + realTime;
    }

    static String rlimit(MemorySegment limit) {
        return "{rlim_cur=" + limit(rlimit.rlim_cur(limit)) + ", rlim_max=" + limit(rlimit.rlim_max(limit)) + "}";
    }

    private static String limit(long value) {
        if (value == -1) {
            return "RLIM64_INFINITY";
        }
        return value > 1024 && value % 1024 == 0 ? value / 1024 + "*1024" : Long.toUnsignedString(value);
    }

    // ---- arrays

    /** {@code [item, item]}; the rest of a long one is {@code ...}. */
    static String array(MemorySegment array, long count, long size, Function<MemorySegment, String> item) {
        var items = new ArrayList<String>();
        for (long i = 0; i < Math.min(count, SHOWN); i++) {
            items.add(item.apply(array.asSlice(i * size, size)));
        }
        if (count > SHOWN) {
            items.add("...");
        }
        return "[" + String.join(", ", items) + "]";
    }

    static String hex(int value) {
        return value == 0 ? "0" : "0x" + Integer.toHexString(value);
    }
}
