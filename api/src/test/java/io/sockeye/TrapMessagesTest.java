package io.sockeye;

import static io.sockeye.bindings.FileConstants.FD_CLOEXEC;
import static io.sockeye.bindings.FileConstants.F_GETFD;
import static io.sockeye.bindings.InetConstants.IPPROTO_UDP;
import static io.sockeye.bindings.InetConstants.UDP_GRO;
import static io.sockeye.bindings.InetConstants.UDP_SEGMENT;
import static io.sockeye.bindings.SocketConstants.AF_UNIX;
import static io.sockeye.bindings.SocketConstants.MSG_CTRUNC;
import static io.sockeye.bindings.SocketConstants.SOCK_DGRAM;
import static io.sockeye.bindings.SocketConstants.SOCK_SEQPACKET;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_PASSCRED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sockeye.ControlMessage.Credentials;
import io.sockeye.ControlMessage.Rights;
import io.sockeye.ControlMessage.SegmentSize;
import io.sockeye.bindings.FileSyscalls;
import io.sockeye.support.Proc;
import io.sockeye.support.ThreadedCall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traps 15, 54, 55, 58 and 59: control messages, descriptors and batches. */
class TrapMessagesTest {
    private static final Sockaddr ANY_PORT = Sockaddr.of("127.0.0.1", 0);

