package io.sockeye;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.SocketSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/features.md names what there is. */
class FeaturesPageTest {
    /** A class, or a class and its member, in code quotes. */
    private static final Pattern REFERENCE = Pattern.compile("`([A-Z][A-Za-z0-9]*)(?:\\.(\\w+))?`");

    private final String page;

    FeaturesPageTest() throws IOException {
        page = Files.readString(Path.of(System.getProperty("sockeye.root", ".."), "docs/features.md"));
    }

    @Test
    void whatThePageNamesExists() {
        var references = REFERENCE.matcher(page).results().toList();

        assertThat(references).hasSizeGreaterThan(100);
        for (var reference : references) {
            assertThat(exists(reference)).as(reference.group()).isTrue();
        }
    }

    @Test
    void everyRowHasAnAnswer() {
        var rows = page.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.endsWith("| here |"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(50).doesNotHaveDuplicates();
        assertThat(rows).allMatch(row -> row.matches("\\| [^|]+ \\| [^|]+ \\|"));
    }

    @Test
    void everyPageOfOptionsIsNamed() {
        for (var options : List.of("SocketOptions", "TcpOptions", "IpOptions", "Ipv6Options", "UdpOptions")) {
            assertThat(page).contains("`" + options + ".");
        }
    }

    private static boolean exists(MatchResult reference) {
        var name = reference.group(1);
        var member = reference.group(2);
        if (member == null && name.equals(name.toUpperCase(Locale.ROOT))) {
            // A constant of C that an explanation mentions, or Java's own class.
            return true;
        }
        return types(name).anyMatch(type -> member == null
                || Arrays.stream(type.getMethods()).anyMatch(method -> method.getName().equals(member))
                || Arrays.stream(type.getFields()).anyMatch(field -> field.getName().equals(member))
                || Arrays.stream(type.getClasses()).anyMatch(nested -> nested.getSimpleName().equals(member)));
    }

    private static Stream<Class<?>> types(String name) {
        var api = Socket.class.getModule();
        return Stream.of(
                Class.forName(api, "io.sockeye." + name),
                Class.forName(api, "io.sockeye.sockopt." + name),
                Class.forName(api, "io.sockeye.selectors." + name),
                Class.forName(api, "io.sockeye.socketserver." + name),
                Class.forName(SocketSyscalls.class.getModule(), "io.sockeye.bindings." + name),
                Class.forName(Object.class.getModule(), "java.time." + name))
                .filter(Objects::nonNull);
    }
}
