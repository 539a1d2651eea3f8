package io.sockeye;

import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_LINGER;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.support.BlockingCall;
import io.sockeye.support.StreamFamily;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A number that was closed is soon somebody else's: nobody may read or write through it any more. */
class TrapReuseTest {
    private static final int SECONDS = Integer.getInteger("sockeye.raceSeconds", 3);

    @Test
    void trap1_aBlockedReaderNeverReadsFromTheNextSocketOfItsNumber() throws Exception {
        for (int i = 0; i < 200; i++) {
            var old = Socket.socketpair();
            int number = old.first().fileno();
            var reader = BlockingCall.platform(() -> old.first().recv(10));
            if (i % 2 == 0) {
                reader.awaitBlocked();
            }
            old.first().close();
            try (var next = Socket.socketpair()) {
                next.first().send(new byte[] {1});
                next.second().send(new byte[] {2});
                assertThat(reader.failure(Duration.ofSeconds(5))).isInstanceOf(ClosedDescriptorException.class);
                assertThat(next.first().recv(10)).as("recv of fd %d, before %d", next.first().fileno(), number)
                        .containsExactly(2);
                assertThat(next.second().recv(10)).containsExactly(1);
            }
            old.second().close();
        }
    }

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void trap1_eightThreadsOpenUseCloseAndReopen() throws Exception {
        try (var warm = Socket.socketpair()) {
            // The first virtual thread that waits opens the epoll of all.
            BlockingCall.on(Thread.ofVirtual(), () -> warm.first().recv(1)).awaitBlocked();
        }
        var before = sockets();
        var race = new Race();
        race.run();
        System.out.println("trap 1: " + race);
        assertThat(race.crossed).isEmpty();
        assertThat(race.unexpected).isEmpty();
        assertThat(race.hanging).isEmpty();
        assertThat(sockets()).isEqualTo(before);
        assertThat(race.received.get()).as("payloads").isGreaterThan(1000);
    }

    /** Pairs that belong to nobody: each thread uses, closes and replaces those of all. */
    private static final class Race {
        private static final int THREADS = 8;
        private static final int PAIRS = 6;

        /** Two threads never wait, so that there is always somebody to close what others wait for. */
        private static final int FREE = 2;

        private record Tagged(SocketPair pair, MemorySegment payload) {
            Socket end(Random random) {
                return random.nextBoolean() ? pair.first() : pair.second();
            }
        }

        private final AtomicReferenceArray<Tagged> pairs = new AtomicReferenceArray<>(PAIRS);
        private final CountDownLatch ended = new CountDownLatch(THREADS);
        final AtomicLong received = new AtomicLong();
        final AtomicLong opened = new AtomicLong();
        final Map<String, Long> exceptions = new ConcurrentHashMap<>();
        final List<String> crossed = Collections.synchronizedList(new ArrayList<>());
        final List<Throwable> unexpected = Collections.synchronizedList(new ArrayList<>());
        final List<String> hanging = new ArrayList<>();
        private volatile long end;

        void run() throws Exception {
            var random = new Random(1);
            try (var listener = StreamFamily.TCP.listener()) {
                for (int i = 0; i < PAIRS; i++) {
                    pairs.set(i, open(listener, random));
                }
            }
            end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < THREADS; i++) {
                int id = i;
                // The first half platform threads, the two free ones among them.
                var builder = i < THREADS / 2 ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
                threads.add(builder.name("race-" + i).start(() -> race(id)));
            }
            long limit = end + Duration.ofSeconds(20).toNanos();
            while (!ended.await(10, TimeUnit.MILLISECONDS) && System.nanoTime() < limit) {
                if (System.nanoTime() > end) {
                    closeAll();
                }
            }
            for (var thread : threads) {
                // A thread that has counted down may not have ended yet.
                thread.join(Duration.ofNanos(Math.max(1, limit - System.nanoTime())));
            }
            threads.stream()
                    .filter(Thread::isAlive)
                    .forEach(thread -> hanging.add(thread + " at " + Arrays.toString(thread.getStackTrace())));
            closeAll();
        }

        private void closeAll() {
            for (int i = 0; i < PAIRS; i++) {
                pairs.get(i).pair.close();
            }
        }

