package io.sockeye.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The page of the lab and its requests. It makes real system calls on request, so it answers its own page only: the request
 * must name this address as its host, come from this origin, and carry the token that the page was given.
 */
final class LabServer implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int MOST_BODY = 4_096;
    /** A myth is over sooner, unless the machine is very slow. */
    private static final int PATIENCE_SECONDS = 30;

    private static final int HTTP_PORT = 80;
    private static final String API = "/api/";
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html; charset=utf-8", "css", "text/css", "js", "text/javascript");

    private final HttpServer http;
    private final ExecutorService workers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("lab-http-", 0).factory());
    private final Sessions sessions;
    /** Held by a myth, some of which count what the whole process does, and by a measurement, which must not be traced. */
    final ReentrantLock alone = new ReentrantLock();
    private final String token;

    /** What a session's page gets when it opens. */
    record Opened(String id, Scenario.View view) {}

    /** What {@code cost} is asked. */
    record CostOf(int n, int active) {}

    /** Why not. */
    record Refused(String refused) {}

    private LabServer(HttpServer http, Sessions sessions) {
        this.http = http;
        this.sessions = sessions;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
    }

    /** Serves from now on. Port 0 is any. */
    static LabServer open(InetAddress address, int port, Duration forgotten) throws IOException {
        var http = listen(new InetSocketAddress(address, port));
        var server = new LabServer(http, new Sessions(forgotten));
        http.createContext("/", server::serve);
        http.setExecutor(server.workers);
        http.start();
        return server;
    }

    private static HttpServer listen(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (BindException e) {
            throw new IOException(
                    "the lab cannot listen at " + address + ": " + e.getMessage() + "; --port takes another", e);
        }
    }

    /** Where a browser finds it. */
    String url() {
        var address = http.getAddress().getAddress();
        var host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.getAddress().getPort() + "/";
    }

    int sessions() {
        return sessions.size();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            try {
                checkHost(exchange);
                if (path.startsWith(API)) {
                    checkOrigin(exchange);
                    sendAnswer(exchange, path);
                } else {
                    file(exchange, path);
                }
            } catch (Refusal refusal) {
                send(exchange, 400, "application/json", JSON.writeValueAsBytes(new Refused(reason(refusal))));
            } catch (JacksonException e) {
                var refused = new Refused("this is not what the lab understands: " + e.getOriginalMessage());
                send(exchange, 400, "application/json", JSON.writeValueAsBytes(refused));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The error of a failed call, for example EMFILE, is sent to the page as a program would see it. */
    private void sendAnswer(HttpExchange exchange, String path) throws IOException, InterruptedException {
        int status = 200;
        byte[] body;
        try {
            body = JSON.writeValueAsBytes(answer(exchange, path));
        } catch (JacksonException e) {
            throw e;
        } catch (IOException e) {
            status = 500;
            body = JSON.writeValueAsBytes(new Refused(String.valueOf(e.getMessage())));
        }
        send(exchange, status, "application/json", body);
    }

    private static String reason(Refusal refusal) {
        return String.valueOf(refusal.getMessage());
    }

    /** A name that another site has pointed here is not ours. */
    private void checkHost(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        if (!isOurs(host, exchange)) {
            throw new Refusal("the lab is at " + url() + " and not at " + host);
        }
    }

    private boolean isOurs(@Nullable String host, HttpExchange exchange) {
        if (host == null) {
            return false;
        }
        int port = http.getAddress().getPort();
        // Browsers leave the port of http out.
        var name = host.endsWith(":" + port) ? host.substring(0, host.lastIndexOf(':')) : port == HTTP_PORT ? host : "";
        return LOOPBACK.contains(name) || isAddress(name, exchange.getLocalAddress().getAddress());
    }

    /** No name is looked up: a request that names the address itself was not redirected here by a name of another site. */
    private static boolean isAddress(String host, InetAddress address) {
        try {
            return InetAddress.ofLiteral(host).equals(address);
        } catch (IllegalArgumentException noLiteral) {
            return false;
        }
    }

    /** Another page may send us requests, but it can neither know the token nor hide its origin. */
    private void checkOrigin(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var origin = headers.getFirst("Origin");
        if (origin != null
                && !(origin.startsWith("http://") && isOurs(origin.substring("http://".length()), exchange))) {
            throw new Refusal("a page of " + origin + " may not use the lab");
        }
        if (!token.equals(headers.getFirst("X-Lab-Token"))) {
            throw new Refusal("only the lab's own page may ask: open " + url());
        }
    }

    private Object answer(HttpExchange exchange, String path) throws IOException, InterruptedException {
        var words = path.substring(API.length()).split("/", -1);
        var request = exchange.getRequestMethod() + " " + words[0] + (words.length > 2 ? " " + words[2] : "");
        return switch (request) {
            case "POST sessions" -> {
                var id = sessions.open();
                yield new Opened(id, sessions.get(id).view());
            }
            case "GET sessions" -> sessions.get(word(words, 1)).view();
            case "DELETE sessions" -> {
                sessions.close(word(words, 1));
                yield Map.of();
            }
            case "POST sessions actions" -> sessions.get(words[1]).act(read(exchange, Scenario.Action.class));
            case "GET sessions recording" -> sessions.get(words[1]).recording().steps();
            case "GET myths" -> Myths.ALL.stream().map(MythCommand::described).toList();
            case "POST myths" -> myth(word(words, 1));
            case "POST cost" -> {
                var asked = read(exchange, CostOf.class);
                yield cost(asked);
            }
            default -> throw new Refusal("there is no " + exchange.getRequestMethod() + " " + path);
        };
    }

    private Object cost(CostOf asked) throws IOException {
        if (!alone.tryLock()) {
            throw new Refusal("a myth or another measurement is running, and would be measured too: try again");
        }
        try {
            return Cost.measure(asked.n(), asked.active());
        } finally {
            alone.unlock();
        }
    }

    private Object myth(String name) throws IOException, InterruptedException {
        var myth = Myths.named(name);
        if (myth == null) {
            throw new Refusal("no myth is called " + name);
        }
        if (!alone.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new Refusal("another myth or a measurement has been running for " + PATIENCE_SECONDS
                    + " s: try again");
        }
        try {
            return MythCommand.outcome(myth.run());
        } finally {
            alone.unlock();
        }
    }

    private static String word(String[] words, int index) {
        if (index >= words.length) {
            throw new Refusal("a name is missing");
        }
        return words[index];
    }

    private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            throw new Refusal("the lab reads application/json only");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY + 1);
        if (body.length > MOST_BODY) {
            throw new Refusal("the lab reads no more than " + MOST_BODY + " bytes");
        }
        T value = JSON.readValue(body, type);
        if (value == null) {
            throw new Refusal("the lab was sent null");
        }
        return value;
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        var name = path.equals("/") ? "lab.html" : path.substring(1);
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        // Only names, no folders: nothing but the page's own files can be asked for.
        try (var resource = type == null || name.contains("/") ? null : LabServer.class.getResourceAsStream(name)) {
            if (type == null || resource == null || !exchange.getRequestMethod().equals("GET")) {
                send(exchange, 404, "application/json", JSON.writeValueAsBytes(new Refused("there is no " + path)));
            } else {
                send(exchange, 200, type, content(name, resource));
            }
        }
    }

    private byte[] content(String name, InputStream resource) throws IOException {
        byte[] bytes = resource.readAllBytes();
        return name.equals("lab.html")
                ? new String(bytes, UTF_8).replace("@TOKEN@", token).getBytes(UTF_8)
                : bytes;
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.stop(0);
        workers.shutdownNow();
        sessions.close();
    }
}
