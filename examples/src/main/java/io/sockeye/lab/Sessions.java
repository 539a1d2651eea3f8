package io.sockeye.lab;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The sessions of the learners. A page reports every few seconds that it is open; the sockets of a page that does not are closed. */
final class Sessions implements AutoCloseable {
    /** Each may have some 200 descriptors and four threads. */
    static final int MOST = 64;

    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Duration forgotten;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lab-sweeper").factory());

    private static final class Session {
        final Scenario scenario = new Scenario();
        volatile long seen = System.nanoTime();

        Session() throws IOException {}
    }

    /** With how long a page may be silent. */
    Sessions(Duration forgotten) {
        this.forgotten = forgotten;
        long period = Math.max(1, forgotten.toMillis() / 4);
        var _ = sweeper.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
    }

    /** Returns its id, which cannot be guessed. */
    synchronized String open() throws IOException {
        if (byId.size() >= MOST) {
            throw new Refusal("there are " + MOST + " sessions already: close a page and try again in a minute");
        }
        byte[] id = new byte[16];
        random.nextBytes(id);
        var name = HexFormat.of().formatHex(id);
        byId.put(name, new Session());
        return name;
    }

    Scenario get(String id) {
        var session = byId.get(id);
        if (session == null) {
            throw new Refusal(
                    "no such session: it was closed, or its page was silent for " + forgotten.toSeconds() + " s");
        }
        session.seen = System.nanoTime();
        return session.scenario;
    }

    void close(String id) {
        var session = byId.remove(id);
        if (session != null) {
            session.scenario.close();
        }
    }

    int size() {
        return byId.size();
    }

    private void sweep() {
        byId.forEach((id, session) -> {
            if (System.nanoTime() - session.seen > forgotten.toNanos()) {
                close(id);
            }
        });
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        byId.keySet().forEach(this::close);
    }
}
