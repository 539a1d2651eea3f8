package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code ./sockeye trace} of the document's programs, while strace looks on: both must say the same of each thread, argument
 * for argument. strace also has the JVM's calls; but none on sockets, and no waits, that ours has not.
 */
class StraceWitnessTest {
    /** Calls that are the programs' and not the JVM's, once a thread has begun to make any. */
    private static final Pattern ONLY_OURS =
            Pattern.compile("(socket|bind|listen|accept4|connect|shutdown|send\\w+|recv\\w+"
                    + "|[gs]etsockopt|get(sock|peer)name|p?poll|pselect6|epoll_\\w+|eventfd2|splice|pipe2)\\(.*");

    /** Thread and call. Between the two strace aligns, and behind it ours has the duration. */
    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\w+\\(.*\\)) += (.*?)(?: <[\\d.]+>)?");

    /** The C library keeps from its caller what select had left. */
    private static final Pattern LEFT = Pattern.compile(", left \\{[^}]*\\}");

    private final int port = Running.freePort();
    private final String portText = Integer.toString(port);

    @TempDir
    Path folder;

    StraceWitnessTest() throws Exception {}

    @BeforeEach
    void thereIsStrace() throws Exception {
        assumeTrue(Running.exists("strace"), "there is no strace");
        try (var strace = Running.command(List.of("strace", "-f", "true"))) {
            assumeTrue(strace.errors().getLast().contains("exited with 0"), "strace may not trace here");
        }
    }

    @ParameterizedTest
    @Timeout(180)
    @CsvSource({
        "tcp-server, tcp-client, close", "udp-server, udp-client, sendto",
        "select-server, select-client, close", "poll-server, select-client, close",
        "epoll-server, select-client, close", "upload-server, upload-client, close",
        "socketserver, socketserver-client, close"})
    void bothSayTheSame(String server, String client, String last) throws Exception {
        var file = Files.writeString(folder.resolve("picture"), "0123456789".repeat(1000)).toString();
        boolean uploads = server.equals("upload-server");
        try (var serving = traced(server, uploads ? List.of("--out", folder.resolve("taken").toString()) : List.of())) {
            if (server.equals("udp-server")) {
                serving.awaitBound(port);
            } else {
                serving.awaitListening(port);
            }
            try (var asking = traced(client, uploads ? List.of(file) : List.of())) {
                assertThat(asking.status()).isZero();
            }
            awaitCall(ours(server), last);
            serving.endChildren();
        }

        assertSame(server);
        assertSame(client);
    }

    /** The program with its trace in one file, and strace's in another. */
    private Running traced(String program, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                "strace", "-f", "-o", straces(program).toString(), "-e", "trace=%network,%desc"));
        command.addAll(
                Running.sockeyeCommand("trace", "-o", ours(program).toString(), program, "--port", portText));
        command.addAll(arguments);
        return Running.command(command);
    }

    private Path ours(String program) {
        return folder.resolve(program + ".ours");
    }

    private Path straces(String program) {
        return folder.resolve(program + ".strace");
    }

    /** The server may still be about to close when its client has ended. */
    private static void awaitCall(Path file, String name) throws IOException {
        while (calls(Files.readAllLines(file)).values().stream()
                .flatMap(List::stream).noneMatch(call -> call.startsWith(name + "("))) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void assertSame(String program) throws IOException {
        var ours = calls(Files.readAllLines(ours(program)));
        var straces = calls(TraceTest.whole(Files.readAllLines(straces(program))));
        assertThat(ours).isNotEmpty().allSatisfy((tid, calls) -> {
            var seen = straces.getOrDefault(tid, List.of());
            assertThat(seen).as(program).containsSubsequence(calls);
            // Before its first call, the JVM has made sockets of its own: it asks nscd who the user is.
            var since = seen.subList(Math.max(0, seen.lastIndexOf(calls.getFirst())), seen.size());
            assertThat(since.stream().filter(ONLY_OURS.asMatchPredicate())).as(program)
                    .containsExactlyElementsOf(calls.stream().filter(ONLY_OURS.asMatchPredicate()).toList());
        });
    }

    /** The calls that ended, for each thread. */
    private static Map<String, List<String>> calls(List<String> lines) {
        var calls = new LinkedHashMap<String, List<String>>();
        for (var line : lines) {
            var call = LINE.matcher(line);
            if (call.matches() && !call.group(3).startsWith("?")) {
                calls.computeIfAbsent(call.group(1), _ -> new ArrayList<>())
                        .add(LEFT.matcher(call.group(2) + " = " + call.group(3)).replaceAll(""));
            }
        }
        return calls;
    }
}
