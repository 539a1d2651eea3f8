package io.sockeye.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is true. */
class ReadmeTest {
    private static final Path WELCOME = Path.of("examples/src/readme/Welcome.java");

    @TempDir
    Path folder;

    @Test
    void theProgramIsTheFileThatItIsSaidToBe() throws Exception {
        var readme = Files.readString(Running.root().resolve("README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();

        assertThat(readme.substring(start, readme.indexOf("```", start)))
                .isEqualTo(Files.readString(Running.root().resolve(WELCOME)));
        assertThat(readme).contains("(" + WELCOME + ")");
    }

    @Test
    void theProgramCompiles() {
        int status = ToolProvider.findFirst("javac").orElseThrow().run(
                System.out, System.err, "-d", folder.toString(), "--module-path", Running.modulePath(),
                "--add-modules", "io.sockeye", Running.root().resolve(WELCOME).toString());

        assertThat(status).isZero();
        assertThat(folder.resolve("Welcome.class")).exists();
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
