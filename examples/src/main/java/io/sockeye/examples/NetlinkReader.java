package io.sockeye.examples;

import static io.sockeye.bindings.NetlinkConstants.NETLINK_ROUTE;
import static io.sockeye.bindings.NetlinkConstants.NLA_F_NESTED;
import static io.sockeye.bindings.NetlinkConstants.NLA_F_NET_BYTEORDER;
import static io.sockeye.bindings.NetlinkConstants.NLMSG_ALIGNTO;
import static io.sockeye.bindings.NetlinkConstants.NLMSG_DONE;
import static io.sockeye.bindings.NetlinkConstants.NLMSG_ERROR;
import static io.sockeye.bindings.NetlinkConstants.NLMSG_OVERRUN;
import static io.sockeye.bindings.NetlinkConstants.NLM_F_DUMP;
import static io.sockeye.bindings.NetlinkConstants.NLM_F_DUMP_INTR;
import static io.sockeye.bindings.NetlinkConstants.NLM_F_REQUEST;
import static io.sockeye.bindings.SocketConstants.AF_NETLINK;
import static io.sockeye.bindings.SocketConstants.SOCK_RAW;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.sockeye.Errno;
import io.sockeye.SockaddrNl;
import io.sockeye.Socket;
import io.sockeye.bindings.Nlmsgerr;
import io.sockeye.bindings.Nlmsghdr;
import io.sockeye.bindings.Rtattr;
import io.sockeye.bindings.Rtgenmsg;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests a dump from the kernel, and parses the answers; netlink(7), rtnetlink(7). */
final class NetlinkReader implements AutoCloseable {
    /** A message of a dump has at most 32 KiB; kernel, netlink_dump. */
    private static final int ROOM = 1 << 16;

    /**
     * One message without its header: a struct, and attributes behind it.
     *
     * @param type {@code RTM_NEWLINK}, …
     * @param body a copy of its memory, so that it outlives the next receive
     */
    record Message(int type, MemorySegment body) {
        /**
         * What stands behind the struct.
         *
         * @param struct the size of the struct
         * @return the values by the attributes' numbers
         */
        Map<Integer, MemorySegment> attributes(int struct) throws IOException {
            var attributes = new HashMap<Integer, MemorySegment>();
            long offset = aligned(struct);
            while (body.byteSize() - offset >= Rtattr.BYTES) {
                int length = Rtattr.len(body, offset);
                check(length, Rtattr.BYTES, body.byteSize() - offset);
                int number = Rtattr.type(body, offset) & ~(NLA_F_NESTED | NLA_F_NET_BYTEORDER);
                attributes.put(number, body.asSlice(offset + Rtattr.BYTES, length - Rtattr.BYTES));
                offset += aligned(length);
            }
            return attributes;
        }
    }

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(ROOM, NLMSG_ALIGNTO);
    private final Socket socket;
    private int sequence;
    private boolean changed;

    NetlinkReader() throws IOException {
        socket = new Socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    }

    /** Whether something changed while the kernel was answering: then something may be missing, or there twice. */
    boolean changed() {
        return changed;
    }

    /**
     * Asks for all of a kind.
     *
     * @param type {@code RTM_GETLINK}, {@code RTM_GETADDR}, {@code RTM_GETROUTE}
     * @param family {@code AF_INET}, …; {@code AF_UNSPEC} for all
     * @return the messages, in the kernel's order
     * @throws IOException if the kernel refuses, or its answer makes no sense
     */
    List<Message> dump(int type, int family) throws IOException {
        int length = Nlmsghdr.BYTES + Rtgenmsg.BYTES;
        sequence++;
        Nlmsghdr.put(buffer, 0, length, type, NLM_F_REQUEST | NLM_F_DUMP, sequence, 0);
        Rtgenmsg.put(buffer, Nlmsghdr.BYTES, family);
        socket.sendto(buffer.asSlice(0, length), 0, SockaddrNl.KERNEL);
        var messages = new ArrayList<Message>();
        while (receive(messages)) {}
        return messages;
    }

    /** One receive, which may bring several messages; false after the last one. */
    private boolean receive(List<Message> messages) throws IOException {
        var received = socket.recvfrom(buffer, 0);
        if (!SockaddrNl.KERNEL.equals(received.from())) {
            // Any process may send to a netlink socket; this is not the answer.
            return true;
        }
        if (received.length() > received.count()) {
            throw new IOException("netlink: a message of " + received.length() + " bytes, there is room for " + ROOM);
        }
        long end = received.count();
        long offset = 0;
        while (end - offset >= Nlmsghdr.BYTES) {
            int length = Nlmsghdr.len(buffer, offset);
            check(length, Nlmsghdr.BYTES, end - offset);
            if (Nlmsghdr.seq(buffer, offset) == sequence) {
                changed |= (Nlmsghdr.flags(buffer, offset) & NLM_F_DUMP_INTR) != 0;
                var message =
                        new Message(Nlmsghdr.type(buffer, offset), copy(offset + Nlmsghdr.BYTES, offset + length));
                if (isLast(message)) {
                    return false;
                }
                messages.add(message);
            }
            offset += aligned(length);
        }
        return true;
    }

    private MemorySegment copy(long from, long to) {
        return Arena.ofAuto().allocate(to - from, NLMSG_ALIGNTO).copyFrom(buffer.asSlice(from, to - from));
    }

    private static boolean isLast(Message message) throws IOException {
        if (message.type() == NLMSG_OVERRUN) {
            throw new IOException("netlink: messages were lost");
        } else if (message.type() == NLMSG_ERROR) {
            check((int) message.body().byteSize(), Nlmsgerr.BYTES, Integer.MAX_VALUE);
            fail(Nlmsgerr.error(message.body(), 0));
        } else if (message.type() == NLMSG_DONE && message.body().byteSize() >= Integer.BYTES) {
            // A dump that failed on its way says so at its end.
            fail(message.body().get(JAVA_INT, 0));
        }
        return message.type() == NLMSG_DONE || message.type() == NLMSG_ERROR;
    }

    private static void fail(int error) throws IOException {
        if (error < 0) {
            throw new IOException("netlink: " + new Errno(-error));
        }
    }

    private static void check(int length, int least, long most) throws IOException {
        if (length < least || length > most) {
            throw new IOException("netlink: a length of " + length + " is not between " + least + " and " + most);
        }
    }

    /** {@code NLMSG_ALIGN} and {@code RTA_ALIGN}, which are the same. */
    private static long aligned(int length) {
        return Math.ceilDiv(length, NLMSG_ALIGNTO) * (long) NLMSG_ALIGNTO;
    }

    static byte[] bytes(MemorySegment value) {
        return value.toArray(JAVA_BYTE);
    }

    @Override
    public void close() {
        socket.close();
        arena.close();
    }
}