    @Test
    void trap15_from1To16DescriptorsAndCredentialsAreParsedBack() throws Exception {
        try (var pair = Socket.socketpair();
                var event = EventFd.create(0);
                var message = Message.allocate(1).controlSpace(200)) {
            pair.second().setsockopt(SOL_SOCKET, SO_PASSCRED, 1);
            var own = credentials(pair);
            for (int count = 1; count <= 16; count++) {
                pair.first().sendmsg(new byte[1], rights(event, count), own);
                pair.second().recvmsg(message);
                var control = message.controlMessages();
                int sent = count;
                assertThat(control).hasSize(2).contains(own).anySatisfy(rights -> assertThat(rights)
                        .isInstanceOfSatisfying(Rights.class, it -> assertThat(it.descriptors()).hasSize(sent)));
                assertThat(message.descriptors()).hasSize(count).allSatisfy(
                        descriptor -> assertThat(Proc.descriptor(descriptor.fileno())).contains("eventfd"));
                assertThat(message.controlTruncated()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 20, 23, 52, 53})
    void trap15_anOddRoomHidesNoDescriptor(int room) throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            try (var pair = Socket.socketpair();
                    var event = EventFd.create(0);
                    var message = Message.allocate(1).controlSpace(room)) {
                pair.second().setsockopt(SOL_SOCKET, SO_PASSCRED, room > 50 ? 1 : 0);
                pair.first().sendmsg(new byte[1], rights(event, 4));
                pair.second().recvmsg(message);
                assertThat(message.controlTruncated()).isTrue();
            }
        });
    }

    @Test
    void trap54_moreThanThereIsRoomForIsReportedAndNothingLeaks() throws Throwable {
        Proc.assertNoDescriptorLeaks(() -> {
            try (var pair = Socket.socketpair();
                    var event = EventFd.create(0)) {
                pair.first().sendmsg(new byte[1], rights(event, 5));
                try (var received = pair.second().recvFds(1, 2)) {
                    assertThat(received.controlTruncated()).isTrue();
                    assertThat(received.flags() & MSG_CTRUNC).isNotZero();
                    assertThat(received.descriptors()).hasSize(2);
                }
            }
        });
    }

    @Test
    void trap54_whatNobodyTookIsClosedWhenTheMessageIsUsedAgain() throws Exception {
        try (var pair = Socket.socketpair();
                var event = EventFd.create(0);
                var message = Message.allocate(1)) {
            pair.first().sendFds(new byte[1], event, event, event);
            pair.first().send(new byte[1]);
            pair.second().recvmsg(message);
            var came = message.descriptors();
            var kept = came.getFirst().take();
            int detached = came.getLast().detach();
            assertThat(Proc.descriptor(came.get(1).fileno())).contains("eventfd");

            pair.second().recvmsg(message);
            assertThat(message.descriptors()).isEmpty();
            assertThat(came.get(1).fileno()).isEqualTo(-1);
            assertThat(Proc.descriptor(kept.fileno())).contains("eventfd");
            assertThat(Proc.descriptor(detached)).contains("eventfd");
            kept.close();
            FileSyscalls.close(detached);
        }
    }

    @Test
    void trap54_whatWasDroppedIsClosedByTheCollector() throws Exception {
        try (var pair = Socket.socketpair();
                var event = EventFd.create(0)) {
            pair.first().sendFds(new byte[1], event);
            int number = receiveAndDrop(pair.second());
            while (!Proc.descriptor(number).isEmpty()) {
                System.gc();
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static int receiveAndDrop(Socket socket) throws ErrnoException {
        var message = Message.allocate(1);
        socket.recvmsg(message);
        return message.descriptors().getFirst().fileno();
    }

    @Test
    void trap54_descriptorsThatComeAreCloseOnExec() throws Exception {
        try (var pair = Socket.socketpair(AF_UNIX, SOCK_DGRAM, 0);
                var event = EventFd.create(0);
                var message = Message.allocate(1);
                var batch = new MessageBatch(2, 1)) {
            for (int i = 0; i < 3; i++) {
                pair.first().sendFds(new byte[1], event);
            }
            pair.second().recvmsg(message);
            pair.second().recvmmsg(batch, 0);
            var came = new ArrayList<>(message.descriptors());
            for (int slot = 0; slot < 2; slot++) {
                came.addAll(((Rights) batch.controlMessages(slot).getFirst()).descriptors());
            }
            assertThat(came).hasSize(3)
                    .allSatisfy(descriptor -> assertThat(FileSyscalls.fcntl(descriptor.fileno(), F_GETFD, 0))
                            .isEqualTo(FD_CLOEXEC));
        }
    }

    @Test
    void trap55_descriptorsWithoutAByteAreRefusedOnAStream() throws Exception {
        try (var pair = Socket.socketpair();
                var event = EventFd.create(0)) {
            assertThatThrownBy(() -> pair.first().sendFds(new byte[0], event))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least one byte");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SOCK_DGRAM", "SOCK_SEQPACKET"})
    void trap55_aMessageMayBeEmptyAndHaveDescriptors(String type) throws Exception {
        try (var pair = Socket.socketpair(AF_UNIX, type.equals("SOCK_DGRAM") ? SOCK_DGRAM : SOCK_SEQPACKET, 0);
                var event = EventFd.create(0)) {
            pair.first().sendFds(new byte[0], event);
            try (var received = pair.second().recvFds(10, 1)) {
                assertThat(received.data()).isEmpty();
                assertThat(received.descriptors()).hasSize(1);
            }
        }
    }

    @Test
    void trap55_controlDataIsABarrierOfAStream() throws Exception {
        try (var pair = Socket.socketpair();
                var event = EventFd.create(0)) {
            pair.first().send(new byte[] {1});
            pair.first().sendFds(new byte[] {2}, event);
            pair.first().sendFds(new byte[] {3}, event);
            try (var first = pair.second().recvFds(10, 4);
                    var second = pair.second().recvFds(10, 4)) {
                assertThat(first.data()).containsExactly(1, 2);
                assertThat(first.descriptors()).hasSize(1);
                assertThat(second.data()).containsExactly(3);
                assertThat(second.descriptors()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap58_recvmmsgDoesNotWaitForMoreThanTheFirst(ThreadedCall.Way way) throws Exception {
        try (var receiver = Socket.udp().bind(ANY_PORT);
                var sender = Socket.udp();
                var batch = new MessageBatch(4, 10)) {
            receiver.settimeout(way.timeout);
            var waiting = way.start(() -> receiver.recvmmsg(batch, 0)).awaitBlocked();
            sender.sendto(new byte[] {58}, receiver.getsockname());
            assertThat(waiting.result()).isOne();
            assertThat(batch.received()).isOne();
            assertThat(batch.length(0)).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void trap58_recvmmsgKeepsTheTimeout(ThreadedCall.Way way) throws Exception {
        try (var receiver = Socket.udp().bind(ANY_PORT);
                var batch = new MessageBatch(4, 10)) {
            receiver.settimeout(Duration.ofMillis(200));
            long start = System.nanoTime();
            assertThatThrownBy(way.start(() -> receiver.recvmmsg(batch, 0))::result)
                    .isInstanceOf(TimedOutException.class);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000L);
        }
    }

    @Test
    void trap59_manySegmentsAsOneAreSplitExactly() throws Exception {
        int segment = 1_000;
        int count = 64;
        try (var receiver = Socket.udp().bind(ANY_PORT).setsockopt(IPPROTO_UDP, UDP_GRO, 1);
                var sender = Socket.udp();
                var arena = Arena.ofConfined();
                var batch = new MessageBatch(4, 1 << 16)) {
            var data = arena.allocate((long) segment * (count - 1) + 7);
            for (int i = 0; i < count; i++) {
                data.set(JAVA_INT_UNALIGNED, (long) i * segment, i);
            }
            sender.sendmsg(Message.of(data).address(receiver.getsockname()).control(new SegmentSize(segment)));

            var lengths = new ArrayList<Integer>();
            var numbers = new ArrayList<Integer>();
            while (numbers.size() < count) {
                receiver.recvmmsg(batch, 0);
                batch.forEachDatagram((memory, offset, length, slot) -> {
                    lengths.add(length);
                    numbers.add(memory.get(JAVA_INT_UNALIGNED, offset));
                    assertThat(batch.controlTruncated(slot)).isFalse();
                });
            }
            assertThat(numbers).isEqualTo(IntStream.range(0, count).boxed().toList());
            assertThat(lengths.subList(0, count - 1)).containsOnly(segment);
            assertThat(lengths.getLast()).isEqualTo(7);
        }
    }

    @Test
    void trap59_aMessageHasRoomForTheSizeOfSegmentsUnlessToldOtherwise() throws Exception {
        try (var receiver = Socket.udp().bind(ANY_PORT).setsockopt(IPPROTO_UDP, UDP_GRO, 1);
                var sender = Socket.udp().setsockopt(IPPROTO_UDP, UDP_SEGMENT, 100);
                var message = Message.allocate(1 << 16)) {
            sender.sendto(new byte[250], receiver.getsockname());
            assertThat(receiver.recvmsg(message)).isEqualTo(250);
            assertThat(message.segmentSize()).isEqualTo(100);
            assertThat(message.controlMessages()).containsExactly(new ControlMessage.GroSize(100));

            sender.sendto(new byte[250], receiver.getsockname());
            receiver.recvmsg(message.controlSpace(0));
            assertThat(message.controlTruncated()).as("what was lost is reported").isTrue();
        }
    }

    static ControlMessage rights(Pollable item, int count) {
        return ControlMessage.rights(Collections.nCopies(count, item).toArray(Pollable[]::new));
    }

    private static Credentials credentials(SocketPair pair) throws IOException {
        pair.first().send(new byte[1]);
        try (var received = pair.second().recvmsg(1, 100)) {
            return (Credentials) received.control().getFirst();
        }
    }
}
