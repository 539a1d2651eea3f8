package io.sockeye.selectors;

import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_LINGER;
import static io.sockeye.selectors.Selector.EVENT_READ;
import static io.sockeye.selectors.Selector.EVENT_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sockeye.ErrnoException;
import io.sockeye.EventFd;
import io.sockeye.Pollable;
import io.sockeye.Sockaddr;
import io.sockeye.Socket;
import io.sockeye.SocketPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for every selector, whichever call is beneath. */
abstract class SelectorContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Selector<String> selector = opening(open());

    SelectorContract() throws ErrnoException {}

    abstract Selector<String> open() throws ErrnoException;

    private <T extends AutoCloseable> T opening(T resource) {
        opened.addFirst(resource);
        return resource;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var each : opened) {
            each.close();
        }
    }

    private SocketPair pair() throws ErrnoException {
        return opening(Socket.socketpair());
    }

    private SocketPair tcp() throws ErrnoException {
        try (var listener = Socket.createServer(Sockaddr.of("127.0.0.1", 0))) {
            var client = Socket.tcp().connect(listener.getsockname());
            return opening(new SocketPair(client, listener.accept()));
        }
    }

    /** Attachment to events. */
    private Map<String, Integer> ready(Duration timeout) throws ErrnoException {
        var ready = new TreeMap<String, Integer>();
        selector.select(timeout).forEach(event -> ready.put(event.key().attachment(), event.events()));
        return ready;
    }

    @Test
    void whatIsReadyIsReportedWithItsAttachment() throws Exception {
        var loud = pair();
        var quiet = pair();
        selector.register(loud.first(), EVENT_READ, "loud");
        selector.register(quiet.first(), EVENT_READ, "quiet");
        selector.register(quiet.second(), EVENT_READ | EVENT_WRITE, "writer");
        loud.second().send(new byte[1]);

        assertThat(ready(PATIENCE)).isEqualTo(Map.of("loud", EVENT_READ, "writer", EVENT_WRITE));
        assertThat(ready(PATIENCE)).as("level-triggered").hasSize(2);
        loud.first().recv(1);
        assertThat(ready(PATIENCE)).isEqualTo(Map.of("writer", EVENT_WRITE));
    }

    @Test
    void modifyChangesEventsAndAttachmentAndUnregisterEndsBothAtOnce() throws Exception {
        var pair = pair();
        var first = selector.register(pair.first(), EVENT_READ, "a");
        assertThat(ready(Duration.ZERO)).isEmpty();
        assertThat(selector.modify(pair.first(), EVENT_WRITE)).isEqualTo(
                new SelectorKey<>(pair.first(), first.fd(), EVENT_WRITE, "a"));
        assertThat(ready(PATIENCE)).isEqualTo(Map.of("a", EVENT_WRITE));
        var last = selector.modify(pair.first(), EVENT_READ | EVENT_WRITE, "b");
        assertThat(ready(PATIENCE)).isEqualTo(Map.of("b", EVENT_WRITE));
        assertThat(selector.get(pair.first())).isEqualTo(last);
        assertThat(selector.keys()).containsExactly(last);

        assertThat(selector.unregister(pair.first())).isEqualTo(last);
        assertThat(ready(Duration.ZERO)).isEmpty();
        assertThat(selector.get(pair.first())).isNull();
    }

    @Test
    void theEndOfAStreamAndAConnectionToAcceptAreReadable() throws Exception {
        var ended = tcp();
        ended.second().shutdown(SHUT_WR);
        var listener = opening(Socket.createServer(Sockaddr.of("127.0.0.1", 0)));
        opening(Socket.tcp()).connect(listener.getsockname());
        selector.register(ended.first(), EVENT_READ, "ended");
        selector.register(listener, EVENT_READ, "listener");

        assertThat(ready(PATIENCE)).isEqualTo(Map.of("ended", EVENT_READ, "listener", EVENT_READ));
    }

    @Test
    void aResetIsReadableAndWritable() throws Exception {
        var pair = tcp();
        var abort = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(1).putInt(0).array();
        pair.second().setsockopt(SOL_SOCKET, SO_LINGER, abort).close();
        selector.register(pair.first(), EVENT_READ | EVENT_WRITE, "reset");

        assertThat(ready(PATIENCE)).isEqualTo(Map.of("reset", EVENT_READ | EVENT_WRITE));
    }

    @Test
    void trap46_aTimeoutIsNeverEarly() throws Exception {
        selector.register(pair().first(), EVENT_READ, "quiet");
        long start = System.nanoTime();
        assertThat(selector.select(MOMENT)).isEmpty();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(MOMENT.toNanos());
    }

    @Test
    void wakeupEndsTheSelectThatIsUnderWayOrTheNextOne() throws Exception {
        var entered = new CountDownLatch(1);
        var waiting = new FutureTask<>(() -> {
            entered.countDown();
            return selector.select(null);
        });
        Thread.ofPlatform().start(waiting);
        entered.await();
        selector.wakeup();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEmpty();

        selector.wakeup();
        selector.wakeup();
        assertThat(selector.select(null)).isEmpty();
        long start = System.nanoTime();
        assertThat(selector.select(MOMENT)).as("the two were one").isEmpty();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(MOMENT.toNanos());
    }

    /** Two that wake it: one of them calls while it takes what the other has written. */
    @Test
    void noWakeupIsLostAmongThousands() throws Exception {
        var asked = new ConcurrentLinkedQueue<Semaphore>();
        var ends = new AtomicBoolean();
        var loop = new FutureTask<Void>(() -> {
            while (!ends.get()) {
                selector.select(null);
                for (var each = asked.poll(); each != null; each = asked.poll()) {
                    each.release();
                }
            }
            return null;
        });
        Thread.ofPlatform().start(loop);
        var asking = List.of(asking(asked), asking(asked));
        for (var each : asking) {
            each.get(60, TimeUnit.SECONDS);
        }
        ends.set(true);
        selector.wakeup();
        loop.get(30, TimeUnit.SECONDS);
    }

    private FutureTask<Void> asking(Queue<Semaphore> asked) {
        var asking = new FutureTask<Void>(() -> {
            var answered = new Semaphore(0);
            for (int i = 0; i < 20_000; i++) {
                asked.add(answered);
                selector.wakeup();
                assertThat(answered.tryAcquire(10, TimeUnit.SECONDS)).as("wake-up %s", i).isTrue();
            }
            return null;
        });
        Thread.ofPlatform().start(asking);
        return asking;
    }

    @Test
    void trap40_whatAnActionClosesIsLeftOutOfTheRound() throws Exception {
        var pairs = List.of(pair(), pair(), pair());
        for (var each : pairs) {
            each.second().send(new byte[1]);
            selector.register(each.first(), EVENT_READ, "x");
        }
        var visited = new ArrayList<Pollable>();
        int count = selector.select(PATIENCE, (key, _) -> {
            visited.add(key.item());
            for (var each : pairs) {
                if (each.first() != key.item()) {
                    each.first().close();
                }
            }
            // They take the numbers that are free now.
            opening(Socket.socketpair());
        });
        assertThat(count).isEqualTo(1);
        assertThat(visited).hasSize(1);
    }

    @Test
    void anItemThatIsClosedIsForgottenWithoutUnregistering() throws Exception {
        var loud = pair();
        loud.second().send(new byte[1]);
        selector.register(loud.first(), EVENT_READ, "loud");
        for (int i = 0; i < 1000; i++) {
            var brief = Socket.socketpair();
            brief.second().send(new byte[1]);
            selector.register(brief.first(), EVENT_READ, "brief");
            brief.close();
            assertThat(ready(Duration.ZERO)).isEqualTo(Map.of("loud", EVENT_READ));
            if (i == 500) {
                selector.unregister(brief.first());
            }
        }
        assertThat(selector.keys()).hasSize(1);
    }

    @Test
    void closingWhatIsWaitedForDoesNotEndTheWait() throws Exception {
        var closing = pair();
        var later = pair();
        selector.register(closing.first(), EVENT_READ, "closing");
        selector.register(later.first(), EVENT_READ, "later");
        var waiting = new FutureTask<>(() -> ready(PATIENCE));
        Thread.ofVirtual().start(waiting);
        closing.first().close();
        later.second().send(new byte[1]);
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(Map.of("later", EVENT_READ));
    }

    @Test
    void misuseIsRefused() throws Exception {
        var pair = pair();
        selector.register(pair.first(), EVENT_READ, "once");
        assertThatIllegalStateException().isThrownBy(() -> selector.register(pair.first(), EVENT_READ, "twice"));
        assertThatIllegalArgumentException().isThrownBy(() -> selector.register(pair.second(), 0, "nothing"));
        assertThatIllegalArgumentException().isThrownBy(() -> selector.register(pair.second(), 4, "unknown"));
        assertThatIllegalStateException().isThrownBy(() -> selector.modify(pair.second(), EVENT_READ));
        assertThatIllegalStateException().isThrownBy(() -> selector.unregister(pair.second()));
        assertThatIllegalArgumentException().isThrownBy(() -> selector.select(Duration.ofMillis(-1)));
        pair.second().close();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(() -> selector.register(pair.second(), EVENT_READ, "closed"));
        assertThat(selector.keys()).as("a failure leaves no key").hasSize(1);
    }

    @Test
    void closingItEndsTheWaitAndGivesItsDescriptorsBack() throws Exception {
        int before = descriptors();
        var closing = open();
        closing.register(pair().first(), EVENT_READ, "quiet");
        var entered = new CountDownLatch(1);
        var waiting = new FutureTask<>(() -> {
            entered.countDown();
            return closing.select(null);
        });
        Thread.ofPlatform().start(waiting);
        entered.await();
        closing.close();
        closing.close();
        assertThat(waiting).failsWithin(PATIENCE).withThrowableThat().havingCause()
                .isInstanceOf(ClosedSelectorException.class);
        assertThatExceptionOfType(ClosedSelectorException.class).isThrownBy(() -> closing.select(null));
        assertThatExceptionOfType(ClosedSelectorException.class).isThrownBy(closing::wakeup);
        assertThat(descriptors()).as("the pair is open").isEqualTo(before + 2);
    }

    private static int descriptors() throws IOException {
        try (var list = Files.list(Path.of("/proc/self/fd"))) {
            return (int) list.count();
        }
    }

    @Test
    void aSpinIsReportedAndUseIsNone() throws Exception {
        var spins = new ArrayList<String>();
        selector.detectSpin(100, spin -> spins.add(spin.toString()));
        var used = opening(EventFd.create(1));
        var spun = pair();
        var key = selector.register(spun.first(), EVENT_WRITE, "spun");
        selector.register(used, EVENT_READ, "used");
        for (int i = 0; i < 150; i++) {
            assertThat(selector.select(PATIENCE)).hasSize(2);
            used.read();
            used.write(1);
        }
        assertThat(spins).containsExactly(
                "fd=" + key.fd() + " was ready for EVENT_WRITE 100 times, and no call was made on it");
    }
}
