package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strace sees of {@code tcp-server}: the calls of the program, and no others. */
class TraceTest {
    private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((?:(\\d+)[,)]| *<|AF_).*", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyCallIsOneThatTheProgramAsksFor() throws Exception {
        var calls = traceOfTwoClients();

        assertThat(calls)
                .extracting(Call::name)
                .startsWith(
                        "socket", "setsockopt", "bind", "listen",
                        "accept4", "sendto", "recvfrom", "close",
                        "accept4", "sendto", "recvfrom", "close");
        // The third accept4, if the server was in it before it was ended.
        assertThat(calls.stream().skip(12)).extracting(Call::name).isSubsetOf("accept4").hasSizeLessThan(2);
        assertThat(calls.get(0).text).contains("SOCK_STREAM|SOCK_CLOEXEC");
        assertThat(calls.get(4).text).contains("SOCK_CLOEXEC").doesNotContain("SOCK_NONBLOCK");
        assertThat(calls.get(5).text).contains("\"welcome to my service~\", 22, MSG_NOSIGNAL");
        assertThat(calls.get(6).text).contains("\"first\"");
        assertThat(calls.get(10).text).contains("\"second\"");
    }

    private record Call(String name, String text) {}

    /** The calls on sockets of the thread that listens. */
    private List<Call> traceOfTwoClients() throws Exception {
        assumeTrue(Running.exists("strace"), "there is no strace");
        try (var strace = Running.command(List.of("strace", "-f", "true"))) {
            assumeTrue(strace.errors().getLast().contains("exited with 0"), "strace may not trace here");
        }
        int port = Running.freePort();
        var file = folder.resolve("trace");
        var command = new ArrayList<>(List.of(
                "strace", "-f", "-o", file.toString(), "-e", "trace=network,read,write,close"));
        command.addAll(Running.sockeyeCommand("run", "tcp-server", "--port", Integer.toString(port)));
        try (var server = Running.command(command).awaitListening(port)) {
            for (var word : List.of("first", "second")) {
                try (var client = Running.connect(port)) {
                    assertThat(client.getInputStream().readNBytes(22)).asString(UTF_8).startsWith("welcome");
                    client.getOutputStream().write(word.getBytes(UTF_8));
                    assertThat(client.getInputStream().read()).isEqualTo(-1);
                }
                assertThat(server.line()).isEqualTo(word);
            }
            server.endChildren();
        }
        return onSockets(whole(Files.readAllLines(file)));
    }

    /** Puts the halves of a call together that strace has shown apart, because other threads called something meanwhile. */
    static List<String> whole(List<String> lines) {
        var begun = new HashMap<String, Integer>();
        var whole = new ArrayList<String>();
        for (var line : lines) {
            var thread = line.substring(0, line.indexOf(' '));
            if (line.contains(" resumed>")) {
                int at = begun.get(thread);
                whole.set(at, whole.get(at) + line.substring(line.indexOf(" resumed>") + 9));
            } else {
                begun.put(thread, whole.size());
                whole.add(line.replace(" <unfinished ...>", ""));
            }
        }
        return whole;
    }

    private static List<Call> onSockets(List<String> lines) {
        var listener = lines.stream().filter(line -> line.contains(" listen(")).findFirst().orElseThrow();
        var thread = listener.substring(0, listener.indexOf(' ') + 1);
        var sockets = new ArrayList<String>();
        var calls = new ArrayList<Call>();
        for (var line : lines) {
            var call = CALL.matcher(line);
            if (line.startsWith(thread) && call.matches() && isOnSocket(call, sockets)) {
                calls.add(new Call(call.group(2), line));
                var result = line.substring(line.lastIndexOf('=') + 1).strip();
                if (call.group(2).matches("socket|accept4")) {
                    sockets.add(result);
                } else if (call.group(2).equals("close")) {
                    sockets.remove(call.group(3));
                }
            }
        }
        // Before that, the JVM has made sockets of its own: it asks nscd who the user is, and tries out IPv6.
        int bind = calls.stream().map(Call::name).toList().indexOf("bind");
        int socket = calls.subList(0, bind).stream().map(Call::name).toList().lastIndexOf("socket");
        return calls.subList(socket, calls.size());
    }

    private static boolean isOnSocket(Matcher call, List<String> sockets) {
        return call.group(2).equals("socket") || sockets.contains(call.group(3));
    }
}
