package io.sockeye;

import static org.assertj.core.api.Assertions.assertThat;

import io.sockeye.support.ChildJvm;
import io.sockeye.support.StartingProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Issue 12, faults 22 and 23, with the objects: what a JVM must have, and what is said where it has less. */
class StartingTest {
    private static final String WORKS = """
            socket: true
            pair: 1
            poll: 0
            epoll: true
            select: 0
            interface: true
            """.repeat(2);

    /** Runs the program with other options than --enable-native-access and --illegal-native-access=deny. */
    private static ChildJvm.Ended run(String... options) throws Exception {
        var command = new ArrayList<>(ChildJvm.command(List.of(), StartingProgram.class));
        command.removeIf(option -> option.contains("-native-access="));
        command.addAll(1, List.of(options));
        return ChildJvm.run(command);
    }

    @Test
    void noOtherModuleOfTheJdkThanJavaBaseIsNeeded() throws Exception {
        assertThat(run("--limit-modules", "io.sockeye", "--illegal-native-access=allow"))
                .isEqualTo(new ChildJvm.Ended(0, WORKS));
    }

    @Test
    void whereThePolicyWarnsOnlyTheJvmSaysSo() throws Exception {
        var ended = run();

        assertThat(ended.output()).containsOnlyOnce("WARNING: A restricted method").endsWith(WORKS);
    }

    @Test
    void whereThePolicyDeniesEachUseNamesTheFlag() throws Exception {
        var ended = run("--illegal-native-access=deny");

        assertThat(ended.output().lines()).hasSize(12).allSatisfy(line -> assertThat(line).endsWith(
                ": java.lang.UnsatisfiedLinkError: Sockeye may not call the C library: native access is denied."
                        + " Start Java with --enable-native-access=io.sockeye.bindings"));
    }
}
