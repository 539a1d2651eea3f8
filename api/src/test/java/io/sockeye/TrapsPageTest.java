package io.sockeye;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** docs/traps.md has each trap once, and each of its tests exists. */
class TrapsPageTest {
    private static final Path ROOT = Path.of(System.getProperty("sockeye.root", ".."));
    private static final int TRAPS = 62;

    /** The number of a row, and its last cell, which names the tests. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (R?\\d+) \\|.* \\| ([^|]*) \\|$");

    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    private final List<MatchResult> rows;

    TrapsPageTest() throws IOException {
        rows = ROW.matcher(Files.readString(ROOT.resolve("docs/traps.md"))).results().toList();
    }

    @Test
    void eachTrapStandsOnce() {
        assertThat(rows.stream().map(row -> row.group(1)).filter(number -> !number.startsWith("R")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, TRAPS).mapToObj(String::valueOf).toList());
    }

    @Test
    void eachTrapHasATest() {
        assertThat(rows)
                .filteredOn(row -> !row.group(1).startsWith("R"))
                .allMatch(row -> TEST.matcher(row.group(2)).find(), "names a test");
    }

    @Test
    void eachTestThatThePageNamesExists() throws Exception {
        var sources = testSources();
        var tests = rows.stream().flatMap(row -> TEST.matcher(row.group(2)).results()).toList();
        assertThat(tests).hasSizeGreaterThan(150);
        assertThat(tests)
                .filteredOn(test -> !declares(sources.getOrDefault(test.group(1), ""), test.group(2)))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    @Test
    void aTestThatIsOnlyMentionedIsNotThere() {
        assertThat(declares("    void here() {", "here")).isTrue();
        assertThat(declares("    void here() {", "her")).isFalse();
        assertThat(declares("        here();", "here")).isFalse();
    }

    private static boolean declares(String source, String method) {
        return Pattern.compile("\\bvoid " + method + "\\(").matcher(source).find();
    }

    /** The text of each class below src/test of any module, by its name. */
    private static Map<String, String> testSources() throws IOException {
        var sources = new HashMap<String, String>();
        try (var modules = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
            for (var module : modules) {
                var tests = module.resolve("src/test/java");
                if (!Files.isDirectory(tests)) {
                    continue;
                }
                try (var files = Files.walk(tests)) {
                    for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                        var name = file.getFileName().toString().replace(".java", "");
                        sources.merge(name, Files.readString(file), String::concat);
                    }
                }
            }
        }
        return sources;
    }
}
