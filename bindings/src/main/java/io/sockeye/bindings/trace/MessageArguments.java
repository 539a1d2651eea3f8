package io.sockeye.bindings.trace;

import static io.sockeye.bindings.InetConstants.IPPROTO_IP;
import static io.sockeye.bindings.InetConstants.IP_PKTINFO;
import static io.sockeye.bindings.SocketConstants.SCM_CREDENTIALS;
import static io.sockeye.bindings.SocketConstants.SCM_RIGHTS;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.bindings.SocketConstants;
import io.sockeye.bindings.generated.cmsghdr;
import io.sockeye.bindings.generated.in_pktinfo;
import io.sockeye.bindings.generated.iovec;
import io.sockeye.bindings.generated.mmsghdr;
import io.sockeye.bindings.generated.msghdr;
import io.sockeye.bindings.generated.timespec;
import io.sockeye.bindings.generated.timeval;
import io.sockeye.bindings.generated.ucred;
import io.sockeye.bindings.internal.ConstantNames;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** {@code struct iovec}, {@code struct msghdr} and what they point to. */
final class MessageArguments {
    static final ConstantNames FLAGS = ConstantNames.bits("MSG_???", SocketConstants.class, "MSG_.*");
    private static final ConstantNames SCM = ConstantNames.of("SCM_???", SocketConstants.class, "SCM_.*");

    private MessageArguments() {}

    /** The arguments of writev: all that is there. */
    static Argument iovecs(int index, int count) {
        return call -> iovecs(call.memory(index), call.number(count), Long.MAX_VALUE);
    }

    /** The arguments of readv: as many bytes as came, and none if none did. */
    static Argument iovecsOut(int index, int count) {
        return call -> call.failed()
                ? Memory.address(call.memory(index).address())
                : iovecs(call.memory(index), call.number(count), call.result());
    }

    private static String iovecs(MemorySegment array, long count, long bytes) {
        long[] rest = {bytes};
        return StructArguments.array(Memory.copy(array), count, iovec.sizeof(), entry -> {
            long address = iovec.iov_base(entry).address();
            long length = iovec.iov_len(entry);
            long used = Math.min(length, rest[0]);
            rest[0] -= used;
            return "{iov_base=" + pointed(address, used) + ", iov_len=" + Long.toUnsignedString(length) + "}";
        });
    }

    private static String pointed(long address, long length) {
        if (length == 0 && address != 0) {
            return "\"\"";
        }
        var memory = Memory.at(address, Math.min(length, Memory.SHOWN));
        return memory == null
                ? Memory.address(address)
                : Memory.quoted(memory) + (length > Memory.SHOWN ? "..." : "");
    }

    /** The message of sendmsg. */
    static Argument sent(int index) {
        return call -> message(Memory.copy(call.memory(index)), Long.MAX_VALUE, "");
    }

    /** The message of recvmsg. */
    static Argument received(int index) {
        return call -> {
            var before = call.memoryBefore(index);
            return call.failed()
                    ? "{msg_namelen=" + msghdr.msg_namelen(before) + "}"
                    : received(before, Memory.copy(call.memory(index)), call.result());
        };
    }

    private static String received(MemorySegment before, MemorySegment after, long bytes) {
        int room = msghdr.msg_namelen(before);
        return message(after, bytes, room == msghdr.msg_namelen(after) ? "" : room + " => ");
    }

    private static String message(MemorySegment message, long bytes, String room) {
        int nameLength = msghdr.msg_namelen(message);
        var vectors = Memory.at(
                msghdr.msg_iov(message).address(), Math.multiplyExact(msghdr.msg_iovlen(message), iovec.sizeof()));
        return "{msg_name=" + name(msghdr.msg_name(message).address(), nameLength) + ", msg_namelen=" + room
                + nameLength
                + ", msg_iov=" + (vectors == null
                        ? Memory.address(msghdr.msg_iov(message).address())
                        : iovecs(vectors, msghdr.msg_iovlen(message), bytes))
                + ", msg_iovlen=" + msghdr.msg_iovlen(message) + control(message)
                + ", msg_controllen=" + msghdr.msg_controllen(message)
                + ", msg_flags=" + FLAGS.flags(msghdr.msg_flags(message)) + "}";
    }

    private static String name(long address, int length) {
        var name = length < Short.BYTES ? null : Memory.at(address, length);
        return name == null ? Memory.address(address) : StructArguments.sockaddr(name, length);
    }

    // ---- sendmmsg and recvmmsg

