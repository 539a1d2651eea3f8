package io.sockeye.bindings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.bindings.ChildJvm.Place;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Issue 12, fault 22: java.base is all that the library needs. */
class SmallRuntimeTest {
    private static final String WITHOUT_JFR = """
            hello
            listen(-1, 0) = -1 EBADF (Bad file descriptor)
            recorded: false
            the module jdk.jfr is missing: start Java with --add-modules jdk.jfr
            """;

    @ParameterizedTest
    @EnumSource
    void withJavaBaseAloneCallsAndTracesWork(Place place) throws Exception {
        var ended = ChildJvm.run(place,
                List.of("--enable-native-access=" + place.name, "--limit-modules", "java.base"),
                SmallRuntimeProgram.class, List.of());

        assertThat(ended).isEqualTo(new ChildJvm.Ended(0, WITHOUT_JFR, ""));
    }

    @ParameterizedTest
    @EnumSource
    void withJfrTheEventsCanBeStarted(Place place) throws Exception {
        var ended = ChildJvm.run(place,
                List.of("--enable-native-access=" + place.name, "--add-modules", "jdk.jfr"),
                SmallRuntimeProgram.class, List.of());

        assertThat(ended.output()).endsWith("recorded: false\nJFR is there\n");
        assertThat(ended.errors()).isEmpty();
    }

    @Test
    void anImageOfJlinkHasJavaBaseAndTheModuleAndWorks(@TempDir Path folder) throws Exception {
        var image = folder.resolve("image");
        // A process: within one that runs patched modules, as the tests do, jlink refuses.
        var jlink = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--module-path", ChildJvm.MAIN.toString(), "--add-modules", ChildJvm.MODULE, "--output",
                image.toString()).redirectErrorStream(true).start();
        var said = new String(jlink.getInputStream().readAllBytes(), UTF_8);
        assertThat(jlink.waitFor()).as(said).isZero();

        var ended = ChildJvm.run(image.resolve("bin/java"), List.of("--enable-native-access=" + ChildJvm.MODULE),
                ChildJvm.patched(SmallRuntimeProgram.class), List.of());

        assertThat(ended).isEqualTo(new ChildJvm.Ended(0, WITHOUT_JFR, ""));
    }
}
