package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.ConnectionRefusedException;
import io.sockeye.Datagram;
import io.sockeye.ErrnoException;
import io.sockeye.Sockaddr;
import io.sockeye.SockaddrUn;
import io.sockeye.Socket;
import io.sockeye.WouldBlockException;
import io.sockeye.bindings.SocketConstants;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a server of datagrams does besides. */
abstract class DatagramServerContract extends ServerContract {
    abstract boolean isUnix();

    private final class Handler extends DatagramRequestHandler implements Talk {
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
            return new String(rfile().readAllBytes(), UTF_8).strip();
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

    private BaseServer<?> open(RequestExecutor executor) throws ErrnoException {
        var address = isUnix() ? SockaddrUn.UNNAMED : Sockaddr.of("127.0.0.1", 0);
        return observed.datagrams(UDPServer.bound(address), Handler::new, executor);
    }

    private Socket unbound() throws IOException {
        return isUnix() ? new Socket(SocketConstants.AF_UNIX, SocketConstants.SOCK_DGRAM, 0) : Socket.udp();
    }

    @Override
    Socket open(BaseServer<?> server) throws IOException {
        var client = unbound();
        if (isUnix()) {
            client.bind(SockaddrUn.UNNAMED);
        }
        return client.connect(server.serverAddress());
    }

    @Override
    void bother() throws IOException {
        say(client(), "x");
    }

    @Override
    boolean isRequest(Object asked) {
        return asked instanceof Datagram datagram && datagram.data().length > 0;
    }

    @Test
    void aDatagramWithNothingInItIsOneToo() throws Exception {
        script = talk -> talk.answer("[" + talk.line() + "]");
        serve();
        var client = client();
        client.send(new byte[0]);
        assertThat(hear(client)).isEqualTo("[]");
    }

    @Test
    void aHandlerThatWritesNothingSendsNothing() throws Exception {
        script = talk -> {};
        serve();
        var client = client();
        client.send(new byte[1]);
        assertThat(client.recv(1)).isEmpty();
    }

    @Test
    void aDatagramThatIsTooLongIsReportedAndTheNextOneServed() throws Exception {
        observed.maxPacketSize = 10;
        script = talk -> talk.answer(talk.line() + "!");
        serve();
        var client = client();
        client.send("0123456789a".getBytes(UTF_8));

        assertThat(observed.failure())
                .isInstanceOf(RequestTooLongException.class)
                .hasMessageContaining("11 bytes")
                .hasMessageContaining("10 are taken");
        client.send("0123456789".getBytes(UTF_8));
        assertThat(hear(client)).isEqualTo("0123456789!");
    }

    @Test
    void anAnswerToNobodyIsReportedAndTheServerGoesOn() throws Exception {
        var release = blocking();
        serve();
        var gone = client();
        say(gone, "x");
        assertThat(step()).isEqualTo("in x");
        gone.close();
        release.countDown();
        script = talk -> talk.answer(talk.line() + "!");
        assertThat(ask("y")).isEqualTo("y!");
        assertThat(ask("z")).isEqualTo("z!");
        // UDP does not say, and a UNIX socket says ECONNREFUSED.
        if (isUnix()) {
            assertThat(observed.failure()).isInstanceOf(ConnectionRefusedException.class);
        }
        assertThat(observed.failures).isEmpty();
    }

    @Test
    void aClientWithoutAnAddressIsHandled() throws Exception {
        assumeTrue(isUnix());
        script = talk -> steps.add(talk.line() + " by " + talk.by());
        serve();
        var client = opening(unbound()).connect(server.serverAddress());
        say(client, "x");
        assertThat(step()).isEqualTo("x by (unnamed)");
        awaitInFlight(0);
        assertThat(observed.failures).isEmpty();

        script = talk -> talk.answer("for nobody");
        say(client, "y");
        assertThat(observed.failure()).isInstanceOf(ErrnoException.class);
    }

    @Test
    void aClientThatNeverReadsDoesNotStopTheServer() throws Exception {
        assumeTrue(isUnix());
        serve();
        var deaf = client();
        deaf.settimeout(Duration.ofSeconds(30));
        for (int i = 0; i < 600; i++) {
            say(deaf, "x");
        }
        assertThat(observed.failure()).isInstanceOf(WouldBlockException.class);
        // What he leaves unread may fill the server's own send buffer; then others are handled, and hear nothing.
        script = talk -> steps.add(talk.line());
        say(client(), "handled");
        await(() -> step().equals("handled"));
        deaf.close();
        script = talk -> talk.answer(talk.line() + "!");
        assertThat(ask("answered")).isEqualTo("answered!");
    }

    @Test
    void atItsBoundItLosesTheNextOneOrLetsItWait() throws Exception {
        assumeTrue(isThreading());
        for (var atBound : ThreadingMixIn.AtBound.values()) {
            server.close();
            steps.clear();
            server = opening(open(((ThreadingMixIn) executor()).bound(1, atBound)));
            var release = blocking();
            serve();
            var first = client();
            var second = client();
            say(first, "1");
            assertThat(step()).isEqualTo("in 1");
            say(second, "2");
            Thread.sleep(MOMENT);
            assertThat(server.inFlight()).isEqualTo(1);
            release.countDown();
            assertThat(hear(first)).isEqualTo("1!");
            if (atBound == ThreadingMixIn.AtBound.WAIT) {
                assertThat(hear(second)).isEqualTo("2!");
            } else {
                awaitInFlight(0);
                assertThat(ask(second, "3")).isEqualTo("3!");
            }
        }
    }
}
