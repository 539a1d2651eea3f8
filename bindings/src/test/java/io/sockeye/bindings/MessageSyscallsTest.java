package io.sockeye.bindings;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;
import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.EINVAL;
import static io.sockeye.bindings.ErrnoConstants.EMSGSIZE;
import static io.sockeye.bindings.ErrnoConstants.ENOTSOCK;
import static io.sockeye.bindings.SocketConstants.MSG_CMSG_CLOEXEC;
import static io.sockeye.bindings.SocketConstants.MSG_DONTWAIT;
import static io.sockeye.bindings.SocketConstants.MSG_NOSIGNAL;
import static io.sockeye.bindings.SocketConstants.MSG_TRUNC;
import static io.sockeye.bindings.SocketConstants.MSG_WAITFORONE;
import static io.sockeye.bindings.SocketConstants.SCM_RIGHTS;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.generated.cmsghdr;
import io.sockeye.bindings.generated.iovec;
import io.sockeye.bindings.generated.mmsghdr;
import io.sockeye.bindings.generated.msghdr;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** sendmsg(2) and its family, with structs made by hand. */
class MessageSyscallsTest {
    private final Descriptors fds = new Descriptors();
    private final int[] pair = fds.socketpair(SOCK_DGRAM);

    @AfterEach
    void close() {
        fds.close();
    }

    @Test
    void sendmsgGathersAndRecvmsgScatters() {
        var one = fds.arena.allocate(2);
        var other = fds.arena.allocate(10);
        assertThat(MessageSyscalls.sendmsg(pair[0], message(fds.bytes("abc"), fds.bytes("de")), MSG_NOSIGNAL))
                .isEqualTo(5);

        var received = message(one, other);
        assertThat(MessageSyscalls.recvmsg(pair[1], received, 0)).isEqualTo(5);

        assertThat(Descriptors.text(one, 2)).isEqualTo("ab");
        assertThat(Descriptors.text(other, 3)).isEqualTo("cde");
        assertThat(msghdr.msg_flags(received)).isZero();
    }

    @Test
    void trap30RecvmsgSaysThatADatagramWasCut() {
        assertThat(MessageSyscalls.sendmsg(pair[0], message(fds.bytes("hello")), 0)).isEqualTo(5);

        var received = message(fds.arena.allocate(2));
        assertThat(MessageSyscalls.recvmsg(pair[1], received, 0)).isEqualTo(2);

        assertThat(msghdr.msg_flags(received)).isEqualTo(MSG_TRUNC);
    }

    @Test
    void trap15ADescriptorTravelsInAControlMessage() {
        int[] pipe = fds.pipe();
        var sent = message(fds.bytes("x"));
        var control = control(sent);
        cmsghdr.cmsg_len(control, Cmsg.CMSG_LEN(4));
        cmsghdr.cmsg_level(control, SOL_SOCKET);
        cmsghdr.cmsg_type(control, SCM_RIGHTS);
        control.set(JAVA_INT, Cmsg.CMSG_DATA(0), pipe[1]);
        assertThat(MessageSyscalls.sendmsg(pair[0], sent, 0)).isOne();

        var received = message(fds.arena.allocate(1));
        control = control(received);
        assertThat(MessageSyscalls.recvmsg(pair[1], received, MSG_CMSG_CLOEXEC)).isOne();

        assertThat(Cmsg.CMSG_FIRSTHDR(msghdr.msg_controllen(received))).isZero();
        assertThat(cmsghdr.cmsg_len(control)).isEqualTo(Cmsg.CMSG_LEN(4));
        assertThat(cmsghdr.cmsg_type(control)).isEqualTo(SCM_RIGHTS);
        int copy = fds.opened(control.get(JAVA_INT, Cmsg.CMSG_DATA(0)));
        assertThat(FileSyscalls.write(copy, fds.bytes("y"), 1)).isOne();
        assertThat(fds.available(pipe[0])).isOne();
        assertThat(Cmsg.CMSG_NXTHDR(control, msghdr.msg_controllen(received), 0)).isEqualTo(-1);
    }

