package io.sockeye.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the lab answers, and what it refuses. */
@NullUnmarked
class LabServerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private LabServer server;
    private String token;

    @BeforeEach
    void open() throws Exception {
        server = LabServer.open(InetAddress.getLoopbackAddress(), 0, Duration.ofSeconds(40));
        var page = client.send(HttpRequest.newBuilder(URI.create(server.url())).build(), BodyHandlers.ofString());
        token = page.body().replaceAll("(?s).*lab-token\" content=\"([0-9a-f]+)\".*", "$1");
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + "api/" + path)).timeout(Duration.ofSeconds(30));
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        return JSON.readTree(client.send(request.build(), BodyHandlers.ofString()).body());
    }

    private JsonNode post(String path, String body) throws Exception {
        return send(request(path)
                .header("X-Lab-Token", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String session() throws Exception {
        return post("sessions", "").get("id").asText();
    }

    private static String action(String name, int count) {
        return "{\"name\":\"" + name + "\",\"line\":\"A\",\"mechanism\":\"poll\",\"count\":" + count + "}";
    }

    private static int descriptors() {
        var open = new File("/proc/self/fd").list();
        return open == null ? -1 : open.length;
    }

    @Test
    void aSessionAddsWritesAndSteps() throws Exception {
        var id = session();
        post("sessions/" + id + "/actions", action("add", 3));
        post("sessions/" + id + "/actions", action("write", 7));
        var view = post("sessions/" + id + "/actions", action("step", 0));
        assertThat(view.at("/panels/1/last/ready/0").asText()).isEqualTo("A");
        var recording = send(request("sessions/" + id + "/recording").header("X-Lab-Token", token));
        assertThat(recording).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sessions/0123/actions | {\"name\":\"add\",\"line\":\"\",\"mechanism\":\"\",\"count\":1} | no such session",
        "cost | {\"n\":-5,\"active\":1} | n is 1 to 15000",
        "cost | {\"n\":1000000000,\"active\":1} | n is 1 to 15000",
        "cost | {\"n\":10,\"active\":11} | 1 to n descriptors may be ready",
        "cost | {\"n\":99999999999,\"active\":11} | not what the lab understands",
        "cost | {\"n\":10,\"active\":1,\"more\":1} | not what the lab understands",
        "cost | null | was sent null",
        "cost | nonsense | not what the lab understands",
        "nothing | {} | there is no POST"
    })
    void whatIsWrongIsRefusedWithAReason(String path, String body, String reason) throws Exception {
        assertThat(post(path.strip(), body.strip()).path("refused").asText()).contains(reason.strip());
    }

    @Test
    void anActionWithoutANameIsRefused() throws Exception {
        var refused = post("sessions/" + session() + "/actions", "{\"count\":1}");
        assertThat(refused.path("refused").asText()).contains("an action has a name");
    }

    @Test
    void aBillionSocketsAreRefused() throws Exception {
        var refused = post("sessions/" + session() + "/actions", action("add", 1_000_000_000));
        assertThat(refused.path("refused").asText()).contains("1000000000 sockets: there may be 1 to 64");
    }

    @Test
    void aBodyWithoutEndIsRefused() throws Exception {
        assertThat(post("cost", " ".repeat(100_000)).path("refused").asText()).contains("no more than");
    }

    @Test
    void aPageFromElsewhereIsRefused() throws Exception {
        var foreign = request("sessions").header("X-Lab-Token", token).header("Origin", "http://example.org");
        assertThat(send(foreign.POST(HttpRequest.BodyPublishers.noBody())).path("refused").asText())
                .isEqualTo("a page of http://example.org may not use the lab");
        var sandboxed = request("sessions").header("X-Lab-Token", token).header("Origin", "null");
        assertThat(send(sandboxed.POST(HttpRequest.BodyPublishers.noBody())).has("refused")).isTrue();
        var withoutToken = request("sessions").POST(HttpRequest.BodyPublishers.noBody());
        assertThat(send(withoutToken).path("refused").asText()).contains("only the lab's own page may ask");
        assertThat(server.sessions()).isZero();
    }

    /** A name of another site may lead to 127.0.0.1: DNS rebinding. */
    @Test
    void anotherHostIsRefused() throws Exception {
        int port = URI.create(server.url()).getPort();
        assertThat(page(InetAddress.getLoopbackAddress(), port, "evil.example:" + port))
                .startsWith("HTTP/1.1 400").contains("the lab is at").doesNotContain(token);
    }

    @Test
    void whoListensEverywhereIsAskedByTheAddressThatOneReached() throws Exception {
        try (var everywhere = LabServer.open(InetAddress.ofLiteral("0.0.0.0"), 0, Duration.ofSeconds(40))) {
            int port = URI.create(everywhere.url()).getPort();
            var address = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(own -> own instanceof Inet4Address && !own.isLoopbackAddress())
                    .findFirst()
                    .orElse(InetAddress.ofLiteral("127.0.0.1"));
            assertThat(page(address, port, address.getHostAddress() + ":" + port)).startsWith("HTTP/1.1 200");
            assertThat(page(address, port, "evil.example:" + port)).startsWith("HTTP/1.1 400");
            assertThat(page(address, port, "192.0.2.1:" + port)).startsWith("HTTP/1.1 400");
            assertThat(page(address, port, address.getHostAddress())).startsWith("HTTP/1.1 400");
        }
    }

    private static String page(InetAddress address, int port, String host) throws IOException {
        try (var socket = new Socket(address, port)) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void nothingIsMeasuredWhileAMythRuns() throws Exception {
        server.alone.lock();
        try {
            assertThat(post("cost", "{\"n\":1,\"active\":1}").path("refused").asText()).contains("a myth");
        } finally {
            server.alone.unlock();
        }
        assertThat(post("cost", "{\"n\":1,\"active\":1}").has("figures")).isTrue();
    }

    @Test
    void fiftyLearnersAtOnce() throws Exception {
        try (var learners = Executors.newFixedThreadPool(50)) {
            Callable<String> learner = () -> {
                var path = "sessions/" + session() + "/actions";
                post(path, action("add", 8));
                post(path, action("write", 10));
                return post(path, action("step", 0)).at("/panels/1/last/ready/0").asText();
            };
            var ready = new ArrayList<Future<String>>();
            for (int i = 0; i < 50; i++) {
                ready.add(learners.submit(learner));
            }
            for (var future : ready) {
                assertThat(future.get()).isEqualTo("A");
            }
        }
        assertThat(server.sessions()).isEqualTo(50);
    }

    @Test
    void oneMoreThanThereIsRoomForIsRefused() throws Exception {
        for (int i = 0; i < Sessions.MOST; i++) {
            session();
        }
        assertThat(post("sessions", "").path("refused").asText()).contains("64 sessions already");
    }

    @Test
    void aTabThatIsClosedFreesItsSockets() throws Exception {
        try (var sessions = new Sessions(Duration.ofMillis(200))) {
            int before = descriptors();
            var id = sessions.open();
            sessions.get(id).act(new Scenario.Action("add", "", "", 20));
            assertThat(descriptors()).isGreaterThanOrEqualTo(before + 40);
            // Nobody asks for it any more.
            while (sessions.size() > 0 || descriptors() > before) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> sessions.get(id)).isInstanceOf(Refusal.class)
                    .hasMessageContaining("no such session");
        }
    }

    @Test
    void nothingButThePagesOwnFilesIsServed() throws Exception {
        for (var path : new String[] {"Lab.class", "../lab/Lab.class", "module-info.class", "lab.html/../lab.js",
            "x"}) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isIn(404, 200);
            assertThat(answer.body()).as(path).doesNotContain("\u0000");
            assertThat(answer.body()).as(path).contains(answer.statusCode() == 404 ? "there is no" : "'use strict'");
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheRemedy() {
        var taken = URI.create(server.url());
        assertThatThrownBy(() -> LabServer.open(
                InetAddress.getLoopbackAddress(), taken.getPort(), Duration.ofSeconds(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(taken.getPort() + ": Address already in use; --port takes another");
    }

    @Test
    void itListensOnLoopbackOnly() throws IOException {
        int port = URI.create(server.url()).getPort();
        for (var network : NetworkInterface.networkInterfaces().toList()) {
            for (var address : network.inetAddresses().filter(a -> !a.isLoopbackAddress()).toList()) {
                assertThatThrownBy(() -> new Socket(address, port).close())
                        .as(address.toString())
                        .isInstanceOf(ConnectException.class);
            }
        }
    }
}
