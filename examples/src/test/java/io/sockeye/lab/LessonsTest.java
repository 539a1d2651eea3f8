package io.sockeye.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/lessons.md tells a learner to run is there. */
class LessonsTest {
    private static final Path ROOT = Path.of(System.getProperty("sockeye.root"));

    private static List<String> named(String command) throws Exception {
        var page = Files.readString(ROOT.resolve("docs/lessons.md"));
        return Pattern.compile("sockeye " + command + " ([a-z-]+)")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void everyMythIsOne() throws Exception {
        assertThat(named("lab myth")).isNotEmpty().allSatisfy(name -> assertThat(Myths.named(name)).isNotNull());
    }

    @Test
    void everyProgramIsOne() throws Exception {
        var sources = ROOT.resolve("examples/src/main/java/io/sockeye/examples");
        assertThat(named("run"))
                .isNotEmpty()
                .map(LessonsTest::type)
                .allSatisfy(type -> assertThat(sources.resolve(type + ".java")).exists());
    }

    /** {@code accept-herd} is AcceptHerd; socketserver has two capitals. */
    private static String type(String program) {
        var words = program.replace("socketserver", "socket-server").split("-", -1);
        return Arrays.stream(words)
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
