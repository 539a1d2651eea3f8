package io.sockeye.socketserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/python-socketserver.md says the truth about every name of Python's module socketserver. */
class SocketserverNamesTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** A class, or a member of one. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Z][a-zA-Z0-9]*[a-z][A-Za-z0-9]*(\\.[A-Za-z]+)?");

    /** Python's name to the right-hand column. */
    private static Map<String, String> rows() throws IOException {
        var rows = new TreeMap<String, String>();
        var page = Path.of(System.getProperty("sockeye.root", ".."), "docs/python-socketserver.md");
        Files.readString(page)
                .lines()
                .filter(line -> line.startsWith("| `") && !line.contains("| here |"))
                .forEach(line -> {
                    var cells = line.split("\\|", -1);
                    assertThat(rows.put(codes(cells[1]).getFirst(), cells[2])).as(line).isNull();
                });
        return rows;
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @Test
    void everyNameOfPythonIsOnThePageOnce() throws Exception {
        try (var list = Objects.requireNonNull(Socket.class.getResourceAsStream("python-3.13-socketserver.txt"))) {
            var names = new String(list.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void whatThePageNamesExists() throws Exception {
        rows().forEach((python, here) -> {
            for (var code : codes(here)) {
                if (REFERENCE.matcher(code).matches() && !code.equals("Duration")) {
                    assertThat(exists(code)).as("%s, for Python's %s", code, python).isTrue();
                }
            }
        });
    }

    /** Overridable methods are protected, and a subclass has those of its superclasses. */
    private static boolean exists(String reference) {
        var parts = reference.split("\\.", 2);
        var module = BaseServer.class.getModule();
        for (var place : List.of("io.sockeye.socketserver.", "io.sockeye.")) {
            for (var type = Class.forName(module, place + parts[0]); type != null; type = type.getSuperclass()) {
                if (parts.length == 1
                        || Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> m.getName().equals(parts[1]))) {
                    return true;
                }
            }
        }
        return false;
    }
}
