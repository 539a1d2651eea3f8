package io.sockeye.socketserver;

import static io.sockeye.bindings.SocketConstants.SHUT_WR;
import static io.sockeye.bindings.SocketConstants.SOL_SOCKET;
import static io.sockeye.bindings.SocketConstants.SO_LINGER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.ClosedDescriptorException;
import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a server of connections does besides. */
abstract class StreamServerContract extends ServerContract {
    private static final int LINE = 10_000;

    /** TCP and UNIX take turns. */
    abstract boolean isUnix();

    private final class Handler extends StreamRequestHandler implements Talk {
        @Override
        protected void setup() throws Exception {
            super.setup();
            setup.play(this);
        }

        @Override
        protected void handle() throws Exception {
            script.play(this);
        }

        @Override
        protected void finish() throws Exception {
            super.finish();
            finish.play(this);
        }

        @Override
        public @Nullable String line() throws IOException {
            var line = readLine(LINE);
            return line == null ? null : new String(line, UTF_8);
        }

        @Override
        public void answer(String line) throws IOException {
            wfile().write((line + "\n").getBytes(UTF_8));
        }

        @Override
        public Object asked() {
            return request();
        }

        @Override
        public Sockaddr by() {
            return clientAddress();
        }

        @Override
        public BaseServer<?> at() {
            return server();
        }
    }

    @Override
    BaseServer<?> open() throws IOException {
        return open(executor());
    }

    final BaseServer<?> open(RequestExecutor executor) throws ErrnoException {
        var address = isUnix() ? SockaddrUn.UNNAMED : Sockaddr.of("127.0.0.1", 0);
        return observed.streams(TCPServer.listening(address), Handler::new, executor);
    }

    @Override
    Socket open(BaseServer<?> server) throws IOException {
        var client = isUnix() ? Socket.unix().bind(SockaddrUn.UNNAMED) : Socket.tcp();
        return client.connect(server.serverAddress());
    }

    @Override
    void bother() throws IOException {
        client();
    }

    @Override
    boolean isRequest(Object asked) {
        return asked instanceof Socket connection && connection != server.socket();
    }

    private void reopen(RequestExecutor executor) throws IOException {
        server.close();
        server = opening(open(executor));
    }

    @Test
    void theConnectionIsClosedAfterTheHandler() throws Exception {
        serve();
        var client = client();
        assertThat(ask(client, "x")).isEqualTo("x!");
        assertThat(client.recv(1)).isEmpty();
    }

    @Test
    void theConnectionIsClosedAfterARefusalAndAFailure() throws Exception {
        serve();
        observed.verify = request -> false;
        assertThat(client().recv(1)).isEmpty();
        observed.verify = request -> {
            throw new IOException("on purpose");
        };
        assertThat(client().recv(1)).isEmpty();
        observed.verify = request -> true;
        script = talk -> {
            throw new AssertionError("on purpose");
        };
        assertThat(client().recv(1)).isEmpty();
        observed.onError = () -> {
            throw new IllegalStateException("handleError fails on purpose");
        };
        assertThat(client().recv(1)).isEmpty();
    }

    @Test
    void closeEndsHandlersThatWaitForTheirClients() throws Exception {
        var loop = serving();
        script = talk -> {
            steps.add("in");
            talk.line();
        };
        var client = client();
        assertThat(step()).isEqualTo("in");
        server.close();

        assertThat(result(loop)).isTrue();
        assertThat(observed.failure()).isInstanceOf(ClosedDescriptorException.class);
        awaitInFlight(0);
        assertThat(client.recv(1)).isEmpty();
    }

