package io.sockeye;

import static java.util.stream.Collectors.toSet;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.SocketSyscalls;
import io.sockeye.selectors.Selector;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages about Python's modules in docs say the truth about every name of theirs. */
class PythonNamesTest {
    private static final String NOT_HERE = "These are not here:";

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Za-z0-9]*(\\.[A-Za-z_0-9]+)?");

    /** What an explanation names although it is Python's. */
    private static final Set<String> PYTHONS_OWN = Set.of("KeyError");

    private static final Page SOCKET = new Page("python-socket.md", "socket");
    private static final Page SELECT = new Page("python-select.md", "select", "selectors");

    /** A page of docs, and the modules whose names it has to have, each with a list in the resources. */
    static final class Page {
        final String file;
        final String text;
        final List<String> names = new ArrayList<>();

        Page(String file, String... modules) {
            this.file = file;
            try {
                text = Files.readString(Path.of(System.getProperty("sockeye.root", ".."), "docs", file));
                for (var module : modules) {
                    names.addAll(namesOf(module));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Page> pages() {
        return List.of(SOCKET, SELECT);
    }

    private static List<String> namesOf(String module) throws IOException {
        var resource = "python-3.13-" + module + ".txt";
        try (var list = Objects.requireNonNull(PythonNamesTest.class.getResourceAsStream(resource))) {
            return new String(list.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyNameOfPythonIsOnThePageOnce(Page page) {
        var told = new ArrayList<>(rows(page).keySet());
        told.addAll(constantsHere(page).values().stream().flatMap(List::stream).toList());
        told.addAll(constantsNotHere(page));

        assertThat(told).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(page.names);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatThePageNamesExists(Page page) {
        rows(page).forEach((python, here) -> {
            for (var code : codes(here)) {
                // A bare upper-case name is a constant that an explanation mentions.
                if (REFERENCE.matcher(code).matches()
                        && !code.equals(code.toUpperCase(Locale.ROOT))
                        && !PYTHONS_OWN.contains(code)) {
                    assertThat(exists(code)).as("%s, for Python's %s", code, python).isTrue();
                }
            }
        });
        constantsHere(page).forEach((holder, constants) -> constants.forEach(
                constant -> assertThat(exists(holder + "." + constant)).as(constant).isTrue()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatThePageMissesIsMissing(Page page) throws Exception {
        var all = new ArrayList<String>();
        for (var holder : constantsHere(page).keySet()) {
            Arrays.stream(Class.forName("io.sockeye.bindings." + holder).getFields())
                    .forEach(field -> all.add(field.getName()));
        }

        assertThat(all).isNotEmpty();
        assertThat(constantsNotHere(page)).doesNotContainAnyElementsOf(all);
    }

    @Test
    void allMembersOfPythonsSocketButOneAreHere() {
        assertThat(withoutANameHere(SOCKET, "socket."))
                .containsExactly("socket.sendmsg_afalg");
    }

    @Test
    void allThatPythonWaitsWithIsHereButAnInstanceOfANumber() {
        assertThat(withoutANameHere(SELECT, "")).containsExactly("epoll.fromfd");
        assertThat(constantsNotHere(SELECT)).isEmpty();
    }

    /** Those whose right-hand column does not begin with a name. */
    private static Set<String> withoutANameHere(Page page, String prefix) {
        return rows(page).entrySet().stream()
                .filter(row -> row.getKey().startsWith(prefix) && !row.getValue().matches("`[A-Z]\\w+(\\.\\w+)?`.*"))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    /** Python's name to the right-hand column. */
    private static Map<String, String> rows(Page page) {
        var rows = new HashMap<String, String>();
        page.text.lines().filter(line -> line.startsWith("| `") && !line.contains("| here |")).forEach(line -> {
            var cells = line.split("\\|", -1);
            rows.put(codes(cells[1]).getFirst(), cells[2].strip());
        });
        return rows;
    }

    private static Map<String, List<String>> constantsHere(Page page) {
        var here = new HashMap<String, List<String>>();
        var section = page.text.substring(page.text.indexOf("## Constants")).split(NOT_HERE, 2)[0];
        for (var part : section.split("\n### ", -1)) {
            var holder = part.lines().findFirst().orElseThrow();
            if (holder.endsWith("Constants") && !holder.startsWith("#")) {
                here.put(holder, codes(part));
            }
        }
        return here;
    }

    private static List<String> constantsNotHere(Page page) {
        int start = page.text.indexOf(NOT_HERE);
        return start < 0
                ? List.of()
                : codes(page.text.substring(start)).stream()
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
        for (var place : List.of(Socket.class, Selector.class, SocketSyscalls.class)) {
            var found = Class.forName(place.getModule(), place.getPackageName() + "." + name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
