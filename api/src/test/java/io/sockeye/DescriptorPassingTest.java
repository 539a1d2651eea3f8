package io.sockeye;

import static io.sockeye.bindings.ErrnoConstants.EBADF;
import static io.sockeye.bindings.ErrnoConstants.ENOTSOCK;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_SEQPACKET;
import static io.sockeye.bindings.SocketConstants.SOCK_STREAM;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_PASSCRED;
import static io.sockeye.bindings.SocketConstants.SO_PASSSEC;
import static io.sockeye.bindings.SocketConstants.SO_RXQ_OVFL;
import static io.sockeye.bindings.SocketConstants.SO_TIMESTAMPNS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sockeye.bindings.Cmsg;
import io.sockeye.support.BackgroundTask;
import io.sockeye.support.ChildJvm;
import io.sockeye.support.Pair;
import io.sockeye.support.Proc;
import io.sockeye.support.StreamFamily;
import io.sockeye.support.ThreadedCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** sendFds and recvFds, within this process and with Python. */
class DescriptorPassingTest {
    private static final byte[] BYTE = {1};

    @ParameterizedTest
    @EnumSource
    void aSocketIsTheSameAtTheOtherEnd(ThreadedCall.Way way) throws Exception {
        try (var pair = Socket.socketpair();
                var tcp = Pair.tcp()) {
            pair.second().settimeout(way.timeout);
            var waiting = way.start(() -> pair.second().recvFds(10, 1)).awaitBlocked();
            assertThat(pair.first().sendFds("hi".getBytes(UTF_8), tcp.client())).isEqualTo(2);
            try (var received = waiting.result();
                    var client = received.descriptors().getFirst().socket()) {
                assertThat(new String(received.data(), UTF_8)).isEqualTo("hi");
                assertThat(received.descriptors().getFirst().fileno()).as("it is given away").isEqualTo(-1);
                assertThat(client.getsockname()).isEqualTo(tcp.client().getsockname());
                client.send(BYTE);
                assertThat(tcp.accepted().recv(10)).containsExactly(BYTE);
            }
        }
    }