        private void race(int id) {
            var random = new Random(id);
            try (var listener = StreamFamily.TCP.listener()) {
                while (System.nanoTime() < end) {
                    step(id < FREE, listener, random);
                }
            } catch (Throwable thrown) {
                unexpected.add(thrown);
            } finally {
                ended.countDown();
            }
        }

        private void step(boolean free, Socket listener, Random random) throws ErrnoException {
            int place = random.nextInt(PAIRS);
            var tagged = pairs.get(place);
            var socket = tagged.end(random);
            try {
                switch (random.nextInt(free ? 3 : 8)) {
                    case 0 -> replace(place, tagged, listener, random);
                    case 1 -> socket.trySend(tagged.payload);
                    case 2 -> receiveAtOnce(socket, tagged);
                    case 3 -> {
                        socket.settimeout(Duration.ofNanos(1 + random.nextInt(2_000_000)));
                        check(socket.recv(100), tagged);
                    }
                    case 4 -> check(socket.recv(100), tagged);
                    case 5 -> check(socket.recvfrom(100).data(), tagged);
                    case 6 -> socket.send(tagged.payload);
                    default -> {
                        socket.settimeout(null);
                        check(socket.recv(100), tagged);
                    }
                }
            } catch (ClosedDescriptorException | TimedOutException | ConnectionResetException | BrokenPipeException e) {
                exceptions.merge(e.getClass().getSimpleName(), 1L, Long::sum);
            }
        }

        private void replace(int place, Tagged tagged, Socket listener, Random random) throws ErrnoException {
            var next = open(listener, random);
            if (pairs.compareAndSet(place, tagged, next)) {
                tagged.pair.close();
            } else {
                next.pair.close();
            }
        }

        private void receiveAtOnce(Socket socket, Tagged tagged) throws ErrnoException {
            var buffer = new byte[100];
            int count = socket.tryRecv(MemorySegment.ofArray(buffer));
            if (count > 0) {
                check(Arrays.copyOf(buffer, count), tagged);
            }
        }

        /** A receiver may get any piece: bytes of the tag in its order, starting anywhere. */
        private void check(byte[] got, Tagged tagged) {
            if (got.length > 0) {
                received.incrementAndGet();
            }
            for (int start = 0; start < Long.BYTES; start++) {
                int at = 0;
                while (at < got.length && got[at] == tagged.payload.get(JAVA_BYTE, (start + at) % Long.BYTES)) {
                    at++;
                }
                if (at == got.length) {
                    return;
                }
            }
            crossed.add(tagged.pair + " received " + HexFormat.of().formatHex(got));
        }

        private Tagged open(Socket listener, Random random) throws ErrnoException {
            opened.incrementAndGet();
            var payload = ByteBuffer.allocate(3 * Long.BYTES);
            long tag = random.nextLong();
            while (payload.hasRemaining()) {
                payload.putLong(tag);
            }
            return new Tagged(random.nextBoolean() ? Socket.socketpair() : connected(listener),
                    MemorySegment.ofArray(payload.array()));
        }

        /** Closes without TIME_WAIT, or there would soon be no port left. */
        private static SocketPair connected(Socket listener) throws ErrnoException {
            var linger = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(1).putInt(0).array();
            var near = StreamFamily.TCP.connected(listener).setsockopt(SOL_SOCKET, SO_LINGER, linger);
            return new SocketPair(near, listener.accept().setsockopt(SOL_SOCKET, SO_LINGER, linger));
        }

        @Override
        public String toString() {
            return SECONDS + " s, " + opened + " pairs, " + received + " payloads received, " + exceptions;
        }
    }

    @Test
    void trap1_aDuplicateWithATimeoutLeavesTheOtherWaiting() throws Exception {
        try (var pair = Socket.socketpair();
                var duplicate = pair.first().dup()) {
            duplicate.settimeout(Duration.ofSeconds(20));
            var recv = BlockingCall.platform(() -> pair.first().recv(10)).awaitBlocked();
            pair.second().send(new byte[] {7});
            assertThat(recv.result()).containsExactly(7);
        }
    }

    /** How many of this process's descriptors are sockets; others come and go with the class loader. */
    private static long sockets() throws IOException {
        try (var numbers = Files.list(Path.of("/proc/self/fd"))) {
            return numbers.filter(TrapReuseTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path number) {
        try {
            return Files.readSymbolicLink(number).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
