package io.sockeye.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Chromium without a window, led by its DevTools protocol; for the tests of the modules that make pages. */
public final class Browser implements AutoCloseable, WebSocket.Listener {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PORT_FILE = "DevToolsActivePort";

    private final Process chromium;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final StringBuilder message = new StringBuilder();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private int calls;

    /** Its program, if there is one. */
    public static Optional<String> program() {
        var named = System.getenv("CHROMIUM");
        if (named != null) {
            return Optional.of(named);
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    public Browser(Path profile) throws IOException, InterruptedException {
        // As root Chromium has no sandbox. What it is shown is a file of ours.
        chromium = new ProcessBuilder(program().orElseThrow(), "--headless=new", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0", "--user-data-dir=" + profile,
                "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            var port = port(profile.resolve(PORT_FILE));
            var list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
            var pages = JSON.readTree(client.send(list, BodyHandlers.ofString()).body());
            socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create(page(pages)), this)
                    .join();
        } catch (IOException | RuntimeException | Error exception) {
            chromium.destroyForcibly();
            throw exception;
        }
        for (var domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** Chromium writes the file when it listens, and first without its second line. */
    private String port(Path file) throws IOException, InterruptedException {
        while (!Files.exists(file) || Files.readAllLines(file).size() < 2) {
            if (!chromium.isAlive()) {
                throw new IOException("Chromium ended with " + chromium.exitValue());
            }
            Thread.sleep(10);
        }
        return Files.readAllLines(file).getFirst();
    }

    private static String page(JsonNode pages) throws IOException {
        for (var page : pages) {
            if (page.path("type").asText().equals("page")) {
                return page.path("webSocketDebuggerUrl").asText();
            }
        }
        throw new IOException("Chromium has no page: " + pages);
    }

    /** Until all of it is loaded and drawn, in a window of that width. */
    public void open(URI page, String colorScheme, int width) throws IOException, InterruptedException {
        call("Emulation.setEmulatedMedia", Map.of(
                "features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
        call("Emulation.setDeviceMetricsOverride", Map.of(
                "width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        events.clear();
        call("Page.navigate", Map.of("url", page.toString()));
        while (events("Page.loadEventFired").isEmpty()) {
            keep(next());
        }
        // Two frames: the first lays out, the second has drawn.
        evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))");
    }

    /** What JavaScript says; a promise is waited for. */
    public JsonNode evaluate(String expression) throws IOException, InterruptedException {
        var answer = call("Runtime.evaluate", Map.of(
                "expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** The whole page. */
    public void screenshot(Path png) throws IOException, InterruptedException {
        var size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        var clip = Map.of(
                "x", 0, "y", 0, "width", size.path("width").asInt(), "height", size.path("height").asInt(), "scale", 1);
        var answer = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
        Files.write(png, Base64.getDecoder().decode(answer.path("data").asText()));
    }

    /** Of one kind, since the page was opened. */
    public List<JsonNode> events(String method) {
        return events.stream().filter(event -> event.path("method").asText().equals(method)).toList();
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws IOException, InterruptedException {
        int id = ++calls;
        socket.sendText(
                JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true).join();
        while (true) {
            var next = next();
            if (next.path("id").asInt() == id) {
                if (next.has("error")) {
                    throw new IOException(method + ": " + next.path("error"));
                }
                return next.path("result");
            }
            keep(next);
        }
    }

    private JsonNode next() throws IOException, InterruptedException {
        var next = messages.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new IOException("Chromium says nothing");
        }
        return next;
    }

    private void keep(JsonNode event) {
        events.add(event);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            try {
                messages.add(JSON.readTree(message.toString()));
            } catch (IOException exception) {
                throw new IllegalStateException("Chromium speaks JSON", exception);
            }
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        // Told so by its protocol it takes its locks away, and killed it does not.
        socket.sendText("{\"id\": 0, \"method\": \"Browser.close\"}", true).join();
        chromium.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(late -> chromium.destroyForcibly()).join();
        client.shutdownNow();
    }
}