    @Test
    void theLimitEndsAClientThatSaysNothing() throws Exception {
        server.requestLimit(MOMENT);
        serve();
        long start = System.nanoTime();
        var silent = client();

        assertThat(silent.recv(1)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(MOMENT);
        assertThat(observed.failure())
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("took longer than " + MOMENT)
                .hasCauseInstanceOf(ClosedDescriptorException.class);
        server.requestLimit(null);
        assertThat(ask("others go on")).isEqualTo("others go on!");
    }

    @Test
    void theLimitEndsAClientThatSendsAByteAtATime() throws Exception {
        server.requestLimit(Duration.ofMillis(200));
        serve();
        var slow = client();
        assertThatThrownBy(() -> {
            for (;;) {
                slow.sendall(new byte[] {'a'});
                Thread.sleep(5);
            }
        }).isInstanceOf(ErrnoException.class);

        assertThat(observed.failure()).isInstanceOf(RequestTimeoutException.class);
    }

    @Test
    void theLimitOfARequestThatHasEndedHurtsNobody() throws Exception {
        server.requestLimit(MOMENT);
        serve();
        assertThat(ask("x")).isEqualTo("x!");
        Thread.sleep(MOMENT.multipliedBy(2));
        assertThat(ask("x")).isEqualTo("x!");
        assertThat(observed.failures).isEmpty();
    }

    @Test
    void aClientThatVanishesIsReportedAtMost() throws Exception {
        serve();
        for (int i = 0; i < 20; i++) {
            var client = client();
            if (!isUnix()) {
                // l_onoff and l_linger: a close becomes a reset.
                client.setsockopt(SOL_SOCKET, SO_LINGER, new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
            }
            if (ThreadLocalRandom.current().nextBoolean()) {
                client.send("half a li".getBytes(UTF_8));
            }
            client.close();
        }
        assertThat(ask("still there")).isEqualTo("still there!");
        awaitInFlight(0);
        assertThat(observed.failures).allMatch(failure -> failure instanceof ErrnoException);
    }

    @Test
    void theEndOfTheStreamIsTheHandlers() throws Exception {
        script = talk -> talk.answer("got " + talk.line() + ", " + talk.line());
        serve();
        var client = client();
        client.sendall("no newline".getBytes(UTF_8));
        client.shutdown(SHUT_WR);
        assertThat(hear(client)).isEqualTo("got no newline, null");
    }

    @Test
    void atItsBoundItLetsTheNextOnesWait() throws Exception {
        assumeTrue(isThreading());
        reopen(((ThreadingMixIn) executor()).bound(2, ThreadingMixIn.AtBound.WAIT));
        var release = blocking();
        serve();
        var clients = new Socket[5];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = client();
            say(clients[i], "x");
        }
        assertThat(step()).isEqualTo("in x");
        assertThat(step()).isEqualTo("in x");
        Thread.sleep(MOMENT);
        assertThat(server.inFlight()).isEqualTo(2);
        assertThat(steps).isEmpty();
        release.countDown();
        for (var client : clients) {
            assertThat(hear(client)).isEqualTo("x!");
        }
    }

    @Test
    void atItsBoundAHandleRequestWaitsToo() throws Exception {
        assumeTrue(isThreading());
        reopen(((ThreadingMixIn) executor()).bound(1, ThreadingMixIn.AtBound.WAIT));
        var release = blocking();
        var first = client();
        var second = client();
        say(first, "1");
        server.handleRequest();
        assertThat(step()).isEqualTo("in 1");
        say(second, "2");
        observed.timeout = MOMENT;
        server.handleRequest();
        assertThat(observed.timeouts).hasValue(1);
        observed.timeout = null;
        var waiting = start(() -> {
            server.handleRequest();
            return true;
        });
        release.countDown();
        assertThat(result(waiting)).isTrue();
        assertThat(hear(first)).isEqualTo("1!");
        assertThat(hear(second)).isEqualTo("2!");
    }

    @Test
    void atItsBoundItRefusesTheNextOne() throws Exception {
        assumeTrue(isThreading());
        reopen(((ThreadingMixIn) executor()).bound(1, ThreadingMixIn.AtBound.REFUSE));
        var release = blocking();
        serve();
        var first = client();
        say(first, "1");
        assertThat(step()).isEqualTo("in 1");

        assertThat(client().recv(1)).isEmpty();
        release.countDown();
        assertThat(hear(first)).isEqualTo("1!");
        awaitInFlight(0);
        assertThat(ask("2")).isEqualTo("2!");
    }
}