    static Argument sentMany(int index, int count) {
        return call -> {
            long sent = call.failed() ? 0 : call.result();
            return many(Memory.copy(call.memory(index)), Memory.copy(call.memory(index)), call.number(count), sent,
                    true);
        };
    }

    static Argument receivedMany(int index) {
        return call -> call.failed()
                ? Memory.address(call.memory(index).address())
                : many(
                        call.memoryBefore(index), Memory.copy(call.memory(index)), call.result(), call.result(), false);
    }

    private static String many(MemorySegment before, MemorySegment after, long count, long done, boolean sent) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var entry = after.asSlice(i * mmsghdr.sizeof(), mmsghdr.sizeof());
            var header = mmsghdr.msg_hdr(entry);
            int length = mmsghdr.msg_len(entry);
            var text = sent
                    ? message(header, Long.MAX_VALUE, "")
                    : received(mmsghdr.msg_hdr(before.asSlice(i * mmsghdr.sizeof(), mmsghdr.sizeof())), header, length);
            texts.add("{msg_hdr=" + text + (i < done ? ", msg_len=" + length : "") + "}");
        }
        return "[" + String.join(", ", texts) + "]";
    }

    // ---- control messages

    private static String control(MemorySegment message) {
        long length = msghdr.msg_controllen(message);
        if (length == 0) {
            return "";
        }
        long address = msghdr.msg_control(message).address();
        var memory = length < cmsghdr.sizeof() ? null : Memory.at(address, length);
        return ", msg_control="
                + (memory == null ? Memory.address(address) : "[" + String.join(", ", controls(memory)) + "]");
    }

    private static List<String> controls(MemorySegment memory) {
        var texts = new ArrayList<String>();
        long offset = 0;
        while (offset + cmsghdr.sizeof() <= memory.byteSize()) {
            var header = memory.asSlice(offset);
            long length = cmsghdr.cmsg_len(header);
            if (length < cmsghdr.sizeof() || length > header.byteSize()) {
                break;
            }
            texts.add(control(cmsghdr.cmsg_level(header), cmsghdr.cmsg_type(header), header.asSlice(0, length)));
            // CMSG_ALIGN: the next one begins at a whole long; cmsg(3).
            offset += (length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        }
        return texts;
    }

    private static String control(int level, int type, MemorySegment message) {
        var data = message.asSlice(cmsghdr.sizeof());
        var typeText = level == SOL_SOCKET ? SCM.one(type) : OptionArguments.name(level, type);
        return "{cmsg_len=" + message.byteSize() + ", cmsg_level=" + OptionArguments.level(level) + ", cmsg_type="
                + typeText
                + (data.byteSize() == 0 ? "" : ", cmsg_data=" + data(level, type, data)) + "}";
    }

    private static String data(int level, int type, MemorySegment data) {
        if (level == SOL_SOCKET && type == SCM_RIGHTS) {
            return StructArguments.array(
                    data, data.byteSize() / Integer.BYTES, Integer.BYTES, fd -> Integer.toString(fd.get(JAVA_INT, 0)));
        }
        if (level == SOL_SOCKET && type == SCM_CREDENTIALS && data.byteSize() == ucred.sizeof()) {
            return OptionArguments.ucred(data);
        }
        if (level == SOL_SOCKET && type == SocketConstants.SCM_TIMESTAMP && data.byteSize() == timeval.sizeof()) {
            return "{tv_sec=" + timeval.tv_sec(data) + ", tv_usec=" + timeval.tv_usec(data) + "}";
        }
        if (level == SOL_SOCKET && type == SocketConstants.SCM_TIMESTAMPNS && data.byteSize() == timespec.sizeof()) {
            return StructArguments.timespec(data);
        }
        if (level == IPPROTO_IP && type == IP_PKTINFO && data.byteSize() == in_pktinfo.sizeof()) {
            return "{ipi_ifindex=" + OptionArguments.networkInterface(in_pktinfo.ipi_ifindex(data))
                    + ", ipi_spec_dst="
                    + StructArguments.inet(data.asSlice(in_pktinfo.ipi_spec_dst$offset(), Integer.BYTES))
                    + ", ipi_addr=" + StructArguments.inet(data.asSlice(in_pktinfo.ipi_addr$offset(), Integer.BYTES))
                    + "}";
        }
        if (level == IPPROTO_IP && data.byteSize() == Integer.BYTES) {
            return "[" + data.get(JAVA_INT, 0) + "]";
        }
        return Memory.quoted(data, data.byteSize());
    }
}
