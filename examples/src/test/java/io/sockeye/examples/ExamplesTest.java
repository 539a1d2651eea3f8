package io.sockeye.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the files of the programs say about themselves is true. */
class ExamplesTest {
    private static final Path FOLDER = Running.root().resolve("examples/src/main/java/io/sockeye/examples");
    private static final Pattern RUN = Pattern.compile("\\* <p>Run: \\{@code \\./sockeye run ([a-z-]+)[^}]*}");

    /** The sources that say at their top how they are run. */
    private static List<Path> programs() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> RUN.matcher(read(file)).find()).sorted().toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theCommandAtEachTopNamesAProgramAndEachProgramHasOne() throws Exception {
        var named = new TreeSet<String>();
        for (var file : programs()) {
            var run = RUN.matcher(read(file));
            assertThat(run.find()).isTrue();
            named.add(run.group(1));
        }
        assertThat(Program.all().stream().map(program -> program.name)).containsAll(named);
        assertThat(named).containsAll(Program.all().stream().map(program -> program.name).toList());
    }

    @Test
    void eachTopHasTheLineOfPlainJava() throws Exception {
        for (var file : programs()) {
            assertThat(read(file))
                    .contains(" * Or: {@code java @examples/java.args " + Running.root().relativize(file) + "}.");
        }
    }

    /** One for all: it compiles them all. */
    @Test
    void plainJavaRunsASource() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var file = Running.root().relativize(FOLDER.resolve("PartialWrites.java"));
        var process = new ProcessBuilder(java.toString(), "@examples/java.args", file.toString(), "--help")
                .directory(Running.root().toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains("./sockeye run partial-writes");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void theReadingOrderNamesEachProgram() throws IOException {
        var order = Files.readString(Running.root().resolve("examples/README.md"));
        for (var program : Program.all()) {
            assertThat(order.split("`" + program.name + "`", -1)).as(program.name).hasSizeGreaterThan(1);
        }
    }

    @Test
    void theLengthsThatAreToldAreTrue() throws IOException {
        var told = Pattern.compile("\\| `([a-z-]+)` \\|[^|]*\\| \\d* ?\\| (\\d+) \\|")
                .matcher(Files.readString(Running.root().resolve("examples/README.md")))
                .results()
                .toList();
        assertThat(told).hasSizeGreaterThan(9);
        for (var row : told) {
            var file = programs().stream()
                    .filter(each -> RUN.matcher(read(each)).results()
                            .anyMatch(run -> run.group(1).equals(row.group(1))))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readAllLines(file)).as(row.group()).hasSize(Integer.parseInt(row.group(2)));
        }
    }
}
