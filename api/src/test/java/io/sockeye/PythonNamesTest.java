package io.sockeye;

import static java.util.stream.Collectors.toSet;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.SocketSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/python-socket.md says the truth about every name of Python's module socket. */
class PythonNamesTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Za-z0-9]*(\\.[A-Za-z_0-9]+)?");

    private final String page;
    private final List<String> names;

    PythonNamesTest() throws IOException {
        page = Files.readString(Path.of(System.getProperty("sockeye.root", ".."), "docs/python-socket.md"));
        try (var list = Objects.requireNonNull(getClass().getResourceAsStream("python-3.13-socket.txt"))) {
            names = new String(list.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void everyNameOfPythonIsOnThePageOnce() {
        var told = new ArrayList<>(rows().keySet());
        told.addAll(constantsHere().values().stream().flatMap(List::stream).toList());
        told.addAll(constantsNotHere());

        assertThat(told).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void whatThePageNamesExists() {
        rows().forEach((python, here) -> {
            for (var code : codes(here)) {
                // A bare upper-case name is a constant that an explanation mentions.
                if (REFERENCE.matcher(code).matches() && !code.equals(code.toUpperCase(Locale.ROOT))) {
                    assertThat(exists(code)).as("%s, for Python's %s", code, python).isTrue();
                }
            }
        });
        constantsHere().forEach((holder, constants) -> constants.forEach(
                constant -> assertThat(exists(holder + "." + constant)).as(constant).isTrue()));
    }

    @Test
    void whatThePageMissesIsMissing() throws Exception {
        var all = new ArrayList<String>();
        for (var holder : constantsHere().keySet()) {
            Arrays.stream(Class.forName("io.sockeye.bindings." + holder).getFields())
                    .forEach(field -> all.add(field.getName()));
        }

        assertThat(constantsNotHere()).isNotEmpty().doesNotContainAnyElementsOf(all);
    }

    @Test
    void allMembersOfPythonsSocketButTheMessageCallsAreHere() {
        var without = rows().entrySet().stream()
                .filter(row -> row.getKey().startsWith("socket.") && !row.getValue().matches("`Socket\\.\\w+`"))
                .map(Map.Entry::getKey)
                .collect(toSet());

        assertThat(without)
                .containsExactlyInAnyOrder(
                        "socket.recvmsg",
                        "socket.recvmsg_into",
                        "socket.sendmsg",
                        "socket.sendmsg_afalg");
    }

    /** Python's name to the right-hand column. */
    private Map<String, String> rows() {
        var rows = new HashMap<String, String>();
        page.lines().filter(line -> line.startsWith("| `") && !line.contains("| here |")).forEach(line -> {
            var cells = line.split("\\|", -1);
            rows.put(codes(cells[1]).getFirst(), cells[2].strip());
        });
        return rows;
    }

    private Map<String, List<String>> constantsHere() {
        var here = new HashMap<String, List<String>>();
        var section = page.substring(page.indexOf("## Constants"), page.indexOf("These are not here:"));
        for (var part : section.split("\n### ", -1)) {
            var holder = part.lines().findFirst().orElseThrow();
            if (holder.endsWith("Constants") && !holder.startsWith("#")) {
                here.put(holder, codes(part));
            }
        }
        return here;
    }

    private List<String> constantsNotHere() {
        return codes(page.substring(page.indexOf("These are not here:"))).stream()
                .filter(code -> !code.equals("could"))
                .toList();
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static boolean exists(String reference) {
        var parts = reference.split("\\.", 2);
        return type(parts[0])
                .filter(type -> parts.length == 1
                        || Arrays.stream(type.getMethods()).anyMatch(m -> m.getName().equals(parts[1]))
                        || Arrays.stream(type.getFields()).anyMatch(f -> f.getName().equals(parts[1])))
                .isPresent();
    }

    private static Optional<Class<?>> type(String name) {
        for (var place : List.of(Socket.class.getModule(), SocketSyscalls.class.getModule())) {
            var found = Class.forName(place, place.getName() + "." + name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