    @Test
    void whatIsNoSocketStaysWhatItWas() throws Exception {
        try (var pair = Socket.socketpair();
                var event = EventFd.create(0)) {
            pair.first().sendFds(BYTE, event);
            try (var received = pair.second().recvFds(1, 1)) {
                var descriptor = received.descriptors().getFirst();
                assertThatThrownBy(descriptor::socket).isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno().is(ENOTSOCK)).isTrue());
                assertThat(Proc.descriptor(descriptor.fileno())).contains("eventfd");
                descriptor.close();
                descriptor.close();
                assertThatThrownBy(descriptor::detach).isInstanceOf(ClosedDescriptorException.class);
                assertThatThrownBy(descriptor::socket).isInstanceOf(ClosedDescriptorException.class);
            }
        }
    }

    @Test
    void aReceivedDescriptorCanBePassedOn() throws Exception {
        try (var one = Socket.socketpair();
                var other = Socket.socketpair();
                var event = EventFd.create(0)) {
            one.first().sendFds(BYTE, event);
            try (var first = one.second().recvFds(1, 1)) {
                other.first().sendmsg(BYTE, first.control().getFirst());
                try (var second = other.second().recvFds(1, 1)) {
                    assertThat(Proc.descriptor(second.descriptors().getFirst().fileno())).contains("eventfd");
                }
            }
        }
    }

    @Test
    void aClosedOneIsRefusedAndTheOthersAreLetGo() throws Exception {
        try (var pair = Socket.socketpair()) {
            var open = EventFd.create(0);
            var closed = EventFd.create(0);
            closed.close();
            assertThatThrownBy(() -> pair.first().sendFds(BYTE, open, closed))
                    .isInstanceOf(ClosedDescriptorException.class);
            assertThatThrownBy(() -> pair.first().sendFds(BYTE, open, () -> -1))
                    .isInstanceOfSatisfying(ErrnoException.class, e -> assertThat(e.errno().is(EBADF)).isTrue());
            assertThat(pair.second().tryRecv(new byte[1])).as("nothing was sent").isEqualTo(-1);
            assertThat(open.descriptor.hasCallsInProgress()).isFalse();
            int number = open.fileno();
            open.close();
            assertThat(Proc.descriptor(number)).doesNotContain("eventfd");
        }
    }

    @Test
    void whatIsPassedCanBeClosedWhileThePassingWaits() throws Exception {
        try (var full = StreamFamily.UNIX.full();
                var tcp = Pair.tcp()) {
            var waiting = ThreadedCall.onPlatformThread(() -> full.first().sendFds(BYTE, tcp.client())).awaitBlocked();
            tcp.client().close();
            StreamFamily.drain(full.second());
            assertThatThrownBy(waiting::result).isInstanceOf(ClosedDescriptorException.class);
        }
    }

    @Test
    void misuse() throws Exception {
        try (var pair = Socket.socketpair();
                var udp = Socket.udp().bind("127.0.0.1", 0);
                var event = EventFd.create(0)) {
            assertThatThrownBy(() -> pair.first().sendFds(BYTE)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pair.first().recvFds(1, -1)).isInstanceOf(IllegalArgumentException.class);
            // UDP takes no notice of what it does not know at the level of sockets.
            udp.connect(udp.getsockname());
            udp.sendFds(BYTE, event);
            try (var received = udp.recvFds(1, 1)) {
                assertThat(received.descriptors()).isEmpty();
            }
            pair.second().close();
            assertThatThrownBy(() -> pair.first().sendFds(BYTE, event)).isInstanceOf(BrokenPipeException.class);
        }
    }

    /** {@code SO_PASSPIDFD}, since Linux 6.5; the headers that we build with are older. */
    private static final int SO_PASSPIDFD = 76;

    private static void passPidfd(Socket socket) {
        try {
            socket.setsockopt(SOL_SOCKET, SO_PASSPIDFD, 1);
        } catch (ErrnoException e) {
            assumeThat(e).as("SO_PASSPIDFD, Linux 6.5").isNull();
        }
    }

    @Test
    void thePidfdOfTheSenderHasAnOwnerInEveryForm() throws Throwable {
        var message = Message.allocate(1);
        var batch = new MessageBatch(4, 1);
        try (var pair = Socket.socketpair()) {
            var near = pair.first();
            var far = pair.second();
            passPidfd(far);
            Proc.assertNoDescriptorLeaks(() -> {
                for (int i = 0; i < 100; i++) {
                    near.send(BYTE);
                    far.recvmsg(message);
                    assertThat(message.descriptors()).hasSize(1);
                    near.send(BYTE);
                    try (var received = far.recvmsg(1, 100)) {
                        assertThat(received.control()).hasOnlyElementsOfType(ControlMessage.Pidfd.class).hasSize(1);
                    }
                    near.sendFds(BYTE, near);
                    try (var received = far.recvFds(1, 1)) {
                        assertThat(received.descriptors()).hasSize(2);
                    }
                    near.send(BYTE);
                    far.recvmmsg(batch, 0);
                    assertThat(batch.controlMessages(0)).hasOnlyElementsOfType(ControlMessage.Pidfd.class).hasSize(1);
                    near.send(BYTE);
                    far.recvmsg(message.controlSpace(i % 32));
                    assertThat(message.descriptors()).hasSize(i % 32 > 16 ? 1 : 0);
                    message.controlSpace(100);
                }
                message.close();
                batch.close();
            });
        }
    }

    @Test
    void aPidfdCanBeTaken() throws Exception {
        try (var pair = Socket.socketpair()) {
            passPidfd(pair.second());
            pair.first().send(BYTE);
            ReceivedDescriptor taken;
            try (var received = pair.second().recvmsg(1, 100)) {
                taken = received.descriptors().getFirst().take();
            }
            try (taken) {
                assertThat(Proc.descriptor(taken.fileno())).contains("pidfd");
            }
        }
    }

    @Test
    void descriptorsHaveRoomWhateverElseTheOptionsAdd() throws Exception {
        for (int type : new int[] {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET}) {
            for (int count : new int[] {1, 2, 253}) {
                try (var pair = Socket.socketpair(AF_UNIX, type, 0);
                        var event = EventFd.create(0)) {
                    var far = pair.second();
                    far.setsockopt(SOL_SOCKET, SO_PASSCRED, 1)
                            .setsockopt(SOL_SOCKET, SO_PASSSEC, 1)
                            .setsockopt(SOL_SOCKET, SO_TIMESTAMPNS, 1)
                            .setsockopt(SOL_SOCKET, SO_RXQ_OVFL, 1);
                    passPidfd(far);
                    pair.first().sendmsg(BYTE, TrapMessagesTest.rights(event, count));
                    try (var received = far.recvFds(1, count)) {
                        assertThat(received.controlTruncated()).isFalse();
                        assertThat(received.descriptors()).hasSize(count + 1);
                    }
                }
            }
        }
    }

    @Test
    void moreDescriptorsThanAskedForAreClosed() throws Throwable {
        try (var pair = Socket.socketpair();
                var event = EventFd.create(0)) {
            Proc.assertNoDescriptorLeaks(() -> {
                pair.first().sendmsg(BYTE, TrapMessagesTest.rights(event, 5));
                try (var received = pair.second().recvFds(1, 3)) {
                    assertThat(received.descriptors()).hasSize(3);
                    assertThat(received.controlTruncated()).isTrue();
                }
            });
        }
    }

    @Test
    void theFlagsAreThoseOfTheMessage() throws Exception {
        try (var pair = Socket.socketpair();
                var message = Message.allocate(1);
                var batch = new MessageBatch(1, 1)) {
            for (int i = 0; i < 4; i++) {
                pair.first().sendFds(BYTE, pair.first());
            }
            pair.second().recvmsg(message);
            assertThat(message.flags()).isZero();
            pair.second().recvmmsg(batch, 0);
            assertThat(batch.flags(0)).isZero();
            try (var received = pair.second().recvFds(1, 1)) {
                assertThat(received.flags()).isZero();
            }
            try (var received = pair.second().recvmsg(1, 100)) {
                assertThat(received.flags()).isZero();
            }
        }
    }

    /** {@code -Dsockeye.messages=1000000} makes it a million. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyMessagesSomeOfThemCutLeakNothing() throws Throwable {
        int messages = Integer.getInteger("sockeye.messages", 20_000);
        try (var pair = Socket.socketpair(AF_UNIX, SOCK_SEQPACKET, 0);
                var event = EventFd.create(0)) {
            var message = Message.allocate(8);
            var before = Proc.openDescriptors();
            var random = new SplittableRandom(54);
            long sent = 0;
            long came = 0;
            long cut = 0;
            long start = System.nanoTime();
            for (int i = 0; i < messages; i++) {
                int count = random.nextInt(17);
                if (count == 0) {
                    pair.first().send(BYTE);
                } else {
                    pair.first().sendmsg(BYTE, TrapMessagesTest.rights(event, count));
                }
                int room = random.nextInt(4) == 0 ? random.nextInt(17) : 16;
                if (i % 64 == 0) {
                    message.controlSpace((int) Cmsg.CMSG_SPACE(4L * room));
                }
                boolean reused = random.nextBoolean();
                int here;
                if (reused) {
                    pair.second().recvmsg(message);
                    here = message.descriptors().size();
                    cut += message.controlTruncated() ? 1 : 0;
                    if (random.nextBoolean()) {
                        for (var descriptor : message.descriptors()) {
                            descriptor.take().close();
                        }
                    }
                } else {
                    try (var received = pair.second().recvFds(8, room)) {
                        here = received.descriptors().size();
                        cut += received.controlTruncated() ? 1 : 0;
                    }
                }
                sent += count;
                came += here;
            }
            message.close();
            assertThat(Proc.openDescriptors()).isEqualTo(before);
            assertThat(cut).isPositive();
            System.out.printf(
                    "%,d messages with %,d descriptors, %,d received, %,d messages cut, in %.1f s%n",
                    messages, sent, came, cut, (System.nanoTime() - start) / 1e9);
        }
    }

    @Test
    void pythonReceivesWhatWeSend(@TempDir Path folder) throws Exception {
        assumeThat(Path.of("/usr/bin/python3")).as("python3, the peer").exists();
        var path = folder.resolve("s");
        try (var server = Socket.unix().bind(SockaddrUn.of(path)).listen();
                var pair = Socket.socketpair()) {
            var python = BackgroundTask.start(() -> python("""
                    import os, socket, sys
                    s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
                    data, fds, flags, _ = socket.recv_fds(s, 10, 4)
                    for fd in fds: os.write(fd, data)
                    """, path));
            try (var client = server.accept()) {
                client.sendFds("sock".getBytes(UTF_8), pair.first(), pair.first());
                assertThat(python.result()).isEqualTo(new ChildJvm.Ended(0, ""));
            }
            assertThat(new String(pair.second().recv(100), UTF_8)).isEqualTo("socksock");
        }
    }

    @Test
    void pythonSendsWhatWeReceive(@TempDir Path folder) throws Exception {
        assumeThat(Path.of("/usr/bin/python3")).as("python3, the peer").exists();
        var path = folder.resolve("s");
        try (var server = Socket.unix().bind(SockaddrUn.of(path)).listen()) {
            var python = BackgroundTask.start(() -> python("""
                    import socket, sys
                    s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
                    a, b = socket.socketpair()
                    socket.send_fds(s, [b"two"], [a.fileno(), b.fileno()])
                    a.close(); b.close()
                    """, path));
            try (var client = server.accept();
                    var received = client.recvFds(10, 2);
                    var a = received.descriptors().get(0).socket();
                    var b = received.descriptors().get(1).socket()) {
                assertThat(new String(received.data(), UTF_8)).isEqualTo("two");
                assertThat(python.result()).isEqualTo(new ChildJvm.Ended(0, ""));
                a.send(BYTE);
                assertThat(b.recv(10)).containsExactly(BYTE);
            }
        }
    }

    private static ChildJvm.Ended python(String program, Path path) throws IOException, InterruptedException {
        return ChildJvm.run(List.of("/usr/bin/python3", "-c", program, path.toString()));
    }
}