    @Test
    void recvmsgFillsInTheSender() {
        int receiver = fds.socket(SocketConstants.AF_INET, SOCK_DGRAM);
        int sender = fds.socket(SocketConstants.AF_INET, SOCK_DGRAM);
        var to = fds.bound(receiver);
        var from = fds.bound(sender);
        var sent = message(fds.bytes("x"));
        msghdr.msg_name(sent, to.address());
        msghdr.msg_namelen(sent, to.length());
        assertThat(MessageSyscalls.sendmsg(sender, sent, 0)).isOne();

        var received = message(fds.arena.allocate(1));
        var name = new SockaddrStorage(fds.arena);
        msghdr.msg_name(received, name.address());
        msghdr.msg_namelen(received, name.length());
        assertThat(MessageSyscalls.recvmsg(receiver, received, 0)).isOne();

        assertThat(msghdr.msg_namelen(received)).isEqualTo(16);
        assertThat(name.port()).isEqualTo(from.port());
    }

    @Test
    void sendmmsgAndRecvmmsgMoveManyMessages() {
        var buffers = new MemorySegment[] {fds.arena.allocate(5), fds.arena.allocate(5), fds.arena.allocate(5)};
        var sent = messages(fds.bytes("a"), fds.bytes("bc"));
        assertThat(MessageSyscalls.sendmmsg(pair[0], sent, 2, MSG_NOSIGNAL)).isEqualTo(2);
        assertThat(length(sent, 1)).isEqualTo(2);

        var received = messages(buffers);
        assertThat(MessageSyscalls.recvmmsg(pair[1], received, 3, MSG_WAITFORONE, NULL)).isEqualTo(2);

        assertThat(Descriptors.text(buffers[0], length(received, 0))).isEqualTo("a");
        assertThat(Descriptors.text(buffers[1], length(received, 1))).isEqualTo("bc");
    }

    @Test
    void trap58RecvmmsgLooksAtItsTimeoutAfterAMessage() {
        fds.send(pair[0], 'x');
        fds.send(pair[0], 'y');
        var received = messages(fds.arena.allocate(1), fds.arena.allocate(1));

        assertThat(MessageSyscalls.recvmmsg(pair[1], received, 2, 0, new Timespec(fds.arena).set(0)))
                .as("the timeout was over after the first").isOne();
        assertThat(fds.available(pair[1])).isOne();
    }

    @Test
    void eachCallFailsAsItsPageSays() {
        var message = message(fds.arena.allocate(1));
        var messages = messages(fds.arena.allocate(1));
        int pipe = fds.pipe()[0];

        assertThat(MessageSyscalls.sendmsg(pipe, message, 0)).isEqualTo(-ENOTSOCK);
        assertThat(MessageSyscalls.sendmsg(pair[0], message(fds.arena.allocate(10_000_000)), 0))
                .isEqualTo(-EMSGSIZE);
        assertThat(MessageSyscalls.recvmsg(pair[0], message, MSG_DONTWAIT)).isEqualTo(-EAGAIN);
        assertThat(MessageSyscalls.sendmmsg(-1, messages, 1, 0)).isEqualTo(-EBADF);
        assertThat(MessageSyscalls.recvmmsg(pair[0], messages, 1, MSG_DONTWAIT, NULL)).isEqualTo(-EAGAIN);
        assertThat(MessageSyscalls.recvmmsg(pair[0], messages, 1, 0, new Timespec(fds.arena).set(-1)))
                .isEqualTo(-EINVAL);
    }

    private MemorySegment message(MemorySegment... parts) {
        var message = msghdr.allocate(fds.arena);
        fill(message, parts);
        return message;
    }

    private MemorySegment messages(MemorySegment... buffers) {
        var messages = mmsghdr.allocateArray(buffers.length, fds.arena);
        for (int i = 0; i < buffers.length; i++) {
            fill(mmsghdr.msg_hdr(mmsghdr.asSlice(messages, i)), buffers[i]);
        }
        return messages;
    }

    private void fill(MemorySegment message, MemorySegment... parts) {
        var array = iovec.allocateArray(parts.length, fds.arena);
        for (int i = 0; i < parts.length; i++) {
            iovec.iov_base(iovec.asSlice(array, i), parts[i]);
            iovec.iov_len(iovec.asSlice(array, i), parts[i].byteSize());
        }
        msghdr.msg_iov(message, array);
        msghdr.msg_iovlen(message, parts.length);
    }

    /** Room for the control message of one descriptor. */
    private MemorySegment control(MemorySegment message) {
        var control = fds.arena.allocate(Cmsg.CMSG_SPACE(4), 8);
        msghdr.msg_control(message, control);
        msghdr.msg_controllen(message, control.byteSize());
        return control;
    }

    private static int length(MemorySegment messages, int index) {
        return mmsghdr.msg_len(mmsghdr.asSlice(messages, index));
    }
}
