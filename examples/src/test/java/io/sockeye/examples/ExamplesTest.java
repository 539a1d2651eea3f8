package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of the programs say about themselves is true. */
class ExamplesTest {
    private static final Path FOLDER = Running.root().resolve("examples/src/main/java/io/sockeye/examples");
    private static final Pattern RUN = Pattern.compile("\\* <p>Run: \\{@code \\./sockeye run ([a-z-]+)[^}]*}");

    @TempDir
    Path folder;

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

    /** As a reader would who takes one file away: with the two modules, and nothing of the launcher's. */
    @Test
    void eachCompilesByItself() throws Exception {
        var javac = ToolProvider.findFirst("javac").orElseThrow();
        for (var file : programs()) {
            int status = javac.run(
                    System.out, System.err, "-d", folder.toString(), "-implicit:class", "-proc:none",
                    "--module-path", Running.modulePath(), "--add-modules",
                    "io.sockeye,info.picocli,me.tongfei.progressbar",
                    "--source-path", withoutModule().toString(), file.toString());
            assertThat(status).as(file.toString()).isZero();
        }
    }

    /** The sources in their package, for those that are more than one file. */
    private Path withoutModule() throws IOException {
        var sources = folder.resolve("sources");
        var copies = sources.resolve("io/sockeye/examples");
        if (!Files.exists(sources)) {
            Files.createDirectories(copies);
            try (var files = Files.list(FOLDER)) {
                for (var file : files.toList()) {
                    Files.copy(file, copies.resolve(file.getFileName()));
                }
            }
        }
        return sources;
    }

    @Test
    void theReadingOrderNamesEachProgram() throws IOException {
        var order = Files.readString(Running.root().resolve("examples/README.md"));
        for (var program : Program.all()) {
            assertThat(order.split("`" + program.name + "`", -1)).as(program.name).hasSizeGreaterThan(1);
        }
    }
}
