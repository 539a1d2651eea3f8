package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is true. */
class ReadmeTest {
    private static final List<Path> PROGRAMS =
            List.of(Path.of("examples/src/readme/Welcome.java"), Path.of("examples/src/readme/Loop.java"));
    private static final Pattern PROGRAM =
            Pattern.compile("\\((examples/[^)]+)\\)[^`]*```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theProgramsAreTheFilesThatTheyAreSaidToBe() throws Exception {
        var readme = Files.readString(Running.root().resolve("README.md"));
        var shown = PROGRAM.matcher(readme).results().toList();

        assertThat(shown).extracting(program -> Path.of(program.group(1))).isEqualTo(PROGRAMS);
        for (var program : shown) {
            assertThat(program.group(2)).isEqualTo(Files.readString(Running.root().resolve(program.group(1))));
        }
    }

    @Test
    void theProgramsCompile() {
        var javac = ToolProvider.findFirst("javac").orElseThrow();
        for (var program : PROGRAMS) {
            int status = javac.run(
                    System.out, System.err, "-d", folder.toString(), "--module-path", Running.modulePath(),
                    "--add-modules", "io.sockeye", Running.root().resolve(program).toString());
            assertThat(status).as(program.toString()).isZero();
        }
    }

    @Test
    void theFirstScreenHasTheTwoCommands() throws IOException {
        var firstScreen = Files.readAllLines(Running.root().resolve("README.md")).subList(0, 24);

        assertThat(firstScreen).anyMatch(line -> line.startsWith("./sockeye demo "));
        assertThat(firstScreen).anyMatch(line -> line.startsWith("mvn verify "));
    }

    @Test
    void filesThatItLinksToExist() throws IOException {
        var link = Pattern.compile("]\\(([^):]+)\\)");
        var readme = Files.readString(Running.root().resolve("README.md"));

        assertThat(link.matcher(readme).results().map(result -> Running.root().resolve(result.group(1))))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).exists());
    }
}
