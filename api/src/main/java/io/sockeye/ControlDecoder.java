package io.sockeye;

import static io.sockeye.bindings.InetConstants.*;
import static io.sockeye.bindings.SocketConstants.AF_INET;
import static io.sockeye.bindings.SocketConstants.AF_INET6;
import static io.sockeye.bindings.SocketConstants.SCM_CREDENTIALS;
import static io.sockeye.bindings.SocketConstants.SOL_IP;
import static io.sockeye.bindings.SocketConstants.SOL_IPV6;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SOL_UDP;
import static io.sockeye.bindings.TimestampConstants.*;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.In6Pktinfo;
import io.sockeye.bindings.InPktinfo;
import io.sockeye.bindings.ScmTimestamping;
import io.sockeye.bindings.SockExtendedErr;
import io.sockeye.bindings.Timespec;
import io.sockeye.bindings.Timeval;
import io.sockeye.bindings.Ucred;
import io.sockeye.internal.memory.CallMemory;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Decodes received control messages into records. One that is shorter than its struct was truncated, and becomes an Unknown. */
final class ControlDecoder {
    /** The size of {@code struct timeval} and of {@code struct timespec} on 64-bit CPUs. */
    private static final long TIME_BYTES = 2L * Long.BYTES;

    private ControlDecoder() {}

    static ControlMessage decode(int level, int type, MemorySegment data) {
        ControlMessage known = null;
        if (level == SOL_SOCKET) {
            known = ofSocket(type, data);
        } else if (level == SOL_IP) {
            known = ofIp(type, data);
        } else if (level == SOL_IPV6) {
            known = ofIpv6(type, data);
        } else if (level == SOL_UDP && type == UDP_GRO && data.byteSize() >= Integer.BYTES) {
            known = new ControlMessage.GroSize(data.get(JAVA_INT, 0));
        }
        return known == null ? new ControlMessage.Unknown(level, type, data.toArray(JAVA_BYTE)) : known;
    }

    private static @Nullable ControlMessage ofSocket(int type, MemorySegment data) {
        long size = data.byteSize();
        if (type == SCM_CREDENTIALS && size >= Ucred.BYTES) {
            return new ControlMessage.Credentials(Ucred.pid(data, 0), Ucred.uid(data, 0), Ucred.gid(data, 0));
        } else if ((type == SO_TIMESTAMP_OLD || type == SO_TIMESTAMP_NEW) && size >= TIME_BYTES) {
            return new ControlMessage.Timestamp(Timeval.nanoseconds(data, 0), 0);
        } else if ((type == SO_TIMESTAMPNS_OLD || type == SO_TIMESTAMPNS_NEW) && size >= TIME_BYTES) {
            return new ControlMessage.Timestamp(Timespec.nanoseconds(data, 0), 0);
        } else if ((type == SO_TIMESTAMPING_OLD || type == SO_TIMESTAMPING_NEW) && size >= ScmTimestamping.BYTES) {
            return new ControlMessage.Timestamp(
                    ScmTimestamping.nanoseconds(data, 0, ScmTimestamping.SOFTWARE),
                    ScmTimestamping.nanoseconds(data, 0, ScmTimestamping.HARDWARE));
        }
        return null;
    }

    private static @Nullable ControlMessage ofIp(int type, MemorySegment data) {
        long size = data.byteSize();
        if (type == IP_PKTINFO && size >= InPktinfo.BYTES) {
            return new ControlMessage.Pktinfo(
                    InPktinfo.ifindex(data, 0), InPktinfo.specDst(data, 0), InPktinfo.addr(data, 0));
        } else if (type == IP_TTL && size >= Integer.BYTES) {
            return new ControlMessage.Ttl(data.get(JAVA_INT, 0));
        } else if (type == IP_TOS && size >= Byte.BYTES) {
            // The kernel writes one byte, unlike for the other options; ip(7).
            return new ControlMessage.Tos(Byte.toUnsignedInt(data.get(JAVA_BYTE, 0)));
        } else if (type == IP_ORIGDSTADDR) {
            return destination(data);
        } else if (type == IP_RECVERR && size >= SockExtendedErr.BYTES) {
            return error(data);
        }
        return null;
    }

    private static @Nullable ControlMessage ofIpv6(int type, MemorySegment data) {
        long size = data.byteSize();
        if (type == IPV6_PKTINFO && size >= In6Pktinfo.BYTES) {
            return new ControlMessage.Pktinfo6(
                    In6Pktinfo.addrHigh(data, 0), In6Pktinfo.addrLow(data, 0), In6Pktinfo.ifindex(data, 0));
        } else if (type == IPV6_HOPLIMIT && size >= Integer.BYTES) {
            return new ControlMessage.HopLimit(data.get(JAVA_INT, 0));
        } else if (type == IPV6_TCLASS && size >= Integer.BYTES) {
            return new ControlMessage.TrafficClass(data.get(JAVA_INT, 0));
        } else if (type == IPV6_ORIGDSTADDR) {
            return destination(data);
        } else if (type == IPV6_RECVERR && size >= SockExtendedErr.BYTES) {
            return error(data);
        }
        return null;
    }

    private static @Nullable ControlMessage destination(MemorySegment data) {
        var address = address(data);
        return address == null ? null : new ControlMessage.OriginalDestination(address);
    }

    private static ControlMessage error(MemorySegment data) {
        return new ControlMessage.ExtendedError(
                new Errno(SockExtendedErr.errno(data, 0)),
                SockExtendedErr.origin(data, 0),
                SockExtendedErr.type(data, 0),
                SockExtendedErr.code(data, 0),
                SockExtendedErr.info(data, 0),
                SockExtendedErr.data(data, 0),
                address(data.asSlice(SockExtendedErr.SO_EE_OFFENDER(0))));
    }

    /** Decodes an address; null if there is none, or if it is truncated. */
    private static @Nullable Sockaddr address(MemorySegment data) {
        var memory = CallMemory.borrow();
        try {
            var storage = memory.address;
            long size = Math.min(data.byteSize(), storage.address().byteSize());
            storage.copyFrom(data.asSlice(0, size));
            int family = storage.family();
            if (family != AF_INET && family != AF_INET6) {
                return null;
            }
            var address = Sockaddr.of(storage);
            address.copyTo(storage);
            return storage.length() <= size ? address : null;
        } finally {
            memory.release();
        }
    }
}
